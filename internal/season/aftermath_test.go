package season

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"dayafter/internal/classify"
	"dayafter/internal/unit"
)

// after3 describes an Aftermath: day +1, +2, +3 | within 24 h | next key.
func (s *Season) after3(a *Aftermath) string {
	var days []string
	for _, d := range a.Days {
		days = append(days, s.words(&d))
	}
	return fmt.Sprintf("%s | %s | %d", strings.Join(days, ", "), s.words(&a.Within), a.ToKey)
}

func (s *Season) words(a *After) string {
	text := a.Kind.String()
	if a.Run >= 0 {
		text += fmt.Sprintf(" %.1f h", a.Hours)
	}
	for _, k := range a.Others {
		text += " + " + s.Runs[k].Follows().String()
	}
	return text
}

func TestWhatFollowedALongRun(t *testing.T) {
	checkAfter3(t, []diaryCase{
		{
			"a recovery run the next morning", `
			2025-03-09 08:00 120 long
			2025-03-10 07:00 40 recovery
			2025-03-12 18:00 60 key
			2025-03-13 18:00 60 easy`,
			"recovery run 21.0 h, no record, hard run 80.0 h | recovery run 21.0 h | 3",
		},
		{
			"the next evening is the next day, but later than 24 h", `
			2025-03-09 08:00 120 long
			2025-03-10 19:00 40 recovery
			2025-03-13 18:00 60 easy`,
			"recovery run 33.0 h, no record, no record | no record | -1",
		},
		{
			"the last day of the data", `
			2025-03-02 08:00 50 easy
			2025-03-09 08:00 120 long`,
			"not known yet, not known yet, not known yet | not known yet | -1",
		},
		{
			"one day after is in the data, the others are not", `
			2025-03-09 08:00 120 long
			2025-03-10 07:00 40 recovery`,
			"recovery run 21.0 h, not known yet, not known yet | recovery run 21.0 h | -1",
		},
		{
			"a walk recorded during the run", `
			2025-03-09 08:00 120 long
			2025-03-09 09:00 30 walk
			2025-03-12 18:00 60 easy`,
			"no record, no record, easy run 80.0 h | no record | -1",
		},
		{
			"on its end", `
			2025-03-09 08:00 120 long
			2025-03-09 10:00 30 walk
			2025-03-12 18:00 60 easy`,
			"no record, no record, easy run 80.0 h | active recovery 0.0 h | -1",
		},
		{
			"a recovery run and a workout on the day after: a recovery run came", `
			2025-03-09 08:00 120 long
			2025-03-10 07:00 40 recovery
			2025-03-10 18:00 50 key
			2025-03-13 18:00 60 easy`,
			"recovery run 21.0 h + hard run, no record, no record | recovery run 21.0 h | 1",
		},
		{
			"of two equals the earlier decides", `
			2025-03-09 08:00 120 long
			2025-03-10 07:00 30 recovery
			2025-03-10 18:00 50 recovery
			2025-03-13 18:00 60 easy`,
			"recovery run 21.0 h + recovery run, no record, no record | recovery run 21.0 h | -1",
		},
		{
			"a run outranks a hard ride", `
			2025-03-09 08:00 120 long
			2025-03-10 07:00 90 ride hard
			2025-03-10 18:00 30 recovery
			2025-03-13 18:00 60 easy`,
			"recovery run 32.0 h + other sport, hard or long, no record, no record | other sport, hard or long 21.0 h | -1",
		},
		{
			"only rides after", `
			2025-03-09 08:00 120 long
			2025-03-10 07:00 45 ride
			2025-03-11 07:00 45 ride hard
			2025-03-12 07:00 180 ride`,
			"active recovery 21.0 h, other sport, hard or long 45.0 h, other sport, hard or long 69.0 h | active recovery 21.0 h | -1",
		},
		{
			"two long runs in a row", `
			2025-03-08 08:00 100 long
			2025-03-09 08:00 120 long
			2025-03-12 18:00 60 easy`,
			"long run again 22.3 h, no record, no record | long run again 22.3 h | -1",
		},
		{
			"the days after a run that ends after midnight count from the new day", `
			2025-03-08 23:00 120 long
			2025-03-09 18:00 40 recovery
			2025-03-12 18:00 60 easy`,
			"no record, no record, easy run 89.0 h | recovery run 17.0 h | -1",
		},
		{
			"just after midnight is the day before's next day but one", `
			2025-03-09 00:10 120 long
			2025-03-09 22:00 40 recovery
			2025-03-12 18:00 60 easy`,
			"no record, no record, easy run 87.8 h | recovery run 19.8 h | -1",
		},
		{
			"a double on the long run's own day is within 24 h, not the day after", `
			2025-03-09 08:00 120 long
			2025-03-09 18:00 30 recovery
			2025-03-10 18:00 45 easy
			2025-03-13 18:00 60 easy`,
			"easy run 32.0 h, no record, no record | recovery run 8.0 h | -1",
		},
		{
			"a journey west: the runner's own days, not the clock of home", `
			2025-03-09 08:00 120 long zone=9
			2025-03-09 20:00 30 recovery zone=-8
			2025-03-12 18:00 60 easy zone=-8`,
			"no record, no record, easy run 97.0 h | no record | -1",
		},
		{
			"a race the day after", `
			2025-03-08 08:00 120 long
			2025-03-09 10:00 40 key race
			2025-03-12 18:00 60 easy`,
			"race 24.0 h, no record, no record | race 24.0 h | 1",
		},
		{
			"24 h to the minute, and one more", `
			2025-03-09 08:00 120 long
			2025-03-10 10:00 20 walk
			2025-03-10 10:01 20 recovery
			2025-03-13 18:00 60 easy`,
			"recovery run 24.0 h + active recovery, no record, no record | active recovery 24.0 h | -1",
		},
		{
			"a race that the runner calls a long run", `
			2025-03-09 08:00 120 long
			2025-03-10 08:00 90 long race override
			2025-03-13 18:00 60 easy`,
			"long run again 22.0 h, no record, no record | long run again 22.0 h | 1",
		},
		{
			"a steady run that is too fast is no easy run", `
			2025-03-09 08:00 120 long
			2025-03-10 08:00 50 easy steady hr=165
			2025-03-12 18:00 60 easy`,
			"hard run 22.0 h, no record, easy run 80.0 h | hard run 22.0 h | -1",
		},
		{
			"the runner's word decides alone", `
			2025-03-09 08:00 120 long
			2025-03-10 08:00 50 recovery hard override
			2025-03-12 18:00 60 easy hard override`,
			"recovery run 22.0 h, no record, easy run 80.0 h | recovery run 22.0 h | -1",
		},
		{
			"a run of which nothing is known", `
			2025-03-09 08:00 120 long
			2025-03-10 08:00 50 unknown unjudged
			2025-03-12 18:00 60 easy`,
			"run, not judged 22.0 h, no record, easy run 80.0 h | run, not judged 22.0 h | -1",
		},
		{
			"a long run with quality is the next key workout", `
			2025-03-09 08:00 120 long
			2025-03-12 08:00 120 long long-with-quality
			2025-03-13 18:00 60 easy`,
			"no record, no record, long run again 70.0 h | no record | 3",
		},
	})
}

// diaryCase pairs a season with the text of after3 for its first long run.
type diaryCase struct{ name, diary, want string }

func checkAfter3(t *testing.T, cases []diaryCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := analyse(t, c.diary)
			if got := s.after3(&s.LongRuns[0]); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

// A run that the user calls easy is neither a race nor a key workout, whatever its judged
// class.
func TestOverridesEndRacesAndQuality(t *testing.T) {
	s := analyse(t, `
		2025-03-01 08:00 50 easy race override
		2025-03-02 08:00 50 easy long-with-quality override
		2025-03-03 08:00 50 key race override
		2025-03-04 08:00 50 long race override
		2025-03-05 08:00 50 long long-with-quality`)
	got := ""
	for i := range s.Runs {
		r := &s.Runs[i]
		got += fmt.Sprintf("%d%d%d ", count(r.IsRace()), count(r.IsKey()), count(r.Stresses()))
	}
	if want := "000 000 111 111 011 "; got != want {
		t.Errorf("race, key, stressor: %s, want %s", got, want)
	}
}

func TestEachHardRunHasOneAftermath(t *testing.T) {
	s := analyse(t, `
		2025-03-01 08:00 200 long race
		2025-03-05 18:00 60 key intervals
		2025-03-09 08:00 120 long
		2025-03-12 18:00 40 key race
		2025-03-13 18:00 200 ride hard`)
	got := [3]int{len(s.LongRuns), len(s.KeyRuns), len(s.RaceRuns)}
	if got != [3]int{2, 1, 2} {
		t.Errorf("%v aftermaths of long runs, key workouts and races, want [2 1 2]", got)
	}
}

func TestASeasonIsAYearAtMost(t *testing.T) {
	day := func(s string) unit.Day {
		d, err := unit.ParseDay(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct {
		name, first, last, from, to string
		clipped                     bool
	}{
		{"401 days are all", "2024-01-01", "2025-02-04", "2024-01-01", "2025-02-04", false},
		{"402 days are a year", "2024-01-01", "2025-02-05", "2024-02-07", "2025-02-05", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := analyse(t, c.first+" 08:00 50 easy\n"+c.last+" 08:00 50 easy")
			if s.From != day(c.from) || s.To != day(c.to) || s.Clipped != c.clipped {
				t.Errorf("%v to %v, clipped %v; want %s to %s, %v", s.From, s.To, s.Clipped, c.from, c.to, c.clipped)
			}
		})
	}
	o := plain()
	o.From, o.To = day("2025-03-02"), day("2025-03-09")
	s := read(t, `
		2025-03-01 08:00 50 easy
		2025-03-09 08:00 120 long
		2025-03-10 08:00 50 easy`).analyse(o)
	if len(s.Runs) != 1 || s.LongRuns[0].Days[0].Kind != NotKnownYet || !s.Clipped {
		t.Errorf("a season of named days: %d runs, day after %v, clipped %v; want 1, not known yet, true", len(s.Runs), s.LongRuns[0].Days[0].Kind, s.Clipped)
	}
}

// Days without a file at the season's end are known if there are data after the season.
func TestDaysBeforeLaterDataAreKnown(t *testing.T) {
	o := plain()
	o.To = date(t, "2025-03-12")
	d := read(t, `
		2025-03-09 08:00 120 long
		2025-03-20 08:00 50 easy`)
	s := d.analyse(o)
	if got, want := s.after3(&s.LongRuns[0]), "no record, no record, no record | no record | -1"; got != want || s.LastKnown != o.To {
		t.Errorf("%s, known until %v; want %s, until %v", got, s.LastKnown, want, o.To)
	}
}

func TestASeasonWithoutRunsHasNoAnswer(t *testing.T) {
	s := analyse(t, "")
	if s.Answer.Word != NoWord || len(s.Weeks) != 0 {
		t.Errorf("an empty season has an answer: %+v", s)
	}
	s = analyse(t, "2025-03-01 08:00 50 ride")
	if s.Answer.Long != 0 || len(s.Weeks) != 1 || s.Weeks[0].Runs != 0 {
		t.Errorf("a season of one ride: %d long runs and weeks %+v, want one week without a run", s.Answer.Long, s.Weeks)
	}
}

// anyDiary draws a season of a few weeks.
func anyDiary(t *rapid.T) string {
	var text strings.Builder
	classes := rapid.SampledFrom([]string{
		"long", "key", "key race", "easy", "easy steady", "recovery", "unknown unjudged", "ride", "ride hard", "walk", "long long-with-quality",
	})
	for day := range rapid.IntRange(1, 60).Draw(t, "days") {
		for n := range rapid.SampledFrom([]int{0, 0, 1, 1, 1, 2}).Draw(t, "sessions") {
			date := unit.Day(20000 + day)
			minutes := rapid.IntRange(10, 300).Draw(t, "minutes")
			fmt.Fprintf(&text, "%s %02d:%02d %d %s\n", date, 6+11*n+day%6, day%60, minutes, classes.Draw(t, "class"))
		}
	}
	return text.String()
}

// Every long run has one kind of day after, and the counts of audits and of classes in
// weeks include each run once.
func TestCountsAddUp(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := read(t, anyDiary(r))
		s := d.analyse(plain())
		long, sum, within := 0, 0, 0
		for i := range d.verdicts {
			long += count(d.verdicts[i].Class == classify.Long)
		}
		for _, k := range FollowedKinds {
			sum, within = sum+s.Answer.Counts[k], within+s.Answer.Within[k]
		}
		if long != len(s.LongRuns) || sum != long || within != long || s.Answer.Long != long-s.Answer.Groups[NotKnownGroup]-s.Answer.Base {
			r.Fatalf("%d long runs, %d rows, %d kinds, %d within, %d known", long, len(s.LongRuns), sum, within, s.Answer.Long)
		}
		runs, sessions := 0, 0
		for _, w := range s.Weeks {
			sessions += w.Sessions
			of := 0
			for _, n := range w.Count {
				of += n
			}
			if of != w.Runs {
				r.Fatalf("week %v: %d runs, %d by class", w.Start, w.Runs, of)
			}
			runs += w.Runs
		}
		if sessions != len(s.Runs) {
			r.Fatalf("%d sessions in weeks, %d in all", sessions, len(s.Runs))
		}
	})
}

// The order of files does not change the season.
func TestOrderDoesNotMatter(t *testing.T) {
	same := cmp.Options{cmpopts.EquateNaNs(), cmpopts.IgnoreUnexported(Season{}, Run{}, Outcome{}), cmpopts.IgnoreFields(Run{}, "Session")}
	o := Defaults()
	o.Resamples = 20
	rapid.Check(t, func(r *rapid.T) {
		d := read(t, anyDiary(r))
		want := d.analyse(o)
		mixed := diary{settings: d.settings}
		for _, i := range rapid.Permutation(places(len(d.verdicts))).Draw(r, "order") {
			mixed.history.Sessions = append(mixed.history.Sessions, d.history.Sessions[i])
			mixed.verdicts = append(mixed.verdicts, d.verdicts[i])
		}
		got := mixed.analyse(o)
		for i := range want.Runs {
			if want.Runs[i].Key != got.Runs[i].Key {
				r.Fatalf("run %d is %s, then %s", i, want.Runs[i].Key, got.Runs[i].Key)
			}
		}
		if diff := cmp.Diff(want, got, same); diff != "" {
			r.Fatal(diff)
		}
	})
}

func places(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// If a day holds two stressors, the next day belongs to the harder stressor, whichever
// came first.
func TestTheHarderOfTwoStressorsOwnsTheNextDay(t *testing.T) {
	for _, day := range []string{"2025-03-09 07:00 60 key\n2025-03-09 16:00 120 long", "2025-03-09 07:00 120 long\n2025-03-09 16:00 60 key"} {
		s := analyse(t, day+"\n2025-03-10 18:00 40 recovery")
		if r := s.Runs[2]; r.DayAfter < 0 || s.Runs[r.DayAfter].Verdict.Class != classify.Long {
			t.Errorf("%s: the next day follows run %d, want the long run", day, r.DayAfter)
		}
	}
}
