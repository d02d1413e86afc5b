package pooled

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"dayafter/internal/cohort/table"
)

// fill adds k runners with n long runs each, whose next workouts go better by effect
// after easy running. Runners with a high level run easy more often.
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
		t.Errorf("%+v", e)
	}
	if *c.Runners != 40 || *c.Words[3].N != 40 || *c.Easy.Mean < 0.4 || *c.Easy.Mean > 0.5 {
		t.Errorf("%+v", c)
	}
	if c.Effects[1].Value != nil || !strings.Contains(c.Effects[1].Words, "Too few") {
		t.Errorf("an effect without values: %+v", c.Effects[1])
	}
}

// A small cell is left out, and with it the next smallest: the total would tell it.
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

func TestPublishedEffectOfFewRunners(t *testing.T) {
	c := fill(t, 8, 12, 1).Cohort("test").Published()
	if c.Runners != nil || c.Effects[0].Value != nil || c.Easy.Mean != nil || strings.Contains(strings.Join(c.Sentences(), " "), "8 runners") {
		t.Errorf("%+v", c)
	}
}
