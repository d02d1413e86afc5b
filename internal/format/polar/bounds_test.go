package polar

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dayafter/internal/testing/decodetest"
)

// TestBombs checks that a hostile file takes no more memory than a few times its size.
func TestBombs(t *testing.T) {
	const n = 200_000
	one := `{"startTime":"2018-01-07T10:00:00","duration":"PT60S"`
	bombs := []decodetest.Bomb{
		{"deep", `{"x":` + strings.Repeat(`[`, 5*n), "json-cut"},
		{"deep objects", session("", one+`,"samples":`+strings.Repeat(`{"a":`, n)), "json-cut"},
		{"exercises", session("", one+`}`, strings.Repeat(one+`},`, n/10)+one+`}`), "polar-exercises"},
		{"laps", session("", one+`,"laps":[`+strings.Repeat(`{},`, n)+`{}]}`), "polar-laps"},
		{"series", session("", one+`,"samples":{`+strings.Repeat(timed("heartRate", "10:00:00.000", 100)+",", n/40)+`"x":0}}`), "polar-series"},
		{"empty series", session("", one+`,"samples":{`+strings.Repeat(`"heartRate":[],`, n)+`"x":0}}`), ""},
		{"far apart", session("", strings.Repeat(one+`,"samples":{"heartRate":[{"dateTime":"2018-01-07T10:00:00","value":1},{"dateTime":"2018-01-11T12:00:00","value":1}]}},`, maxExercises)), ""},
		{"values", session("", one+`,"samples":{"samples":[{"type":"HEART_RATE","values":[`+strings.Repeat(`1,`, maxValues)+`1]}]}}`), "polar-time"},
		{"dense values", session("", one+`,"samples":{"samples":[{"type":"HEART_RATE","intervalMillis":1,"values":[`+strings.Repeat(`1,`, maxValues)+`1]}]}}`), "polar-values"},
		{"zones", session("", one+`,"zones":{"heart_rate":[`+strings.Repeat(`{"lowerLimit":1},`, n)+`{}]}}`), ""},
		{"huge name", `{"name":"` + strings.Repeat("x", 20*n) + `","startTime":"2018-01-07T10:00:00","exercises":[{"duration":"PT1S"}]}`, ""},
	}
	decodetest.CheckBombs(t, 256<<20, Decode, bombs)
}

const benchPoints = 10_000

// BenchmarkDecode reads a run of 10,000 seconds in both forms.
func BenchmarkDecode(b *testing.B) {
	start := time.Date(2024, 9, 1, 6, 0, 0, 645e6, time.UTC)
	var old, regular, route []string
	for _, q := range []string{"heartRate", "speed", "distance", "altitude", "cadence"} {
		var points, values []string
		for i := range benchPoints {
			points = append(points, fmt.Sprintf(`{"dateTime":%q,"value":%d.5}`, start.Add(time.Duration(i)*time.Second).Format("2006-01-02T15:04:05.000"), 100+i%50))
			values = append(values, fmt.Sprintf("%d.5", 100+i%50))
		}
		old = append(old, fmt.Sprintf(`%q:[%s]`, q, strings.Join(points, ",")))
		regular = append(regular, fmt.Sprintf(`{"type":%q,"intervalMillis":1000,"values":[%s]}`, q, strings.Join(values, ",")))
	}
	for i := range benchPoints {
		route = append(route, fmt.Sprintf(`{"dateTime":%q,"longitude":8.%07d,"latitude":47.%07d,"altitude":400}`, start.Add(time.Duration(i)*time.Second).Format("2006-01-02T15:04:05.000"), i, i))
	}
	one := `{"startTime":"2024-09-01T06:00:00","duration":"PT10000S","timezoneOffset":0,"sport":"RUNNING","samples":{`
	for name, doc := range map[string]string{
		"until 2025": session("", one+strings.Join(old, ",")+`,"recordedRoute":[`+strings.Join(route, ",")+`]}}`),
		"since 2026": session("", one+`"samples":[`+strings.Join(regular, ",")+`]}}`),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(doc)))
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := Decode([]byte(doc)); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchPoints, "ns/point")
		})
	}
}
