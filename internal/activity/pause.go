package activity

import "slices"

// pauseFactor is the ratio of a break to the usual recording interval above which
// the break counts as a stopped timer. Ours: some programs open a new track or
// segment for every point or lap although the watch did not stop.
const pauseFactor = 3

// Pauses returns the breaks between tracks or segments in which the timer was
// stopped: the breaks that are far longer than the usual interval of t.
func Pauses(t []float64, breaks []Span) []Span {
	if len(breaks) == 0 || len(t) < 2 {
		return nil
	}
	usual := pauseFactor * medianInterval(t)
	var pauses []Span
	for _, b := range breaks {
		if b.To-b.From > usual && b.From >= t[0] && b.To <= t[len(t)-1] {
			pauses = append(pauses, b)
		}
	}
	return pauses
}

// medianInterval returns the median time between neighbours of t, in s.
func medianInterval(t []float64) float64 {
	steps := make([]float64, len(t)-1)
	for i := range steps {
		steps[i] = t[i+1] - t[i]
	}
	slices.Sort(steps)
	return steps[(len(steps)-1)/2]
}
