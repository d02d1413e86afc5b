package report_test

import (
	"slices"
	"testing"

	"dayafter/internal/report"
)

// TestWordsAreTheReports: what a scan says of the season stands in its workbook, line by line.
func TestWordsAreTheReports(t *testing.T) {
	for name, c := range cases(t) {
		said := report.Build(c.History, c.Analyse(), report.Defaults()).Answer()
		words := report.Words(c.Ledger(), report.Defaults())
		if len(words) < 2 {
			t.Errorf("%s: %q", name, words)
		}
		for _, line := range words {
			if !slices.Contains(said, line) {
				t.Errorf("%s: %q is not in %q", name, line, said)
			}
		}
	}
}
