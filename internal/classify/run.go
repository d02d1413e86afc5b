package classify

import (
	"cmp"
	"math"
	"slices"

	"dayafter/internal/activity"
	"dayafter/internal/history"
)

// run is one running session on its way through the passes.
type run struct {
	*history.Session
	index int     // into the judged sessions
	at    float64 // start, whole s since 1970

	alone alone   // measures that need no other run
	usual usual   // what is usual for the runner around it
	signs signs   // of hard running, raw
	over  signs   // the signs above the runner's own habit
	score float64 // 0..1, how much speaks for key

	surges  surges  // against the runner's own base
	hardest stretch // the longest threshold bout
	alike   group   // repetitions alike
}

// minSession is the moving time below which a run is a fragment, s: it is judged,
// but it is not used to find what is usual. Ours.
const minSession = 600

// prepare returns the runs among sessions in order of start, measured by themselves.
func prepare(sessions []history.Session, o *Options) []*run {
	all := make([]run, 0, len(sessions))
	for i := range sessions {
		if s := &sessions[i]; s.Sport == activity.Run && s.Sum != nil && !o.ignored(s.Key) {
			all = append(all, run{Session: s, index: i, at: float64(s.Sum.Start.Unix())})
		}
	}
	runs := make([]*run, len(all))
	inParallel(len(all), func(from, to int) {
		var m meter
		for i := from; i < to; i++ {
			runs[i] = &all[i]
			all[i].alone = m.measure(all[i].Sum)
		}
	})
	slices.SortStableFunc(runs, func(a, b *run) int { return cmp.Compare(a.at, b.at) })
	return runs
}

// blank reports whether neither speed nor heart rate is known.
func (r *run) blank() bool { return math.IsNaN(r.score) }
