package experiment

import (
	"slices"

	"dayafter/internal/season"
)

// yearBefore is the number of days by which the season begins before a plan, so that the
// runner's usual values are known.
const yearBefore = 365

// Cover sets the days and races of a season so that it covers the plan and the year
// before it.
func (p *Plan) Cover(o *season.Options) {
	if start := p.Weeks[0].Start - yearBefore; o.From == 0 || o.From > start {
		o.From = start
	}
	for _, day := range p.Races {
		if !slices.ContainsFunc(o.Races, func(r season.Race) bool { return r.Day == day }) {
			o.Races = append(slices.Clip(o.Races), season.Race{Day: day, Name: "Race"})
		}
	}
}
