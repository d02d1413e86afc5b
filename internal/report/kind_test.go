package report

import (
	"testing"

	"dayafter/internal/classify"
	"dayafter/internal/season"
)

// TestEveryWordHasAColour fails when a class, a kind of day after or a verdict is
// added and has no colour.
func TestEveryWordHasAColour(t *testing.T) {
	kinds := kindsByWord()
	check := func(word string) {
		if kinds[word] == NoKind {
			t.Errorf("%q has no colour", word)
		}
	}
	for f := range season.Followeds {
		check(f.String())
	}
	for k := range season.Kepts {
		check(k.String())
	}
	for c := classify.Unknown; c <= classify.Recovery; c++ {
		check(c.String())
	}
}
