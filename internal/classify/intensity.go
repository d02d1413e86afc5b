package classify

import "math"

// Cuts of intensity by mean heart rate, as shares of the easy ceiling and of LTHR.
const (
	veryEasyHeart = 0.94 // of the easy ceiling: 80 % of LTHR. Ours.
	hardHeart     = 0.95 // of LTHR: Friel's zone 4 begins there.
)

// Cuts of intensity by speed, as shares of the runner's steady base, for runs
// without heart rate. Ours.
const (
	veryEasySpeed = 0.94
	steadySpeed   = 1.06
	hardSpeed     = 1.12
)

// intensity is the second pass: how hard it was, by heart rate where it and a
// ceiling are known, else, for runs, by speed against the runner's own base.
func (c *judging) intensity() {
	heart, ceiling := c.heart(), c.ceiling()
	switch {
	case !math.IsNaN(heart) && !math.IsNaN(ceiling):
		c.Intensity = byHeart(heart, ceiling, c.lthr())
	case c.run != nil:
		c.Intensity = bySpeed(c.run.alone.gap / c.run.usual.gap)
	}
}

// heart is the mean heart rate, beats/min; NaN when most of it is missing.
func (c *judging) heart() float64 {
	if c.Sum.HRShare >= minHRShare {
		return c.Sum.AvgHR
	}
	return nan
}

// ceiling is the heart rate at which running stops being easy, beats/min; NaN.
func (c *judging) ceiling() float64 {
	if len(c.zones.HR.Lower) == 0 {
		return nan
	}
	return c.zones.HR.EasyTop * c.options.ThresholdShift
}

func byHeart(heart, ceiling, lthr float64) Intensity {
	switch {
	case heart < veryEasyHeart*ceiling:
		return VeryEasy
	case heart < ceiling:
		return EasyIntensity
	case !(heart >= hardHeart*lthr):
		return Steady
	default:
		return Hard
	}
}

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
