package season

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"dayafter/internal/classify"
)

// Days of a season of three weeks. The first and the last week serve to make the week
// between them complete. 2025-03-10 is a Monday.
const (
	before = "2025-03-06 08:00 50 key\n"
	behind = "2025-03-20 08:00 50 key\n"
)

func TestWeekRules(t *testing.T) {
	for _, c := range []struct {
		name, week string
		rule       Rule
		kept       Kept
		why        Why
	}{
		{"three runs, rest after each", "10 key, 12 key, 15 long", ThreeOrLess, Met, WhyMet},
		{"three runs, one the day after", "10 key, 11 recovery, 15 long", ThreeOrLess, NotMet, WhyRunAfter},
		{"three runs, two hard in a row", "10 key, 11 key, 15 long", ThreeOrLess, NotMet, WhyRunAfter},
		{"three runs, one not judged", "10 key, 12 unknown unjudged, 15 long", ThreeOrLess, CannotJudge, WhyUnjudged},
		{"four: three key and a recovery run", "10 key, 11 recovery, 13 key, 15 long", Four, Met, WhyMet},
		{"four: three key and an easy run the day after", "10 key, 11 easy, 13 key, 15 long", Four, Met, WhyMet},
		{"four: three key and a fresh easy run", "10 key, 12 easy, 13 key, 16 long", Four, Met, WhyMet},
		{"four: two easy", "10 key, 12 easy, 13 easy, 16 long", Four, NotMet, WhyFewKey},
		{"four: a hard run the day after", "10 key, 11 easy steady hr=165, 13 key, 16 long", Four, NotMet, WhyHardAfter},
		{"five with one", "10 key, 11 recovery, 13 key, 14 easy, 16 long", Five, Met, WhyMet},
		{"five without", "10 key, 12 easy, 13 easy, 14 easy, 16 long", Five, NotMet, WhyFew},
		{"five, one not judged", "10 key, 12 easy, 13 easy, 14 unknown unjudged, 16 long", Five, CannotJudge, WhyUnjudged},
		{"six with two", "10 key, 11 recovery, 12 easy, 13 key, 14 recovery, 16 long", SixOrMore, Met, WhyMet},
		{"six with one", "10 key, 11 recovery, 12 easy, 13 easy, 14 easy, 16 long", SixOrMore, NotMet, WhyFew},
		{"no runs", "12 ride", NoRule, NotApplicable, WhyNoRuns},
		{"only easy runs, a single week", "12 easy, 14 easy", ThreeOrLess, NotApplicable, WhyFresh},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := analyse(t, before+days(c.week)+behind)
			w := s.Weeks[1]
			if w.Rule != c.rule || w.Kept != c.kept || w.Why != c.why {
				t.Errorf("%s: %s %s; %+v", w.Rule, w.Kept, w.Why, w)
			}
		})
	}
}

// TestWeekVerdictAsksForTheRecoveryRunsThatTheRuleNames checks that WeekVerdict and the
// words of each rule ask for the same number of recovery runs.
func TestWeekVerdictAsksForTheRecoveryRunsThatTheRuleNames(t *testing.T) {
	for runs := 5; runs < 10; runs++ {
		name := RuleOf(runs).String()
		need := 0
		for n, words := range []string{"one recovery run", "two recovery runs", "three recovery runs"} {
			if strings.HasSuffix(name, ": "+words) {
				need = n + 1
			}
		}
		if need == 0 {
			t.Fatalf("%q names no number of recovery runs", name)
		}
		for recovery, want := range map[int]Why{need - 1: WhyFew, need: WhyMet} {
			w := Week{Days: 7, Runs: runs, Stressed: 1, Recovery: recovery}
			if got := WeekVerdict.Of(&w); got != want {
				t.Errorf("%d runs, %d recovery runs: %q, want %q (%s)", runs, recovery, got, want, name)
			}
		}
	}
}

// days converts "10 key, 12 easy" to lines of a diary of March 2025.
func days(week string) string {
	var text strings.Builder
	for _, run := range strings.Split(week, ", ") {
		day, what, _ := strings.Cut(run, " ")
		fmt.Fprintf(&text, "2025-03-%s 08:00 50 %s\n", day, what)
	}
	return text.String()
}

func TestWeeksAtTheEdges(t *testing.T) {
	s := analyse(t, before+days("12 key, 15 long")+behind)
	var got []string
	for _, w := range s.Weeks {
		got = append(got, fmt.Sprintf("%s %d %s", w.Start, w.Days, w.Kept))
	}
	want := "2025-03-03 4 unclear, 2025-03-10 7 met, 2025-03-17 4 unclear"
	if text := strings.Join(got, ", "); text != want {
		t.Errorf("\n got %s\nwant %s", text, want)
	}
}

func TestWeekStart(t *testing.T) {
	o := plain()
	o.WeekStart = time.Sunday
	s := read(t, "2025-03-08 08:00 50 key\n2025-03-09 08:00 50 easy\n2025-03-15 08:00 50 easy").analyse(o)
	if len(s.Weeks) != 2 || s.Weeks[1].Start.Weekday() != time.Sunday || s.Weeks[1].Runs != 2 || s.Weeks[1].Days != 7 {
		t.Errorf("weeks from Sunday: %+v", s.Weeks)
	}
}

func TestBaseWeeks(t *testing.T) {
	for _, c := range []struct{ name, weeks, want string }{
		{"a row of two", "kbbk", ".BB."},
		{"a single one is a rest week", "kbk", "..."},
		{"an empty week breaks a row", "b-bk", "...."},
		{"hurt: too few runs for training", "iibk", "...."},
		{"at the end", "kkbb", "..BB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			weeks := make([]Week, len(c.weeks))
			for i, x := range c.weeks {
				weeks[i].Runs, weeks[i].Key = map[rune]int{'k': 3, 'b': BaseRuns, 'i': BaseRuns - 1}[x], count(x == 'k')
			}
			markBase(weeks)
			got := ""
			for i := range weeks {
				got += [...]string{".", "B"}[count(weeks[i].Base)]
			}
			if got != c.want {
				t.Errorf("%s: %s, want %s", c.weeks, got, c.want)
			}
		})
	}
}

func TestBlocksAndSequence(t *testing.T) {
	s := analyse(t, `
		2025-03-03 08:00 50 key
		2025-03-04 07:00 50 recovery
		2025-03-05 08:00 50 key
		2025-03-06 07:30 50 key
		2025-03-08 08:00 50 easy
		2025-03-09 08:00 30 easy
		2025-03-10 08:00 100 long
		2025-03-11 08:00 40 recovery
		2025-03-30 08:00 50 key`)
	b := s.Blocks[0]
	if b.Recovery != 2 || b.Stressed != 5 || b.Ratio != 0.4 || b.Kept != NotMet {
		t.Errorf("the balance of the block: %+v", b)
	}
	h := s.Hard
	if h.Gaps != 4 || len(h.Close) != 1 || len(h.TwoEasy) != 1 || s.Runs[h.TwoEasy[0]].Verdict.Class != classify.Long {
		t.Errorf("hard and easy days: %+v", h)
	}
	if h.CloseKept != CannotJudge {
		t.Errorf("four gaps: %s", h.CloseKept)
	}
}

// A run that came the day after a hard run and was too fast is no recovery run of the week, as
// it is no easy running in the answer.
func TestTooFastIsNoRecovery(t *testing.T) {
	for run, want := range map[string]int{"hr=158": 0, "hr=138": 1} {
		s := analyse(t, settled+"2025-02-19 08:00 50 key\n2025-02-20 08:00 50 easy "+run)
		if w := s.Weeks[1]; w.Recovery != want {
			t.Errorf("%s: %d recovery runs, want %d; %+v", run, w.Recovery, want, s.Runs[len(s.Runs)-1].Audit)
		}
	}
}

func TestSeldom(t *testing.T) {
	for _, c := range []struct {
		found, gaps int
		want        Kept
	}{{0, 9, CannotJudge}, {1, 10, Met}, {2, 10, NotMet}, {2, 20, Met}} {
		h := HardEasy{Gaps: c.gaps}
		if got := h.seldom(make([]int, c.found)); got != c.want {
			t.Errorf("%d of %d: %s, want %s", c.found, c.gaps, got, c.want)
		}
	}
}

// The balance leaves out base weeks, because no rule applies to them.
func TestBaseIsLeftOutOfTheBalance(t *testing.T) {
	s := analyse(t, `
		2025-03-03 08:00 50 key
		2025-03-06 08:00 50 key
		2025-03-12 08:00 50 easy
		2025-03-13 08:00 50 easy
		2025-03-16 08:00 100 long
		2025-03-17 08:00 50 recovery
		2025-03-19 08:00 50 easy
		2025-03-23 08:00 100 long
		2025-03-24 08:00 50 key`)
	if !s.Weeks[1].Base || !s.Weeks[2].Base || s.Weeks[3].Base {
		t.Fatalf("base: %+v", s.Weeks)
	}
	if b := s.Blocks[0]; b.Weeks != 2 || b.Stressed != 3 || b.Recovery != 0 {
		t.Errorf("the block must leave out base weeks: %+v", b)
	}
	if h := s.Hard; h.Gaps != 2 || len(h.TwoEasy) != 0 || len(h.Close) != 1 {
		t.Errorf("the sequence must leave out base weeks: %+v", h)
	}
}

// Weeks of two runs are no base training, because the runner may be ill.
func TestFewRunsAreNoBase(t *testing.T) {
	for runs, base := range map[string]bool{"12 easy, 14 easy, 18 easy, 20 easy": false, "11 easy, 12 easy, 14 easy, 18 easy, 20 easy, 22 easy": true} {
		s := analyse(t, before+days(runs)+"2025-03-26 08:00 50 key")
		if s.Weeks[1].Base != base || s.Weeks[2].Base != base {
			t.Errorf("%s: %v, %v", runs, s.Weeks[1].Base, s.Weeks[2].Base)
		}
	}
}

func TestShareOfTheLongestRun(t *testing.T) {
	s := analyse(t, `
		2025-03-03 08:00 60 key speed=3
		2025-03-04 08:00 30 recovery speed=3
		2025-03-09 08:00 90 long speed=3`)
	if got := s.Weeks[0].Long; got != 0.5 {
		t.Errorf("the long run is %v of the week's distance, want 0.5", got)
	}
}

// A treadmill run without a distance does not change the week's shares of distance.
func TestWeekWithARunWithoutDistance(t *testing.T) {
	s := analyse(t, `
		2025-03-03 08:00 60 easy speed=NaN
		2025-03-05 08:00 30 easy speed=3
		2025-03-09 08:00 90 long speed=3`)
	if w := s.Weeks[0]; w.Long != 0.75 || w.Runs != 3 {
		t.Errorf("long %v of %d runs", w.Long, w.Runs)
	}
}

// The load of a week is unknown, not 0, if the load of its only session is unknown.
func TestLoadOfAWeekThatIsUnknown(t *testing.T) {
	s := analyse(t, "2025-03-03 08:00 60 key\n2025-03-12 08:00 60 ride hr=0\n2025-03-24 08:00 60 key")
	if w := s.Weeks; !(w[0].Load > 0) || !math.IsNaN(w[1].Load) || w[2].Load != 0 {
		t.Errorf("%v, %v, %v", w[0].Load, w[1].Load, w[2].Load)
	}
}

// The balance is kept with half to one and a half recovery runs for each stressor.
func TestBalanceOfABlock(t *testing.T) {
	for _, c := range []struct {
		weeks, recovery, stressed int
		want                      Kept
	}{
		{4, 4, 10, NotMet},
		{4, 5, 10, Met},
		{4, 15, 10, Met},
		{4, 16, 10, NotMet},
		{4, 2, 2, CannotJudge},
		{4, 3, 3, Met},
		{0, 0, 0, NotApplicable},
	} {
		b := Block{Weeks: c.weeks, Recovery: c.recovery, Stressed: c.stressed}
		if b.judge(); b.Kept != c.want {
			t.Errorf("%d recovery runs to %d stressors in %d weeks: %s, want %s", c.recovery, c.stressed, c.weeks, b.Kept, c.want)
		}
	}
}
