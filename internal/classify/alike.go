package classify

import (
	"cmp"
	"slices"

	"dayafter/internal/summary"
)

// Repetitions alike are bouts of nearly the same length, each with a sharp edge at both
// ends. A descent, a tail wind or a crossing causes single fast stretches; a workout causes
// a series. The rule looks for bouts at several speeds, because repetitions of a minute are
// run far above the base, and repetitions of ten minutes only a little above it. On the
// labelled runs of four runners, the rule found 19 key runs that no other rule found, and
// called no easy run key. Ours.
const (
	alikeShortest = 15   // s
	alikeLongest  = 1200 // s
	alikeLengths  = 1.32 // longest over shortest length
	alikeContrast = 1.3  // × the speed before and after the bout
	alikeFrom     = 5    // s from an edge; the speed beside the edge is measured from here
	alikeTo       = 25   // s from the edge, up to here
	alikeOff      = 0.93 // × the level; a bout ends below it
	alikeCount    = 4    // bouts that make a workout
	alikePause    = 20   // s; a pause of this length beside a bout is a sharp edge
	alikePauseIn  = 10   // s; the pause must lie this close to the edge
)

// Strides: a few short, fast stretches at the end of a run. Ours.
const (
	stridesLongest = 30  // s each
	stridesMost    = 240 // s in all
	stridesAfter   = 0.6 // share of the run before the first of them
)

// alikeLevels are the speeds, × base, from which a stretch is looked at as a bout.
var alikeLevels = [...]float64{1.12, 1.2, 1.3, 1.45}

// group is a set of bouts of similar length.
type group struct {
	n       int
	seconds float64 // total of all bouts
	longest float64 // s
	first   float64 // share of the run before the first bout
}

// strides reports whether the group is a few short, fast stretches at the end of a
// run, which freshen the legs and leave no fatigue.
func (g group) strides() bool {
	return g.longest <= stridesLongest && g.seconds <= stridesMost && g.first >= stridesAfter
}

// alike returns the largest group of bouts with sharp edges at both ends that any of the
// levels gives.
func (m *meter) alike(r *run, base uint8) (most group) {
	for _, level := range alikeLevels {
		c := cut{times(level, base), times(alikeOff*level, base), fastBridge, alikeShortest}
		var found []bout
		c.bouts(m.short, func(b bout) {
			if b.len() <= alikeLongest && m.sharp(r, b) {
				found = append(found, b)
			}
		})
		if g := largestGroup(found, len(m.short)); g.n > most.n {
			most = g
		}
	}
	return most
}

// sharp reports whether the run is clearly slower just before and just after the bout.
func (m *meter) sharp(r *run, b bout) bool {
	speed := meanQuanta(m.short[b.from:b.to])
	before := meanQuanta(m.short[max(0, b.from-alikeTo):max(0, b.from-alikeFrom)])
	after := meanQuanta(m.short[min(len(m.short), b.to+alikeFrom):min(len(m.short), b.to+alikeTo)])
	slowBefore := before > 0 && speed >= alikeContrast*before || breakAt(r.Sum.Trace.Breaks, b.from)
	slowAfter := after > 0 && speed >= alikeContrast*after || breakAt(r.Sum.Trace.Breaks, b.to)
	return slowBefore && slowAfter
}

// breakAt reports whether a long pause lies beside second i.
func breakAt(breaks []summary.Break, i int) bool {
	return slices.ContainsFunc(breaks, func(b summary.Break) bool {
		return b.Length >= alikePause && int(b.At) >= i-alikePauseIn && int(b.At) <= i+alikePauseIn
	})
}

// meanQuanta returns the mean of samples; 0 for none.
func meanQuanta(s []uint8) float64 {
	sum := 0
	for _, v := range s {
		sum += int(v)
	}
	return float64(sum) / float64(max(1, len(s)))
}

// largestGroup returns the largest group of bouts whose lengths differ by alikeLengths
// at most, in a run of the given number of seconds. It reorders bouts.
func largestGroup(bouts []bout, seconds int) (most group) {
	slices.SortFunc(bouts, func(a, b bout) int { return cmp.Compare(a.len(), b.len()) })
	for i, shortest := range bouts {
		g := group{first: 1}
		for _, b := range bouts[i:] {
			length := float64(b.len())
			if length > float64(shortest.len())*alikeLengths {
				break
			}
			g.n, g.seconds, g.longest = g.n+1, g.seconds+length, length
			g.first = min(g.first, float64(b.from)/float64(seconds))
		}
		if g.n > most.n {
			most = g
		}
	}
	return most
}
