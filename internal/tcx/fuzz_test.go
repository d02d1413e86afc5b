package tcx

import (
	"math"
	"slices"
	"testing"

	"dayafter/internal/activity"
)

func FuzzDecode(f *testing.F) {
	f.Add([]byte(doc("Running", lapAt(0, `<TotalTimeSeconds>3</TotalTimeSeconds>`+track(0, 2)+track(60, 61)))))
	f.Add([]byte(doc("Biking", lapAt(9, `<Track>`+pt(9, `<HeartRateBpm><Value>120</Value></HeartRateBpm>`)+pt(3, `<DistanceMeters>5</DistanceMeters>`)+`</Track>`)+lapAt(2, track(0, 1)))))
	f.Add([]byte("\n <TrainingCenterDatabase><Activity><Lap StartTime='2015-01-01T00:00Z'><DistanceMeters>5</DistanceMeters><Track><Trackpoint><Trackpoint><Time>20210107T063005<"))
	f.Add([]byte(`<TrainingCenterDatabase><Activities><MultiSportSession><FirstSport><Activity Sport="Other"><Activity><Lap><TotalTimeSeconds>1e300`))
	f.Fuzz(func(t *testing.T, data []byte) {
		as, issues, err := Decode(data)
		if (err == nil) != (len(as) > 0) {
			t.Fatalf("%d activities, error %v", len(as), err)
		}
		for _, a := range as {
			checkInvariants(t, a)
		}
		again, issuesAgain, errAgain := Decode(data)
		if d := diff(as, again) + diff(issues, issuesAgain); d != "" || (err == nil) != (errAgain == nil) {
			t.Fatal("a second reading differs:", d)
		}
	})
}

// checkInvariants holds what every activity promises.
func checkInvariants(t *testing.T, a *activity.Activity) {
	t.Helper()
	c := a.Samples
	if c.Len() > maxPoints || len(a.Laps) > maxLaps || c.Len() == 0 && len(a.Laps) == 0 {
		t.Fatalf("%d samples, %d laps", c.Len(), len(a.Laps))
	}
	for i, column := range [][]float64{c.T, c.Lat, c.Lon, c.Ele, c.Dist, c.Speed, c.HR, c.Cadence, c.Power, c.Temp} {
		if column == nil {
			continue
		}
		if len(column) != c.Len() || !slices.ContainsFunc(column, func(v float64) bool { return !math.IsNaN(v) }) {
			t.Fatalf("column %d has %d values for %d samples, or none but NaN", i, len(column), c.Len())
		}
		if slices.ContainsFunc(column, func(v float64) bool { return math.IsInf(v, 0) }) {
			t.Fatalf("column %d is not finite", i)
		}
	}
	if !slices.IsSorted(c.T) || c.Len() > 0 && !(c.T[0] >= 0) {
		t.Fatalf("times %v", c.T)
	}
	if y := a.Start.Year(); y < 1990 || y > 2100 {
		t.Fatalf("start %v", a.Start)
	}
	for _, p := range a.Pauses {
		if !(p.To > p.From) {
			t.Fatalf("pause %v", p)
		}
	}
	for _, l := range a.Laps {
		if l.Start < 0 || l.Elapsed < 0 || l.Timer < 0 || l.Distance < 0 || l.AvgHR <= 0 || math.IsInf(l.Elapsed, 0) {
			t.Fatalf("lap %+v", l)
		}
	}
}
