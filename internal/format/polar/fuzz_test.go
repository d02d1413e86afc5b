package polar

import (
	"testing"

	"dayafter/internal/testing/decodetest"
)

func FuzzDecode(f *testing.F) {
	f.Add([]byte(since2026))
	f.Add([]byte(session(`"timeZoneOffset":60,`, `{`+head+`"samples":{`+timed("heartRate", "10:00:00.645", 100, 104)+`,`+
		timed("distance", "08:00:00.100", 0, 3)+`,"recordedRoute":[{"dateTime":"2018-01-07T12:00:01.0","latitude":47.5,"longitude":8.5}]}}`)))
	f.Add([]byte(session(``, `{"startTime":"2018-01-07T10:00:00Z","duration":"PT1H","laps":[{"splitTime":"PT9S","duration":"PT9S"}]}`, `{"startTime":"2018-01-07T11:00:00+02:00","distance":"NaN"}`)))
	f.Fuzz(func(t *testing.T, data []byte) {
		as := decodetest.Hold(t, Decode, data)
		if len(as) > maxExercises {
			t.Fatalf("%d activities", len(as))
		}
		for _, a := range as {
			if n := a.Samples.Len(); n > maxSpan+1 || len(a.Laps) > maxLaps {
				t.Fatalf("%d samples, %d laps", n, len(a.Laps))
			}
		}
	})
}
