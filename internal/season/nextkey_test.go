package season

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"dayafter/internal/unit"
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
	want := "easy running 3 true; hard or long 10 false; hard or long 4 false; no record 3 true;  0 false; "
	if got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// Every key workout is 1 % faster than the one before it, so all lie on the trend, except
// one that is 10 % above it.
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
			t.Errorf("four workouts are too few for a trend: %+v", r.Work)
		}
	}
	if w := s.Runs[8].Work; !math.IsNaN(w.EF) || math.IsNaN(w.Pace) {
		t.Errorf("without heart rate: %+v", w)
	}
}

// Each kind of key workout has a trend of its own, so that tempo runs do not count as slow
// intervals.
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

// Work is at least a tenth faster than the runner's easy runs, and efficiency needs a
// reliable heart rate.
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

// The finding of each comparison depends on its interval, on Holm's correction over all
// comparisons, and on the runner's swings in form.
func TestFindings(t *testing.T) {
	n := math.NaN()
	of := func(m Measure, p, low float64) Comparison {
		return Comparison{Measure: m, Enough: true, P: p, Low: low, High: 8}
	}
	for _, c := range []struct {
		name string
		in   []Comparison
		want []Finding
	}{
		{"one", []Comparison{of(EarlyHeart, 0.03, 3)}, []Finding{WentWith}},
		{"two arms", []Comparison{of(EarlyHeart, 0.03, 3), of(EarlyHeart, 0.03, 3)}, []Finding{NoDifference, NoDifference}},
		{"the interval holds 0", []Comparison{of(EarlyHeart, 0.03, -1)}, []Finding{NoDifference}},
		{"unknown", []Comparison{of(EarlyHeart, n, n)}, []Finding{NoDifference}},
		{"within swings in form", []Comparison{of(EarlyHeart, 0.03, 1)}, []Finding{Undecided}},
		{"other measures lead to no claim", []Comparison{of(EarlyHeart, 0.03, 3), of(Efficiency, 0.001, 5), of(Feel, n, 5)}, []Finding{WentWith, Beside, Beside}},
		{"too few", []Comparison{{Measure: Efficiency, P: n}, {Measure: EarlyHeart, P: n}}, []Finding{NotEnough, NotEnough}},
		{"unlike arms", []Comparison{{Measure: EarlyHeart, Enough: true, P: n, Reasons: []Covariate{LoadBefore}}}, []Finding{Undecided}},
	} {
		t.Run(c.name, func(t *testing.T) {
			claim(c.in, 2)
			for i := range c.in {
				if c.in[i].Finding != c.want[i] {
					t.Errorf("finding and claim: %+v", c.in[i])
				}
			}
		})
	}
}

// The least difference that leads to a claim is greater than half the width of the
// interval, so that it never contradicts an interval that includes 0.
func TestLeastDifferenceFitsTheInterval(t *testing.T) {
	for _, c := range simulate(1, 0, scenarios[0]).analyse(50).Next.Comparisons {
		if half := (c.High - c.Low) / 2; c.Enough && !math.IsNaN(half) && !(c.Least > half) {
			t.Errorf("%s, %s: least %v, half of the interval %v", c.Arm, c.Measure, c.Least, half)
		}
		if want := c.Diff / (1 + c.SE*c.SE); c.Enough && c.Measure.ratio() && !close6(c.Shrunk, want) {
			t.Errorf("%s, %s: %v of %v ± %v, want %v", c.Arm, c.Measure, c.Shrunk, c.Diff, c.SE, want)
		}
	}
}

// If the same kind of day followed every hard run, there is nothing to compare.
func TestNothingToCompareWith(t *testing.T) {
	for letters, want := range map[string]Arm{"rrrrrrrr": ArmEasy, "rrrr----": NoArm} {
		s := analyse(t, sundays(letters))
		if n := s.Next; n.AlwaysSame != want || want != NoArm && len(n.Comparisons) > 0 {
			t.Errorf("%s: always %q, %d comparisons", letters, n.AlwaysSame, len(n.Comparisons))
		}
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
		got += fmt.Sprintf("%s min from %.2f: %d; ", d.Name(), d.Share, d.N)
	}
	if want := "30 min from 0.00: 1; 30 min from 0.80: 1; 45 min from 0.85: 1; 45 min from NaN: 1; "; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

// A small arm has counts and medians without an interval.
func TestSmallArms(t *testing.T) {
	o := Defaults()
	o.Resamples = 50
	s := read(t, sundaysWithKey("rrrr------")).analyse(o)
	for _, c := range s.Next.Comparisons {
		if c.Finding == WentWith {
			t.Errorf("four long runs support no claim: %+v", c)
		}
	}
	if a := s.Next.Arms[0]; !close6(a.Load, 2*0.75*0.75*100) || !math.IsNaN(a.Heat) {
		t.Errorf("confounders: %+v", a)
	}
	if a := s.Next.Arms[0]; a.Long != 4 || !math.IsNaN(a.Low[DaysUntil]) || a.Median[DaysUntil] != 3 {
		t.Errorf("an arm of four has a median without an interval: %+v", a)
	}
}

// There is a track workout on each Tuesday after a recovery run on Monday, but none after a
// blank Monday. There is a tempo run on every Thursday.
func TestScheduleOfSkippedTrack(t *testing.T) {
	var text strings.Builder
	for week := range 12 {
		sunday := unit.Day(20002 + 7*week)
		fmt.Fprintf(&text, "%s 08:00 120 long\n%s 18:00 60 key tempo\n", sunday, sunday+4)
		if week%2 == 0 {
			fmt.Fprintf(&text, "%s 18:00 30 recovery\n%s 18:00 60 key intervals\n", sunday+1, sunday+2)
		}
	}
	got := analyse(t, text.String()).Next.Schedule
	if len(got.Weekdays) != 2 || got.Weekdays[0] != time.Tuesday || got.Weekdays[1] != time.Thursday {
		t.Errorf("usual days %v", got.Weekdays)
	}
	if len(got.Long) != 2 {
		t.Fatalf("want two groups: %+v", got.Long)
	}
	easy, blank := got.Long[0], got.Long[1]
	if easy.Group != EasyRunning || easy.OnTime != 6 || easy.N != 6 || blank.Group != NoRecordGroup || blank.OnTime != 0 || blank.Missed != 6 {
		t.Errorf("punctuality after easy running and after blank days: %+v", got.Long)
	}
	if easy.Against != NoRecordGroup || !differs(&easy) || easy.Diff != 1 || blank.Diff != -1 {
		t.Errorf("the difference between the groups must be 1: %+v", easy)
	}
}

// One day after the expected day is on time, the next is late, and the following usual
// day is missed. A key workout on the day after the long run is not the one that is due.
func TestPunctuality(t *testing.T) {
	for days, want := range map[int]Punctuality{1: NotDue, 2: OnTime, 3: OnTime, 4: Late, 8: Late, 9: Missed, 12: Missed} {
		var text strings.Builder
		for week := range 8 {
			fmt.Fprintf(&text, "%s 18:00 60 key intervals\n", unit.Day(20005+7*week))
		}
		last := unit.Day(20003 + 7*8)
		fmt.Fprintf(&text, "%s 08:00 120 long\n%s 18:00 60 key tempo\n", last, last+unit.Day(days))
		s := analyse(t, text.String())
		if got := s.LongRuns[len(s.LongRuns)-1].Next; got != want {
			t.Errorf("%d days after: %q, want %q", days, got, want)
		}
	}
}

// The data end before the usual day, or on it.
func TestPunctualityAtTheEnd(t *testing.T) {
	for days, want := range map[int]Punctuality{3: NotDue, 8: NotDue, 9: Missed} {
		var text strings.Builder
		for week := range 8 {
			fmt.Fprintf(&text, "%s 18:00 60 key intervals\n", unit.Day(20005+7*week))
		}
		last := unit.Day(20003 + 7*8)
		fmt.Fprintf(&text, "%s 08:00 120 long\n%s 18:00 40 easy\n", last, last+unit.Day(days))
		if got := analyse(t, text.String()).LongRuns[0].Next; got != want {
			t.Errorf("%d days of data: %q, want %q", days, got, want)
		}
	}
}

// A heart rate 5 % lower at the same speed counts as 5 % better, at any speed.
func TestEarlyHeart(t *testing.T) {
	var text strings.Builder
	for i := range 20 {
		speed := 2.5 + 0.05*float64(i%7)
		fmt.Fprintf(&text, "%s 08:00 40 easy hr=%.0f speed=%.3f\n", unit.Day(20003+2*i), 50*speed, speed)
	}
	fmt.Fprintf(&text, "%s 08:00 40 easy hr=133 speed=2.8\n", unit.Day(20043))
	fmt.Fprintf(&text, "%s 08:00 14 easy hr=133 speed=2.8\n", unit.Day(20044))
	runs := analyse(t, text.String()).Runs
	if got := runs[20].Early; math.Abs(got-5) > 1.5 {
		t.Errorf("5 %% lower: %v", got)
	}
	if got := runs[0].Early; math.Abs(got) > 1.5 {
		t.Errorf("as usual: %v", got)
	}
	if got := runs[21].Early; !math.IsNaN(got) {
		t.Errorf("14 minutes: %v", got)
	}
}

// There is a line if there are at least ten points.
func TestDoseLine(t *testing.T) {
	for n, want := range map[int]bool{9: false, 10: true} {
		points := make([]DosePoint, n)
		for i := range points {
			points[i] = DosePoint{Minutes: float64(20 + 5*i)}
			points[i].Values[EarlyHeart] = 0.1 * float64(20+5*i)
		}
		l := doseLine([]Dose{{Points: points}})
		if want != close6(l.Slope, 1) || l.N != n {
			t.Errorf("%d points: %+v", n, l)
		}
	}
}

// sundaysWithKey returns a season by letters with a key workout each Wednesday.
func sundaysWithKey(letters string) string {
	text := sundays(letters)
	for i := range letters {
		text += fmt.Sprintf("%s 18:00 50 key tempo\n", unit.Day(20001+7*i+3))
	}
	return text
}
