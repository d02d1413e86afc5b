package json

import (
	"testing"

	"dayafter/internal/season"
)

// Each week counts once, as in the printed sentence: a base week that the season's first or
// last day cuts is unclear.
func TestCountWeeks(t *testing.T) {
	got := countWeeks([]season.Week{
		{Kept: season.Met},
		{Kept: season.NotMet},
		{Kept: season.CannotJudge, Base: true},
		{Kept: season.NotApplicable, Base: true},
		{Kept: season.NotApplicable},
	})
	if want := (WeekCounts{Kept: 1, NotKept: 1, Unclear: 1, Base: 1, Others: 1}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}
