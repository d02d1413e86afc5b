package season

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"dayafter/internal/activity"
	"dayafter/internal/unit"
)

func TestWordFor(t *testing.T) {
	for _, c := range []struct {
		k, n int
		want Word
	}{
		{0, 0, NoWord},
		{2, 2, NoWord},
		{3, 3, EachTime},
		{9, 9, EachTime},
		{10, 10, Always},
		{40, 40, Always},
		{39, 40, Usually},
		{2, 3, Usually},
		{19, 29, Sometimes},
		{1, 3, Sometimes},
		{9, 28, Rarely},
		{1, 40, Rarely},
		{0, 3, NotOnce},
		{0, 9, NotOnce},
		{0, 10, Never},
		{0, 40, Never},
	} {
		if got := WordFor(c.k, c.n); got != c.want {
			t.Errorf("%d of %d: %q, want %q", c.k, c.n, got, c.want)
		}
	}
}

// sundays returns a season with a long run each Sunday and an easy run each Thursday. A
// letter for each week names the session on Monday: r recovery run, e easy run,
// k key workout, w walk, - none.
func sundays(letters string) string {
	what := map[rune]string{'r': "40 recovery", 'e': "40 easy", 'k': "50 key", 'w': "40 walk"}
	var text strings.Builder
	for i, x := range letters {
		sunday := unit.Day(20001 + 7*i)
		fmt.Fprintf(&text, "%s 08:00 120 long\n", sunday)
		if w, ok := what[x]; ok {
			fmt.Fprintf(&text, "%s 07:00 %s\n", sunday+1, w)
		}
		fmt.Fprintf(&text, "%s 18:00 50 easy\n", sunday+4)
	}
	return text.String()
}

func TestAnswer(t *testing.T) {
	s := analyse(t, sundays("r-rrewk-rr"))
	a := s.Answer
	if a.Long != 10 || a.Recorded != 8 || a.Easy != 6 || a.Recovery != 5 || a.Word != Sometimes || a.Small || a.Sports[activity.Walk] != 1 {
		t.Errorf("the answer: %+v", a)
	}
	if math.Abs(a.Low-0.3127) > 1e-3 || math.Abs(a.High-0.8318) > 1e-3 {
		t.Errorf("interval %v to %v", a.Low, a.High)
	}
	if a.Streak.Length != 3 || s.Runs[a.Streak.First].Day != 20015 || s.Runs[a.Streak.Last].Day != 20029 || a.Now != 2 {
		t.Errorf("streak %+v, now %d", a.Streak, a.Now)
	}
}

// A pattern that occurs by chance in one season of ten is no trend.
func TestTrendByChance(t *testing.T) {
	for letters, within := range map[string][2]float64{"--r--r-rr-rr": {0.05, 0.2}, "----r-r-rrrr": {0, 0.05}} {
		got := analyse(t, sundays(letters)).Answer.Trend
		if !(got.P > within[0] && got.P < within[1]) || (got.Direction != 0) != (within[0] == 0) {
			t.Errorf("%s: %+v", letters, got)
		}
	}
}

func TestTrend(t *testing.T) {
	for _, c := range []struct {
		letters   string
		direction int
	}{
		{"-------rrrrrrr", 1}, {"rrrrrrr-------", -1}, {"r-r-r-r-r-r-r-", 0}, {"---rrr", 0}, {"rrrrrrrrrrrr", 0},
	} {
		if got := analyse(t, sundays(c.letters)).Answer.Trend; got.Direction != c.direction {
			t.Errorf("%s: %+v", c.letters, got)
		}
	}
}

// TestBlankDays checks that blank days make the answer a range: from the share of all days
// to the share of the days with a record.
func TestBlankDays(t *testing.T) {
	d := read(t, sundays("rrr-----rr"))
	for rest, want := range map[bool]Word{false: EachTime, true: Sometimes} {
		o := plain()
		o.BlankDaysRest = rest
		if a := d.analyse(o).Answer; a.Word != Sometimes || a.WordRecorded != want || (a.Word == a.WordRecorded) != rest {
			t.Errorf("blank days rest %v: %s to %s", rest, a.Word, a.WordRecorded)
		}
	}
}

// TestAwayDaysLeaveTheCounts checks that long runs before days away, and the weeks of these
// days, are left out.
func TestAwayDaysLeaveTheCounts(t *testing.T) {
	d, o := read(t, sundays("rrrrr")), plain()
	o.Away = []AwayDays{{From: 20001 + 7, To: 20001 + 9}}
	s := d.analyse(o)
	if a := s.Answer; a.Long != 4 || a.Easy != 4 || a.Away != 1 || a.Counts[Away] != 1 {
		t.Errorf("the answer must leave out the day away: %+v", a)
	}
	weeks := 0
	for i := range s.Weeks {
		weeks += count(s.Weeks[i].Why == WhyAway)
	}
	if weeks != 2 { // the span crosses a Sunday
		t.Errorf("%d weeks left out", weeks)
	}
}

// TestBaseLongRunsAreCountedApart checks that the answer counts only long runs outside base
// training.
func TestBaseLongRunsAreCountedApart(t *testing.T) {
	var text strings.Builder
	for week := range 12 {
		sunday := unit.Day(20001 + 7*week)
		fmt.Fprintf(&text, "%s 08:00 50 easy\n%s 08:00 50 easy\n%s 08:00 120 long\n", sunday-4, sunday-2, sunday)
		if week >= 6 {
			fmt.Fprintf(&text, "%s 18:00 40 recovery\n%s 08:00 60 key\n", sunday+1, sunday-3)
		}
	}
	if a := analyse(t, text.String()).Answer; a.Base != 6 || a.Long != 6 || a.Easy != 6 || a.Word != EachTime {
		t.Errorf("the answer must leave out base training: %+v", a)
	}
}

// TestEasyEnough checks that hard and long runs on the day after are counted, too.
func TestEasyEnough(t *testing.T) {
	e := analyse(t, sundays("rekwk-r")).Answer.Enough
	if e.Runs != 5 || e.Hard != 2 || e.Easy+e.Drifted+e.TooFast+e.NotKnown != 3 {
		t.Errorf("hard and long runs must count: %+v", e)
	}
}

// TestDoubleDays checks Mondays with a recovery run in the morning and a track session in
// the evening. The recovery run decides the day, every run of the day is judged, and the
// next key workout is Thursday's.
func TestDoubleDays(t *testing.T) {
	var text strings.Builder
	for week := range 12 {
		sunday := unit.Day(20002 + 7*week)
		fmt.Fprintf(&text, "%[1]s 08:00 120 long\n%[2]s 06:30 30 recovery\n%[2]s 18:30 60 key intervals\n%[3]s 18:00 60 key tempo\n", sunday, sunday+1, sunday+4)
	}
	s := analyse(t, text.String())
	if a := s.Answer; a.Easy != 12 || a.Recovery != 12 || a.Word != Always || a.Enough.Runs != 24 || a.Enough.Hard != 12 {
		t.Errorf("the answer must count both runs of each Monday: %+v", a)
	}
	if got := s.Next.Schedule.Long; len(got) != 1 || got[0].Group != EasyRunning || got[0].OnTime != got[0].N || got[0].N < 11 {
		t.Errorf("the workout on Monday must not be the next key workout: %+v", got)
	}
	if next := s.LongRuns[0].Days[0]; next.Kind != RecoveryRun || next.Hardest != HardRun || len(next.Others) != 1 {
		t.Errorf("the recovery run must decide the day: %+v", next)
	}
}
