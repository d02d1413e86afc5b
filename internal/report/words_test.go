package report

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/history"
	"dayafter/internal/season"
	"dayafter/internal/testing/reporttest"
	"dayafter/internal/unit"
)

// TestCalledWordsTellThree checks the counts of runs that went as titled, that did not, and
// that cannot be judged.
func TestCalledWordsTellThree(t *testing.T) {
	run := func(easy season.Easiness, broken bool) season.Run {
		return season.Run{Session: &history.Session{}, Audit: season.Audit{Verdict: easy}, Called: season.Intended{Easy: true, Broken: broken}}
	}
	for _, c := range []struct {
		runs []season.Run
		want string
	}{
		{nil, ""},
		{[]season.Run{{Session: &history.Session{}}}, ""},
		{[]season.Run{run(season.TrulyEasy, false)}, "You titled 1 run recovery or easy: 1 was truly easy."},
		{
			[]season.Run{run(season.TrulyEasy, false), run(season.TrulyEasy, true), run(season.CannotTell, false), run(season.TrulyEasy, false)},
			"You titled 4 runs recovery or easy: 2 were truly easy, 1 was not and 1 was unclear.",
		},
	} {
		if got := (&builder{season: &season.Season{Runs: c.runs}}).calledWords(); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

// TestTrendOfNeverIsNotStated checks that no trend is stated if easy running followed no
// long run, or every long run.
func TestTrendOfNeverIsNotStated(t *testing.T) {
	for _, c := range []struct {
		trend season.ShareTrend
		want  string
	}{
		{season.ShareTrend{EarlyN: 6, LateN: 6}, ""},
		{season.ShareTrend{Early: 6, EarlyN: 6, Late: 6, LateN: 6}, ""},
		{season.ShareTrend{Early: 1, EarlyN: 4, LateN: 5}, ""},
		{season.ShareTrend{Early: 1, EarlyN: 6, Late: 2, LateN: 6}, "Your habit shows no change: you ran easy after 1 of the first 6 long runs, after 2 of the last 6."},
		{season.ShareTrend{Early: 0, EarlyN: 6, Late: 6, LateN: 6, P: 0.01, Direction: 1}, "You ran easy the next day more often as time went on: after 0 of the first 6 long runs"},
		{season.ShareTrend{Early: 6, EarlyN: 6, Late: 0, LateN: 6, P: 0.01, Direction: -1}, "You ran easy the next day less often"},
	} {
		got := (&builder{season: &season.Season{Answer: season.Answer{Trend: c.trend}}}).trendWords()
		if !strings.HasPrefix(got, c.want) || (got == "") != (c.want == "") {
			t.Errorf("%+v: %q", c.trend, got)
		}
	}
}

// TestUsualWords checks that the text names the usual weekdays or, if there are none, the
// usual gap.
func TestUsualWords(t *testing.T) {
	for want, of := range map[string]season.Schedule{
		"Your usual days for key workouts: Tuesday and Thursday.":      {Weekdays: []time.Weekday{time.Tuesday, time.Thursday}, Gap: 2},
		"Your next key workout usually comes 3 days after a hard run.": {Gap: 3},
		"": {Gap: math.NaN()},
	} {
		s := &season.Season{Next: season.NextKeys{Schedule: of}}
		if got := (&builder{season: s}).usualWords(); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

// TestHangsWords checks that the text says "the same" only if the answer does not change.
func TestHangsWords(t *testing.T) {
	answer := func(easy int, word season.Word) season.Answer {
		return season.Answer{Long: 12, Easy: easy, Word: word, WordRecorded: word}
	}
	same := season.Shift{Shift: 1, Answer: answer(8, season.Usually)}
	lower := season.Shift{Shift: 0.97, Answer: answer(7, season.Sometimes)}
	open := season.Shift{Shift: 0.97, Answer: season.Answer{Long: 12, Easy: 7, Word: season.Sometimes, WordRecorded: season.Usually}}
	hangs := season.Shift{Shift: 1.05, Answer: answer(0, season.Never), Hangs: true}
	day := season.Shift{Shift: 1, Within24: true, Answer: answer(0, season.Never), Hangs: true}
	for _, c := range []struct {
		shifts []season.Shift
		want   string
	}{
		{[]season.Shift{same, same}, "The answer stays the same with thresholds"},
		{[]season.Shift{same, lower}, `If your thresholds were 3 % lower, the answer would be "sometimes" (7 of 12).`},
		{[]season.Shift{same, open}, `If your thresholds were 3 % lower, the answer would be "between sometimes and usually" (7 of 12).`},
		{[]season.Shift{lower, same, hangs}, `If your thresholds were 5 % higher, the answer would be "never" (0 of 12).`},
		{[]season.Shift{same, day}, "The answer stays the same with thresholds"},
	} {
		s := &season.Season{Answer: same.Answer, Shifts: season.Sensitivity{Asked: true, Shifts: c.shifts}}
		if got := (&builder{season: s}).hangsWords(); !strings.HasPrefix(got, c.want) {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

// TestRaceWords checks that each named race has its run or is reported as missing.
func TestRaceWords(t *testing.T) {
	c := reporttest.Season(8)
	s := c.Analyse()
	long := s.LongRuns[2].Run
	day := s.Runs[long].Day
	race := func(name string, day unit.Day, run int, judged bool) season.RaceDay {
		return season.RaceDay{Race: season.Race{Day: day, Name: name}, Run: run, Judged: judged}
	}
	s.RaceDays = []season.RaceDay{race("A", day, long, true), race("B", day, long, false), race("C", day, -1, false), race("D", s.LastKnown+1, -1, false)}
	date, run := day.Time().Format("2 Jan 2006"), Measures(s.Runs[long].Sum, activity.Run, unit.Metric)
	want := fmt.Sprintf("A on %[1]s: %[2]s, judged a race; B on %[1]s: %[2]s, a race because you name it; C on %[1]s: no run of that day was found.", date, run)
	if got := (&builder{season: s, clean: &cleaner{}}).raceWords(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	s.RaceDays = []season.RaceDay{race("E", s.From-1, -1, false), s.RaceDays[3]}
	if got := (&builder{season: s, clean: &cleaner{}}).raceWords(); got != "" {
		t.Errorf("a race before the season, and one to come: %q", got)
	}
}

// TestNotKnownYetIsNoMiss checks that a long run on the last day with data does not count as
// a long run without a recovery run.
func TestNotKnownYetIsNoMiss(t *testing.T) {
	c := reporttest.Season(8)
	s := c.Analyse()
	if s.Answer.Counts[season.NotKnownYet] != 1 {
		t.Fatal("the case has no long run on its last day")
	}
	r := Build(c.History, s, Defaults())
	if got := r.Table("NextDaysWords").Column("Finding").Cells[0].String(); !strings.Contains(got, " of 7 long runs") {
		t.Errorf("the finding must count 7 long runs: %s", got)
	}
}

// TestWeeksThatCannotBeJudgedAreStated checks that the text states the number of unclear
// weeks beside the judged weeks.
func TestWeeksThatCannotBeJudgedAreStated(t *testing.T) {
	c := reporttest.Season(8)
	c.AddUnrecorded()
	s := c.Analyse()
	r := Build(c.History, s, Defaults())
	unjudged := 0
	for i := range s.Weeks {
		if s.Weeks[i].Kept == season.CannotJudge {
			unjudged++
		}
	}
	got, want := r.Table("Verdict").Column("Weekly rule").Cells[0].String(), fmt.Sprintf("%d weeks unclear).", unjudged)
	if unjudged < 2 || !strings.HasSuffix(got, want) {
		t.Errorf("%q, want it to end with %q", got, want)
	}
}

// TestVerdictAgreesWithItsCounts checks that no sentence uses a plural for one day, run or
// week, or counts part of a whole where it means the whole.
func TestVerdictAgreesWithItsCounts(t *testing.T) {
	wrong := regexp.MustCompile(`(?i)of the 1\b|\b1 of \d+ next-day runs? were|of 1 next-day run were|In 1 of .*1 of them had`)
	for weeks := range 12 {
		c := reporttest.Season(weeks + 1)
		for _, q := range Questions() {
			got := Build(c.History, c.Analyse(), Defaults()).Table("Verdict").Column(q.Column).Cells[0].String()
			if got == "" || wrong.MatchString(got) {
				t.Errorf("%d weeks: %s %q", weeks+1, q.Text, got)
			}
		}
	}
}

// TestNoWeekWithARule checks that the text never says "0 of 0 weeks".
func TestNoWeekWithARule(t *testing.T) {
	c := reporttest.Season(8)
	s := c.Analyse()
	s.Weeks = s.Weeks[:1]
	s.Weeks[0].Days = 3
	got := Build(c.History, s, Defaults()).Table("Verdict").Column("Weekly rule").Cells[0].String()
	if want := "There is no week that a rule applies to (1 week unclear)."; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestTextsInFormulasAreShort checks that no text in a formula exceeds 255 characters,
// because spreadsheet programs do not open a workbook with a longer text.
func TestTextsInFormulasAreShort(t *testing.T) {
	c := reporttest.Season(8)
	s := c.Analyse()
	s.Clipped = true
	for range 2 {
		name := strings.Repeat("Marathon ", 12)
		s.RaceDays = append(s.RaceDays, season.RaceDay{Race: season.Race{Day: s.To + 30, Name: name}, Run: -1})
	}
	literal := regexp.MustCompile(`"(?:[^"]|"")*"`)
	for name, table := range Build(c.History, s, Defaults()).tables {
		for _, column := range table.Columns {
			if column.Formula == nil {
				continue
			}
			texts, _ := column.Formula.Split()
			for _, l := range literal.FindAllString(strings.Join(texts, "x"), -1) {
				if len(l) > 257 {
					t.Errorf("%s[%s]: %s", name, column.Name, l)
				}
			}
		}
	}
}
