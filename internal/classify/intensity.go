package classify

import (
	"math"

	"dayafter/internal/zone"
)

// Cuts of intensity by mean heart rate.
const (
	veryEasyHeart = 0.94             // of the easy ceiling: 80 % of LTHR. Ours.
	boundHeart    = 0.90             // of LTHR: Friel's zone 3 begins there
	hardHeart     = 0.95             // of LTHR: Friel's zone 4 begins there
	hardOfCeiling = hardHeart / 0.85 // of the easy ceiling, without LTHR: the same by a ceiling of 85 %
)

// Cuts of intensity by grade-adjusted speed, as shares of the runner's steady
// base, for runs without heart rate. Ours.
const (
	veryEasySpeed = 0.94
	steadySpeed   = 1.06
	hardSpeed     = 1.12
)

// intensity makes the second pass: it grades how hard the session was, by heart rate where it and a
// ceiling are known, else, for runs, by speed against the runner's own base.
func (c *judging) intensity() {
	heart, ceiling := c.heart(), c.ceiling()
	switch {
	case !math.IsNaN(heart) && !math.IsNaN(ceiling):
		c.Intensity = c.byHeart(heart, ceiling)
	case c.run != nil:
		c.Intensity = bySpeed(c.pace())
	}
	c.Intensity = max(c.Intensity, c.leastIntensity())
}

// leastIntensity returns how hard a run was at least by what made it key: the mean
// heart rate of a workout hides it behind the warm-up and the rests.
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

// ceiling returns the heart rate at which running stops being easy, beats/min; NaN.
func (c *judging) ceiling() float64 {
	if len(c.zones.HR.Lower) == 0 {
		return nan
	}
	return c.zones.HR.EasyTop * c.options.ThresholdShift
}

// pace returns the median grade-adjusted speed as a share of the steady base; NaN also
// without other runs, when the run is its own base.
func (c *judging) pace() float64 {
	if c.run.usual.runs == 0 {
		return nan
	}
	return c.run.alone.gap / c.run.usual.gap
}

func (c *judging) byHeart(heart, ceiling float64) Intensity {
	switch {
	case heart < veryEasyHeart*ceiling:
		return VeryEasy
	case heart < ceiling || c.easyByBound() && heart < boundHeart*c.lthr():
		return EasyIntensity
	case c.easyByBound():
		return Steady
	case heart >= hardHeart*c.lthr(), math.IsNaN(c.lthr()) && heart >= hardOfCeiling*ceiling:
		return Hard
	default:
		return Steady
	}
}

// easyByBound reports whether a run at the runner's easy pace is held against a
// threshold that is only known to be no lower, which can only make it look harder
// than it was: it is taken as easy up to zone 2, and never as hard.
func (c *judging) easyByBound() bool {
	bound := c.zones.HR.System == zone.FrielHeart && c.zones.LTHR.Standing == zone.LowerBound
	return bound && c.run != nil && c.pace() < steadySpeed
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
