package report

import (
	"fmt"

	"dayafter/internal/classify"
	"dayafter/internal/season"
	"dayafter/internal/unit"
)

func (b *builder) weeksSheet() *Sheet {
	return &Sheet{
		Name:   "Weeks",
		About:  "Runs, distance and time by class, week by week.",
		Tables: []*Table{b.weeksWords(), b.weeksTable()},
		Charts: []*Chart{b.weeksChart()},
	}
}

var classes = []classify.Class{classify.Long, classify.Key, classify.Easy, classify.Recovery, classify.Unknown}

func (b *builder) weeksWords() *Table {
	t := newTable("WeeksWords", "", Lines, 1)
	t.live("Finding", Text, "", fmt.Sprintf(
		`"On average "&ROUND(SUM(Weeks[Total])/COUNT(Weeks[Week of]),0)&" %s a week, of which long runs "&ROUND(100*SUM(Weeks[Long])/SUM(Weeks[Total]),0)&" %% and recovery runs "&ROUND(100*SUM(Weeks[Recovery])/SUM(Weeks[Total]),0)&" %%"`,
		b.units.DistanceName()))
	return t
}

func (b *builder) weeksTable() *Table {
	weeks := b.season.Weeks
	t := newTable("Weeks", "", Grid, len(weeks))
	t.number("Week of", Day, "its first day", func(i int) float64 { return serial(weeks[i].Start) })
	t.text("Label", "", func(i int) string { return weeks[i].Start.Time().Format("2 Jan") }).as(Working)
	t.live("Runs", Count, "", `COUNTIFS(Runs[Week],[Week of],Runs[Sport],"run")`)
	for _, c := range classes {
		t.live(title(c.String()), Distance, "running distance of the class",
			fmt.Sprintf(`SUMIFS(Runs[Distance],Runs[Week],[Week of],Runs[Class],"%s")`, c)).in(b.units.DistanceName())
	}
	t.live("Total", Distance, "", `[Long]+[Key]+[Easy]+[Recovery]+[Unknown]`).in(b.units.DistanceName())
	t.live("Time", Duration, "moving time of all runs", `SUMIFS(Runs[Moving time],Runs[Week],[Week of],Runs[Sport],"run")`)
	return t
}

// title is a word with a capital.
func title(s string) string { return string(s[0]-'a'+'A') + s[1:] }

func (b *builder) weeksChart() *Chart {
	ch := &Chart{
		Kind:       StackedColumns,
		Title:      of("WeeksWords", "Finding"),
		X:          Axis{Title: "week of"},
		Y:          Axis{Title: b.units.DistanceName() + " a week", Quantity: Count},
		Categories: of("Weeks", "Label"),
		Alt:        "Columns of the distance run each week, stacked by class.",
	}
	for _, c := range classes[:4] {
		ch.Series = append(ch.Series, Series{Name: c.String(), Colour: c.String(), Values: of("Weeks", title(c.String()))})
	}
	return ch
}

var (
	_ season.Week
	_ unit.Day
)
