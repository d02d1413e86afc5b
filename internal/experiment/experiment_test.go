package experiment

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
	"dayafter/internal/history"
	"dayafter/internal/season"
	"dayafter/internal/stat"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
)

const sunday = unit.Day(20002)

// year returns a season of weeks with a long run on Sunday, the result of do on Monday, a
// key workout on Wednesday and an easy run on Friday. value is the early heart rate of the
// runs of a week, in %.
func year(weeks int, do func(week int) season.Followed, value func(week int) float64) *season.Season {
	s := &season.Season{From: sunday, LastKnown: sunday + unit.Day(7*weeks-1)}
	add := func(day unit.Day, class classify.Class, early float64) int {
		sum := &summary.Summary{Sport: activity.Run, Start: day.Time().Add(8 * time.Hour)}
		r := season.Run{Session: &history.Session{Sum: sum, Sport: activity.Run, Day: day}, Early: early}
		r.Verdict.Class = class
		s.Runs = append(s.Runs, r)
		return len(s.Runs) - 1
	}
	for w := range weeks {
		start := sunday + unit.Day(7*w)
		long := add(start, classify.Long, math.NaN())
		after := season.Aftermath{Run: long, NextKey: long + 1, ToKey: 3, Next: season.OnTime}
		after.Days[0] = season.After{Kind: do(w), Run: -1}
		s.LongRuns = append(s.LongRuns, after)
		add(start+3, classify.Key, value(w))
		add(start+5, classify.Easy, value(w))
	}
	return s
}

func never(int) season.Followed { return season.NoRecord }

// noise returns independent weeks with a standard deviation of sd.
func noise(seed uint64, sd float64) func(int) float64 {
	r := rand.New(rand.NewPCG(seed, 1))
	return func(int) float64 { return sd * r.NormFloat64() }
}

func request(weeks int) Request {
	return Request{Arms: []string{"rest", "recovery30"}, Weeks: weeks, Seed: 1, After: sunday + 7*52 - 1}
}

func draw(t *testing.T, r Request, sd float64) *Plan {
	t.Helper()
	p, err := New(r, year(52, never, noise(2, sd)))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestParseArm(t *testing.T) {
	for _, word := range []string{"rest", "recovery", "recovery30", "easy45", "walk", "ride"} {
		if a, err := ParseArm(word); err != nil || !a.Visible() {
			t.Errorf("%s: %+v, %v", word, a, err)
		}
	}
	if a, err := ParseArm("stretching"); err != nil || a.Visible() {
		t.Errorf("a word that files do not show: %+v, %v", a, err)
	}
	for _, word := range []string{"", "recovery5", "easy500", "two words", "30min"} {
		if _, err := ParseArm(word); err == nil || !strings.Contains(err.Error(), "unknown arm") {
			t.Errorf("%q: %v", word, err)
		}
	}
}

// Every pair holds both arms, and the same seed draws the same plan.
func TestPairsHoldBothArms(t *testing.T) {
	r := request(30)
	r.Races = []unit.Day{sunday + 7*60 + 2}
	p, again := draw(t, r, 3), draw(t, r, 3)
	arms := map[int]int{}
	reasons := map[string]int{}
	for i, w := range p.Weeks {
		if w != again.Weeks[i] {
			t.Errorf("week %d differs the second time", i)
		}
		if w.Start.Weekday() != time.Sunday {
			t.Errorf("week %d starts on %s", i, w.Start.Weekday())
		}
		if reasons[w.Excluded]++; w.Arm >= 0 {
			arms[w.Pair] += 1 + 10*w.Arm
		}
	}
	for pair, sum := range arms {
		if sum != 12 {
			t.Errorf("pair %d does not hold both arms", pair)
		}
	}
	if reasons["race"] != 1 || reasons["taper"] != 2 || reasons["after a race"] != 1 || p.Pairs() != 13 {
		t.Errorf("%v, %d pairs", reasons, p.Pairs())
	}
}

// New refuses plans that are hopeless or impossible, and says why.
func TestRefusals(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Request)
		sd     float64
		weeks  int
		want   string
	}{
		"too short":        {func(r *Request) { r.Weeks = 8 }, 3, 52, "plan 16 to 156 weeks"},
		"too noisy":        {func(r *Request) { r.Weeks = 17 }, 12, 52, "plan more weeks, or do not start"},
		"one arm":          {func(r *Request) { r.Arms = []string{"rest"} }, 3, 52, "two arms"},
		"same arms":        {func(r *Request) { r.Arms = []string{"rest", "rest"} }, 3, 52, "nothing to compare"},
		"unknown arm":      {func(r *Request) { r.Arms[1] = "recovery3" }, 3, 52, "unknown arm"},
		"no heart rate":    {func(*Request) {}, math.NaN(), 52, "heart-rate monitor"},
		"races everywhere": {func(r *Request) { r.Races = []unit.Day{sunday + 7*56, sunday + 7*60, sunday + 7*64, sunday + 7*68} }, 3, 52, "pairs of weeks are left"},
	} {
		r := request(16)
		c.change(&r)
		if _, err := New(r, year(c.weeks, never, noise(2, c.sd))); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// A stored plan comes back as it was; an edited plan is refused.
func TestStoredPlan(t *testing.T) {
	p := draw(t, request(24), 3)
	f := p.File()
	back, err := f.Plan()
	if err != nil || len(back.Weeks) != 24 || back.Weeks[3] != p.Weeks[3] || back.Spread != p.Spread {
		t.Errorf("%+v, %v", back, err)
	}
	for i, change := range []func(*File){
		func(f *File) { f.Weeks[0].Arm, f.Weeks[1].Arm = f.Weeks[1].Arm, f.Weeks[0].Arm },
		func(f *File) { f.SD = 1 },
		func(f *File) { f.Weeks = f.Weeks[:20] },
		func(f *File) { f.Weeks[2].Excluded = "ill" },
	} {
		f := p.File()
		change(&f)
		if _, err := f.Plan(); !errors.Is(err, ErrChanged) {
			t.Errorf("change %d: %v", i, err)
		}
	}
	f = p.File()
	f.Weeks[0].Arm = "jump"
	f.Hash = f.hash()
	if _, err := f.Plan(); err == nil || !strings.Contains(err.Error(), "unknown arm") {
		t.Errorf("unknown arm: %v", err)
	}
}

func TestTwoPlansAtOnce(t *testing.T) {
	p := draw(t, request(24), 3)
	later := request(16)
	later.After = p.Weeks[23].Start + 6
	if err := p.Overlaps(draw(t, later, 3)); err != nil {
		t.Error(err)
	}
	later.After -= 7
	if err := p.Overlaps(draw(t, later, 3)); err == nil || !strings.Contains(err.Error(), "two plans at once") {
		t.Errorf("%v", err)
	}
}

// The plan asks for an arm on the day after each long-run day and on no other day.
func TestArmOfTheDay(t *testing.T) {
	p := draw(t, request(24), 3)
	for _, w := range p.Weeks {
		for day := range 7 {
			a, ok := p.Arm(w.Start + unit.Day(day))
			if ok != (day == 1) || ok && a != p.Arms[w.Arm] {
				t.Errorf("%s: %+v, %v", w.Start+unit.Day(day), a, ok)
			}
		}
	}
	if _, _, ok := p.Today(p.Weeks[23].Start + 2); ok {
		t.Error("asks for something after its end")
	}
}

// lived returns a season in which the runner does in each week the arm that obey returns.
// effect is the true effect of the second arm in %.
func lived(p *Plan, weeks int, effect float64, value func(int) float64, obey func(week, arm int) int) *season.Season {
	actual := make([]int, weeks)
	first := int(p.Weeks[0].Start-sunday) / 7
	for w := range weeks {
		actual[w] = -1
		if i := w - first; i >= 0 && i < len(p.Weeks) && p.Weeks[i].Arm >= 0 {
			actual[w] = obey(i, p.Weeks[i].Arm)
		}
	}
	return year(weeks, func(w int) season.Followed {
		return [...]season.Followed{season.ActiveRecovery, season.NoRecord, season.RecoveryRun}[actual[w]+1]
	}, func(w int) float64 {
		v := value(w)
		if actual[w] == 1 {
			v += effect
		}
		return v
	})
}

func obedient(_, arm int) int { return arm }

// Missed weeks count in the analysis by plan, but not in the analysis as done.
func TestMissedWeeks(t *testing.T) {
	p := draw(t, request(24), 3)
	r := p.Analyse(lived(p, 76, 5, noise(3, 1), func(week, arm int) int {
		if week == 4 {
			return 1 - arm
		}
		if week == 9 {
			return -1
		}
		return arm
	}))
	if r.ByPlan.Pairs != 12 || r.AsDone.Pairs != 10 || r.Kept[0]+r.Kept[1] != 22 || r.Asked != [2]int{12, 12} {
		t.Errorf("two missed weeks must leave 12 pairs by plan and 10 as done: %+v", r)
	}
	if r.Weeks[4].Adherence != Other || r.Weeks[9].Adherence != Neither || r.Abandoned != 0 || !r.Over {
		t.Errorf("%v %v %+v", r.Weeks[4].Adherence, r.Weeks[9].Adherence, r)
	}
	if !shows(&r.ByPlan) || r.ByPlan.Effect > 0 || r.Holds[0] || !r.Holds[1] {
		t.Errorf("the second arm must be found better: %+v", r.ByPlan)
	}
}

// A plan counts as abandoned after four weeks in a row without the planned arm.
func TestAbandonedPlan(t *testing.T) {
	p := draw(t, request(24), 3)
	r := p.Analyse(lived(p, 76, 5, noise(3, 1), func(week, arm int) int {
		if week >= 20 {
			return -1
		}
		return arm
	}))
	if r.Abandoned != p.Weeks[20].Start {
		t.Errorf("abandoned on %v", r.Abandoned)
	}
}

// Weeks in the future do not count as missed.
func TestHalfway(t *testing.T) {
	p := draw(t, request(24), 3)
	r := p.Analyse(lived(p, 52+10, 5, noise(3, 1), obedient))
	if r.Over || r.Asked != [2]int{5, 5} || r.Kept != [2]int{5, 5} || r.Weeks[10].Adherence != NotYet || r.ByPlan.Pairs != 5 {
		t.Errorf("halfway, 5 weeks of each arm must be due and kept: %+v", r)
	}
	if !math.IsNaN(r.ByPlan.P) {
		t.Errorf("a result from 5 pairs: %+v", r.ByPlan)
	}
}

// Power gives the published figures: with weeks that vary by 3 %, about 8 of 10 experiments
// of 24 weeks find an effect of 5 %.
func TestPower(t *testing.T) {
	for _, c := range []struct{ effect, sd, weeks, want float64 }{{3, 3, 24, 0.44}, {5, 3, 24, 0.82}, {3, 3, 52, 0.82}, {5, 3, 52, 1}, {5, 6.5, 52, 0.58}} {
		if got := Power(c.effect, c.sd, int(c.weeks)/2); math.Abs(got-c.want) > 0.085 {
			t.Errorf("%v: %.2f", c, got)
		}
	}
}

// proof counts the results of simulated experiments and of the naive comparison.
type proof struct{ n, claimed, naive, covered, found, promised float64 }

// experiments simulates runners whose form drifts from week to week. Before the plan, they
// run on the day after if their legs are fresh. Then they follow the plan, but a tenth of
// the weeks has no recorded outcome.
func experiments(n, weeks int, effect float64) proof {
	y := proof{n: float64(n)}
	for seed := range n {
		rng := rand.New(rand.NewPCG(uint64(seed), 9))
		form, legs := 0.0, make([]float64, 52+weeks)
		values := make([]float64, 52+weeks)
		for w := range values {
			form = 0.6*form + 2*0.8*rng.NormFloat64()
			legs[w] = form + 3*rng.NormFloat64()
			values[w] = form + 2*rng.NormFloat64()
			if w >= 52 && rng.Float64() < missedShare {
				values[w] = math.NaN()
			}
		}
		value := func(w int) float64 { return values[w] }
		r := request(weeks)
		r.Seed = uint64(seed)
		p, err := New(r, year(52, never, value))
		if err != nil {
			continue
		}
		got := p.Analyse(lived(p, 52+weeks, effect, value, obedient)).ByPlan
		y.claimed += float64(count(shows(&got)))
		y.covered += float64(count(got.Low <= -effect && -effect <= got.High))
		y.found += float64(count(got.High < 0))
		y.promised += Power(effect, p.Spread.SD, p.Pairs())
		y.naive += float64(count(naive(values[:52], legs[:52])))
	}
	return y
}

// naive reports whether a t test finds a difference between the weeks in which the runner
// chose to run, with fresh legs, and the others.
func naive(values, legs []float64) bool {
	var sum, squares, n [2]float64
	for i, v := range values {
		k := count(legs[i] > 0)
		sum[k], squares[k], n[k] = sum[k]+v, squares[k]+v*v, n[k]+1
	}
	spread := squares[0] - sum[0]*sum[0]/n[0] + squares[1] - sum[1]*sum[1]/n[1]
	se := math.Sqrt(spread / (n[0] + n[1] - 2) * (1/n[0] + 1/n[1]))
	return math.Abs(sum[1]/n[1]-sum[0]/n[0]) > stat.Z95*se
}

// Experiments seldom claim an effect that does not exist, their intervals hold the true
// effect, and they find an effect as often as the plan promised. The naive comparison of
// the same runners does not.
func TestSimulatedExperiments(t *testing.T) {
	n := 10
	if text := os.Getenv("DAYAFTER_SIMULATE"); text != "" {
		n, _ = strconv.Atoi(text)
	}
	slack := func(p float64) float64 {
		if n >= 500 {
			return 0
		}
		return 3 * math.Sqrt(p*(1-p)/float64(n))
	}
	var table strings.Builder
	for _, weeks := range []int{24, 52} {
		for _, effect := range []float64{0, 3, 5} {
			y := experiments(n, weeks, effect)
			fmt.Fprintf(&table, "| %d | %.0f %% | %.1f %% | %.1f %% | %.1f %% | %.1f %% | %.1f %% |\n", weeks, effect,
				100*y.naive/y.n, 100*y.claimed/y.n, 100*y.covered/y.n, 100*y.promised/y.n, 100*y.found/y.n)
			if effect == 0 && y.claimed/y.n > 0.06+slack(0.06) {
				t.Errorf("%d weeks, no effect: claimed in %.3f", weeks, y.claimed/y.n)
			}
			if c := y.covered / y.n; c < 0.92-slack(0.95) || c > 0.98+slack(0.95) {
				t.Errorf("%d weeks, effect %v: covered in %.3f", weeks, effect, c)
			}
			if gap := math.Abs(y.found-y.promised) / y.n; effect > 0 && gap > 0.05+slack(0.5) {
				t.Errorf("%d weeks, effect %v: found in %.3f, promised %.3f", weeks, effect, y.found/y.n, y.promised/y.n)
			}
		}
	}
	t.Log("\n| weeks | true effect | naive comparison claims | experiment claims | its interval holds the effect | power promised | effect found |\n|---:|---:|---:|---:|---:|---:|---:|\n" + table.String())
}

// shows reports whether the interval leaves out 0.
func shows(e *Estimate) bool { return e.Low > 0 || e.High < 0 }
