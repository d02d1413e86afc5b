package pooled

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"math"

	"dayafter/internal/cohort/table"
)

// leastCell is the smallest number of runners or long runs that a published file
// states. Ours, after the usual rule of statistical offices.
const leastCell = 10

// Published returns the cohort with every number below leastCell left out. In a list
// of counts, either none or at least two are left out, because one alone would follow
// from the total.
func (c Cohort) Published() Cohort {
	c.suppressed = true
	for _, group := range [][]**int{
		{&c.Judged, &c.NoActivity, &c.Failed},
		{&c.Runs, &c.OtherSports, &c.Duplicates, &c.NotActivities, &c.FailedInputs},
		{&c.Runners},
		{&c.Inputs},
		{&c.LongRuns},
	} {
		suppress(group)
	}
	c.Words, c.NextDay = publishedCounts(c.Words), publishedCounts(c.NextDay)
	if small(c.Easy.Runners) {
		c.Easy = Share{}
	}
	effects := make([]Effect, len(c.Effects))
	for i, e := range c.Effects {
		effects[i] = e
		if small(e.Runners) {
			effects[i] = Effect{Measure: e.Measure, Unit: e.Unit, Words: (&Effect{Measure: e.Measure}).words()}
		}
	}
	c.Effects = effects
	return c
}

func small(n *int) bool { return n == nil || *n < leastCell }

func publishedCounts(all []Count) []Count {
	out := make([]Count, len(all))
	cells := make([]**int, len(all))
	for i := range all {
		out[i] = all[i]
		cells[i] = &out[i].N
	}
	suppress(cells)
	return out
}

// suppress leaves out the small cells. A zero identifies nobody and stays, unless it is
// needed as the second: if one cell of several is small, the next smallest is left out,
// too.
func suppress(cells []**int) {
	left := 0
	for _, c := range cells {
		if *c != nil && **c > 0 && **c < leastCell {
			*c = nil
			left++
		}
	}
	if left != 1 || len(cells) == 1 {
		return
	}
	var next **int
	for _, c := range cells {
		if *c != nil && (next == nil || **c < **next) {
			next = c
		}
	}
	if next != nil {
		*next = nil
	}
}

// Publisher turns rows into rows that name nobody.
type Publisher struct {
	key   []byte
	first map[string]int32 // by runner, the day of the first run
}

// NewPublisher returns a publisher that names runners by an HMAC with the key. rows must
// hold every runner.
func NewPublisher(key []byte, rows []table.Runner) *Publisher {
	p := &Publisher{key: key, first: map[string]int32{}}
	for i := range rows {
		if d := rows[i].FirstDay; d != nil {
			p.first[rows[i].Runner] = *d
		}
	}
	return p
}

// name returns the published name of a runner.
func (p *Publisher) name(runner string) string {
	mac := hmac.New(sha256.New, p.key)
	mac.Write([]byte(runner))
	return hex.EncodeToString(mac.Sum(nil))[:16]
}

// week returns the whole weeks since the runner's first run.
func (p *Publisher) week(runner string, day int32) int32 { return (day - p.first[runner]) / 7 }

// Run returns the published row; ok is false for an input without a session.
func (p *Publisher) Run(r *table.Run) (out table.PublishedRun, ok bool) {
	if r.Day == nil || r.Sport == nil || r.Status == "duplicate" {
		return out, false
	}
	return table.PublishedRun{
		Runner: p.name(r.Runner), Week: p.week(r.Runner, *r.Day), Sport: *r.Sport, Class: r.Class, Kind: r.Kind, Intensity: r.Intensity,
		Confidence: r.Confidence, HowEasy: r.HowEasy, DistanceKm: rounded(r.DistanceM, 1000, 1), MovingMin: rounded(r.MovingS, 60, 5),
		AvgHR: rounded(r.AvgHR, 1, 1),
	}, true
}

// LongRun returns the published row.
func (p *Publisher) LongRun(r *table.LongRun) table.PublishedLongRun {
	return table.PublishedLongRun{
		Runner: p.name(r.Runner), Week: p.week(r.Runner, r.Day), DistanceKm: rounded(r.DistanceM, 1000, 1), MovingMin: rounded(r.MovingS, 60, 5),
		NextDay: r.NextDay, Group: r.Group, Arm: r.Arm, HowEasy: r.HowEasy, NextKeyKind: r.NextKeyKind, DaysToKey: r.DaysToKey,
		Schedule: r.Schedule, Compared: r.Compared, EarlyHeart: r.EarlyHeart, Efficiency: r.Efficiency, WorkPace: r.WorkPace,
	}
}

// Runner returns the published row.
func (p *Publisher) Runner(r *table.Runner) table.PublishedRunner {
	return table.PublishedRunner{
		Runner: p.name(r.Runner), Status: r.Status, Runs: r.Runs, LongRuns: r.LongRuns, Recorded: r.Recorded, Easy: r.Easy, Recovery: r.Recovery,
		NoRecord: r.NoRecord, Word: r.WordRecorded, NextRuns: r.NextRuns, TrulyEasy: r.TrulyEasy, TooFast: r.TooFast,
		Scheduled: r.Scheduled, OnTime: r.OnTime,
	}
}

// rounded returns v divided by unit and rounded to a multiple of step.
func rounded(v *float64, unit, step float64) *float64 {
	if v == nil {
		return nil
	}
	x := step * math.Round(*v/unit/step)
	return &x
}
