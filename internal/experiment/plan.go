package experiment

import (
	"fmt"
	"math/rand/v2"
	"time"

	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// Plan is an experiment, fixed before it starts.
type Plan struct {
	Arms   [2]Arm
	Seed   uint64
	Weeks  []Week
	Races  []unit.Day
	Spread Spread // measured in the weeks before the plan
}

// Week is one week of a plan. It starts on the day of the long run.
type Week struct {
	Start    unit.Day
	Pair     int    // two weeks of the same pair have different arms; -1 if excluded
	Arm      int    // index into Plan.Arms; -1 if excluded
	Excluded string // "race" or "taper"; "" otherwise
}

// Request states what the runner wants to find out.
type Request struct {
	Arms  []string
	Weeks int
	Seed  uint64
	After unit.Day // the plan starts on the first long-run day later than this day
	Races []unit.Day
}

// Limits of a plan. Ours.
const (
	leastPairs  = 6    // a sign-flip test of fewer pairs never reaches p < .05
	fewestWeeks = 16   // with fewer weeks, too few pairs remain if a tenth of the weeks is missed
	mostWeeks   = 156  // three years
	leastPower  = 0.25 // least power to find hopeEffect
	hopeEffect  = 5.0  // %, larger than any published effect
	taperDays   = 14   // days before a race that are excluded, see rule
	restDays    = 7    // days after a race that are excluded
	leastWeeks  = 8    // weeks with a result that are needed to measure the spread
	missedShare = 0.10 // share of weeks that Power assumes to give no result
)

// New draws a plan. It returns an error in plain words if the plan is hopeless.
func New(r Request, before *season.Season) (*Plan, error) {
	arms, err := parseArms(r.Arms)
	if err != nil {
		return nil, err
	}
	if r.Weeks < fewestWeeks || r.Weeks > mostWeeks {
		return nil, fmt.Errorf("%d weeks: plan %d to %d weeks", r.Weeks, fewestWeeks, mostWeeks)
	}
	p := &Plan{Arms: arms, Seed: r.Seed, Races: r.Races}
	p.draw(r, longDay(before))
	if p.Spread, err = measure(before, longDay(before)); err != nil {
		return nil, err
	}
	return p, p.hopeless()
}

func parseArms(words []string) (arms [2]Arm, err error) {
	if len(words) != 2 {
		return arms, fmt.Errorf("an experiment compares two arms, not %d: write --arms rest,recovery30", len(words))
	}
	for i, w := range words {
		if arms[i], err = ParseArm(w); err != nil {
			return arms, err
		}
	}
	if arms[0] == arms[1] {
		return arms, fmt.Errorf("both arms are %q: there is nothing to compare", words[0])
	}
	return arms, nil
}

// longDay returns the weekday of most long runs; Sunday without any.
func longDay(s *season.Season) time.Weekday {
	var counts [7]int
	best := time.Sunday
	for i := range s.LongRuns {
		w := s.Runs[s.LongRuns[i].Run].Day.Weekday()
		if counts[w]++; counts[w] > counts[best] {
			best = w
		}
	}
	return best
}

// draw lists the weeks, excludes those near races, pairs the others in order and tosses a
// coin for each pair. A last week without a partner is excluded.
func (p *Plan) draw(r Request, long time.Weekday) {
	coin := rand.New(rand.NewPCG(r.Seed, 0))
	first := r.After + 1
	for first.Weekday() != long {
		first++
	}
	open := -1 // index of the first week of a pair that lacks its second; -1 if there is none
	for i := range r.Weeks {
		w := Week{Start: first + unit.Day(7*i), Pair: -1, Arm: -1, Excluded: excluded(first+unit.Day(7*i), r.Races)}
		p.Weeks = append(p.Weeks, w)
		switch {
		case w.Excluded != "":
		case open < 0:
			open = i
		default:
			pair, arm := p.Pairs(), coin.IntN(2)
			p.Weeks[open].Pair, p.Weeks[open].Arm = pair, arm
			p.Weeks[i].Pair, p.Weeks[i].Arm = pair, 1-arm
			open = -1
		}
	}
	if open >= 0 {
		p.Weeks[open].Excluded = "no partner"
	}
}

// excluded returns why a week is left out; "" if it is not.
func excluded(start unit.Day, races []unit.Day) string {
	for _, race := range races {
		switch {
		case race >= start && race < start+7:
			return "race"
		case race >= start+7 && race < start+7+taperDays:
			return "taper"
		case race < start && race >= start-restDays:
			return "after a race"
		}
	}
	return ""
}

// Pairs returns the number of complete pairs.
func (p *Plan) Pairs() int {
	n := 0
	for _, w := range p.Weeks {
		n = max(n, w.Pair+1)
	}
	return n
}

// span returns the first and the last day of the plan.
func (p *Plan) span() (first, last unit.Day) {
	return p.Weeks[0].Start, p.Weeks[len(p.Weeks)-1].Start + 6
}

// Promise states the power of a plan for one true effect.
type Promise struct {
	Effect float64 // %
	Power  float64 // 0..1, share of experiments that find it
}

// Promises returns the power of the plan for effects of 1, 2, 3, 5 and 10 %.
func (p *Plan) Promises() []Promise {
	var out []Promise
	for _, e := range []float64{1, 2, 3, 5, 10} {
		out = append(out, Promise{e, Power(e, p.Spread.SD, p.Pairs())})
	}
	return out
}

// hopeless returns an error if the plan would probably not find even a large effect.
func (p *Plan) hopeless() error {
	if p.Pairs() < leastPairs {
		return fmt.Errorf("only %d pairs of weeks are left beside races and tapers; %d are needed: plan more weeks", p.Pairs(), leastPairs)
	}
	if power := Power(hopeEffect, p.Spread.SD, p.Pairs()); power < leastPower {
		return fmt.Errorf("your weeks differ by %.1f %% on their own, so %d weeks would find even a difference of %.0f %% in only %.0f of 100 experiments: plan more weeks, or do not start",
			p.Spread.SD, len(p.Weeks), hopeEffect, 100*power)
	}
	return nil
}

// Today returns the next day, from day on, on which the plan asks for an arm, and its
// week, which may be excluded. ok is false after the end of the plan.
func (p *Plan) Today(day unit.Day) (next unit.Day, w Week, ok bool) {
	for _, w := range p.Weeks {
		if w.Start+1 >= day {
			return w.Start + 1, w, true
		}
	}
	return 0, Week{}, false
}

// Arm returns the arm of a day: the day after a long-run day of the plan. ok is false
// for all other days.
func (p *Plan) Arm(day unit.Day) (a Arm, ok bool) {
	next, w, ok := p.Today(day)
	if !ok || next != day || w.Arm < 0 {
		return Arm{}, false
	}
	return p.Arms[w.Arm], true
}

// Overlaps returns an error if both plans ask for something on the same days.
func (p *Plan) Overlaps(other *Plan) error {
	first, last := p.span()
	otherFirst, otherLast := other.span()
	if first <= otherLast && otherFirst <= last {
		return fmt.Errorf("two plans at once: this plan runs from %s to %s, the other from %s to %s; end the other first", first, last, otherFirst, otherLast)
	}
	return nil
}
