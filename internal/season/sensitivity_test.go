package season

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dayafter/internal/classify"
)

// With thresholds 5 % lower, the recovery runs are steady runs.
func TestSensitivity(t *testing.T) {
	d := read(t, sundays("rrrr"))
	o := plain()
	o.Rejudge = func(shift float64) []classify.Verdict {
		v := slices.Clone(d.verdicts)
		for i := range v {
			if shift < 0.96 && v[i].Class == classify.Recovery {
				v[i].Class, v[i].Intensity = classify.Key, classify.Hard
			}
		}
		return v
	}
	s := d.analyse(o)
	if !s.Shifts.Asked || len(s.Shifts.Shifts) != 6 || !s.Shifts.Hangs || s.Shifts.Differs != 4 {
		t.Fatalf("the shifts of the thresholds: %+v", s.Shifts)
	}
	for i, want := range []float64{0.95, 0.97, 1, 1.03, 1.05, 1} {
		if x := s.Shifts.Shifts[i]; x.Shift != want || x.Within24 != (i == 5) {
			t.Errorf("row %d: %+v", i, x)
		}
	}
	low, plain, within := s.Shifts.Shifts[0], s.Shifts.Shifts[2], s.Shifts.Shifts[5]
	if low.Word != NotOnce || low.Recovery != 0 || low.Changed != 4 || low.Counts[HardRun] != 4 {
		t.Errorf("5 %% lower: %+v", low)
	}
	if plain.Word != EachTime || plain.Changed != 0 || plain.Enough.Easy != 4 || plain.Enough.Runs != 4 {
		t.Errorf("as estimated: %+v", plain)
	}
	if diff := cmp.Diff(s.Answer, plain.Answer, cmpopts.EquateNaNs()); diff != "" {
		t.Errorf("as estimated is not the season's answer: %s", diff)
	}
	if !within.Within24 || within.Recovery != 4 {
		t.Errorf("within 24 h: %+v", within)
	}
}

// A recovery run on the evening of the next day starts more than 24 h after the long run.
func TestSensitivityTo24Hours(t *testing.T) {
	s := analyse(t, `
		2025-03-02 08:00 120 long
		2025-03-03 19:00 40 recovery
		2025-03-09 08:00 120 long
		2025-03-10 19:00 40 recovery
		2025-03-16 08:00 120 long
		2025-03-17 19:00 40 recovery`)
	x := s.Shifts.Shifts
	if s.Shifts.Asked || len(x) != 2 || s.Shifts.Hangs || x[1].Word != NoWord || s.Answer.Word != EachTime {
		t.Errorf("the shift to 24 hours: %+v", s.Shifts)
	}
}

// With a ceiling 5 % lower, a truly easy run is too fast.
func TestSensitivityOfTheAudit(t *testing.T) {
	d := read(t, "2025-03-02 08:00 120 long\n2025-03-03 08:00 40 recovery hr=148\n2025-03-09 08:00 60 easy")
	o := plain()
	o.Rejudge = func(float64) []classify.Verdict { return d.verdicts }
	x := d.analyse(o).Shifts.Shifts
	if x[0].Enough.Easy != 0 || x[2].Enough.Easy != 1 || x[0].Enough.Runs != 1 {
		t.Errorf("easy runs by shift: %+v", x)
	}
}

// The answer does not depend on a single recovery run among many, even if the word changes.
func TestSensitivityWithinTheInterval(t *testing.T) {
	d := read(t, sundays("------------"))
	first := slices.IndexFunc(d.verdicts, func(v classify.Verdict) bool { return v.Class == classify.Easy })
	d.verdicts[first].Class = classify.Key
	o := plain()
	o.Rejudge = func(shift float64) []classify.Verdict {
		v := slices.Clone(d.verdicts)
		if shift > 1.04 {
			v[first].Class = classify.Recovery
		}
		return v
	}
	d.history.Sessions[first].Day = d.history.Sessions[first-1].Day + 1
	s := d.analyse(o)
	if last := s.Shifts.Shifts[4]; last.Easy != 1 || last.Word == s.Answer.Word || s.Shifts.Hangs {
		t.Errorf("the share stays in the interval, so the answer must not depend on the shift: %+v", s.Shifts)
	}
}
