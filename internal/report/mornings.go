package report

import (
	"fmt"
	"math"

	"dayafter/internal/morning"
	"dayafter/internal/unit"
)

// measurement describes a value measured on waking: its columns in the tables, and its words
// in sentences.
type measurement struct {
	column, name string // the column of a day, and the name as it appears in the names of other columns
	title        string // the name at the beginning of a sentence
	unit, note   string
	quantity     Quantity
	of           func(morning.Morning) float64
	words        func(float64) string // a value with its unit
}

var measurements = []measurement{
	{
		"Resting HR", "resting HR", "Resting heart rate", "bpm", "on waking", HeartRate,
		func(m morning.Morning) float64 { return m.RestingHR },
		func(bpm float64) string { return fmt.Sprintf("%.0f bpm", bpm) },
	},
	{
		"HRV", "HRV", "Heart rate variability", "ms", "heart rate variability of the night before", Count,
		func(m morning.Morning) float64 { return m.HRV },
		func(ms float64) string { return fmt.Sprintf("%.0f ms", ms) },
	},
	{
		"Sleep", "sleep", "Sleep", "", "asleep in the night before", Duration,
		func(m morning.Morning) float64 { return m.Sleep },
		func(seconds float64) string { return fmt.Sprintf("%.1f h", seconds/3600) },
	},
}

// mornings adds the measurements of each day and the usual values of the four weeks before
// it. Without any measurement it adds no column.
func (b *builder) mornings(t *Table, day func(row int) unit.Day) {
	if len(b.season.Mornings) == 0 {
		return
	}
	for _, m := range measurements {
		t.number(m.column, m.quantity, m.note, func(row int) float64 {
			return m.of(morning.At(b.season.Mornings, day(row)))
		}).in(m.unit)
		t.number("Usual "+m.name, m.quantity, "median of the four weeks before; – with fewer than 7 mornings", func(row int) float64 {
			return m.of(morning.Usual(b.season.Mornings, day(row)))
		}).in(m.unit).as(Detail)
	}
}

// nextMornings adds the measurements of the two mornings after each long run. The first
// morning shows the effect of the long run, the second the effect of the day after.
func (b *builder) nextMornings(t *Table) {
	if len(b.season.Mornings) == 0 {
		return
	}
	for day := 1; day <= 2; day++ {
		for i, m := range measurements {
			at := fmt.Sprintf(`INDEX(Days[%%s],[End day]-Calendar[First day]+%d)`, day+1)
			value := fmt.Sprintf(at, m.column)
			c := t.live(fmt.Sprintf("+%d %s", day, m.name), m.quantity, fmt.Sprintf("on the morning of day +%d", day),
				fmt.Sprintf(`IF([Row]="","",IF(%[1]s="","–",%[1]s))`, value)).in(m.unit)
			if day == 1 && i == 0 {
				c.Group = "The next mornings"
			}
			usual := fmt.Sprintf(at, "Usual "+m.name)
			t.live(fmt.Sprintf("+%d usual %s", day, m.name), m.quantity, "median of the four weeks before",
				fmt.Sprintf(`IF([Row]="","",IF(%[1]s="","–",%[1]s))`, usual)).in(m.unit).as(Detail)
		}
	}
}

// morningWords compares the measurements of a morning with the usual values.
func morningWords(all []morning.Morning, day unit.Day) (out []string) {
	today, usual := morning.At(all, day), morning.Usual(all, day)
	for _, m := range measurements {
		switch value, ordinary := m.of(today), m.of(usual); {
		case math.IsNaN(value):
		case math.IsNaN(ordinary):
			out = append(out, fmt.Sprintf("%s: %s; your usual value is not known yet.", m.title, m.words(value)))
		default:
			out = append(out, fmt.Sprintf("%s: %s; your usual value is %s.", m.title, m.words(value), m.words(ordinary)))
		}
	}
	return out
}
