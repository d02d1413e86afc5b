package season

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"dayafter/internal/unit"
)

// tally counts the results of comparisons over many seasons with the same true effect.
type tally struct {
	seasons, shown, covered, keyShown, keyCovered int
	claimed, found, wrong, undecided, schedule    int
	n, m, diff, least                             float64
}

// add counts a season. If rest delays the next key workout, a claim about punctuality is
// true.
func (y *tally) add(s *Season, effect float64, delays bool) {
	y.seasons++
	claimed := false
	for _, c := range s.Next.Comparisons {
		claimed = claimed || c.Finding == WentWith
		shown := count(!math.IsNaN(c.Low))
		covered := count(c.Low <= 100*math.Log1p(effect) && 100*math.Log1p(effect) <= c.High)
		switch c.Measure {
		case EarlyHeart:
			y.shown, y.covered = y.shown+shown, y.covered+covered
			y.found += count(c.Finding == WentWith && c.Diff > 0)
			y.wrong += count(c.Finding == WentWith && c.Diff < 0)
			y.undecided += count(c.Finding == Undecided)
			y.n, y.m, y.diff, y.least = y.n+float64(c.N), y.m+float64(c.M), y.diff+unit.OrZero(c.Diff), y.least+unit.OrZero(c.Least)
		case Efficiency:
			y.keyShown, y.keyCovered = y.keyShown+shown, y.keyCovered+covered
		}
	}
	onTime := claimsSchedule(s.Next.Schedule.Long)
	y.schedule += count(onTime)
	y.claimed += count(claimed || onTime && !delays)
}

// claimsSchedule reports whether the answer says that one of the two largest groups was
// more often on schedule.
func claimsSchedule(turnouts []Turnout) bool {
	slices.SortStableFunc(turnouts, func(a, b Turnout) int { return b.N - a.N })
	return len(turnouts) > 1 && turnouts[1].N >= MinArm && differs(&turnouts[0])
}

func (y *tally) share(k int) float64 { return 100 * float64(k) / float64(y.seasons) }

const tallyHead = "| scenario | effect | compared | mean difference | least that would be claimed | interval shown | it holds the effect | the same for efficiency | cannot tell | found | claimed the wrong way | on schedule differs | any claim |\n" +
	"|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"

func (y *tally) row(sc scenario, effect float64) string {
	n := float64(y.seasons)
	return fmt.Sprintf("| %s | %.0f %% | %.0f / %.0f | %.2f %% | %.1f %% | %.1f %% | %s | %s | %.1f %% | %.1f %% | %.1f %% | %.1f %% | %.1f %% |\n",
		sc.name, 100*effect, y.n/n, y.m/n, y.diff/n, y.least/n, y.share(y.shown), of(y.covered, y.shown), of(y.keyCovered, y.keyShown),
		y.share(y.undecided), y.share(y.found), y.share(y.wrong), y.share(y.schedule), y.share(y.claimed))
}

func of(k, n int) string {
	if n < 10 {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100*float64(k)/float64(n))
}

// seasonsToSimulate returns 3, or the number in DAYAFTER_SIMULATE.
func seasonsToSimulate(t *testing.T) int {
	text := os.Getenv("DAYAFTER_SIMULATE")
	if text == "" {
		return 3
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// firstSeed is the seed of the first simulated season. The limits of the comparison were
// chosen on lower seeds, so these seasons are new.
const firstSeed = 10_000

// tallySeasons returns the tally of simulated seasons with one scenario and effect.
func tallySeasons(sc scenario, effect float64, seasons int) *tally {
	y := &tally{}
	for seed := range seasons {
		y.add(simulate(uint64(firstSeed+seed), effect, sc).analyse(400), effect, sc.perDay > 0)
	}
	return y
}

// In every scenario, the interval contains the true effect, and no claim is made if the
// true effect is 0.
func TestSimulatedSeasons(t *testing.T) {
	seasons := seasonsToSimulate(t)
	effects := []float64{0, 0.02, 0.05}
	rows := make([]string, len(scenarios)*len(effects))
	tallies := make([]*tally, len(rows))
	var wait sync.WaitGroup
	gate := make(chan struct{}, 2)
	for i := range rows {
		wait.Go(func() {
			gate <- struct{}{}
			defer func() { <-gate }()
			sc, effect := scenarios[i/len(effects)], effects[i%len(effects)]
			y := tallySeasons(sc, effect, seasons)
			rows[i], tallies[i] = y.row(sc, effect), y
			y.check(t, sc, effect)
		})
	}
	wait.Wait()
	checkTogether(t, tallies, len(effects))
	t.Log("\n" + tallyHead + strings.Join(rows, ""))
	if path := os.Getenv("DAYAFTER_SIMULATION_TABLE"); path != "" {
		if err := os.WriteFile(path, []byte(tallyHead+strings.Join(rows, "")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// checkTogether checks the coverage over all scenarios whose causes the files show: for
// which a few seasons of each are enough. The limits are wide, because the scenarios share
// their seeds.
func checkTogether(t *testing.T, tallies []*tally, effects int) {
	covered, shown := 0, 0
	for i, y := range tallies {
		if scenarios[i/effects].hidden == 0 {
			covered, shown = covered+y.covered, shown+y.shown
		}
	}
	if c := float64(covered) / float64(shown); shown < 50 || c < 0.82 || c > 0.99 {
		t.Errorf("the interval holds the effect in %.3f of %d seasons of all scenarios", c, shown)
	}
}

// check compares the tally with its limits. If the cause of an effect is hidden from the
// files, intervals may miss the true effect, but claims must stay rare. With fewer than 500
// seasons, three standard errors are allowed.
func (y *tally) check(t *testing.T, sc scenario, effect float64) {
	slack := func(p float64, n int) float64 {
		if n >= 500 {
			return 0
		}
		return 3 * math.Sqrt(p*(1-p)/float64(n))
	}
	if n := y.shown; sc.hidden == 0 && n >= 50 {
		if c := float64(y.covered) / float64(n); c < 0.92-slack(0.95, n) || c > 0.98+slack(0.95, n) {
			t.Errorf("%s, effect %v: the interval holds the effect in %.3f of %d seasons", sc.name, effect, c, n)
		}
	}
	n := y.seasons
	if c := float64(y.claimed) / float64(n); effect == 0 && c > 0.05+slack(0.05, n) {
		t.Errorf("%s, no effect: claimed in %.3f of seasons", sc.name, c)
	}
	if f := float64(y.found) / float64(n); effect == 0.05 && sc == scenarios[0] && f < 0.5-slack(0.5, n) {
		t.Errorf("%s: an effect of 5 %% is found in %.3f of seasons", sc.name, f)
	}
}

// differs reports whether the interval of the difference leaves out 0.
func differs(t *Turnout) bool { return t.DiffLow > 0 || t.DiffHigh < 0 }
