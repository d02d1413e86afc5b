package csv

import (
	"encoding/csv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// No cell begins like a formula, whichever separator a spreadsheet program uses and whether
// or not it respects quotes.
func TestNoFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a=+@＝；;,|"' \t-]{1,12}`).Draw(t, "text")
		var out strings.Builder
		w := csv.NewWriter(&out)
		w.Comma = rapid.SampledFrom([]rune{',', ';', '\t', '|'}).Draw(t, "separator")
		if err := w.Write([]string{"x", guard(&text), "y"}); err != nil {
			t.Fatal(err)
		}
		w.Flush()
		for _, separator := range []string{",", ";", "\t", "|"} {
			for _, cell := range strings.Split(strings.TrimSpace(out.String()), separator) {
				if bare := strings.Trim(cell, `" `); bare != "" && strings.ContainsAny(bare[:1], "=+-@") || strings.HasPrefix(bare, "＝") {
					t.Errorf("%q split at %q has the formula %q", text, separator, cell)
				}
			}
		}
	})
}

// Text without a formula is not changed.
func TestGuardLeavesText(t *testing.T) {
	for _, text := range []string{"2025-10-05 run.fit", "5 x 1 km (2-3 min)", "Easy; then strides", "a=b, c", "", "10-mile race"} {
		if got := guard(&text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestDecimalComma(t *testing.T) {
	v := -12.5
	if got := (Options{DecimalComma: true}).figure(&v); got != "-12,5" {
		t.Errorf("got %s, want -12,5", got)
	}
}
