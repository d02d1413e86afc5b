package report

import (
	"fmt"
	"math"

	"dayafter/internal/morning"
	"dayafter/internal/unit"
)

// measurement names a measurement on waking, with its column in the tables.
type measurement struct {
	column, name string // the column of a day, and the name inside other columns' names
	unit, note   string
	quantity     Quantity
	of           func(morning.Morning) float64
}

var measurements = []measurement{
	{"Resting HR", "resting HR", "bpm", "on waking", HeartRate, func(m morning.Morning) float64 { return m.RestingHR }},
	{"HRV", "HRV", "ms", "heart rate variability of the night before", Count, func(m morning.Morning) float64 { return m.HRV }},
	{"Sleep", "sleep", "", "asleep in the night before", Duration, func(m morning.Morning) float64 { return m.Sleep }},
}

// mornings adds the measurements of each day and what was usual in the four weeks
// before it. Without any measurement it adds no column.
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

// nextMornings adds the measurements of the two mornings after each long run: the first
// shows how the long run was digested, the second how the day after was.
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
func morningWords(all []morning.Morning, day unit.Day) []string {
	m, usual := morning.At(all, day), morning.Usual(all, day)
	var out []string
	for _, x := range []struct {
		name, unit string
		v, usual   float64
		decimals   int
	}{
		{"Resting heart rate", "bpm", m.RestingHR, usual.RestingHR, 0},
		{"Heart rate variability", "ms", m.HRV, usual.HRV, 0},
		{"Sleep", "h", m.Sleep / 3600, usual.Sleep / 3600, 1},
	} {
		switch {
		case math.IsNaN(x.v):
		case math.IsNaN(x.usual):
			out = append(out, fmt.Sprintf("%s: %.*f %s; what is usual is not known yet.", x.name, x.decimals, x.v, x.unit))
		default:
			out = append(out, fmt.Sprintf("%s: %.*f %s; your usual value is %.*f %s.", x.name, x.decimals, x.v, x.unit, x.decimals, x.usual, x.unit))
		}
	}
	return out
}
