package classify

import (
	"slices"

	"dayafter/internal/summary"
)

// Series are speeds in quanta, smoothed.
const (
	shortSpan = 9               // s: removes the noise of GPS, but keeps a repetition of 12 s. Ours.
	step      = summary.GAPStep // s, one sample of the smooth series
	smoothen  = 20 / step       // steps that a sample of the smooth series spans
)

// meter measures one run after another in the same memory.
type meter struct {
	short  []uint8 // 9-s mean speed over ground, one for each second
	loaded *run    // the run of the short series
	raw    []uint8
	values []uint8 // unpacked values of a Series
}

// loadShort fills the short series.
func (m *meter) loadShort(r *run) {
	if m.loaded == r {
		return
	}
	m.values = r.Sum.Trace.Speed.AppendTo(m.values[:0])
	m.short = runningMean(m.short, m.values, shortSpan)
	m.loaded = r
}

// series holds a speed of one run as 20-s means in quanta, one for each step, with their
// histogram.
type series struct {
	steps []uint8
	count histogram
}

// newSeries returns the series of the given means of single steps.
func newSeries(raw []uint8) (s series) {
	s.steps = runningMean(nil, raw, smoothen)
	s.count = histogramOf(s.steps)
	return s
}

// bouts calls yield for each bout; its bounds count steps.
func (s *series) bouts(c cut, yield func(bout)) {
	if !c.none(&s.count) {
		c.bouts(s.steps, yield)
	}
}

// steps writes the mean of each step's seconds into out, which it returns.
func steps(out, s []uint8) []uint8 {
	n := len(s) / step
	out = slices.Grow(out[:0], n)[:n]
	for i := range out {
		sum := uint32(step / 2)
		for _, v := range (*[step]uint8)(s[i*step:]) {
			sum += uint32(v)
		}
		out[i] = uint8(sum / step)
	}
	return out
}

// runningMean writes the mean of the span samples around each sample into out, which it
// returns. At the start, it uses the samples that exist. After the end, it counts samples
// of 0, so that a longer run can only raise these means.
func runningMean(out, s []uint8, span int) []uint8 {
	out = slices.Grow(out[:0], len(s))[:len(s)]
	behind := span / 2
	if len(s) < span {
		ends(out, s, span, 0, len(s))
		return out
	}
	ends(out, s, span, 0, behind)
	ends(out, s, span, len(s)-(span-behind)+1, len(s))
	sum := uint32(0)
	for _, v := range s[:span-1] {
		sum += uint32(v)
	}
	inverse := uint32(1<<16) / uint32(span) // dividing once for each sample would take longer than all else
	middle := out[behind:]
	for i, v := range s[span-1:] {
		sum += uint32(v)
		middle[i] = uint8((sum*inverse + 1<<15) >> 16)
		sum -= uint32(s[i])
	}
	return out
}

// ends writes the means of the samples [from, to), whose windows reach beyond s.
func ends(out, s []uint8, span, from, to int) {
	for i := from; i < to; i++ {
		first, next := max(0, i-span/2), i+span-span/2
		sum := (next - first) / 2
		for _, v := range s[first:min(len(s), next)] {
			sum += int(v)
		}
		out[i] = uint8(sum / (next - first))
	}
}
