package pooled

import (
	"fmt"

	"dayafter/internal/stat"
	"dayafter/internal/unit"
)

func effectOf(m measure, clusters []stat.Cluster) Effect {
	e := Effect{Measure: m.name, Unit: m.unit}
	within, runners := stat.Within(clusters)
	spread := stat.SpreadOf(clusters)
	n := 0
	for _, c := range clusters {
		if c.Sxx > 0 {
			n += c.N
		}
	}
	e.Runners, e.LongRuns = whole(runners), whole(n)
	e.Value, e.Low, e.High = unit.Optional(within.Value, 3), unit.Optional(within.Low, 3), unit.Optional(within.High, 3)
	e.Tau, e.NextLow, e.NextHigh = unit.Optional(spread.Tau, 3), unit.Optional(spread.Next.Low, 3), unit.Optional(spread.Next.High, 3)
	e.Words = e.words()
	return e
}

// words states the effect without a claim about causes.
func (e *Effect) words() string {
	if e.Value == nil || e.Runners == nil {
		return fmt.Sprintf("Too few runners have both kinds of next day to compare the %s.", e.Measure)
	}
	interval := fmt.Sprintf("%+.1f %s (positive is better; 95 %% interval %+.1f to %+.1f, %d runners, %d long runs)", *e.Value, e.Unit, *e.Low, *e.High, *e.Runners, *e.LongRuns)
	verdict := "no difference is shown"
	if *e.Low > 0 {
		verdict = "easy running went with a better one"
	} else if *e.High < 0 {
		verdict = "easy running went with a worse one"
	}
	out := fmt.Sprintf("Within runners, easy running on the day after a long run against a day without a record: %s: %s; %s.", e.Measure, interval, verdict)
	if e.NextLow != nil {
		out += fmt.Sprintf(" For one more runner, expect %+.1f to %+.1f.", *e.NextLow, *e.NextHigh)
	}
	return out
}

// whole returns a count as a pointer.
func whole(n int) *int { return &n }
