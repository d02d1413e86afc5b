package report

import (
	"slices"
	"strings"
	"testing"

	"dayafter/internal/classify"
	"dayafter/internal/season"
	"dayafter/internal/testing/reporttest"
	"dayafter/internal/unit"
)

// TestEaseReasonsAreWords checks that no reason is the name of a rule.
func TestEaseReasonsAreWords(t *testing.T) {
	for _, rule := range []string{
		"hr-share-above", "hr-second-half", "decoupling", "pace-zone", "own-pace", "hr-missing", "hr-doubtful", "lower-bound", "provisional",
		"within-margin", "odd-heart", "slower-than-usual", "heat", "workout", "felt-hard", "recovery-paced",
	} {
		r := season.Reason{Rule: rule, Got: 3, Limit: 3.2, For: season.TrulyEasy}
		if got := easeReason(&r, unit.Metric); got == rule || got == "" {
			t.Errorf("%s: %q", rule, got)
		}
	}
}

// TestEaseWithoutHeartRate checks that the text for a season without heart rate says by
// which measure the runs were judged.
func TestEaseWithoutHeartRate(t *testing.T) {
	b := &builder{season: &season.Season{Slow: season.SlowEnough{
		Runs: 6, Counts: map[season.Easiness]int{season.TrulyEasy: 6}, ByPace: 6, Slower: 0.1,
	}}}
	want := "Your next-day runs were 10 % slower than your easy runs (median). 6 were judged by pace alone, without a reliable heart rate."
	if got := b.paceWords(); got != want {
		t.Errorf("got %s, want the share and the number judged by pace", got)
	}
	a := season.Audit{Verdict: season.TrulyEasy, ByPace: true, Reasons: []season.Reason{
		{Rule: "pace-zone", Got: 2.5, Limit: 3.2, For: season.TrulyEasy}, {Rule: "hr-missing", For: season.CannotTell},
	}}
	if got, want := strings.Join(EaseReasons(&a, unit.Metric), "; "), "within the limit of easy pace by zone (5:13 /km); too little heart rate data to judge"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestCalledRecoveryRunAsKey checks that a key workout titled as a recovery run stays on
// the sheet, which says that the run was no recovery run.
func TestCalledRecoveryRunAsKey(t *testing.T) {
	c := reporttest.Season(8)
	i := 0
	for c.History.Sessions[i].Intent.Title != "Recovery jog" {
		i++
	}
	c.Override(i, classify.Key)
	r := Build(c.History, c.Analyse(), Defaults())
	of := r.Table("Recovery")
	row := slices.IndexFunc(of.Column("Run").Cells, func(v Value) bool { return v.Num == float64(i+1) })
	if row < 0 || of.Column("Because").Cells[row].String() != "titled a recovery run, but run as key" {
		t.Errorf("row %d of %v", row, of.Column("Because").Cells)
	}
	if got := r.Table("RecoveryWords").Column("Finding").Cells[0].String(); !strings.Contains(got, "; 1 with the title of a recovery run went as") {
		t.Errorf("the finding must name the titled recovery run: %s", got)
	}
	if got := r.Table("Habit").Column("Called").Cells[0].String(); !strings.HasPrefix(got, "You titled ") {
		t.Errorf("the habit must name the titled run: %s", got)
	}
}
