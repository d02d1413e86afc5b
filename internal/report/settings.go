package report

import (
	"fmt"
	"time"
)

func (b *builder) settingsSheet() *Sheet {
	return &Sheet{
		Name:   "Settings",
		About:  "The settings and versions behind this workbook.",
		Tables: []*Table{b.settingsTable()},
	}
}

func (b *builder) settingsTable() *Table {
	all := append(b.ownSettings(), b.options.Settings...)
	t := newTable("Settings", "", Grid, len(all))
	t.text("Setting", "", func(i int) string { return b.clean.text(all[i].Name) })
	t.text("Value", "", func(i int) string { return b.clean.text(all[i].Value) })
	t.text("From", "where it came from", func(i int) string { return b.clean.text(all[i].From) })
	return t
}

// ownSettings returns the settings that follow from the season itself.
func (b *builder) ownSettings() []Setting {
	s := b.season
	clipped := ""
	if s.Clipped {
		clipped = "older or newer activities were left out; they still serve to judge these"
	}
	units := "kilometres"
	if b.units.DistanceName() != "km" {
		units = "miles"
	}
	return []Setting{
		{"First day", s.From.String(), clipped},
		{"Last day", s.To.String(), ""},
		{"Last day with data", s.LastKnown.String(), "what came after it is not known yet"},
		{"Week starts on", s.WeekStart.String(), weekDefault(s.WeekStart)},
		{"Units", units, ""},
		{"Activities", fmt.Sprint(len(s.Runs)), "of the season, all sports"},
	}
}

func weekDefault(d time.Weekday) string {
	if d == time.Monday {
		return "default"
	}
	return "set"
}
