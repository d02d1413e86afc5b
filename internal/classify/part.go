package classify

import (
	"math"
	"sort"
	"time"

	"dayafter/internal/history"
	"dayafter/internal/zone"
)

// atOnce is how many sessions are judged at a time: on the way to its verdict a
// session takes ten times the memory of the verdict. Ours.
const atOnce = 8192

// Judge gives every session its verdict, in the order of sessions, which is that
// of their starts. It makes three passes, each from the one before, so that
// nothing is circular: which runs are stressors, from the run and the runner's own
// other runs; how intense each session was, by its zones; and what that means
// after the stressor before it.
func Judge(sessions []history.Session, book *zone.Book, o Options) []Verdict {
	return JudgePart(sessions, 0, len(sessions), book, o)
}

// JudgePart gives the sessions [from, to) the verdicts that Judge gives them and
// leaves the others Unknown. It takes as long as there are sessions within a year
// of these, whatever the length of the history.
func JudgePart(sessions []history.Session, from, to int, book *zone.Book, o Options) []Verdict {
	return judgePieces(sessions, from, to, atOnce, book, o)
}

// judgePieces judges the sessions [from, to) in pieces of the given number of sessions.
func judgePieces(sessions []history.Session, from, to, piece int, book *zone.Book, o Options) []Verdict {
	verdicts := unjudged(len(sessions))
	for ; from < to; from += piece {
		judgePart(verdicts, sessions, from, min(from+piece, to), book, o)
	}
	return verdicts
}

func unjudged(n int) []Verdict {
	verdicts := make([]Verdict, n)
	for i := range verdicts {
		verdicts[i] = Verdict{Stressor: -1, HoursSince: nan}
	}
	return verdicts
}

func judgePart(verdicts []Verdict, sessions []history.Session, from, to int, book *zone.Book, o Options) {
	lo, hi := o.reach(sessions, from, to)
	cases := judge(sessions[lo:hi], book, o)
	for i := from; i < to; i++ {
		v := &verdicts[i]
		*v = cases[i-lo].Verdict
		if v.Stressor >= 0 {
			v.Stressor += lo
		}
	}
}

// reach returns the sessions [lo, hi) that decide on the verdicts of [from, to): those
// whose fatigue these may have started in, and the runs in the windows of all of
// them. A run counts in another's window by what it is alone.
func (o *Options) reach(sessions []history.Session, from, to int) (lo, hi int) {
	window := max(windowDays*widenings[len(widenings)-1], raceDays)
	days := math.Ceil(window) + float64(o.lookBack()) + 2 // a local day may begin and end 14 h from UTC's
	far := time.Duration(days*24) * time.Hour
	first, last := sessions[from].Sum.Start.Add(-far), sessions[to-1].Sum.Start.Add(far)
	lo = sort.Search(from, func(i int) bool { return !sessions[i].Sum.Start.Before(first) })
	hi = to + sort.Search(len(sessions)-to, func(i int) bool { return sessions[to+i].Sum.Start.After(last) })
	return lo, hi
}
