package summary

import "dayafter/internal/clean"

// Limits of steep climbing. Ours: climbing 500 m an hour for minutes is as hard as running,
// however slow it is, and walking on the flat never looks like it.
const (
	steepSpan = 60                    // s over which the climb rate is measured
	steepRate = 500.0 / 3600          // m/s of gain
	steepLong = 180                   // s of steep climbing in a row that count
	steepGain = steepRate * steepSpan // m in a span
)

// steepSeconds returns the number of seconds of steep climbing in each of n steps of
// GAPStep; nil if there is none.
func steepSeconds(t *clean.Track, n int) []uint8 {
	if t.Ele == nil {
		return nil
	}
	var out []uint8
	add := func(from, to int) {
		if to-from < steepLong {
			return
		}
		if out == nil {
			out = make([]uint8, n)
		}
		for k := from; k < min(to, n*GAPStep); k++ {
			out[k/GAPStep]++
		}
	}
	from := 0
	for k := range t.Ele {
		if !climbsAt(t, k) {
			add(from, k)
			from = k + 1
		}
	}
	add(from, len(t.Ele))
	return out
}

// climbsAt reports whether the runner climbs at second k, and steeply over the span around
// it.
func climbsAt(t *clean.Track, k int) bool {
	i, j := max(k-steepSpan/2, 0), min(k+steepSpan/2, len(t.Ele)-1)
	return !standing(t, k) && t.Ele[j]-t.Ele[i] >= steepGain*float64(j-i)/steepSpan
}
