package zone

import (
	"fmt"
	"math"
	"slices"

	"dayafter/internal/summary"
)

// Limits of a steady stretch, which shows the heart rate at a speed. Ours.
const (
	steadyAfter = 600 // s from the start, in which the heart rate still rises
	steadySpan  = 180 // s, long enough for the heart rate to follow the speed
	steadyLag   = 60  // s at the start of the stretch in which the heart rate still adapts
	steadyRange = 1.05
	nearSpeed   = 0.04 // share by which a stretch may differ from threshold speed
	fewSteady   = 6    // stretches needed
)

// steady holds the grade-adjusted speed in m/s and the heart rate in beats/min of one
// stretch.
type steady struct{ speed, heart float32 }

// steadies returns the steady stretches of a run.
func steadies(t *summary.Trace) (out []steady) {
	gap, hr := t.GAP.AppendTo(nil), t.HR.AppendTo(nil)
	const n, lag = steadySpan / summary.GAPStep, steadyLag / summary.GAPStep
	for k := steadyAfter / summary.GAPStep; k+n <= min(len(gap), len(hr)); k += n {
		if speed, ok := evenSpeed(gap[k : k+n]); ok {
			if heart := meanOf(hr[k+lag : k+n]); heart > 0 {
				out = append(out, steady{float32(speed), float32(heart)})
			}
		}
	}
	return out
}

// evenSpeed returns the mean speed of a stretch in m/s; ok is false if its thirds
// differ.
func evenSpeed(gap []uint8) (speed float64, ok bool) {
	n := len(gap) / 3
	a, b, c := meanOf(gap[:n]), meanOf(gap[n:2*n]), meanOf(gap[2*n:])
	return (a + b + c) / 3 * summary.SpeedQuantum, min(a, b, c) > 0 && max(a, b, c) <= steadyRange*min(a, b, c)
}

// meanOf returns the mean of the values; 0 if one of them is missing.
func meanOf(values []uint8) float64 {
	sum := 0
	for _, v := range values {
		if v == 0 {
			return 0
		}
		sum += int(v)
	}
	return float64(sum) / float64(len(values))
}

// speedSource returns the median heart rate of the steady stretches at threshold
// speed, if critical speed is confirmed.
func (v view) speedSource() (s source, ok bool) {
	cs := v.criticalSpeed()
	if cs.Standing < Confirmed { // an estimate of critical speed that is too low would give a heart rate that is too low
		return s, false
	}
	speed := thresholdShare * cs.Value
	heart, run := v.heartAt(speed)
	if len(heart) < fewSteady {
		return s, false
	}
	slices.Sort(heart)
	m := heart[len(heart)/2]
	return source{m, speedSpread, run, fmt.Sprintf("%.0f bpm at threshold pace", m)}, true
}

// heartAt returns the heart rates of the steady stretches near a speed in the
// window of critical speed, and the last run with such a stretch.
func (v view) heartAt(speed float64) (heart []float64, run int) {
	run = -1
	lo, hi := v.span(speedDays)
	for _, d := range v.book.days[lo:hi] {
		for i := d.first; i < d.next; i++ {
			if !v.sees(i) {
				continue
			}
			for _, s := range v.book.efforts[i].steady() {
				if math.Abs(float64(s.speed)/speed-1) <= nearSpeed {
					heart, run = append(heart, float64(s.heart)), i
				}
			}
		}
	}
	return heart, run
}
