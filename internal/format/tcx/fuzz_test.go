package tcx

import (
	"testing"

	"dayafter/internal/testing/decodetest"
)

func FuzzDecode(f *testing.F) {
	f.Add([]byte(doc("Running", lapAt(0, `<TotalTimeSeconds>3</TotalTimeSeconds>`+track(0, 2)+track(60, 61)))))
	f.Add([]byte(doc("Biking", lapAt(9, `<Track>`+pt(9, `<HeartRateBpm><Value>120</Value></HeartRateBpm>`)+pt(3, `<DistanceMeters>5</DistanceMeters>`)+`</Track>`)+lapAt(2, track(0, 1)))))
	f.Add([]byte("\n <TrainingCenterDatabase><Activity><Lap StartTime='2015-01-01T00:00Z'><DistanceMeters>5</DistanceMeters><Track><Trackpoint><Trackpoint><Time>20210107T063005<"))
	f.Add([]byte(`<TrainingCenterDatabase><Activities><MultiSportSession><FirstSport><Activity Sport="Other"><Activity><Lap><TotalTimeSeconds>1e300`))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, a := range decodetest.Hold(t, Decode, data) {
			if n := a.Samples.Len(); n > maxPoints || len(a.Laps) > maxLaps || n == 0 && len(a.Laps) == 0 {
				t.Fatalf("%d samples, %d laps", n, len(a.Laps))
			}
		}
	})
}
