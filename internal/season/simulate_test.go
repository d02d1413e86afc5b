package season

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
	"dayafter/internal/history"
	"dayafter/internal/morning"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// scenario says how simulated runners choose the day after, and what else affects their
// next workouts.
type scenario struct {
	name string

	carry    float64 // share of a day's form that remains on the next day
	alternat bool    // easy running in every second week
	habit    bool    // the usual choice changes every six weeks
	fresh    float64 // log odds of easy running for each standard deviation of form
	hidden   float64 // log odds of easy running for each standard deviation of how the legs feel, which no file shows
	hard     float64 // log odds of rest for each standard deviation of how hard the run was
	perDay   float64 // gain of a run for each day since the hard run; rest then delays the next key workout
	taper    bool
	heat     bool
	dropped  bool // half of the bad key workouts leave no file
	tails    bool // noise with Student's t of 3 degrees of freedom
	kind     bool // the kind of the next key workout follows the day after
}

// scenarios lists the rows of reports/simulation.md.
var scenarios = []scenario{
	{name: "chosen at random", carry: 0.9},
	{name: "autocorrelated form, habits that change", carry: 0.98, habit: true},
	{name: "alternation by week", carry: 0.9, alternat: true},
	{name: "fresh legs choose to run", carry: 0.9, fresh: 1.2},
	{name: "fresh legs that no file shows", carry: 0.9, hidden: 1.2},
	{name: "hard long run, then rest", carry: 0.9, hard: 1.2},
	{name: "rest delays the key workout, +1.5 % a day", carry: 0.9, perDay: 0.015},
	{name: "rest delays the key workout, +3 % a day", carry: 0.9, perDay: 0.03},
	{name: "taper", carry: 0.9, taper: true},
	{name: "heat", carry: 0.9, heat: true},
	{name: "bad workouts are dropped", carry: 0.9, dropped: true},
	{name: "heavy tails", carry: 0.9, tails: true},
	{name: "kind of key workout follows the day after", carry: 0.9, kind: true},
}

// Spreads of a simulated runner, as logarithms. Early heart rate at a given speed had
// a residual SD of 2.9 and 3.8 % in real runners, efficiency of key workouts of 5.9 %.
const (
	simFormSD  = 0.02
	simEarlySD = 0.025
	simKeySD   = 0.055
	simPaceSD  = 0.03
	simStart   = unit.Day(20002) // a Sunday
	simWeeks   = 52
)

// A simulated runner has a long run on Sunday, a key workout on Wednesday, easy runs on
// Tuesday and Friday, and runs easily or rests on Monday and Thursday. Easy running
// on the day after improves the following runs by effect.
type simulated struct {
	scenario
	seed   uint64
	rng    *rand.Rand
	effect float64 // as a logarithm

	form, heat float64
	legs       float64 // how the legs feel on the day after, as a logarithm
	lastHard   unit.Day
	gain       float64 // effect of the last day after
	hardness   float64 // hardness of the last hard run, in standard deviations
	history    history.History
	verdicts   []classify.Verdict
	mornings   []morning.Morning // mornings of every second runner
}

// simulate returns the season of one runner.
func simulate(seed uint64, effect float64, sc scenario) *simulated {
	s := &simulated{seed: seed, scenario: sc, rng: rand.New(rand.NewPCG(seed, 7)), effect: math.Log1p(effect)}
	s.form = simFormSD * s.rng.NormFloat64()
	for week := range simWeeks {
		s.week(week)
	}
	return s
}

// analyse returns the simulated season with only the comparisons.
func (s *simulated) analyse(resamples int) *Season {
	book := zone.Estimate(s.history.Sessions, zone.Settings{MaxHR: 190, RestHR: 50, LTHR: 170, ThresholdSpeed: 4})
	o := Defaults()
	o.Mornings = morning.Merge(s.mornings)
	out := Ledger(&s.history, s.verdicts, book, o)
	out.work()
	out.earlyHearts()
	out.compare(out, resamples)
	return out
}

// week adds the runs of one week from Sunday on.
func (s *simulated) week(week int) {
	key := 3
	for day := range 7 {
		s.form = s.carry*s.form + simFormSD*math.Sqrt(1-s.carry*s.carry)*s.noise()
		s.heat = 15 - 8*math.Cos(2*math.Pi*float64(week)/52) + 4*s.rng.NormFloat64()
		date := simStart + unit.Day(7*week+day)
		s.measureMorning(date)
		switch day {
		case 0:
			s.hardRun(date, week, classify.Long)
		case 1, key + 1:
			s.dayAfter(date, week)
			if day == 1 && s.perDay > 0 && s.gain == 0 && s.rng.Float64() < 0.8 {
				key++
			}
		case key:
			s.hardRun(date, week, classify.Key)
		case 2, key + 2:
			s.run(date, week, classify.Easy, classify.NoKind, 45)
		}
	}
}

// measureMorning adds the measurements of a morning. They show form, but not how the legs
// feel.
func (s *simulated) measureMorning(date unit.Day) {
	if s.seed%2 == 0 {
		return
	}
	level := s.form + s.gain
	s.mornings = append(s.mornings, morning.Morning{
		Day: date, RestingHR: 50 * math.Exp(-level+0.03*s.noise()), HRV: 60 * math.Exp(3*level+0.12*s.noise()), Sleep: 3600 * (7.5 + 20*level + 0.7*s.noise()),
	})
}

func (s *simulated) noise() float64 {
	if !s.tails {
		return s.rng.NormFloat64()
	}
	sum := 0.0
	for range 3 {
		z := s.rng.NormFloat64()
		sum += z * z
	}
	return s.rng.NormFloat64() / math.Sqrt(sum) // Student's t with 3 degrees of freedom, scaled to an SD of 1
}

// tapering reports whether a race follows within two weeks. A season has three races.
func (s *simulated) tapering(week int) bool { return s.taper && week%17 >= 15 }

func (s *simulated) hardRun(date unit.Day, week int, class classify.Class) {
	kind := classify.NoKind
	if class == classify.Key {
		kind = classify.Intervals
		if tempo := s.rng.Float64() < 0.5; tempo && !s.kind || s.kind && s.gain == 0 == (s.rng.Float64() < 0.9) {
			kind = classify.Tempo
		}
		if s.taper && week%17 == 16 {
			kind = classify.Race
		}
	}
	minutes := map[classify.Class]float64{classify.Long: 120, classify.Key: 60}[class]
	s.run(date, week, class, kind, minutes)
}

// dayAfter chooses easy running or rest.
func (s *simulated) dayAfter(date unit.Day, week int) {
	if s.hidden > 0 {
		s.legs = simFormSD * s.noise()
	}
	odds := s.fresh*s.form/simFormSD - s.hard*s.hardness + s.hidden*s.legs/simFormSD
	if s.heat0() {
		odds += (15 - s.heat) / 5
	}
	if s.habit {
		odds += 1.4 * float64(2*(week/6%2)-1)
	}
	if s.tapering(week) {
		odds += 2
	}
	runs := s.rng.Float64() < 1/(1+math.Exp(-odds))
	if s.alternat {
		runs = week%2 == 0
	}
	s.gain = 0
	if runs {
		s.add(date, classify.Recovery, classify.NoKind, 30, 2.6, 125, 2, 0)
		s.gain = s.effect
	}
}

func (s *simulated) heat0() bool { return s.scenario.heat }

// run adds a run whose level depends on form, on the last day after and on the scenario.
func (s *simulated) run(date unit.Day, week int, class classify.Class, kind classify.Kind, minutes float64) {
	level := 0.08*float64(week)/simWeeks + s.form + s.legs + s.gain - 0.015*s.hardness*s.hard/1.2
	level += s.perDay * float64(date-s.lastHard-2)
	if s.heat0() {
		level -= 0.003 * (s.heat - 15)
	}
	if s.tapering(week) {
		level += 0.03
		minutes *= 0.6
	}
	drift := 4 * s.rng.NormFloat64()
	if class != classify.Easy {
		s.lastHard, s.gain, s.legs, s.hardness = date, 0, 0, s.rng.NormFloat64()
		if s.hard > 0 {
			minutes *= math.Exp(0.15 * s.hardness)
			drift += 4 * s.hardness
		}
	}
	if bad := s.rng.NormFloat64(); s.dropped && class == classify.Key && level+0.03*bad < -0.02 && s.rng.Float64() < 0.5 {
		return
	}
	s.add(date, class, kind, minutes, 2.9, 140, drift, level)
}

// add records a run. level is its level above the usual, as a logarithm.
func (s *simulated) add(date unit.Day, class classify.Class, kind classify.Kind, minutes, speed, hr, drift, level float64) {
	start, seconds := date.Time().Add(8*time.Hour), 60*minutes
	speed *= math.Exp(0.03 * s.rng.NormFloat64())
	hr *= math.Pow(speed/2.9, 0.8) * math.Exp(-level+simEarlySD*s.noise())
	sum := &summary.Summary{
		Sport: activity.Run, Start: start, Elapsed: seconds, Moving: seconds, Timer: seconds, Distance: speed * seconds,
		GAPSpeed: speed, AvgHR: hr, HRShare: 1, HRQuality: 1, Decoupling: drift, AvgTemp: s.heat, Rating: activity.Rating{RPE: 5 - 20*level + s.noise(), Feel: 60 + 300*level + 12*s.noise()},
	}
	beats := uint8(math.Floor(hr + s.rng.Float64()))
	gap := slices.Repeat([]uint8{uint8(speed / summary.SpeedQuantum)}, 200)
	if class == classify.Key {
		offset := map[classify.Kind]float64{classify.Tempo: 0.05}[kind]
		sum.AvgHR, sum.GAPSpeed = 160, 3.6*math.Exp(level+offset+simKeySD*s.noise())
		gap = append(gap, slices.Repeat([]uint8{uint8(4.2 * math.Exp(level+simPaceSD*s.noise()) / summary.SpeedQuantum)}, 60)...)
	}
	sum.Trace = summary.Trace{GAP: summary.Pack(gap), HR: summary.Pack(slices.Repeat([]uint8{beats}, len(gap)))}
	s.history.Sessions = append(s.history.Sessions, history.Session{
		Key: start.Format(time.RFC3339), Sum: sum, Sport: activity.Run, Start: start, Day: date,
	})
	s.verdicts = append(s.verdicts, classify.Verdict{
		Class: class, Kind: kind, Intensity: classify.EasyIntensity, Stressor: -1, HoursSince: math.NaN(),
	})
}
