package summary

import (
	"testing"
	"time"
)

// TestZonesThatChangedSince2017 checks the offset from UTC of towns on both sides of each
// corrected border.
func TestZonesThatChangedSince2017(t *testing.T) {
	winter, summer := time.Date(2026, 1, 15, 12, 0, 0, 0, time.UTC), time.Date(2026, 7, 15, 12, 0, 0, 0, time.UTC)
	for _, town := range []struct {
		name          string
		lat, lon      float64
		january, july float64 // h
	}{
		{"Punta Arenas", -53.16, -70.91, -3, -3},
		{"Puerto Natales", -51.73, -72.51, -3, -3},
		{"Coyhaique", -45.57, -72.07, -3, -3},
		{"Cochrane", -47.25, -72.57, -3, -3},
		{"Puerto Montt", -41.47, -72.94, -3, -4},
		{"Santiago", -33.45, -70.67, -3, -4},
		{"Río Grande", -53.79, -67.7, -3, -3},
		{"Ciudad Juárez", 31.69, -106.42, -7, -6},
		{"Ojinaga", 29.56, -104.41, -6, -5},
		{"El Paso", 31.79, -106.42, -7, -6},
		{"Saratov", 51.53, 46.03, 4, 4},
		{"Engels", 51.48, 46.12, 4, 4},
		{"Balashov", 51.55, 43.17, 4, 4},
		{"Volgograd", 48.71, 44.51, 3, 3},
		{"Kamyshin", 50.1, 45.4, 3, 3},
		{"Krasnoarmeysk", 51.02, 45.7, 4, 4},
		{"Yelan", 50.95, 43.74, 3, 3},
		{"Allende", 28.34, -100.85, -6, -5},
		{"Monclova", 26.91, -101.42, -6, -6},
		{"Ciudad del Este", -25.51, -54.61, -3, -3},
		{"Foz do Iguaçu", -25.54, -54.58, -3, -3},
		{"Katzrin", 32.99, 35.69, 2, 3},
		{"Quneitra", 33.13, 35.83, 3, 3},
		{"Dandong", 40.13, 124.38, 8, 8},
		{"Sinuiju", 40.1, 124.4, 9, 9},
		{"Kyzylorda", 44.85, 65.51, 5, 5},
		{"Saryaghash", 41.46, 69.17, 5, 5},
		{"Tashkent", 41.31, 69.24, 5, 5},
		{"Yuzhno-Kurilsk", 44.03, 145.86, 11, 11},
		{"Coolangatta", -28.17, 153.53, 10, 10},
		{"Tweed Heads", -28.2, 153.54, 11, 10},
		{"Altai", 46.37, 96.26, 8, 8},
		{"Darvi in Govi-Altai", 46.45, 94.12, 8, 8},
		{"Uliastai", 47.74, 96.84, 8, 8},
		{"Khovd", 48.0, 91.64, 7, 7},
		{"Ürümqi", 43.83, 87.62, 8, 8},
		{"Lhasa", 29.65, 91.12, 8, 8},
		{"Berlin", 52.52, 13.4, 1, 2},
	} {
		loc, err := time.LoadLocation(zoneAt(town.lat, town.lon))
		if err != nil {
			t.Errorf("%s: %v", town.name, err)
			continue
		}
		for at, want := range map[time.Time]float64{winter: town.january, summer: town.july} {
			if _, got := at.In(loc).Zone(); float64(got) != want*3600 {
				t.Errorf("%s in %s: UTC%+g h by %s, want %+g h", town.name, at.Month(), float64(got)/3600, loc, want)
			}
		}
	}
}

// TestKostanayBefore2024 checks the time at Kostanay before all of Kazakhstan changed to
// UTC+5.
func TestKostanayBefore2024(t *testing.T) {
	loc, err := time.LoadLocation(zoneAt(53.21, 63.62))
	if err != nil {
		t.Fatal(err)
	}
	if _, s := time.Date(2022, 6, 1, 0, 0, 0, 0, loc).Zone(); s != 6*3600 {
		t.Errorf("UTC%+d s in 2022, want 6 h", s)
	}
}
