package classify

import (
	"cmp"
	"math"
	"slices"

	"dayafter/internal/activity"
	"dayafter/internal/history"
)

// run is one running session while it is judged.
type run struct {
	*history.Session
	index int     // index into the judged sessions
	at    float64 // start, whole s since 1970

	alone alone   // measures that need no other run
	usual usual   // usual values of the runner around it
	signs signs   // signs of hard running
	over  signs   // the signs minus the runner's habit
	score float64 // score for key, 0..1

	surges  surges  // against the runner's own base
	hardest stretch // the longest threshold bout
	alike   group   // repetitions alike

	repeater bool // nearly all other runs around it show repetitions alike, too
}

// minSession is the moving time in s below which a run is judged, but does not count for
// what is usual. Ours.
const minSession = 600

// prepare returns the runs among sessions in order of start, each with its own measures.
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
