package report_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"dayafter/internal/report"
)

// TestScanSaysWhatTheWorkbookSays compares the texts of SaidOf for a season's ledger with
// the texts of the season's report.
func TestScanSaysWhatTheWorkbookSays(t *testing.T) {
	for name, c := range cases(t) {
		want := report.Build(c.History, c.Analyse(), report.Defaults()).Said()
		got := report.SaidOf(c.Ledger(), report.Defaults())
		if diff := cmp.Diff(want, got); diff != "" || got.Lead == "" || len(got.Notes) == 0 {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
