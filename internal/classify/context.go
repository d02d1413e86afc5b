package classify

import (
	"cmp"
	"slices"

	"dayafter/internal/activity"
	"dayafter/internal/zone"
)

// Signs of a recovery run, in comparison with the runner's usual easy running. Ours.
const (
	slower  = 0.95 // × steady base, or less
	lower   = 0.95 // × usual easy heart rate, or less
	shorter = 0.90 // × median moving time, or less
	signsOf = 2    // number of these three signs, or more

	lowSigns  = 2   // number of them that are about effort: slower and lower
	farLonger = 1.6 // × median moving time, or more
)

// inContext makes the third pass: it finds the stressor before each session. A run of low
// intensity that was run as a recovery run is recovery if it started in the fatigue of a
// stressor; otherwise it is easy. Only the classes of the first pass and the user's own
// classes make a session a stressor, so the order of judging does not matter.
func inContext(cases []judging) {
	order := make([]int, len(cases))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(cases[a].Sum.Start.UnixNano(), cases[b].Sum.Start.UnixNano())
	})
	for k, i := range order {
		cases[i].follow(cases, order[:k])
		cases[i].recover()
	}
}

// lookBack returns how many days before a session its stressor may have started:
// Options.After, and a day for the stressor's own length.
func (o *Options) lookBack() int { return 2 + int(o.After/24) }

// follow finds the stressor whose fatigue c started in. It is the last stressor to end
// before c, if it ended within Options.After hours or on the calendar day before.
func (c *judging) follow(cases []judging, before []int) {
	for k := len(before) - 1; k >= 0; k-- {
		s := &cases[before[k]]
		if int(c.Day-s.Day) > c.options.lookBack() {
			return
		}
		apart := int(c.Day - s.EndDay())
		hours := c.Sum.Start.Sub(s.Sum.End()).Hours()
		if !s.Stress() || hours < 0 || hours > c.options.After && apart != 1 {
			continue
		}
		if c.Stressor < 0 || hours < c.HoursSince {
			c.Stressor, c.HoursSince = before[k], hours
			c.after = ruleAfterKey
			if s.Class == Long {
				c.after = ruleAfterLong
			}
		}
	}
}

// recover makes an easy run a recovery run if it was run as one.
func (c *judging) recover() {
	if c.Sport != activity.Run || c.Judged != Easy || c.Stressor < 0 || !c.asRecovery() {
		return
	}
	c.Judged = Recovery
	if !c.Override {
		c.Class = Recovery
	}
}

// low reports whether the intensity is easy or very easy.
func (c *judging) low() bool { return c.Intensity == VeryEasy || c.Intensity == EasyIntensity }

// asRecovery reports whether a run of low intensity was run as a recovery run: either it is
// very easy and slower, or lower in heart rate, than usual, or two of these hold: slower,
// lower in heart rate, shorter. A run at the usual easy pace is easy running. Length alone
// never rules a recovery run out (Fitzgerald: as long and fast as you want). But a run far
// longer than usual is slow because of its length, its hills and its walking, so it must
// also be lower in heart rate and mostly running.
func (c *judging) asRecovery() bool {
	if !c.low() || c.aboveCeiling() {
		return false
	}
	effort := c.signsOfLowEffort()
	if c.farLonger() {
		return effort == lowSigns && c.length.ran >= c.run.alone.moving/2
	}
	return c.Intensity == VeryEasy && effort > 0 || effort+count(c.run.alone.moving <= shorter*c.length.median) >= signsOf
}

// signsOfLowEffort counts the signs that a run was slower, and lower in heart rate,
// than the runner's usual easy running.
func (c *judging) signsOfLowEffort() int {
	return count(c.run.alone.flat <= slower*c.run.usual.flat) + count(c.run.alone.heart <= lower*c.run.usual.heart)
}

// farLonger reports whether a run took far longer than usual.
func (c *judging) farLonger() bool { return c.run.alone.moving >= farLonger*c.length.median }

// count returns 1 for true and 0 for false.
func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// aboveCeiling reports whether too much of a run with a trusted heart rate lies
// above the easy ceiling, and pace does not explain it.
func (c *judging) aboveCeiling() bool {
	return c.Sum.TrustsHR() && !c.OddHeart && zone.ShareAbove(c.Sum.HRSeconds, c.ceiling()) > MostAbove && !(c.pace() <= 1/(1+ClearlySlower))
}
