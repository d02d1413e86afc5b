package classify

import (
	"fmt"
	"math"
	"strings"

	"dayafter/internal/activity"
	"dayafter/internal/history"
	"dayafter/internal/unit"
)

// mark fills Marks with remarks on the run. Only these use the intent; it changes no class.
func (c *judging) mark() {
	if c.Sport != activity.Run {
		return
	}
	c.markStrides()
	c.markFatigue()
	c.markIntent()
}

// markStrides remarks that a run ended with strides, which do not make it a workout.
func (c *judging) markStrides() {
	if c.run != nil && c.effort.strides && c.Class != Key {
		c.Strides = c.run.alike.n
		c.say("with %d strides at the end", c.Strides)
	}
}

// markFatigue adds a remark on the effort of a run in a stressor's fatigue, unless it is a
// recovery run.
func (c *judging) markFatigue() {
	hard := c.Intensity == Steady || c.Intensity == Hard
	switch {
	case c.Stressor < 0:
	case c.Class == Key, c.Class == Easy && hard:
		c.Marks = append(c.Marks, "day-after, not recovery-paced")
	case c.Class == Easy && c.low() && c.Judged == Easy:
		c.Marks = append(c.Marks, "day-after: easy, "+c.notRecovery())
	}
}

// noticed is the share by which a value has to lie below the usual for a remark to say so.
// Ours.
const noticed = 0.01

// notRecovery returns the words that say why an easy run was no recovery run.
func (c *judging) notRecovery() string {
	var less []string
	for _, x := range []struct {
		word       string
		got, usual float64
	}{
		{"slower", c.run.alone.flat, c.run.usual.flat},
		{"lower", c.run.alone.heart, c.run.usual.heart},
		{"shorter", c.run.alone.moving, c.length.median},
	} {
		if x.got < (1-noticed)*x.usual {
			less = append(less, x.word)
		}
	}
	ways := strings.Join(less, " and ") + " than usual"
	switch {
	case c.farLonger() && len(less) == 0:
		return "far longer than usual, so no recovery run"
	case c.farLonger():
		return ways + ", but far longer, so no recovery run"
	case len(less) == 0:
		return "but no slower, lower or shorter than usual"
	}
	return ways + ", not enough for a recovery run"
}

// markIntent remarks a run that was run otherwise than its title says.
func (c *judging) markIntent() {
	in, hard := c.Intent, c.Class == Key || c.Intensity == Steady || c.Intensity == Hard
	if (in.Recovery || in.Easy) && c.Class == Long {
		c.say("called %s, %s of running; %s", calledEasy(in), unit.Clock(c.length.ran), longBegins(c.length.limit(), c.length.median))
	}
	switch {
	case in.Recovery && hard:
		c.say("called recovery, %s", c.howHard())
	case in.Easy && (c.Class == Key || c.Intensity == Hard):
		c.say("called easy, %s", c.howHard())
	case in.Race && !c.Stress(), in.Key && !c.Stress():
		c.say("called a hard run, %s", c.howHard())
	case in.Long && c.Class != Long && !math.IsNaN(c.length.ran):
		c.say("called long, %s of running; %s", unit.Clock(c.length.ran), longBegins(c.length.limit(), c.length.median))
	}
}

// longBegins returns the words for the limit from which a run is long; usual is NaN if
// there are too few other runs.
func longBegins(limit, usual float64) string {
	if math.IsNaN(usual) {
		return "with so few other runs known, long begins at " + unit.Clock(limit)
	}
	return "long for you begins at " + unit.Clock(limit)
}

// calledEasy returns the word for an intent to go easy.
func calledEasy(in history.Intent) string {
	if in.Recovery {
		return Recovery.String()
	}
	return Easy.String()
}

func (c *judging) say(format string, args ...any) {
	c.Marks = append(c.Marks, fmt.Sprintf(format, args...))
}

// howHard returns the words for the intensity, by heart rate or else by pace.
func (c *judging) howHard() string {
	switch share := c.heart() / c.lthr(); {
	case share > 0 && sure(c.zones.LTHR.Standing):
		return "run at " + percent(share) + " of LTHR"
	case share > 0:
		return "run at " + percent(share) + " of LTHR, which may be higher than known"
	}
	if share := c.pace(); share > 0 {
		return "run at " + percent(share) + " of your easy speed"
	}
	return "and how hard it was is not known"
}
