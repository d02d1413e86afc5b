package report

import (
	"fmt"
	"strings"
	"testing"

	"dayafter/internal/formula"
	"dayafter/internal/season"
)

// TestWordIsSeasonsWord checks that the formula gives the word of season.WordFor for every
// share.
func TestWordIsSeasonsWord(t *testing.T) {
	for n := range 61 {
		for k := range n + 1 {
			f := formula.MustParse(wordOf(fmt.Sprint(k), fmt.Sprint(n)), "")
			got := strings.ToLower(f.Eval(nil, 0).String())
			if want := season.WordFor(k, n).String(); got != want {
				t.Errorf("%d of %d: %q, season says %q", k, n, got, want)
			}
		}
	}
}
