package fit

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	tormoder "github.com/tormoder/fit"

	"dayafter/internal/activity"
)

// FuzzDecode holds what must be true of any input: columns of one length, times
// in order and finite, counts within the caps, laps and pauses that make sense,
// twice the same result.
func FuzzDecode(f *testing.F) {
	one := run(12).file()
	multi := (&builder{}).id(tormoder.FileTypeActivity).records(30).
		session(t0, 10, tormoder.SportSwimming, 0).session(t0+10, 20, tormoder.SportRunning, 0)
	compressed := (&builder{}).id(tormoder.FileTypeActivity).records(1)
	compressed.define(3, tormoder.MesgNumRecord, fieldDef{compressedField, 3, fByte})
	for i := range byte(20) {
		compressed.compressed(3, i, []byte{i, i, i})
	}
	developer := (&builder{}).id(tormoder.FileTypeActivity).describe(0, fUint16, "Power", "Watts", 7)
	developer.definition(1, 1, tormoder.MesgNumRecord, []fieldDef{{timestampField, 4, fUint32}}, []fieldDef{{0, 2, 0}}).
		data(1, []byte{0x42, 0x9E, 1, 2}, []byte{1, 2})
	odd := (&builder{}).id(tormoder.FileTypeActivity). // three mends whose issues once came in any order
								define(1, tormoder.MesgNumRecord, fieldDef{timestampField, 4, 0x06}).
								define(2, tormoder.MesgNumRecord, fieldDef{5, 3, fUint32}).
								define(3, tormoder.MesgNumRecord, fieldDef{3, 2, fUint8}).data(1, t0)
	for _, seed := range [][]byte{
		odd.file(),
		one, multi.file(), compressed.file(), developer.file(),
		slices.Concat(one, one), one[:len(one)-40], frame(run(3).body, 0),
		(&builder{}).id(tormoder.FileTypeCourse).file(),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		as, issues, err := Decode(data)
		if (err == nil) == (len(as) == 0) {
			t.Fatalf("%d activities with error %v", len(as), err)
		}
		for _, a := range as {
			checkActivity(t, a)
		}
		again, issuesAgain, errAgain := Decode(data)
		if (err == nil) != (errAgain == nil) || !cmp.Equal(issues, issuesAgain) || !cmp.Equal(as, again, cmpopts.EquateNaNs()) {
			t.Fatal("decoded twice, two results")
		}
	})
}

// checkActivity fails unless a is fit for the stations that follow.
func checkActivity(t *testing.T, a *activity.Activity) {
	c := &a.Samples
	if c.Len() > MaxRecords || len(a.Steps) > maxSteps || len(a.Laps)+len(a.Pauses) > maxHanded {
		t.Fatalf("%d samples, %d steps, %d laps, %d pauses: above the caps", c.Len(), len(a.Steps), len(a.Laps), len(a.Pauses))
	}
	if !slices.IsSorted(c.T) || c.Len() > 0 && !(c.T[0] >= 0) {
		t.Fatalf("times are not in order from 0 on")
	}
	for name, vs := range map[string][]float64{
		"lat": c.Lat, "lon": c.Lon, "ele": c.Ele, "dist": c.Dist, "speed": c.Speed, "hr": c.HR,
		"cadence": c.Cadence, "power": c.Power, "temp": c.Temp, "core": c.Core,
	} {
		if vs != nil && len(vs) != c.Len() {
			t.Fatalf("%s: %d values of %d samples", name, len(vs), c.Len())
		}
		if vs != nil && !slices.ContainsFunc(vs, finite) {
			t.Fatalf("%s: a column without a value", name)
		}
		if slices.ContainsFunc(vs, func(v float64) bool { return math.IsInf(v, 0) }) {
			t.Fatalf("%s: infinite", name)
		}
	}
	if (c.Lat == nil) != (c.Lon == nil) {
		t.Fatal("half a position")
	}
	if slices.Contains(c.HR, 0) {
		t.Fatal("heart rate 0")
	}
	for _, l := range a.Laps {
		if !finite(l.Start) || l.Step >= len(a.Steps) {
			t.Fatalf("lap %+v", l)
		}
	}
	for i, p := range a.Pauses {
		if !(p.From >= 0 && p.To > p.From) || i > 0 && p.From < a.Pauses[i-1].To {
			t.Fatalf("pauses %v", a.Pauses)
		}
	}
	if len(a.Issues) > 100 || a.Start.IsZero() {
		t.Fatalf("%d issues, start %v", len(a.Issues), a.Start)
	}
}
