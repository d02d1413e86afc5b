package classify

import (
	"cmp"
	"slices"

	"dayafter/internal/activity"
)

// inContext is the third pass: what each session came after. Low intensity in the
// fatigue of a stressor is recovery; the same run fresh is easy. Only classes of
// the first pass, and the user's own, make a stressor, so the order of judging
// does not matter.
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
	}
}

// follow finds the stressor that c started in the fatigue of: the last one to
// end among the sessions before it, if it ended within Options.After hours or on
// the calendar day before.
func (c *judging) follow(cases []judging, before []int) {
	for k := len(before) - 1; k >= 0; k-- {
		s := &cases[before[k]]
		if c.Day-s.Day > 7 {
			break
		}
		hours := c.Sum.Start.Sub(s.Sum.End()).Hours()
		if !s.Stress() || hours < 0 || hours > c.options.After && c.Day-s.Day != 1 {
			continue
		}
		if c.Stressor < 0 || hours < c.HoursSince {
			c.Stressor, c.HoursSince, c.NextDay = before[k], hours, c.Day-s.Day == 1
		}
	}
	c.settle()
}

// settle makes easy runs recovery runs where the context says so.
func (c *judging) settle() {
	if c.Sport != activity.Run || c.Judged != Easy {
		return
	}
	if c.Stressor >= 0 && c.low() {
		c.Judged = Recovery
		if !c.Override {
			c.Class = Recovery
		}
	}
}

// low reports whether the intensity is low.
func (c *judging) low() bool { return c.Intensity == VeryEasy || c.Intensity == EasyIntensity }
