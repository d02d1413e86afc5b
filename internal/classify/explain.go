package classify

import (
	"cmp"
	"math"
	"slices"
)

var nan = math.NaN()

// decisive is the share of its scale that a sign must reach to be shown as a reason.
const decisive = 0.5

// explain fills Evidence, with the reasons that decided the class in front.
func (c *judging) explain() {
	if c.Override {
		c.add(ruleOverride, nan, nan, nan, "", c.Class)
	}
	if c.run == nil {
		return
	}
	c.explainLength()
	c.explainEffort()
	c.explainSigns()
	c.explainIntensity()
	c.explainFelt()
	c.setConfidence()
}

func (c *judging) add(rule string, got, usual, limit float64, unit string, speaksFor Class) {
	alone := c.run != nil && c.run.usual.runs == 0
	c.Evidence = append(c.Evidence, Evidence{rule, got, usual, limit, unit, speaksFor, alone})
}

func (c *judging) explainLength() {
	l := c.length
	if c.Judged != Long && !(l.ran >= 0.9*l.limit()) { // true if it is NaN, too
		return
	}
	c.add(ruleLong, l.ran, l.median, l.limit(), "s", Long)
	if l.week > 0 {
		c.add(ruleWeek, l.ran, l.week, longOfWeek*l.week, "s", Long)
	}
}

func (c *judging) explainEffort() {
	e := &c.effort
	if e.byRace {
		c.add(ruleRace, e.near, nan, raceNear, "share", Key)
	}
	if e.byHills {
		c.add(ruleHills, float64(c.Sum.Climbs), nan, hillCount, "", Key)
	}
	if e.byAlike {
		c.add(ruleAlike, float64(c.run.alike.n), nan, alikeCount, "", Key)
	}
	if e.byWhole {
		c.add(ruleWhole, e.whole, nan, wholeRatio, "share", Key)
	}
	if e.laps >= lapCount {
		c.add(ruleLaps, float64(e.laps), nan, lapCount, "", Key)
	}
	if e.byBlocks {
		c.add(ruleBlocks, e.blocks.seconds, nan, blockTotal, "s", Key)
	}
	if e.byHard {
		c.add(ruleThreshold, e.seconds, nan, e.enough(c.lthr()), "s", Key)
		if limit := thresholdHeart * c.lthr(); !math.IsNaN(e.heart) && !math.IsNaN(limit) {
			c.add(ruleHeartInBout, e.heart, nan, limit, "bpm", Key)
		}
	}
}

// explainSigns adds the signs that speak for key, the strongest first.
func (c *judging) explainSigns() {
	over := &c.run.over
	var strong []sign
	for k, v := range over {
		if sign(k) == ownFast && c.run.usual.runs == 0 {
			continue // without other runs, the fastest tenth is a tenth of this run itself
		}
		if scales[k].share(v) >= decisive {
			strong = append(strong, sign(k))
		}
	}
	slices.SortStableFunc(strong, func(a, b sign) int {
		return cmp.Compare(scales[b].share(over[b]), scales[a].share(over[a]))
	})
	for _, k := range strong {
		usual := nan
		if scales[k].habit {
			usual = c.run.signs[k] - over[k]
		}
		c.add(scales[k].rule, c.run.signs[k], usual, scales[k].from, scales[k].unit, Key)
	}
}

// explainIntensity adds how hard it was and, in a stressor's fatigue, what came
// before and how short the run was.
func (c *judging) explainIntensity() {
	a, u := &c.run.alone, &c.run.usual
	if heart, ceiling := c.heart(), c.ceiling(); c.usesHeart() {
		rule := ruleHeart
		if c.easyByBound() {
			rule = ruleHeartBound
		}
		c.add(rule, heart, u.heart, ceiling, "bpm", classFor(c.byHeart(heart, ceiling) <= EasyIntensity))
	}
	if !math.IsNaN(c.pace()) {
		c.add(rulePace, a.gap, u.gap, steadySpeed*u.gap, "m/s", classFor(a.gap < steadySpeed*u.gap))
	}
	if c.Stressor < 0 {
		return
	}
	c.add(c.after, c.HoursSince, nan, c.options.After, "h", Recovery)
	if a.moving <= shorter*c.length.median {
		c.add(ruleShort, a.moving, c.length.median, shorter*c.length.median, "s", Recovery)
	}
}

// FeltHard is the runner's own rating of the effort from which a run felt hard, on Borg's
// CR-10 scale, on which 5 is hard.
const FeltHard = 6

// explainFelt adds how hard the runner says the run was. The rating decides nothing,
// because few watches ask for it and few runners always answer.
func (c *judging) explainFelt() {
	if rpe := c.Sum.Rating.RPE; rpe > 0 {
		c.add(ruleFelt, rpe, nan, FeltHard, "", classFor(rpe < FeltHard))
	}
}

// classFor returns the class for which an intensity speaks.
func classFor(low bool) Class {
	if low {
		return Easy
	}
	return Key
}
