package pooled

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"dayafter/internal/cohort/table"
)

// fill adds k runners with n long runs each, whose next workouts go better by effect after
// easy running. Runners with a high level run easy more often.
func fill(t *testing.T, k, n int, effect float64) *Pool {
	t.Helper()
	p, rng := New(), rand.New(rand.NewPCG(1, 2))
	easy, blank := "easy running", "no record"
	for i := range k {
		name, level := fmt.Sprintf("runner %d", i), rng.NormFloat64()
		var rows []table.LongRun
		for range n {
			y := level + 0.5*rng.NormFloat64()
			r := table.LongRun{Runner: name, Group: blank, Arm: &blank, Compared: true, EarlyHeart: &y}
			if rng.Float64() < 0.5+0.2*level {
				y += effect
				r.Group, r.Arm = easy, &easy
			}
			rows = append(rows, r)
		}
		word := "sometimes"
		err := p.AddRunners([]table.Runner{{Runner: name, Status: table.Judged, Inputs: int32(n), Runs: int32(n), LongRuns: int32(n), Recorded: int32(n), Easy: int32(n / 2), WordRecorded: &word}})
		if err != nil {
			t.Fatal(err)
		}
		if err := p.AddLongRuns(rows); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

func TestCohortFindsTheEffect(t *testing.T) {
	c := fill(t, 40, 15, 1).Cohort("test")
	e := c.Effects[0]
	if e.Value == nil || *e.Low > 1 || *e.High < 1 || *e.Low < 0.5 || *e.Runners < 30 || !strings.Contains(e.Words, "went with a better one") {
		t.Errorf("the interval must hold the true effect of 1: %+v", e)
	}
	if *c.Runners != 40 || *c.Words[3].N != 40 || *c.Easy.Mean < 0.4 || *c.Easy.Mean > 0.5 {
		t.Errorf("the counts and the share of 40 runners: %+v", c)
	}
	if c.Effects[1].Value != nil || !strings.Contains(c.Effects[1].Words, "Too few") {
		t.Errorf("an effect without values: %+v", c.Effects[1])
	}
}

// A small cell is left out together with the next smallest cell, because otherwise it would
// follow from the total.
func TestSuppress(t *testing.T) {
	cells := func(n ...int) (out []**int) {
		for _, v := range n {
			p := &v
			out = append(out, &p)
		}
		return out
	}
	for _, c := range []struct {
		in   []**int
		left int
	}{{cells(5, 20, 30), 1}, {cells(5, 6, 30), 1}, {cells(10, 20), 2}, {cells(0, 12), 2}, {cells(3), 0}} {
		suppress(c.in)
		left := 0
		for _, p := range c.in {
			if *p != nil {
				left++
			}
		}
		if left != c.left {
			t.Errorf("%d cells are left of %d, want %d", left, len(c.in), c.left)
		}
	}
}

// No published count of a runner is small, and neither is a difference of published counts.
func TestPublishedCountsOfARunner(t *testing.T) {
	p := NewPublisher([]byte("key"), judgedRunners(leastCell))
	rng, published := rand.New(rand.NewPCG(3, 4)), 0
	below := func(n int32) int32 { return rng.Int32N(n + 1) }
	for range 20000 {
		r := table.Runner{Runner: "runner 0", Runs: below(60), LongRuns: below(60), NextRuns: below(60), Scheduled: below(60)}
		r.Recorded, r.TrulyEasy, r.OnTime = below(r.LongRuns), below(r.NextRuns), below(r.Scheduled)
		r.NoRecord, r.TooFast, r.Easy = below(r.LongRuns-r.Recorded), below(r.NextRuns-r.TrulyEasy), below(r.Recorded)
		r.Recovery = below(r.Easy)
		out, ok := p.Runner(&r)
		if !ok {
			t.Fatal("no row")
		}
		for _, counts := range [][]*int32{
			{out.Runs},
			{out.LongRuns, out.Recorded, out.NoRecord},
			{out.Recorded, out.Easy},
			{out.Easy, out.Recovery},
			{out.NextRuns, out.TrulyEasy, out.TooFast},
			{out.Scheduled, out.OnTime},
		} {
			published += checkCounts(t, &r, counts[0], counts[1:])
		}
	}
	if published < 100000 {
		t.Errorf("only %d counts were published", published)
	}
}

// checkCounts fails if a count is small, or the difference between a count and some of its
// parts. It returns how many counts are published.
func checkCounts(t *testing.T, r *table.Runner, whole *int32, parts []*int32) (published int) {
	t.Helper()
	if whole == nil {
		return 0
	}
	rest := *whole
	left := []int32{*whole}
	for _, p := range parts {
		if p != nil {
			rest -= *p
			left = append(left, *p, *whole-*p, rest)
			published++
		}
	}
	for _, n := range left {
		if n > 0 && n < 10 {
			t.Fatalf("%d can be known of %+v", n, r)
		}
	}
	return published + 1
}

// judgedRunners returns n runners who were judged.
func judgedRunners(n int) []table.Runner {
	out, day := make([]table.Runner, n), int32(20000)
	for i := range out {
		out[i] = table.Runner{Runner: fmt.Sprintf("runner %d", i), Status: table.Judged, FirstDay: &day}
	}
	return out
}

// Rows are published only of judged runners, and only if there are enough of them.
func TestPublishedRowsOfEnoughRunners(t *testing.T) {
	for _, c := range []struct {
		judged int
		want   bool
	}{{leastCell - 1, false}, {leastCell, true}} {
		rows := append(judgedRunners(c.judged), table.Runner{Runner: "nobody", Status: table.Failed})
		p := NewPublisher([]byte("key"), rows)
		if _, ok := p.Runner(&rows[0]); ok != c.want {
			t.Errorf("%d runners: a row %v", c.judged, ok)
		}
		if _, ok := p.LongRun(&table.LongRun{Runner: "runner 0"}); ok != c.want {
			t.Errorf("%d runners: a long run %v", c.judged, ok)
		}
		if _, ok := p.Runner(&rows[c.judged]); ok {
			t.Errorf("%d runners: a row of a runner who failed", c.judged)
		}
	}
}

// The total is left out if it would show, together with the tables, that only a few runners
// were not judged.
func TestPublishedTotal(t *testing.T) {
	for _, c := range []struct {
		judged, failed int
		total          bool
	}{{20, 0, true}, {20, 3, false}, {20, 12, true}, {3, 0, false}} {
		rows := judgedRunners(c.judged)
		for range c.failed {
			rows = append(rows, table.Runner{Status: table.Failed})
		}
		p := New()
		if err := p.AddRunners(rows); err != nil {
			t.Fatal(err)
		}
		if got := p.Cohort("test").Published(); (got.Runners != nil) != c.total || c.failed == 3 && got.Failed != nil {
			t.Errorf("%+v: total %v, failed %v", c, got.Runners, got.Failed)
		}
	}
}

func TestPublishedEffectOfFewRunners(t *testing.T) {
	c := fill(t, 8, 12, 1).Cohort("test").Published()
	if c.Runners != nil || c.Effects[0].Value != nil || c.Easy.Mean != nil || strings.Contains(strings.Join(c.Sentences(), " "), "8 runners") {
		t.Errorf("figures of 8 runners were published: %+v", c)
	}
}
