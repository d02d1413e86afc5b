// Package pooled computes the answer over a cohort from the rows of its tables: how many
// runners have which habit, how the habit differs between runners, and how the next key
// workout of a runner differs after easy running. It never compares means over all runs of
// all runners. Faster runners may have other habits, so such a mean would be wrong, and
// more runners would only make the wrong mean look more certain.
package pooled

import (
	"slices"

	"dayafter/internal/cohort/table"
	"dayafter/internal/season"
	"dayafter/internal/stat"
	"dayafter/internal/unit"
)

// Cohort holds the answer over all runners. A number that is unknown, or that must not be
// published, is nil.
type Cohort struct {
	Schema   string `json:"schema"`
	Versions string `json:"versions"`

	Runners    *int `json:"runners"` // = Judged + NoActivity + Failed
	Judged     *int `json:"judged"`
	NoActivity *int `json:"no_activity"`
	Failed     *int `json:"failed"`

	Inputs        *int `json:"inputs"` // = Runs + OtherSports + Duplicates + NotActivities + FailedInputs
	Runs          *int `json:"runs"`
	OtherSports   *int `json:"other_sports"`
	Duplicates    *int `json:"duplicates"`
	NotActivities *int `json:"not_activities"`
	FailedInputs  *int `json:"failed_inputs"`
	LongRuns      *int `json:"long_runs"`

	Words   []Count  `json:"words"`     // runners by how often they ran easy after long runs
	NextDay []Count  `json:"next_days"` // long runs by what came on the next day
	Easy    Share    `json:"easy"`
	Effects []Effect `json:"effects"`

	suppressed bool
	few        bool // if suppressed: there are fewer than leastCell runners
	rowless    bool // if suppressed: too few runners were judged to publish rows
}

// Count counts runners or long runs.
type Count struct {
	Name string `json:"name"`
	N    *int   `json:"n"`
}

// Share is the share of next days with a record on which runners ran easy, and how
// the share differs between runners.
type Share struct {
	Runners *int     `json:"runners"`
	Mean    *float64 `json:"mean"` // beta-binomial
	Low     *float64 `json:"low"`  // 95 % interval
	High    *float64 `json:"high"`
	SD      *float64 `json:"sd"` // between runners
}

// Effect is the difference of an outcome between easy running on the day after and a day
// without a record.
type Effect struct {
	Measure  string   `json:"measure"`
	Unit     string   `json:"unit"`
	Runners  *int     `json:"runners"` // with both kinds of next day
	LongRuns *int     `json:"long_runs"`
	Value    *float64 `json:"value"` // within runners, all runners at once
	Low      *float64 `json:"low"`   // 95 % interval, robust to clusters
	High     *float64 `json:"high"`
	Tau      *float64 `json:"tau"`      // standard deviation of the effect between runners
	NextLow  *float64 `json:"next_low"` // 95 % prediction interval for one more runner
	NextHigh *float64 `json:"next_high"`
	Words    string   `json:"words"`
}

// measure is an outcome that is compared.
type measure struct {
	name, unit string
	compared   bool // count only key workouts that can be compared
	of         func(*table.LongRun) *float64
}

var measures = []measure{
	{"heart rate at a given speed on days 2 to 4", "%", false, func(r *table.LongRun) *float64 { return r.EarlyHeart }},
	{"efficiency of the next key workout", "%", true, func(r *table.LongRun) *float64 { return r.Efficiency }},
	{"pace of the work bouts of the next key workout", "%", true, func(r *table.LongRun) *float64 { return r.WorkPace }},
}

// Pool adds up rows. The long runs of a runner must come one after another; memory
// grows with the number of runners, not of runs.
type Pool struct {
	runners  []table.Runner
	tallies  []stat.Tally
	nextDays map[string]int
	clusters [][]stat.Cluster // by measure

	runner string // runner whose long runs are being added
	pairs  []stat.Pairs
}

// New returns an empty pool.
func New() *Pool {
	return &Pool{nextDays: map[string]int{}, clusters: make([][]stat.Cluster, len(measures)), pairs: make([]stat.Pairs, len(measures))}
}

// AddRunners adds rows of the table runners.
func (p *Pool) AddRunners(rows []table.Runner) error {
	p.runners = append(p.runners, rows...)
	for i := range rows {
		p.tallies = append(p.tallies, stat.Tally{K: int(rows[i].Easy), N: int(rows[i].Recorded)})
	}
	return nil
}

// AddLongRuns adds rows of the table long_runs.
func (p *Pool) AddLongRuns(rows []table.LongRun) error {
	for i := range rows {
		r := &rows[i]
		if r.Runner != p.runner {
			p.endRunner()
			p.runner = r.Runner
		}
		p.nextDays[r.Group]++
		p.addPairs(r)
	}
	return nil
}

// addPairs adds the outcomes of a long run after easy running or a day without a
// record.
func (p *Pool) addPairs(r *table.LongRun) {
	if r.Arm == nil {
		return
	}
	x := 0.0
	switch *r.Arm {
	case season.ArmEasy.String():
		x = 1
	case season.ArmNoRecord.String():
	default:
		return
	}
	for m, measure := range measures {
		if y := measure.of(r); y != nil && (r.Compared || !measure.compared) {
			p.pairs[m].X, p.pairs[m].Y = append(p.pairs[m].X, x), append(p.pairs[m].Y, *y)
		}
	}
}

// endRunner turns the pairs of the runner into a cluster of each measure.
func (p *Pool) endRunner() {
	for m := range p.pairs {
		if len(p.pairs[m].X) > 1 {
			p.clusters[m] = append(p.clusters[m], stat.ClusterOf(p.pairs[m]))
		}
		p.pairs[m] = stat.Pairs{X: p.pairs[m].X[:0], Y: p.pairs[m].Y[:0]}
	}
}

// Cohort returns the answer over the rows. versions names the versions of the program that
// wrote them.
func (p *Pool) Cohort(versions string) Cohort {
	p.endRunner()
	c := Cohort{Schema: "dayafter.cohort/1", Versions: versions}
	c.count(p.runners)
	c.Words = p.words()
	for g := range season.Groups {
		c.NextDay = append(c.NextDay, Count{g.String(), whole(p.nextDays[g.String()])})
	}
	b := stat.FitBetaBinomial(p.tallies)
	c.Easy = Share{whole(b.Clusters), unit.Optional(b.Mean, 4), unit.Optional(b.Low, 4), unit.Optional(b.High, 4), unit.Optional(b.SD, 4)}
	for m := range measures {
		c.Effects = append(c.Effects, effectOf(measures[m], p.clusters[m]))
	}
	return c
}

// count adds up the runners' figures.
func (c *Cohort) count(rows []table.Runner) {
	var judged, empty, failed, inputs, runs, other, copies, nothing, broken, long int
	for i := range rows {
		r := &rows[i]
		switch r.Status {
		case table.Judged:
			judged++
		case table.Failed:
			failed++
		default:
			empty++
		}
		inputs, runs, other, copies = inputs+int(r.Inputs), runs+int(r.Runs), other+int(r.OtherSports), copies+int(r.Duplicates)
		nothing, broken, long = nothing+int(r.NotActivities), broken+int(r.FailedInputs), long+int(r.LongRuns)
	}
	c.Runners, c.Judged, c.NoActivity, c.Failed = whole(len(rows)), whole(judged), whole(empty), whole(failed)
	c.Inputs, c.Runs, c.OtherSports, c.Duplicates = whole(inputs), whole(runs), whole(other), whole(copies)
	c.NotActivities, c.FailedInputs, c.LongRuns = whole(nothing), whole(broken), whole(long)
}

// tooFew stands in the place of a word for runners with too few long runs.
const tooFew = "too few long runs"

// words counts the runners by the word that says how often they ran easy.
func (p *Pool) words() []Count {
	counts := map[string]int{}
	for i := range p.runners {
		if w := p.runners[i].WordRecorded; w != nil {
			counts[*w]++
		} else {
			counts[tooFew]++
		}
	}
	var out []Count
	for _, w := range []season.Word{season.Always, season.EachTime, season.Usually, season.Sometimes, season.Rarely, season.NotOnce, season.Never} {
		out = append(out, Count{w.String(), whole(counts[w.String()])})
	}
	return append(out, Count{tooFew, whole(counts[tooFew])})
}

// Runners returns the rows of the runners, those with the smallest share of easy
// running first.
func (p *Pool) Runners() []table.Runner {
	out := slices.Clone(p.runners)
	slices.SortStableFunc(out, func(a, b table.Runner) int { return table.WorstFirst(&a, &b) })
	return out
}
