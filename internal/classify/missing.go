package classify

import (
	"fmt"
	"math"

	"dayafter/internal/zone"
)

// lack fills Missing: what was not there, and what it would have changed.
func (c *judging) lack() {
	if c.run == nil {
		return
	}
	if len(c.Sum.Trace.Speed) == 0 {
		c.miss("no speed: repetitions, tempo and hills cannot be seen; only the duration counts")
	}
	switch t := c.zones.LTHR; {
	case math.IsNaN(c.heart()):
		c.miss("no heart rate: intensity is judged by pace alone, and a tempo run cannot be told from a fast easy one")
	case t.Standing == zone.Missing:
		c.miss("no lactate-threshold heart rate: one hard run of 20 min, or --lthr, would give the zones their limits")
	case t.Standing == zone.Provisional:
		c.miss("lactate-threshold heart rate is a guess from few runs: intensity may change with more")
	}
	switch n := c.run.usual.runs; {
	case n == 0:
		c.miss("no other run to compare with: the run is its own measure, and long means 90 min; --history would tell what is usual for you")
	case n < fewOthers:
		c.miss(fmt.Sprintf("only %s to compare with: what is usual for you is uncertain, and long means 90 min", plural(float64(n), "other run")))
	}
}

func (c *judging) miss(text string) { c.Missing = append(c.Missing, text) }
