package classify

import (
	"math"

	"dayafter/internal/zone"
)

// Cuts of intensity by mean heart rate. Very easy ends at the recovery ceiling and
// easy at the easy ceiling.
const (
	hardHeart     = 0.95                        // share of LTHR: Friel's zone 4 begins there
	hardOfCeiling = hardHeart / zone.EasyOfLTHR // share of the easy ceiling, if LTHR is unknown: the same limit
)

// MostAbove is the share of a run's seconds with heart rate that may lie at or above
// the easy ceiling. ClearlySlower is the share by which a run has to be slower than
// the runner's usual easy pace to be easy whatever its heart rate: heat, hills,
// tiredness and a bad sensor raise the heart rate of a slow run, too. Ours.
const (
	MostAbove     = 0.25
	ClearlySlower = 0.03
)

// Limits for a sensor that counts steps instead of heartbeats. At a given speed, the heart
// rate of real runners varies by 3 to 4 % (SD) from run to run; on steep ground the pace
// says too little. Ours.
const (
	oddHeart  = 1.15 // × the usual heart rate of easy running, or more
	nearSteps = 0.1  // share by which the heart rate may differ from the cadence
	flatClimb = 15   // m of ascent per km, or less
)

// Cuts of intensity by grade-adjusted speed, as shares of the runner's steady
// base, for runs without heart rate. Ours.
const (
	veryEasySpeed = 0.94
	steadySpeed   = 1.06
	hardSpeed     = 1.12
)

// intensity makes the second pass: it grades how hard the session was. It uses heart rate
// if that and the ceiling are known. Otherwise it compares the speed of a run with the
// runner's own base.
func (c *judging) intensity() {
	c.OddHeart = c.oddHeart()
	switch {
	case c.usesHeart():
		c.Intensity = c.byHeart(c.heart(), c.ceiling())
		if c.run != nil && c.pace() <= 1/(1+ClearlySlower) {
			c.Intensity = min(c.Intensity, EasyIntensity)
		}
	case c.run != nil:
		c.Intensity = bySpeed(c.pace())
	}
	c.Intensity = max(c.Intensity, c.leastIntensity())
}

// usesHeart reports whether heart rate decides the intensity. It does if the heart rate and
// the easy ceiling are known, unless the sensor seems to have counted steps.
func (c *judging) usesHeart() bool {
	return !c.OddHeart && !math.IsNaN(c.heart()) && !math.IsNaN(c.ceiling())
}

// oddHeart reports whether an optical sensor seems to have counted steps: in a run on the flat
// at an easy pace, the heart rate lies far above the usual and close to the cadence.
func (c *judging) oddHeart() bool {
	if c.run == nil || c.Judged == Key || !(c.pace() < steadySpeed) || !known(c.run.usual.heart) {
		return false
	}
	heart := c.heart()
	return heart >= oddHeart*c.run.usual.heart && math.Abs(heart/c.Sum.AvgCadence-1) <= nearSteps &&
		!(c.Sum.Ascent > flatClimb*c.Sum.Distance/1000)
}

// leastIntensity returns the lowest intensity that fits the reason for which a run is key.
// The mean heart rate of a workout is too low, because it includes the warm-up and the
// rests.
func (c *judging) leastIntensity() Intensity {
	switch {
	case c.Judged != Key:
		return NoIntensity
	case c.effort.byRace, c.effort.byHard:
		return Hard
	default:
		return Steady
	}
}

// heart returns the mean heart rate, beats/min; NaN when most of it is missing.
func (c *judging) heart() float64 {
	if c.Sum.UsableHR() {
		return c.Sum.AvgHR
	}
	return nan
}

// ceiling returns the heart rate at which running stops being easy, beats/min; NaN
// if it is unknown.
func (c *judging) ceiling() float64 { return c.zones.HR.EasyTop * c.options.ThresholdShift }

// recoveryCeiling returns the heart rate at which a run stops being a recovery run,
// beats/min; NaN if it is unknown.
func (c *judging) recoveryCeiling() float64 {
	return c.zones.HR.RecoveryTop * c.options.ThresholdShift
}

// pace returns the median grade-adjusted speed as a share of the steady base; NaN if it is
// unknown, or if the run is its own base because there is no other run.
func (c *judging) pace() float64 {
	if c.run.usual.runs == 0 {
		return nan
	}
	return c.run.alone.gap / c.run.usual.gap
}

func (c *judging) byHeart(heart, ceiling float64) Intensity {
	switch {
	case heart < c.recoveryCeiling():
		return VeryEasy
	case heart < ceiling || c.easyByBound() && heart < ceiling+c.zones.HR.Margin:
		return EasyIntensity
	case c.easyByBound() && c.zones.HR.System != zone.FrielHeart:
		return bySpeed(c.pace())
	case c.easyByBound():
		return Steady
	case heart >= hardHeart*c.lthr(), math.IsNaN(c.lthr()) && heart >= hardOfCeiling*ceiling:
		return Hard
	default:
		return Steady
	}
}

// easyByBound reports whether a run at the runner's easy pace is compared with a threshold
// of which only a lower bound is known. Such a bound can only make the run look harder than
// it was. With a bound of LTHR, the run is easy up to a margin above the ceiling, and never
// hard. A bound of the maximum heart rate says less, because a runner who never ran hard
// has never reached the maximum. Above a ceiling derived from that bound, pace decides.
func (c *judging) easyByBound() bool {
	return c.ceilingStands() == zone.LowerBound && c.run != nil && c.pace() < steadySpeed
}

// ceilingStands returns the standing of the threshold from which the heart-rate zones are
// derived.
func (c *judging) ceilingStands() zone.Standing {
	switch c.zones.HR.System {
	case zone.FrielHeart:
		return c.zones.LTHR.Standing
	case zone.WatchHeart:
		return zone.FromDevice
	}
	return c.zones.MaxHR.Standing
}

// sure reports whether a threshold is more than a bound or a guess.
func sure(s zone.Standing) bool { return s >= zone.Confirmed }

func bySpeed(share float64) Intensity {
	switch {
	case math.IsNaN(share):
		return NoIntensity
	case share < veryEasySpeed:
		return VeryEasy
	case share < steadySpeed:
		return EasyIntensity
	case share < hardSpeed:
		return Steady
	default:
		return Hard
	}
}
