package classify

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dayafter/internal/history"
	"dayafter/internal/zone"
)

// strange returns a ride that was recorded as a run.
func strange() []leg { return []leg{{3600, 7, 190}} }

// A recording that the runner wants left out has no influence: thresholds and all other
// verdicts are those of the season without it.
func TestIgnoredRecordingMeasuresNothing(t *testing.T) {
	s, i := with(30, strange())
	o := Defaults()
	o.Overrides = map[string]Override{s[i].Key: {Ignore: true}}
	without := slices.Delete(slices.Clone(s), i, i+1)
	book, want := zone.Estimate(o.Counted(s), zone.Defaults()), bookOf(without)
	if d := cmp.Diff(want.On(s[i].Day), book.On(s[i].Day), cmpopts.EquateNaNs()); d != "" {
		t.Errorf("thresholds: %s", d)
	}
	got := slices.Delete(Judge(s, book, o), i, i+1)
	for k := range got {
		if got[k].Stressor > i {
			got[k].Stressor--
		}
	}
	if d := cmp.Diff(Judge(without, want, Defaults()), got, cmpopts.EquateNaNs()); d != "" {
		t.Errorf("verdicts: %s", d)
	}
}

// Runs in virtual places and with many corrected speeds say nothing about what is usual,
// and set no threshold of speed.
func TestDoubtfulSpeedsMeasureNothing(t *testing.T) {
	for name, doubt := range map[string]func(*history.Session){
		"virtual":   func(s *history.Session) { s.Sum.Virtual = true },
		"corrected": func(s *history.Session) { s.Sum.Repairs.SpeedPoints = int(s.Sum.Timer / 50) },
	} {
		s, _ := with(30, easyLegs(50))
		base := func() float64 { return judge(s, bookOf(s), Defaults())[35].run.usual.flat }
		before, faster := base(), bookOf(s).On(s[35].Day).CriticalSpeed.Value
		for _, k := range []int{10, 14, 18, 22, 26, 30, 34, 38, 42, 46, 11, 15, 19, 23, 27, 31, 37, 39, 43, 45} {
			s[k] = sessionOf(s[k].Start, []leg{{3600, 5, 142}})
			doubt(&s[k])
		}
		if after := base(); after != before {
			t.Errorf("%s: a base of %.2f m/s became %.2f", name, before, after)
		}
		if v := bookOf(s).On(s[35].Day).CriticalSpeed.Value; v != faster && !(v != v && faster != faster) {
			t.Errorf("%s: a critical speed of %.2f m/s became %.2f", name, faster, v)
		}
	}
}
