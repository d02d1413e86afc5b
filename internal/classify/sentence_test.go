package classify

import (
	"slices"
	"testing"

	"dayafter/internal/unit"
)

// The runner's own rating is shown as a reason and decides nothing.
func TestFeltEffortIsAReason(t *testing.T) {
	s, i := with(30, easyLegs(50))
	before := judgeAll(s)[i]
	s[i].Sum.Rating.RPE = 7
	after := judgeAll(s)[i]
	k := slices.IndexFunc(after.Evidence, func(e Evidence) bool { return e.Rule == ruleFelt })
	if k < 0 || after.Class != before.Class {
		t.Fatalf("%v became %v by %+v", before.Class, after.Class, after.Evidence)
	}
	if got, want := Sentence(after.Evidence[k], unit.Metric), "you rated the effort 7 of 10; hard from 6"; got != want || after.Evidence[k].For != Key {
		t.Errorf("%q for %v, want %q for key", got, after.Evidence[k].For, want)
	}
}
