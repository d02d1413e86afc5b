package season

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"dayafter/internal/zone"
)

// Ledger gives the same values as Analyse for the fields that it sets.
func TestLedgerIsTheSeasons(t *testing.T) {
	same := cmp.Options{
		cmpopts.EquateNaNs(), cmpopts.IgnoreUnexported(Season{}, Run{}, Outcome{}),
		cmpopts.IgnoreFields(Season{}, "Shifts"),
		cmpopts.IgnoreFields(NextKeys{}, "Outcomes", "Arms", "Comparisons", "Dose", "DoseLine", "Swings", "AlwaysSame"),
		cmpopts.IgnoreFields(Schedule{}, "Confounder", "Unlike"),
		cmpopts.IgnoreFields(Run{}, "Session", "Early", "Work"),
	}
	rapid.Check(t, func(r *rapid.T) {
		d, o := read(t, anyDiary(r)), plain()
		got := Ledger(&d.history, d.verdicts, zone.Estimate(d.history.Sessions, d.settings), o)
		if diff := cmp.Diff(d.analyse(o), got, same); diff != "" {
			r.Fatal(diff)
		}
	})
}

// RunOf finds the run of a session, and Aftermath the aftermath of a run.
func TestWhereASessionWent(t *testing.T) {
	d := read(t, "2025-03-12 18:00 60 key\n2025-03-09 08:00 120 long race\n2025-02-01 08:00 120 long\n2025-03-10 07:30 40 recovery")
	o := plain()
	o.From = d.history.Sessions[1].Day
	s := d.analyse(o)
	for session, want := range []int{2, 0, -1, 1} {
		if got := s.RunOf(session); got != want {
			t.Errorf("session %d is run %d, want %d", session, got, want)
		}
	}
	if s.RunOf(-1) != -1 {
		t.Error("no session is a run")
	}
	for run, want := range []Followed{RecoveryRun, 255, NotKnownYet} {
		a := s.Aftermath(run)
		if (a == nil) != (want == 255) || a != nil && (a.Run != run || a.Days[0].Kind != want) {
			t.Errorf("run %d was followed by %+v, want %v", run, a, want)
		}
	}
}
