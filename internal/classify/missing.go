package classify

import (
	"fmt"
	"math"

	"dayafter/internal/zone"
)

// listMissing fills Missing with the missing data and what they would have changed.
func (c *judging) listMissing() {
	if c.run == nil {
		return
	}
	if c.Judged == Unknown && c.tooShort() {
		c.miss("too short to judge: less than 5 min of moving")
	}
	if len(c.Sum.Trace.Speed) == 0 {
		c.miss("no speed: repetitions, tempo and hills cannot be seen; only the duration counts")
	}
	switch t := c.zones.LTHR; {
	case math.IsNaN(c.heart()):
		c.miss("no heart rate: " + c.judgedBy() + ", and a tempo run cannot be distinguished from a fast easy run")
	case c.OddHeart:
		c.miss(fmt.Sprintf("no plausible heart rate: it is %s above your usual at this pace, as if the sensor counted steps; %s", percent(c.heart()/c.run.usual.heart-1), c.judgedBy()))
	case t.Standing == zone.Missing:
		c.miss("no lactate-threshold heart rate: " + c.judgedBy() + "; one hard run of 20 min, or --lthr, would give the zones their limits")
	case t.Standing == zone.Provisional:
		c.miss("lactate-threshold heart rate could only be guessed from too few runs: " + c.judgedBy() + "; more runs, --lthr or --max-hr would help")
	}
	switch n := c.run.usual.runs; {
	case n == 0:
		c.miss("no other run to compare with: the run is its own measure, and long means 90 min; --history would show what is usual for you")
	case n < fewOthers:
		c.miss(fmt.Sprintf("only %s to compare with: what is usual for you is uncertain, and long means 90 min", plural(float64(n), "other run")))
	}
}

// judgedBy returns the words for the data that the intensity rests on.
func (c *judging) judgedBy() string {
	switch {
	case c.usesHeart():
		return "intensity is judged by " + c.zones.HR.System
	case !math.IsNaN(c.pace()):
		return "intensity is judged by pace alone"
	case c.Intensity != NoIntensity:
		return "intensity is judged by the structure of the run alone"
	}
	return "intensity is unknown"
}

func (c *judging) miss(text string) { c.Missing = append(c.Missing, text) }
