package summary

import (
	"math"

	"dayafter/internal/clean"
)

// Trace holds the run second by second, with one byte for each value. Like the series of
// package clean, it has no pauses (see Breaks). It covers whole steps of 5 s and leaves out
// up to 4 s at the end. Speed is five times as long as GAP and HR; a series without a known
// value is nil.
//
// Read it by its methods: the bytes are rounded in such a way that means over n values are
// exact to SpeedQuantum / n.
type Trace struct {
	Speed Series // distance over ground in each second, in SpeedQuantum m
	GAP   Series // mean grade-adjusted speed of each GAPStep, in SpeedQuantum m/s
	HR    Series // mean heart rate of each HRStep, beats/min; 0 missing
	Steep Series // seconds of steep climbing in each GAPStep; nil without any (see steepSeconds)
	// Breaks are the pauses that were cut out, in order.
	Breaks []Break
}

// Steps and quantum of a Trace.
const (
	GAPStep      = 5     // s
	HRStep       = 5     // s
	SpeedQuantum = 0.035 // m/s; faster speeds are stored as 255 quanta, 8.9 m/s
)

// Break is a pause cut out of a Trace.
type Break struct {
	At     float32 // s of the trace before which it lies
	Length float32 // s
}

// Seconds returns the length of the trace.
func (t *Trace) Seconds() int {
	return max(t.Speed.Len(), GAPStep*t.GAP.Len(), HRStep*t.HR.Len())
}

// compact copies the series into one new piece of memory.
func (t *Trace) compact() {
	all := make([]byte, 0, len(t.Speed)+len(t.GAP)+len(t.HR)+len(t.Steep))
	for _, s := range []*Series{&t.Speed, &t.GAP, &t.HR, &t.Steep} {
		if *s != nil {
			from := len(all)
			all = append(all, *s...)
			*s = all[from:len(all):len(all)]
		}
	}
}

// GAPSpeeds appends to dst[:0] the grade-adjusted speed at each GAPStep, in m/s, as a
// centred mean over span seconds, a multiple of GAPStep, or over fewer seconds at the ends.
// If the number of steps is even, there is one more step after than before.
func (t *Trace) GAPSpeeds(dst []float64, span int) []float64 {
	n, gap := max(span/GAPStep, 1), t.GAP.AppendTo(nil)
	if n%2 == 1 {
		return means(dst[:0], gap, n/2)
	}
	return shifted(dst[:0], gap, n/2-1, n/2)
}

// HeartRates appends to dst[:0] the mean heart rate of each span seconds (a multiple
// of HRStep), in beats/min; NaN if no value is known. It leaves out a last piece
// shorter than span.
func (t *Trace) HeartRates(dst []float64, span int) []float64 {
	dst = dst[:0]
	n, hr := max(span/HRStep, 1), t.HR.AppendTo(nil)
	for k := 0; k+n <= len(hr); k += n {
		dst = append(dst, meanHR(hr[k:k+n]))
	}
	return dst
}

// meanHR returns the mean of the known heart rates; NaN if there are none.
func meanHR(hr []uint8) float64 {
	sum, n := 0, 0
	for _, v := range hr {
		if v > 0 {
			sum, n = sum+int(v), n+1
		}
	}
	if n == 0 {
		return math.NaN()
	}
	return float64(sum) / float64(n)
}

func means(dst []float64, s []uint8, half int) []float64 { return shifted(dst, s, half, half) }

// shifted appends for each value the mean from behind values before it to ahead
// values after it.
func shifted(dst []float64, s []uint8, behind, ahead int) []float64 {
	sum, n := 0, 0
	for _, v := range s[:min(ahead, len(s))] {
		sum, n = sum+int(v), n+1
	}
	for k := range s {
		if k+ahead < len(s) {
			sum, n = sum+int(s[k+ahead]), n+1
		}
		if k > behind {
			sum, n = sum-int(s[k-behind-1]), n-1
		}
		dst = append(dst, float64(sum)*SpeedQuantum/float64(n))
	}
	return dst
}

// MedianGAP returns the median moving grade-adjusted speed, in m/s; NaN if nothing
// moved.
func (t *Trace) MedianGAP() float64 {
	var count [256]int
	var hour [3600 / GAPStep]uint8 // longer runs need an allocation
	for _, v := range t.GAP.AppendTo(hour[:0]) {
		count[v]++
	}
	return medianQuantum(&count)
}

// medianQuantum returns the median of the counted quanta of clean.PauseSpeed or
// more.
func medianQuantum(count *[256]int) float64 {
	n := 0
	const slowest = int(clean.PauseSpeed*1000) / int(SpeedQuantum*1000)
	for _, c := range count[slowest:] {
		n += c
	}
	if n == 0 {
		return math.NaN()
	}
	for k, below := slowest, 0; ; k++ {
		if c := count[k]; 2*(below+c) >= n {
			// Interpolate within the quantum by rank.
			return (float64(k) + (float64(n)/2-float64(below))/float64(c) - 0.5) * SpeedQuantum
		}
		below += count[k]
	}
}

// trace quantises a track.
func trace(t *clean.Track) Trace {
	steps := t.Seconds() / GAPStep
	tr := Trace{
		Speed: Pack(quanta(t.Speed, steps*GAPStep, 1)),
		GAP:   Pack(quanta(t.GAP, steps, GAPStep)),
		HR:    Pack(beats(t.HR, steps)),
		Steep: Pack(steepSeconds(t, steps)),
	}
	for _, b := range t.Breaks {
		tr.Breaks = append(tr.Breaks, Break{float32(min(b.At, steps*GAPStep)), float32(b.Length)})
	}
	return tr
}

// quanta returns the means of n steps of step seconds in SpeedQuantum, and carries
// each rounding error into the next mean.
func quanta(s []float64, n, step int) []uint8 {
	if s == nil || n == 0 {
		return nil
	}
	out := make([]uint8, n)
	scale := 1 / (SpeedQuantum * float64(step))
	carry := 0.5
	for k := range out {
		sum := 0.0
		for _, v := range s[k*step : (k+1)*step] {
			sum += v
		}
		v := sum*scale + carry
		q := math.Floor(v)
		carry = v - q
		if q > 255 { // a branch takes half the time of min, because each value depends on the one before
			q, carry = 255, min(v-255, 1)
		}
		out[k] = uint8(q)
	}
	return out
}

// beats returns the mean heart rates of n steps of HRStep seconds; 0 where missing.
func beats(hr []float64, n int) []uint8 {
	if hr == nil || n == 0 {
		return nil
	}
	out := make([]uint8, n)
	for k := range out {
		sum, known := 0.0, 0.0
		for _, v := range hr[k*HRStep : (k+1)*HRStep] {
			if v == v {
				sum, known = sum+v, known+1
			}
		}
		if known > 0 {
			out[k] = uint8(sum/known + 0.5)
		}
	}
	return out
}
