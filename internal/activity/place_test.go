package activity

import "testing"

func TestWithoutPlaces(t *testing.T) {
	for title, want := range map[string]string{
		"Home 46.9481, 7.4474 and back":                   "Home (place) and back",
		"46,9481 7,4474":                                  "(place)",
		"-33.8688/151.2093":                               "(place)",
		"46.948N 7.447E long":                             "(place) long",
		"lat 46.94812 lon 7.44744":                        "lat (place) lon (place)",
		"46°56'53\"N 7°26'51\"E":                          "(place) (place)",
		"46° 56.888′ N":                                   "(place)",
		"N46 56.888 E007 26.850":                          "(place) (place)",
		"8FR9WCX2+5V Lauf":                                "(place) Lauf",
		"see https://maps.app.goo.gl/abc and geo:46.9,7.": "see (place) and (place)",
		"https://www.openstreetmap.org/#map=19/46.9/7.4":  "(place)",
	} {
		if got := WithoutPlaces(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}

// Numbers that runners write in titles stay.
func TestWithoutPlacesKeepsNumbers(t *testing.T) {
	for _, title := range []string{
		"Half marathon 21.0975 km", "42.195 in 3:21:39", "10.5 km, 4:05/km", "6 x 800 m, 3.5 min", "Lauf am 12.10.2025, 18.30", "25° and sun",
		"Running 8/28/14 7:45 am", "W20 D3 1.234,5", "3 × 10' at 85 %", "5+5 km", "O 12 km", "5,000 m in 18:32", "S 5 16.5 km",
	} {
		if got := WithoutPlaces(title); got != title {
			t.Errorf("%q: %q", title, got)
		}
	}
}
