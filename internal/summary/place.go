package summary

import (
	"github.com/bradfitz/latlong"

	"dayafter/internal/clean"
)

// place returns the IANA time zone of the first known position, or "" in a virtual
// place.
func place(t *clean.Track) string {
	c := &t.Activity.Samples
	if t.Activity.Virtual {
		return ""
	}
	for i, lat := range c.Lat {
		if lat == lat && c.Lon[i] == c.Lon[i] {
			return zoneAt(lat, c.Lon[i])
		}
	}
	return ""
}

// zoneAt returns the IANA time zone at a position in degrees.
func zoneAt(lat, lon float64) string {
	name := latlong.LookupZoneName(lat, lon)
	for _, c := range corrections {
		if c.old == name && c.in(lat, lon) {
			return c.now
		}
	}
	return name
}

// correction replaces a zone of latlong's map of 2017 in a part of that zone.
type correction struct {
	old, now string
	in       func(lat, lon float64) bool
}

// corrections lists the parts of zones in which clocks differ from latlong's map, if about
// 10,000 people live there, or 50,000 in a town on a border. They come from a comparison of
// latlong with tzf 1.0.2 (map of 2025) on a grid of 0.2° and at the 154,694 places of
// go-cities.json; each part follows the border within some 20 km.
var corrections = []correction{
	{"America/Monterrey", "America/Matamoros", box(28.1, 28.6, -101, -100.5)},                                     // Allende, since 2022
	{"America/Ojinaga", "America/Ciudad_Juarez", func(lat, lon float64) bool { return lat > 30.2 && lon < -105 }}, // own zone since 2022
	{"America/Santiago", "America/Punta_Arenas", func(lat, _ float64) bool { return lat < -48.9 }},                // own zone since 2017
	{"America/Santiago", "America/Coyhaique", func(lat, _ float64) bool { return lat < -43.65 }},                  // own zone since 2025
	{"America/Sao_Paulo", "America/Asuncion", box(-25.7, -25.3, -55, -54.6)},                                      // Ciudad del Este
	{"Asia/Damascus", "Asia/Jerusalem", box(32.6, 33.35, 35.5, 35.8)},                                             // Golan Heights
	{"Asia/Hovd", "Asia/Ulaanbaatar", func(lat, lon float64) bool { return lon > 95.3 || lat < 47 && lon > 94 }},  // Zavkhan and Govi-Altai
	{"Asia/Kashgar", "Asia/Shanghai", anywhere},                                                                   // official time of all China
	{"Asia/Pyongyang", "Asia/Shanghai", box(40.11, 40.25, 124.2, 124.39)},                                         // Dandong
	{"Asia/Qyzylorda", "Asia/Qostanay", func(lat, _ float64) bool { return lat > 48.2 }},                          // own zone since 2018
	{"Asia/Tashkent", "Asia/Almaty", box(40.62, 41, 68.2, 68.56)},                                                 // Zhetysay
	{"Asia/Tashkent", "Asia/Almaty", box(41.43, 41.6, 69.1, 69.2)},                                                // Saryaghash
	{"Asia/Urumqi", "Asia/Shanghai", anywhere},                                                                    // official time of all China
	{"Asia/Ust-Nera", "Asia/Magadan", func(lat, _ float64) bool { return lat < 52 }},                              // Kuril Islands
	{"Australia/Sydney", "Australia/Brisbane", box(-28.175, -28, 153, 154)},                                       // Coolangatta
	{"Europe/Volgograd", "Europe/Saratov", func(lat, lon float64) bool {
		return lat > 51.1 || lat > 50.65 && lon > 45.2 || lat > 49.8 && lon > 46.95
	}}, // own zone since 2016
}

// anywhere returns true: the correction applies to the whole zone.
func anywhere(_, _ float64) bool { return true }

// box returns the part of a zone between two latitudes and two longitudes in degrees.
func box(south, north, west, east float64) func(lat, lon float64) bool {
	return func(lat, lon float64) bool { return south < lat && lat < north && west < lon && lon < east }
}
