package season

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dayafter/internal/classify"
)

// TestIgnoredRecordingsCountNowhere ignores one recording in four and compares the counts
// with those of the season without these recordings.
func TestIgnoredRecordingsCountNowhere(t *testing.T) {
	const text = `
		2025-03-02 08:00 120 long
		2025-03-03 07:00 40 recovery
		2025-03-03 18:00 60 key
		2025-03-04 18:00 60 ride
		2025-03-06 18:00 60 key race
		2025-03-09 08:00 120 long
		2025-03-10 18:00 40 walk
		2025-03-11 18:00 60 key
		2025-03-16 08:00 120 long
		2025-03-17 18:00 40 easy
		2025-03-23 08:00 50 easy`
	for first := range 3 {
		with, without := read(t, text), read(t, text)
		last := len(with.verdicts) - 1 // both seasons end on the same day
		for i := last - 1; i > 0; i-- {
			if i%4 != first+1 {
				continue
			}
			with.verdicts[i] = with.verdicts[i].With(classify.Override{Ignore: true})
			without.verdicts = slices.Delete(without.verdicts, i, i+1)
			without.history.Sessions = slices.Delete(without.history.Sessions, i, i+1)
		}
		got, want := with.analyse(plain()), without.analyse(plain())
		same := cmp.Options{
			cmpopts.EquateNaNs(), cmpopts.IgnoreFields(Answer{}, "Streak"), // holds indices of runs
		}
		if diff := cmp.Diff(want.Answer, got.Answer, same) + cmp.Diff(want.Weeks, got.Weeks, same); diff != "" {
			t.Errorf("every fourth from %d: %s", first+1, diff)
		}
	}
}

// TestLongRaceIsALongRun checks that a race as long as a long run is among the long runs,
// unless the user says that it was an easy run.
func TestLongRaceIsALongRun(t *testing.T) {
	for word, want := range map[string]int{"": 1, "race": 1, "long": 1, "easy": 0, "ignore this file": 0} {
		d := read(t, "2025-03-02 08:00 200 key race\n2025-03-03 07:00 40 recovery")
		d.verdicts[0].AsLong = true
		said, _ := classify.ParseOverride(word)
		d.verdicts[0] = d.verdicts[0].With(said)
		s := d.analyse(plain())
		if len(s.LongRuns) != want || want == 1 && s.Answer.Easy != 1 {
			t.Errorf("%q: %d long runs, want %d: %+v", word, len(s.LongRuns), want, s.Answer)
		}
	}
}
