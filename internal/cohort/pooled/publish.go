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
	c.suppressed, c.few, c.rowless = true, *c.Runners < leastCell, *c.Judged < leastCell
	if rest := *c.Runners - *c.Judged; rest < leastCell && rest > 0 {
		c.Runners = nil // the number of judged runners follows from the tables
	}
	for _, group := range [][]**int{
		{&c.Judged},
		{&c.NoActivity, &c.Failed},
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

// suppress leaves out the small cells. If one cell of several is small, it leaves out the
// next smallest, too. It keeps a zero, which identifies nobody, unless the zero is that
// next smallest cell.
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

// Publisher turns rows into rows from which nobody can be identified.
type Publisher struct {
	key    []byte
	first  map[string]int32           // by judged runner, the day of the first run
	sports map[string]map[string]bool // by sport, the runners who have it
}

// NewPublisher returns a publisher that names runners by an HMAC with the key. rows must
// hold every runner.
func NewPublisher(key []byte, rows []table.Runner) *Publisher {
	p := &Publisher{key: key, first: map[string]int32{}, sports: map[string]map[string]bool{}}
	for i := range rows {
		if d := rows[i].FirstDay; d != nil && rows[i].Status == table.Judged {
			p.first[rows[i].Runner] = *d
		}
	}
	return p
}

// AddSports counts the runners of each sport. Add all rows before calling Run.
func (p *Publisher) AddSports(rows []table.Run) error {
	for i := range rows {
		sport := rows[i].Sport
		if sport == nil {
			continue
		}
		if p.sports[*sport] == nil {
			p.sports[*sport] = map[string]bool{}
		}
		if len(p.sports[*sport]) < leastCell {
			p.sports[*sport][rows[i].Runner] = true
		}
	}
	return nil
}

// has reports whether rows of the runner are published: the runner and enough others were
// judged.
func (p *Publisher) has(runner string) bool {
	_, judged := p.first[runner]
	return judged && len(p.first) >= leastCell
}

// name returns the published name of a runner.
func (p *Publisher) name(runner string) string {
	mac := hmac.New(sha256.New, p.key)
	mac.Write([]byte(runner))
	return hex.EncodeToString(mac.Sum(nil))[:16]
}

// week returns the whole weeks since the runner's first run.
func (p *Publisher) week(runner string, day int32) int32 { return (day - p.first[runner]) / 7 }

// rareSport replaces a sport that fewer than leastCell runners have.
const rareSport = "another sport"

// Run returns the published row; ok is false for an input without a session.
func (p *Publisher) Run(r *table.Run) (out table.PublishedRun, ok bool) {
	if r.Day == nil || r.Sport == nil || r.Status == "duplicate" || !p.has(r.Runner) {
		return out, false
	}
	sport := *r.Sport
	if len(p.sports[sport]) < leastCell {
		sport = rareSport
	}
	return table.PublishedRun{
		Runner: p.name(r.Runner), Week: p.week(r.Runner, *r.Day), Sport: sport, Class: r.Class, Kind: r.Kind, Intensity: r.Intensity,
		Confidence: r.Confidence, HowEasy: r.HowEasy, DistanceKm: rounded(r.DistanceM, 1000, 1), MovingMin: rounded(r.MovingS, 60, 5),
		AvgHR: rounded(r.AvgHR, 1, 1),
	}, true
}

// LongRun returns the published row.
func (p *Publisher) LongRun(r *table.LongRun) (out table.PublishedLongRun, ok bool) {
	if !p.has(r.Runner) {
		return out, false
	}
	return table.PublishedLongRun{
		Runner: p.name(r.Runner), Week: p.week(r.Runner, r.Day), DistanceKm: rounded(r.DistanceM, 1000, 1), MovingMin: rounded(r.MovingS, 60, 5),
		NextDay: r.NextDay, Group: r.Group, Arm: r.Arm, HowEasy: r.HowEasy, NextKeyKind: r.NextKeyKind, DaysToKey: r.DaysToKey,
		Schedule: r.Schedule, Compared: r.Compared, EarlyHeart: r.EarlyHeart, Efficiency: r.Efficiency, WorkPace: r.WorkPace,
	}, true
}

// Runner returns the published row; ok is false for a runner who was not judged.
func (p *Publisher) Runner(r *table.Runner) (out table.PublishedRunner, ok bool) {
	if !p.has(r.Runner) {
		return out, false
	}
	long, next, scheduled := cell(r.LongRuns), cell(r.NextRuns), cell(r.Scheduled)
	out = table.PublishedRunner{
		Runner: p.name(r.Runner), Runs: cell(r.Runs), LongRuns: long, NextRuns: next, Scheduled: scheduled, OnTime: part(r.OnTime, scheduled),
	}
	out.Recorded, out.NoRecord = twoParts(r.Recorded, r.NoRecord, long)
	out.TrulyEasy, out.TooFast = twoParts(r.TrulyEasy, r.TooFast, next)
	out.Easy = part(r.Easy, out.Recorded)
	out.Recovery = part(r.Recovery, out.Easy)
	if out.Recorded != nil {
		out.Word = r.WordRecorded
	}
	return out, true
}

// isSmall reports whether a count may not be published. A zero identifies nobody.
func isSmall(n int32) bool { return n > 0 && n < leastCell }

// cell returns a count of a runner; nil if the count is small.
func cell(n int32) *int32 {
	if isSmall(n) {
		return nil
	}
	return &n
}

// part returns a count that is a part of a published count. It is nil if whole is nil, or
// if the part or the rest of whole is small, because each of the two follows from the
// other.
func part(n int32, whole *int32) *int32 {
	if whole == nil || isSmall(*whole-n) {
		return nil
	}
	return cell(n)
}

// twoParts returns two counts that are parts of one. It leaves out the second if the rest
// of whole without both is small.
func twoParts(a, b int32, whole *int32) (first, second *int32) {
	first, second = part(a, whole), part(b, whole)
	if first != nil && second != nil && isSmall(*whole-a-b) {
		second = nil
	}
	return first, second
}

// rounded returns v divided by unit and rounded to a multiple of step.
func rounded(v *float64, unit, step float64) *float64 {
	if v == nil {
		return nil
	}
	x := step * math.Round(*v/unit/step)
	return &x
}
