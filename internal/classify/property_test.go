package classify

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"dayafter/internal/activity"
	"dayafter/internal/history"
	"dayafter/internal/unit"
)

// anyLegs draws an easy run, a long run, a workout or a tempo run.
func anyLegs(t *rapid.T) []leg {
	easy := rapid.Float64Range(2.4, 3.2).Draw(t, "easy")
	minutes := rapid.IntRange(5, 100).Draw(t, "minutes")
	heart := rapid.SampledFrom([]float64{0, 130, 145}).Draw(t, "heart")
	legs := []leg{{60 * minutes, easy, heart}}
	for range rapid.IntRange(0, 8).Draw(t, "repetitions") {
		legs = append(legs, repetition(t, heart, rapid.Float64Range(3.4, 5).Draw(t, "fast"))...)
	}
	return legs
}

// repetition draws a rest and a fast stretch.
func repetition(t *rapid.T, heart, speed float64) []leg {
	return []leg{
		{rapid.IntRange(30, 120).Draw(t, "rest"), 1.6, min(heart, 130)},
		{rapid.IntRange(20, 240).Draw(t, "work"), speed, heart * 1.25},
	}
}

// anySeason draws some weeks of such runs, and the index i of one of them.
func anySeason(t *rapid.T) (s []history.Session, i int) {
	n := rapid.IntRange(12, 18).Draw(t, "sessions")
	at := monday
	for range n {
		s = append(s, sessionOf(at, anyLegs(t)))
		at = at.Add(time.Duration(rapid.IntRange(10, 60).Draw(t, "hours")) * time.Hour)
	}
	return s, rapid.IntRange(0, n-1).Draw(t, "index")
}

// replaced returns s with other legs for run i.
func replaced(s []history.Session, i int, legs []leg) []history.Session {
	s = slices.Clone(s)
	s[i] = sessionOf(s[i].Start, legs)
	return s
}

func TestLongerNeverTurnsLongIntoEasy(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, i := anySeason(t)
		legs := anyLegs(t)
		legs[0].seconds += 3600
		s = replaced(s, i, legs)
		if judgeAll(s)[i].Class != Long {
			t.Skip("not long")
		}
		more := leg{60 * rapid.IntRange(1, 90).Draw(t, "more"), legs[0].speed, legs[0].heart}
		if got := judgeAll(replaced(s, i, append(slices.Clone(legs), more)))[i]; !got.Stress() {
			t.Fatalf("%v after %d s more", got.Class, more.seconds)
		}
	})
}

// scoreOf returns the score of run i.
func scoreOf(s []history.Session, i int) float64 {
	return judge(s, bookOf(s), Defaults())[i].run.score
}

// withoutGrades returns s without the grade-adjusted speeds of run i.
func withoutGrades(s []history.Session, i int) []history.Session {
	s[i].Sum.Trace.GAP = nil
	return s
}

// This holds for any length of the repetition and any rest before it. The run has no
// grades, because the 20-s mean of graded speeds mixes a rest with the repetition, which
// can then look like a descent.
func TestAFasterRepetitionNeverLowersTheKeyScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, i := anySeason(t)
		legs := anyLegs(t)
		more := append(slices.Clone(legs),
			leg{rapid.IntRange(0, 120).Draw(t, "rest"), rapid.Float64Range(0, 3).Draw(t, "jog"), min(legs[0].heart, 130)},
			leg{rapid.IntRange(1, 300).Draw(t, "work"), rapid.Float64Range(3.3, 7).Draw(t, "speed"), legs[0].heart * 1.25})
		before, after := scoreOf(withoutGrades(replaced(s, i, legs), i), i), scoreOf(withoutGrades(replaced(s, i, more), i), i)
		if after < before {
			t.Fatalf("score fell from %v to %v", before, after)
		}
	})
}

// sameVerdicts compares all fields and treats NaN as equal to NaN.
var sameVerdicts = cmp.Options{cmpopts.EquateNaNs()}

func TestADayLaterChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, _ := anySeason(t)
		later := make([]history.Session, len(s))
		for i := range s {
			later[i] = s[i]
			sum := *s[i].Sum
			sum.Start = sum.Start.AddDate(0, 0, 1)
			later[i].Sum, later[i].Start, later[i].Day = &sum, s[i].Start.AddDate(0, 0, 1), s[i].Day+1
		}
		if d := cmp.Diff(judgeAll(s), judgeAll(later), sameVerdicts); d != "" {
			t.Fatal(d)
		}
	})
}

func TestTheOrderGivenChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, _ := anySeason(t)
		order := rapid.Permutation(indices(len(s))).Draw(t, "order")
		mixed := make([]history.Session, len(s))
		for k, i := range order {
			mixed[k] = s[i]
		}
		want, got := judgeAll(s), judgeAll(mixed)
		for k, i := range order {
			v := got[k]
			if v.Stressor >= 0 {
				v.Stressor = order[v.Stressor]
			}
			if d := cmp.Diff(want[i], v, sameVerdicts); d != "" {
				t.Fatal(d)
			}
		}
	})
}

func indices(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

func TestTitlesAndFormatsChangeNoClass(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, _ := anySeason(t)
		renamed := make([]history.Session, len(s))
		for i := range s {
			renamed[i] = s[i]
			sum := *s[i].Sum
			sum.Title, sum.Format = rapid.SampledFrom([]string{"Long run", "Race", "5 x 1000", "recovery", ""}).Draw(t, "title"), "gpx"
			renamed[i].Sum = &sum
			renamed[i].Intent = history.Intent{Title: sum.Title, Race: sum.Title == "Race", Recovery: sum.Title == "recovery", Long: sum.Title == "Long run"}
		}
		if d := cmp.Diff(judgeAll(s), judgeAll(renamed), sameVerdicts, cmpopts.IgnoreFields(Verdict{}, "Marks")); d != "" {
			t.Fatal(d)
		}
	})
}

func TestPastOnlySeesNothingLater(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, i := anySeason(t)
		o := Defaults()
		o.PastOnly = true
		whole := Judge(s, bookOf(s), o)[i]
		cut := Judge(s[:i+1], bookOf(s[:i+1]), o)[i]
		if d := cmp.Diff(cut, whole, sameVerdicts); d != "" {
			t.Fatal(d)
		}
	})
}

// Another sport is not judged, and the runs get the verdicts that they get without it.
func TestAnotherSportIsNeverARun(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, i := anySeason(t)
		without := judgeAll(slices.Delete(slices.Clone(s), i, i+1))
		s = replaced(s, i, anyLegs(t))
		s[i].Sport = rapid.SampledFrom([]activity.Sport{activity.Ride, activity.Walk, activity.Swim, activity.Other, activity.Unknown}).Draw(t, "sport")
		s[i].Sum.Sport = s[i].Sport
		got := judgeAll(s)
		if v := got[i]; v.Class != Unknown || v.Kind != NoKind || len(v.Evidence) > 0 {
			t.Fatalf("%v is %v, %v", s[i].Sport, v.Class, v.Evidence)
		}
		for k, v := range slices.Delete(got, i, i+1) {
			if v.Stressor > i {
				v.Stressor--
			}
			if d := cmp.Diff(without[k], v, sameVerdicts); d != "" {
				t.Fatal(d)
			}
		}
	})
}

func TestSentencesFollowTheUnits(t *testing.T) {
	e := Evidence{Rule: rulePace, Got: 1000.0 / 300, Usual: 1000.0 / 330, Unit: "m/s", For: Easy}
	for u, want := range map[unit.System]string{
		unit.Metric:   "typical pace 5:00 /km, adjusted for hills; your easy pace is 5:30 /km",
		unit.Imperial: "typical pace 8:03 /mi, adjusted for hills; your easy pace is 8:51 /mi",
	} {
		if got := Sentence(e, u); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestEveryEvidenceHasWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, _ := anySeason(t)
		for _, v := range judgeAll(s) {
			for _, e := range v.Evidence {
				if _, ok := words[e.Rule]; !ok {
					t.Fatalf("no words for %q", e.Rule)
				}
			}
		}
	})
}

// Every remark that compares a run with the usual is true for the run's figures.
func TestRemarksAreTrue(t *testing.T) {
	said := 0
	rapid.Check(t, func(t *rapid.T) {
		s, _ := anySeason(t)
		cases := judge(s, bookOf(s), Defaults())
		for i := range cases {
			for _, mark := range cases[i].Marks {
				if strings.HasPrefix(mark, "day-after: easy, ") {
					said++
					checkMark(t, &cases[i], mark)
				}
			}
		}
	})
	if said == 0 {
		t.Error("no season held such a remark")
	}
}

// checkMark fails the test unless the comparatives in a mark are those that hold for the
// run.
func checkMark(t *rapid.T, c *judging, mark string) {
	t.Helper()
	for word, less := range map[string]bool{
		"slower":  c.run.alone.flat < (1-noticed)*c.run.usual.flat,
		"lower":   c.run.alone.heart < (1-noticed)*c.run.usual.heart,
		"shorter": c.run.alone.moving < (1-noticed)*c.length.median,
	} {
		claimed := !strings.Contains(mark, "but no slower") && slices.Contains(strings.Fields(mark), word)
		if claimed != less {
			t.Fatalf("%q, but %s is %v", mark, word, less)
		}
	}
}

// A recovery run is of low intensity, in the fatigue of a stressor, and slower or lower in
// heart rate than usual. Its confidence is no higher than that of an easy run, and it can
// have any length.
func TestRecoveryRunsAreEasy(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, _ := anySeason(t)
		cases := judge(s, bookOf(s), Defaults())
		for i := range cases {
			c := &cases[i]
			if c.Class == Recovery && (!c.low() || c.Stressor < 0 || c.signsOfLowEffort() == 0 || c.Confidence > c.AsEasy) {
				t.Fatalf("recovery: %v", c.Verdict)
			}
		}
	})
}

// A very slow run of any length on the day after a long run is a recovery run, as long as
// it is not long for the runner.
func TestLengthAloneStopsNoRecoveryRun(t *testing.T) {
	for minutes := 20; minutes <= 70; minutes += 10 {
		s, i := with(30, easyLegs(120))
		for _, k := range []int{12, 18} {
			s[k] = sessionOf(s[k].Start, repeats(3, 1800, 4))
		}
		s[i+1] = sessionOf(s[i+1].Start, []leg{{60 * minutes, 2.6, 122}})
		if v := judgeAll(s)[i+1]; v.Class != Recovery {
			t.Errorf("%d min: %v", minutes, v.Class)
		}
	}
}
