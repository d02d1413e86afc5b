package season

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

func TestOutcomesThatCanBeCompared(t *testing.T) {
	s := analyse(t, `
		2025-03-02 08:00 120 long
		2025-03-03 08:00 40 recovery
		2025-03-05 08:00 50 key tempo
		2025-03-09 08:00 120 long
		2025-03-10 08:00 50 key tempo
		2025-03-15 08:00 120 long
		2025-03-16 08:00 120 long
		2025-03-19 08:00 50 key tempo
		2025-03-23 08:00 120 long`)
	got := ""
	for _, o := range s.Next.Outcomes {
		got += fmt.Sprintf("%s %d %v; ", o.Arm, o.Days, o.Compared)
	}
	want := "recovery run 3 true; hard or long 1 false; hard or long 4 false; no record 3 true;  -1 false; "
	if got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// Work at a known speed: every key workout 1 % faster than the one before, so all
// lie on their own trend; one is 10 % above it.
func TestOwnTrend(t *testing.T) {
	var text strings.Builder
	text.WriteString(settled)
	for i := range 8 {
		speed := 3.5 * math.Pow(1.01, float64(i))
		if i == 5 {
			speed *= 1.1
		}
		fmt.Fprintf(&text, "%s 08:00 50 key intervals hr=160 speed=%.6f\n", unit.Day(20150+7*i), speed)
	}
	s := analyse(t, text.String())
	for i := range 8 {
		w := s.Runs[4+i].Work
		want := 0.0
		if i == 5 {
			want = 10
		}
		if math.Abs(w.EFTrend-want) > 0.05 || math.Abs(w.PaceTrend-want) > 0.6 || math.Abs(w.EF-s.Runs[4+i].Sum.GAPSpeed*60/160) > 1e-9 {
			t.Errorf("workout %d: %+v, want %v", i, w, want)
		}
	}
}

func TestNoTrendFromFour(t *testing.T) {
	s := analyse(t, settled+`
		2025-03-05 08:00 50 key tempo
		2025-03-12 08:00 50 key tempo
		2025-03-19 08:00 50 key tempo
		2025-03-26 08:00 50 key tempo
		2025-03-28 08:00 50 key intervals hr=0`)
	for _, r := range s.Runs[4:8] {
		if !math.IsNaN(r.Work.EFTrend) || math.IsNaN(r.Work.EF) {
			t.Errorf("%+v", r.Work)
		}
	}
	if w := s.Runs[8].Work; !math.IsNaN(w.EF) || math.IsNaN(w.Pace) {
		t.Errorf("without heart rate: %+v", w)
	}
}

// Each kind of key workout has a trend of its own: tempo runs are no slow intervals.
func TestTrendIsOfItsKind(t *testing.T) {
	var text strings.Builder
	text.WriteString(settled)
	for i := range 6 {
		fmt.Fprintf(&text, "%s 08:00 50 key intervals speed=4.5\n%s 08:00 50 key tempo speed=3.8\n", unit.Day(20150+7*i), unit.Day(20153+7*i))
	}
	for _, r := range analyse(t, text.String()).Runs[4:] {
		if math.Abs(r.Work.EFTrend) > 1e-9 {
			t.Errorf("%s of the same as ever: %+v", r.Verdict.Kind, r.Work)
		}
	}
}

// Work is at least a tenth faster than the runner's easy runs, and efficiency
// needs a heart rate that can be trusted.
func TestWhatIsWork(t *testing.T) {
	s := analyse(t, settled+`
		2025-03-05 08:00 50 key tempo speed=3.2
		2025-03-07 08:00 50 key tempo speed=3.36
		2025-03-09 08:00 50 key tempo quality=0.5`)
	if slow, fast := s.Runs[4].Work.Pace, s.Runs[5].Work.Pace; !math.IsNaN(slow) || math.Abs(fast-3.36) > 0.05 {
		t.Errorf("7 %% faster: %v m/s, 12 %% faster: %v m/s", slow, fast)
	}
	if w := s.Runs[6].Work; !math.IsNaN(w.EF) || !math.IsNaN(w.Drift) || math.IsNaN(s.Runs[5].Work.EF) {
		t.Errorf("doubtful heart rate: %+v", w)
	}
}

// What is left of a difference before more data: published effects are of 1 % at
// most.
func TestShrunkDifference(t *testing.T) {
	d := simulate(1, 0.10)
	o := Defaults()
	o.Resamples = 200
	book := zone.Estimate(d.history.Sessions, zone.Settings{MaxHR: 190, RestHR: 50, LTHR: 170, ThresholdSpeed: 4})
	for _, c := range Analyse(&d.history, d.verdict, book, o).Next.Comparisons {
		want := math.NaN()
		if c.Enough && c.Measure.ratio() {
			want = c.Diff / (1 + c.SE*c.SE)
		}
		if !close6(c.Shrunk, want) {
			t.Errorf("%s, %s: %v of %v ± %v, want %v", c.Arm, c.Measure, c.Shrunk, c.Diff, c.SE, want)
		}
	}
}

// Usually five days between key workouts, once fourteen after a long run.
func TestOverdue(t *testing.T) {
	var text strings.Builder
	for _, day := range []int{0, 5, 10, 15, 20, 34, 39} {
		fmt.Fprintf(&text, "%s 18:00 50 key\n", unit.Day(20150+day))
	}
	for _, day := range []int{3, 22, 40} {
		fmt.Fprintf(&text, "%s 08:00 120 long\n", unit.Day(20150+day))
	}
	s := analyse(t, text.String()+unit.Day(20150+42).String()+" 08:00 40 easy")
	g := s.Next.Gap
	if g.N != 6 || g.Days != 5 || g.Limit != 7.5 || g.Known != 2 || len(g.Overdue) != 1 {
		t.Errorf("%+v", g)
	}
	if !s.LongRuns[1].Overdue || s.LongRuns[0].Overdue || s.LongRuns[2].Overdue {
		t.Errorf("%+v", s.LongRuns)
	}
}

// At the limit itself it is not overdue yet.
func TestOverdueAtTheLimit(t *testing.T) {
	for next, overdue := range map[int]bool{24: false, 25: true} {
		var text strings.Builder
		for _, day := range []int{0, 4, 8, 12, 16, next} {
			fmt.Fprintf(&text, "%s 18:00 50 key\n", unit.Day(20150+day))
		}
		s := analyse(t, text.String()+unit.Day(20150+18).String()+" 08:00 120 long")
		if s.Next.Gap.Limit != 6 || s.LongRuns[0].Overdue != overdue {
			t.Errorf("%+v: %+v", s.Next.Gap, s.LongRuns[0])
		}
	}
}

// Long after the last key workout a long run's next one is overdue, too.
func TestOverdueAtTheEnd(t *testing.T) {
	var text strings.Builder
	for day := 0; day <= 25; day += 5 {
		fmt.Fprintf(&text, "%s 18:00 50 key\n", unit.Day(20150+day))
	}
	fmt.Fprintf(&text, "%s 08:00 120 long\n%s 08:00 30 easy\n", unit.Day(20150+27), unit.Day(20150+40))
	if s := analyse(t, text.String()); len(s.Next.Gap.Overdue) != 1 {
		t.Errorf("%+v", s.Next.Gap)
	}
}

func TestMatch(t *testing.T) {
	x := &sample{kinds: []int{1, 1, 2, 1}, days: []int{0, 84, 0, 85}}
	for _, c := range []struct {
		i, j int
		want bool
	}{{0, 1, true}, {1, 0, true}, {0, 2, false}, {0, 3, false}} {
		if got := x.match(c.i, c.j); got != c.want {
			t.Errorf("%d and %d: %v", c.i, c.j, got)
		}
	}
}

// Two of .03 are no finding; one is, where the interval says so, too. Measures
// that are not tested do not count.
func TestClaims(t *testing.T) {
	n := math.NaN()
	of := func(m Measure, p, low float64) Comparison {
		return Comparison{Measure: m, Enough: true, P: p, Low: low, High: 4}
	}
	for _, c := range []struct {
		name string
		in   []Comparison
		want []bool
	}{
		{"one", []Comparison{of(Efficiency, 0.03, 1)}, []bool{true}},
		{"two", []Comparison{of(Efficiency, 0.03, 1), of(WorkPace, 0.03, 1)}, []bool{false, false}},
		{"an untested beside", []Comparison{of(Efficiency, 0.03, 1), of(DaysUntil, 0.001, 1)}, []bool{true, false}},
		{"the interval holds 0", []Comparison{of(Efficiency, 0.03, -1)}, []bool{false}},
		{"unknown", []Comparison{of(Efficiency, n, n)}, []bool{false}},
	} {
		t.Run(c.name, func(t *testing.T) {
			claim(c.in)
			for i := range c.in {
				if c.in[i].Claim != c.want[i] {
					t.Errorf("%+v", c.in[i])
				}
			}
		})
	}
}

func TestDose(t *testing.T) {
	s := analyse(t, `
		2025-03-02 08:00 120 long
		2025-03-03 08:00 29 recovery hr=130
		2025-03-09 08:00 120 long
		2025-03-10 08:00 30 recovery hr=140
		2025-03-16 08:00 120 long
		2025-03-17 08:00 50 recovery hr=0
		2025-03-23 08:00 120 long
		2025-03-24 08:00 50 easy hr=150
		2025-03-30 08:00 120 long
		2025-03-31 08:00 50 key`)
	got := ""
	for _, d := range s.Next.Dose {
		got += fmt.Sprintf("%.0f min from %.2f: %d; ", d.Minutes, d.Share, d.N)
	}
	if want := "0 min from 0.00: 1; 30 min from 0.80: 1; 45 min from 0.85: 1; 45 min from NaN: 1; "; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// Below five in an arm there are counts and nothing else.
func TestSmallArms(t *testing.T) {
	o := Defaults()
	o.Resamples = 50
	s := read(t, sundaysWithKey("rrrr------")).analyse(o)
	for _, c := range s.Next.Comparisons {
		if c.N != 4 || c.M != 6 || c.Enough || c.Claim || !math.IsNaN(c.Diff) || !math.IsNaN(c.P) {
			t.Errorf("%+v", c)
		}
	}
	if a := s.Next.Arms[0]; !close6(a.Load, 2*0.75*0.75*100) || !math.IsNaN(a.Heat) {
		t.Errorf("confounders: %+v", a)
	}
	if a := s.Next.Arms[0]; a.Long != 4 || !math.IsNaN(a.Low[DaysUntil]) || a.Median[DaysUntil] != 3 {
		t.Errorf("%+v", a)
	}
	s = read(t, sundaysWithKey("r-r-r-r-r-r-")).analyse(o)
	if c := s.Next.Comparisons[DaysUntil]; !c.Enough || c.Diff != 0 || math.IsNaN(c.P) || !math.IsNaN(c.Adjusted) {
		t.Errorf("%+v", c)
	}
}

// sundaysWithKey is a season by letters with a key workout each Wednesday.
func sundaysWithKey(letters string) string {
	text := sundays(letters)
	for i := range letters {
		text += fmt.Sprintf("%s 18:00 50 key tempo\n", unit.Day(20001+7*i+3))
	}
	return text
}
