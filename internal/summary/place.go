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

// correction replaces a zone of latlong's map, which dates from 2017, in a part of that
// zone.
type correction struct {
	old, now string
	in       func(lat, lon float64) bool
}

// corrections are the parts of zones with an hour or more of difference today, among those
// where at least some 10,000 people live. They come from a comparison of latlong with tzf
// 1.0.0 (map of 2025) on a grid of 0.2°; each part follows the border within some 20 km.
var corrections = []correction{
	{"America/Santiago", "America/Punta_Arenas", func(lat, _ float64) bool { return lat < -48.9 }},                         // own zone since 2017
	{"America/Santiago", "America/Coyhaique", func(lat, _ float64) bool { return lat < -43.65 }},                           // own zone since 2025
	{"America/Ojinaga", "America/Ciudad_Juarez", func(_, lon float64) bool { return lon < -105 }},                          // own zone since 2022
	{"Europe/Volgograd", "Europe/Saratov", func(lat, lon float64) bool { return lat > 51.1 || lat > 49.8 && lon > 46.95 }}, // own zone since 2016
	{"Asia/Hovd", "Asia/Ulaanbaatar", func(_, lon float64) bool { return lon > 95.3 }},                                     // Zavkhan and Govi-Altai
	{"Asia/Urumqi", "Asia/Shanghai", func(float64, float64) bool { return true }},                                          // official time of all China
	{"Asia/Kashgar", "Asia/Shanghai", func(float64, float64) bool { return true }},
}
