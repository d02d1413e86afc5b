package season

import (
	"fmt"
	"slices"
	"testing"
)

// named checks that every value of an enumeration has a name of its own. first is the
// first value that needs one.
func named[T ~uint8](t *testing.T, first, end T, name func(T) string) {
	t.Helper()
	seen := map[string]T{}
	for v := first; v < end; v++ {
		if n := name(v); n == "" {
			t.Errorf("%T %d has no name", v, v)
		} else if other, ok := seen[n]; ok {
			t.Errorf("%T %d and %d are both %q", v, other, v, n)
		} else {
			seen[n] = v
		}
	}
}

// outcomes checks that each value is an outcome of a table.
func outcomes[T comparable](t *testing.T, want, got []T) {
	t.Helper()
	for _, v := range want {
		if !slices.Contains(got, v) {
			t.Errorf("no row decides for %v", fmt.Sprint(v))
		}
	}
}

// upTo returns all values of an enumeration below end.
func upTo[T ~uint8](end T) (all []T) {
	for v := T(0); v < end; v++ {
		all = append(all, v)
	}
	return all
}

// TestEveryValueHasItsPlace fails if a value of an enumeration is missing in its names, its
// order or its decision table.
func TestEveryValueHasItsPlace(t *testing.T) {
	named(t, 0, Followeds, Followed.String)
	named(t, 0, Groups, Group.String)
	named(t, 1, Words, Word.String)
	named(t, 0, Punctualities, Punctuality.String)
	named(t, 1, Easinesses, Easiness.String)
	named(t, 1, Rules, Rule.String)
	named(t, 0, Kepts, Kept.String)
	named(t, 1, Whys, Why.String)

	outcomes(t, upTo(Followeds), FollowedKinds)
	outcomes(t, HardnessOrder, CountsAs.Outcomes())
	outcomes(t, upTo(Followeds), append(CountsAs.Outcomes(), BlankRule.Outcomes()...))
	outcomes(t, CountsAs.Outcomes(), append([]Followed{NoRecord}, HardnessOrder...)) // an ignored recording is none
	outcomes(t, upTo(Groups), GroupRule.Outcomes())
	outcomes(t, BlankRule.Outcomes(), FollowedKinds)
	outcomes(t, HardnessOrder, DecidingOrder)
	outcomes(t, upTo(Punctualities), PunctualityRule.Outcomes())
	outcomes(t, upTo(Easinesses), EaseRule.Outcomes())
	outcomes(t, upTo(Words), WordRule.Outcomes())
	outcomes(t, upTo(Rules), WeekRule.Outcomes())
	outcomes(t, upTo(Whys), WeekVerdict.Outcomes())
	if got, want := HardRunning.Kinds(), []Followed{HardRun, LongAgain, RaceRun}; !slices.Equal(got, want) {
		t.Errorf("the last row of GroupRule decides for %v, want %v", got, want)
	}
	kept := upTo(Kepts)
	for _, w := range WeekVerdict.Outcomes() {
		kept = slices.DeleteFunc(kept, func(k Kept) bool { return k == w.Kept() })
	}
	if len(kept) > 0 {
		t.Errorf("no reason gives %v", kept)
	}
}
