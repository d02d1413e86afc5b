package experiment

import (
	"math"

	"dayafter/internal/season"
	"dayafter/internal/stat"
	"dayafter/internal/unit"
)

// Adherence says whether the runner did what the plan asked for.
type Adherence uint8

// Adherences.
const (
	NotYet    Adherence = iota // the day has not come
	Followed                   // as planned
	Other                      // the other arm instead
	Neither                    // neither arm
	NoLongRun                  // no long run in the week
	Unseen                     // files cannot show whether the arm was done
)

// String returns the words shown to the runner.
func (a Adherence) String() string {
	return [...]string{"not yet", "as planned", "the other arm", "neither arm", "no long run", "not visible in files"}[a]
}

// Done is a week of the plan with the runner's actual days.
type Done struct {
	Week
	Adherence Adherence
	Actual    int                // arm that was done; -1 if neither or not known
	Came      season.Followed    // on the day after
	Value     float64            // %, outcome of the week; NaN
	Next      season.Punctuality // punctuality of the next key workout
}

// Follow compares the weeks of the plan with the files.
func (p *Plan) Follow(s *season.Season) []Done {
	out := make([]Done, len(p.Weeks))
	for i, w := range p.Weeks {
		out[i] = p.follow(s, w)
	}
	return out
}

func (p *Plan) follow(s *season.Season, w Week) Done {
	d := Done{Week: w, Actual: -1, Value: math.NaN()}
	if w.Start+1 > s.LastKnown {
		return d
	}
	d.Value = outcome(s, w.Start)
	long := longRun(s, w.Start)
	if long == nil {
		d.Adherence = NoLongRun
		if w.Start+3 > s.LastKnown {
			d.Adherence = NotYet
		}
		return d
	}
	d.Next, d.Came = long.Next, long.Days[0].Kind
	for i, a := range p.Arms {
		if a.matches(&long.Days[0]) {
			d.Actual = i
		}
	}
	d.Adherence = p.adherence(d, long.Days[0].Kind)
	return d
}

func (p *Plan) adherence(d Done, kind season.Followed) Adherence {
	switch {
	case kind == season.NotKnownYet:
		return NotYet
	case d.Arm < 0:
		return Neither
	case d.Actual == d.Arm:
		return Followed
	case d.Actual >= 0:
		return Other
	case !p.Arms[d.Arm].Visible():
		return Unseen
	}
	return Neither
}

// longRun returns the aftermath of the long run of a week, which lies on the week's first
// day or up to two days later.
func longRun(s *season.Season, start unit.Day) *season.Aftermath {
	for i := range s.LongRuns {
		a := &s.LongRuns[i]
		if day := s.Runs[a.Run].Day; day >= start && day <= start+2 {
			return a
		}
	}
	return nil
}

// Missing reports whether the week is due and the runner did not do what the plan asks for.
func (d *Done) Missing() bool {
	return d.Arm >= 0 && (d.Adherence == Other || d.Adherence == Neither || d.Adherence == NoLongRun)
}

// Estimate is the effect of the first arm compared with the second.
type Estimate struct {
	Pairs     int
	Effect    float64 // %, mean difference over the pairs: positive if the first arm is better; NaN
	Low, High float64 // 95 % interval, by inverting the test; NaN
	P         float64 // two-sided sign-flip test; NaN
}

// OnSchedule counts, for each arm, the next key workouts on schedule.
type OnSchedule struct {
	OnTime, N [2]int // by arm
	Low, High float64
	P         float64 // sign-flip test over pairs; NaN
}

// Result is the outcome of an experiment so far.
type Result struct {
	Weeks    []Done
	ByPlan   Estimate // by intention: all weeks count as planned
	AsDone   Estimate // only pairs in which both weeks were followed; it lacks the protection of the coin
	Schedule OnSchedule

	Kept      [2]int // weeks followed, by arm
	Asked     [2]int // weeks that were due, by arm
	Margin    float64
	Holds     [2]bool  // the arm is at most Margin worse than the other: non-inferior
	Abandoned unit.Day // the first day of weeks that were no longer followed; 0 if the plan was not abandoned
	Over      bool     // the files reach the end of the plan
}

// Missing returns the number of weeks in which the runner did not do what the plan asks for.
func (r *Result) Missing() (n int) {
	for i := range r.Weeks {
		n += count(r.Weeks[i].Missing())
	}
	return n
}

// Margin is the loss in % up to which the next workouts count as no worse. Fitzgerald asks
// that the next key workout does not suffer; the figure is ours.
const Margin = 2.0

// abandonedWeeks in a row without adherence mean that the plan was abandoned. Ours.
const abandonedWeeks = 4

// Analyse returns the result of the plan from the runner's season.
func (p *Plan) Analyse(s *season.Season) *Result {
	_, last := p.span()
	r := &Result{Weeks: p.Follow(s), Margin: Margin, Over: s.LastKnown >= last}
	r.count()
	r.ByPlan = estimate(differences(r.Weeks, func(d *Done) float64 { return d.Value }))
	r.AsDone = estimate(differences(r.Weeks, func(d *Done) float64 {
		if d.Adherence != Followed {
			return math.NaN()
		}
		return d.Value
	}))
	r.schedule()
	r.Holds = [2]bool{r.ByPlan.Low > -Margin, r.ByPlan.High < Margin}
	return r
}

// count counts adherence and finds an abandoned plan.
func (r *Result) count() {
	row := 0
	for _, d := range r.Weeks {
		if d.Arm < 0 || d.Adherence == NotYet {
			continue
		}
		r.Asked[d.Arm]++
		r.Kept[d.Arm] += count(d.Adherence == Followed)
		if d.Adherence == Followed || d.Adherence == Unseen {
			row, r.Abandoned = 0, 0
			continue
		}
		if row++; row == 1 {
			r.Abandoned = d.Start
		}
	}
	if row < abandonedWeeks {
		r.Abandoned = 0
	}
}

// differences returns the first arm's value minus the second's for each pair of which
// both are known.
func differences(weeks []Done, value func(*Done) float64) []float64 {
	pairs := map[int][2]float64{}
	order := []int{}
	for i := range weeks {
		d := &weeks[i]
		if d.Arm < 0 {
			continue
		}
		v, known := pairs[d.Pair]
		if !known {
			order = append(order, d.Pair)
		}
		v[d.Arm] = value(d)
		pairs[d.Pair] = v
	}
	var out []float64
	for _, k := range order {
		if v := pairs[k]; !math.IsNaN(v[0] - v[1]) {
			out = append(out, v[0]-v[1])
		}
	}
	return out
}

func estimate(d []float64) Estimate {
	n := math.NaN()
	e := Estimate{Pairs: len(d), Effect: n, Low: n, High: n, P: n}
	if len(d) < leastPairs {
		return e
	}
	flips := stat.NewSignFlips(d)
	e.Effect, e.P = flips.Mean(), flips.P(0)
	e.Low, e.High = flips.Interval()
	return e
}

// schedule counts the next key workouts on schedule by the planned arm.
func (r *Result) schedule() {
	o := &r.Schedule
	for _, d := range r.Weeks {
		if d.Arm >= 0 && d.Next != season.NotDue {
			o.N[d.Arm]++
			o.OnTime[d.Arm] += count(d.Next == season.OnTime)
		}
	}
	o.Low, o.High = stat.Newcombe(o.OnTime[0], o.N[0], o.OnTime[1], o.N[1])
	o.P = math.NaN()
	d := differences(r.Weeks, func(d *Done) float64 {
		if d.Next == season.NotDue {
			return math.NaN()
		}
		return float64(count(d.Next == season.OnTime))
	})
	if len(d) >= leastPairs {
		o.P = stat.NewSignFlips(d).P(0)
	}
}
