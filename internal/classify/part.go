package classify

import (
	"math"
	"sort"
	"time"

	"dayafter/internal/history"
	"dayafter/internal/zone"
)

// atOnce is the number of sessions that are judged at a time, because a session takes ten
// times the memory of its verdict while it is judged. Ours.
const atOnce = 8192

// Judge returns a verdict for each session, in the same order. The sessions must be ordered
// by start. Judge makes three passes; each uses only the passes before it, so that nothing
// is circular. The first finds the stressors, from the run and the runner's other runs. The
// second grades the intensity of each session by its zones. The third considers the
// stressor before each session.
func Judge(sessions []history.Session, book *zone.Book, o Options) []Verdict {
	return JudgePart(sessions, 0, len(sessions), book, o)
}

// JudgePart returns the verdicts that Judge gives for the sessions [from, to); the others
// are Unknown. Its time depends on the number of sessions within a year of these, not on
// the length of the history.
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

// reach returns the range [lo, hi) of sessions on which the verdicts of [from, to) depend:
// the sessions in whose fatigue these may have started, and the runs in the windows of all
// of them.
func (o *Options) reach(sessions []history.Session, from, to int) (lo, hi int) {
	window := max(windowDays*widenings[len(widenings)-1], raceDays)
	days := math.Ceil(window) + float64(o.lookBack()) + 2 // a local day may begin and end up to 14 h before or after the day in UTC
	far := time.Duration(days*24) * time.Hour
	first, last := sessions[from].Sum.Start.Add(-far), sessions[to-1].Sum.Start.Add(far)
	lo = sort.Search(from, func(i int) bool { return !sessions[i].Sum.Start.Before(first) })
	hi = to + sort.Search(len(sessions)-to, func(i int) bool { return sessions[to+i].Sum.Start.After(last) })
	return lo, hi
}
