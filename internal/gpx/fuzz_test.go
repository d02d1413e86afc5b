package gpx

import (
	"math"
	"slices"
	"testing"

	"dayafter/internal/activity"
)

func FuzzDecode(f *testing.F) {
	f.Add([]byte(head + pt(0, `<ele>1</ele><extensions><a:hr>120</a:hr></extensions>`) + pt(1, "") + tail))
	f.Add([]byte(head + pt(9, "<speed>3</speed>") + pt(1, "<cad>80</cad>") + `</trkseg><trkseg>` + pt(0, "") + tail))
	f.Add([]byte("\ufeff <!DOCTYPE x [<!ENTITY e 'v'>]><gpx version='1.0'><name>&e;&nbsp;&</name><trk><number/><trkpt lat=1 lon=2><time>7493-01-01T00:00+0900</time><ele>1,5"))
	f.Add([]byte("<\x00g\x00p\x00x\x00>\x00"))
	f.Add([]byte(`<gpx><trk><extensions><x:TrackStatsExtension><x:Distance>1</x:Distance></x:TrackStatsExtension></extensions><trkpt><trkpt><time>20210107T063005`))
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
	if c.Len() == 0 && codes(a.Issues) == "gpx-no-points" {
		return
	}
	if c.Len() == 0 || c.Len() > maxPoints {
		t.Fatalf("%d samples", c.Len())
	}
	for i, column := range [][]float64{c.T, c.Lat, c.Lon, c.Ele, c.Dist, c.Speed, c.HR, c.Cadence, c.Power, c.Temp} {
		if column != nil && len(column) != c.Len() {
			t.Fatalf("column %d has %d values, T has %d", i, len(column), c.Len())
		}
		if slices.ContainsFunc(column, func(v float64) bool { return math.IsInf(v, 0) }) {
			t.Fatalf("column %d is not finite", i)
		}
		if column != nil && !slices.ContainsFunc(column, func(v float64) bool { return !math.IsNaN(v) }) {
			t.Fatalf("column %d holds no value", i)
		}
	}
	if !slices.IsSorted(c.T) || c.T[0] != 0 || slices.ContainsFunc(c.T, math.IsNaN) {
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
	for i, v := range c.HR {
		if v <= 0 || math.Abs(sample(a, i).Lat) > 90 {
			t.Fatalf("sample %d: %+v", i, sample(a, i))
		}
	}
}
