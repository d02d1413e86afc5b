package report

import (
	"fmt"

	"dayafter/internal/season"
)

func (b *builder) nextDaysSheet() *Sheet {
	return &Sheet{
		Name:   "Next days",
		About:  "What came the day after long runs and after key workouts.",
		Tables: []*Table{b.matrix()},
	}
}

func (b *builder) matrix() *Table {
	stressors := []string{"long", "key"}
	t := newTable("NextDays", "", Grid, len(stressors))
	t.text("After", "", func(i int) string { return stressors[i] }).as(Class)
	for _, kind := range season.FollowedKinds {
		t.live(title(kind.String()), Count, "", fmt.Sprintf(`COUNTIFS(Runs[Class],[After],Runs[Next day],"%s")`, kind))
	}
	t.live("All", Count, "", `COUNTIFS(Runs[Class],[After])`)
	return t
}
