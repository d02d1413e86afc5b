package season

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
	"dayafter/internal/history"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// A simulated runner: 52 weeks with a long run on Sunday, key workouts on Tuesday
// or Wednesday and on Friday, easy runs, and on Monday by chance a recovery run,
// an easy ride, or nothing. Fitness grows, the habit changes with the months,
// good and bad weeks come in rows, and key workouts of two kinds differ: what
// misleads a plain comparison. The recovery run changes the next key workout's
// efficiency and work pace by a known effect.
type simulated struct {
	rng     *rand.Rand
	effect  float64 // 0.03: 3 % more
	form    float64 // of the week, as a logarithm
	history history.History
	verdict []classify.Verdict
}

// Spreads of a key workout's efficiency: residual SD over key workouts of real
// runners was 6.3 %, of which a part stays for weeks.
const (
	simWeekSD  = 0.02
	simRestSD  = 0.06
	simPaceSD  = 0.03
	simDriftSD = 4
	simCarry   = 0.6 // of a week's form goes on to the next
	simStart   = unit.Day(20003)
	simWeeks   = 52
)

func simulate(seed uint64, effect float64) *simulated {
	s := &simulated{rng: rand.New(rand.NewPCG(seed, 7)), effect: effect}
	for week := range simWeeks {
		s.form = simCarry*s.form + simWeekSD*math.Sqrt(1-simCarry*simCarry)*s.rng.NormFloat64()
		s.week(simStart+unit.Day(7*week), float64(week)/simWeeks)
	}
	return s
}

// week adds Sunday to Saturday. done is how far the season has come, 0..1.
func (s *simulated) week(sunday unit.Day, done float64) {
	s.add(sunday, 130, classify.Long, classify.NoKind, 0)
	recovery := false
	switch u := s.rng.Float64(); {
	case u < 0.3+0.3*done: // more often later, when the runner is fitter, too
		recovery = true
		s.add(sunday+1, 40, classify.Recovery, classify.NoKind, 0)
	case u < 0.75+0.15*done:
	default:
		s.ride(sunday + 1)
	}
	gain := 0.0
	if recovery {
		gain = math.Log1p(s.effect)
	}
	if s.rng.Float64() < 0.9 {
		s.key(sunday+2+unit.Day(s.rng.IntN(2)), done, gain)
		gain = 0
	}
	s.add(sunday+4, 50, classify.Easy, classify.NoKind, 0)
	if s.rng.Float64() < 0.7 {
		s.key(sunday+5, done, gain)
	}
}

func (s *simulated) key(day unit.Day, done, gain float64) {
	kind, level := classify.Intervals, 0.0
	if s.rng.Float64() < 0.4 {
		kind, level = classify.Tempo, 0.05
	}
	s.add(day, 60, classify.Key, kind, level+0.08*done+s.form+gain)
}

// add is one run; level is a key workout's efficiency above the usual, as a logarithm.
func (s *simulated) add(day unit.Day, minutes int, c classify.Class, k classify.Kind, level float64) {
	v := classify.Verdict{Class: c, Kind: k, Intensity: classify.EasyIntensity, Stressor: -1, HoursSince: math.NaN()}
	x := map[string]float64{"hr": 130, "speed": 2.9, "drift": 2, "quality": 1}
	if c == classify.Key {
		x["hr"], x["drift"] = 160, simDriftSD*s.rng.NormFloat64()
		x["speed"] = 3.6 * math.Exp(level+simRestSD*s.rng.NormFloat64())
	}
	start := day.Time().Add(8 * time.Hour)
	sum := &summary.Summary{
		Sport: activity.Run, Start: start, Elapsed: float64(60 * minutes), Moving: float64(60 * minutes), Timer: float64(60 * minutes),
		Distance: x["speed"] * float64(60*minutes), GAPSpeed: x["speed"], AvgHR: x["hr"], HRShare: 1, HRQuality: 1, Decoupling: x["drift"],
	}
	if c == classify.Key {
		bout := uint8(4.2 * math.Exp(level+simPaceSD*s.rng.NormFloat64()) / summary.SpeedQuantum)
		sum.Trace.GAP = summary.Pack(slices.Repeat([]uint8{bout}, 60))
	}
	s.session(start, activity.Run, sum, v)
}

func (s *simulated) ride(day unit.Day) {
	start := day.Time().Add(8 * time.Hour)
	sum := &summary.Summary{Sport: activity.Ride, Start: start, Elapsed: 2400, Moving: 2400, Timer: 2400, AvgHR: math.NaN()}
	s.session(start, activity.Ride, sum, classify.Verdict{Stressor: -1})
}

func (s *simulated) session(start time.Time, sport activity.Sport, sum *summary.Summary, v classify.Verdict) {
	s.history.Sessions = append(s.history.Sessions, history.Session{
		Key: start.Format(time.RFC3339) + sport.String(), Sum: sum, Sport: sport, Start: start, Day: unit.DayOf(start),
	})
	s.verdict = append(s.verdict, v)
}

// tally counts what seasons of one effect said of it.
type tally struct {
	seasons, covered, claimed, found, wrong int
	n, m, diff, shrunk, least, width        float64
}

func (y *tally) add(s *Season, effect float64) {
	y.seasons++
	any := false
	for _, c := range s.Next.Comparisons {
		any = any || c.Claim
		if c.Arm != ArmRecovery || c.Measure != Efficiency {
			continue
		}
		y.covered += count(c.Low <= 100*effect && 100*effect <= c.High)
		y.found += count(c.Claim && c.Diff > 0)
		y.wrong += count(c.Claim && c.Diff < 0)
		y.n, y.m, y.diff, y.shrunk = y.n+float64(c.N), y.m+float64(c.M), y.diff+c.Diff, y.shrunk+c.Shrunk
		y.least, y.width = y.least+c.Least, y.width+c.High-c.Low
	}
	y.claimed += count(any)
}

func (y *tally) share(k int) float64 { return float64(k) / float64(y.seasons) }

const tallyHead = "effect  seasons  in arms   mean diff  shrunk  interval  least shown  covered  any claim  found  wrong way\n"

func (y *tally) row(effect float64) string {
	n := float64(y.seasons)
	return fmt.Sprintf("%4.0f %%  %7d  %4.1f/%4.1f  %7.2f %%  %4.2f %%  ±%4.1f %%  %8.1f %%  %5.1f %%   %5.1f %%  %4.0f %%  %6.1f %%\n",
		100*effect, y.seasons, y.n/n, y.m/n, y.diff/n, y.shrunk/n, y.width/n/2, y.least/n,
		100*y.share(y.covered), 100*y.share(y.claimed), 100*y.share(y.found), 100*y.share(y.wrong))
}

// seasonsToSimulate is 24 unless DAYAFTER_SIMULATE says how many: 500 for the
// table of the reports.
func seasonsToSimulate(t *testing.T) int {
	text := os.Getenv("DAYAFTER_SIMULATE")
	if text == "" {
		return 24
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Simulated seasons with a known effect: the 95 % interval holds it, nothing is
// claimed where there is nothing, and 10 % is found.
func TestSimulatedRunners(t *testing.T) {
	seasons := seasonsToSimulate(t)
	o := Defaults()
	if seasons < 100 {
		o.Resamples = 300
	}
	var table strings.Builder
	table.WriteString(tallyHead)
	for _, effect := range []float64{0, 0.01, 0.03, 0.10} {
		y := &tally{}
		for seed := range seasons {
			s := simulate(uint64(seed), effect)
			book := zone.Estimate(s.history.Sessions, zone.Settings{MaxHR: 190, RestHR: 50, LTHR: 170, ThresholdSpeed: 4})
			y.add(Analyse(&s.history, s.verdict, book, o), effect)
		}
		table.WriteString(y.row(effect))
		y.check(t, effect)
	}
	t.Log("\n" + table.String())
}

// check holds the tally against its limits; with few seasons only as far as they
// can tell (three standard errors).
func (y *tally) check(t *testing.T, effect float64) {
	t.Helper()
	slack := func(p float64) float64 { return 3 * math.Sqrt(p*(1-p)/float64(y.seasons)) }
	if y.seasons >= 500 {
		slack = func(float64) float64 { return 0 }
	}
	if c := y.share(y.covered); c < 0.92-slack(0.95) || c > 0.98+slack(0.95) {
		t.Errorf("effect %v: covered in %.3f of seasons", effect, c)
	}
	if c := y.share(y.claimed); effect == 0 && c > 0.05+slack(0.05) {
		t.Errorf("no effect: claimed in %.3f of seasons", c)
	}
	if f := y.share(y.found); effect == 0.10 && f < 0.9-slack(0.9) {
		t.Errorf("10 %%: found in %.3f of seasons", f)
	}
}
