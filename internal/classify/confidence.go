package classify

import "math"

// How a distance from a limit becomes a probability: the widths of logistics,
// fitted to titled runs and rounded. A run that is long by the clock is titled
// otherwise more often than a shorter one is titled long, hence two. Ours.
const (
	keyWidth    = 0.10 // of score
	longAbove   = 0.25 // of the logarithm of running time over the limit
	longBelow   = 0.06
	hillsOrRace = 0.92 // of runs that are hill repetitions or races, whatever their score
	otherRule   = 0.80 // of runs that are key by another rule and not by their score
	guessedRule = 0.75 // likewise when the rule leans on a threshold that is a guess
	doubtRuns   = 1    // other runs at which a verdict is half way between a guess and full confidence

	withoutHeart = 0.94 // of the confidence beyond a guess, without heart rate
	byGuess      = 0.95 // likewise, with thresholds that are guesses
)

// confide sets Confidence and RunnerUp from how far the run is from the limits.
// Confidence is calibrated on three classes: that of a recovery run says how sure
// it is that the run was easy, not that it was meant as recovery. Its runner-up is
// easy, and that of an easy run in a stressor's fatigue is recovery.
func (c *judging) confide() {
	if c.Judged == Unknown {
		return
	}
	long, key := c.chanceOfLong(), c.chanceOfKey()
	p := [...]float64{Long: long, Key: key * (1 - long), Easy: (1 - key) * (1 - long)}
	if c.effort.byRace {
		p = [...]float64{Long: long * (1 - key), Key: key, Easy: (1 - key) * (1 - long)}
	}
	class := c.Judged
	if class == Recovery {
		class = Easy
	}
	for _, other := range []Class{Long, Key, Easy} {
		if other != class && (c.RunnerUp == Unknown || p[other] > p[c.RunnerUp]) {
			c.RunnerUp = other
		}
	}
	switch {
	case c.Judged == Recovery:
		c.RunnerUp = Easy
	case c.Judged == Easy && c.Stressor >= 0 && c.low():
		c.RunnerUp = Recovery
	}
	c.Confidence = 0.5 + (p[class]-0.5)*c.knowledge()
}

// knowledge returns how much is known of the run and the runner, 0..1: the share of the
// confidence beyond a guess that stands.
func (c *judging) knowledge() float64 {
	n := float64(c.run.usual.runs)
	share := n / (n + doubtRuns)
	switch {
	case math.IsNaN(c.heart()):
		share *= withoutHeart
	case math.IsNaN(c.lthr()):
		share *= byGuess
	}
	return share
}

func (c *judging) chanceOfLong() float64 {
	x := math.Log(max(c.length.ran, 1) / c.length.limit())
	switch {
	case math.IsNaN(x):
		return 0.5
	case c.Judged == Key && x > 0 && !c.effort.byRace:
		return 1 - logistic(x/longAbove) // long enough, but a workout
	case x > 0:
		return logistic(x / longAbove)
	}
	return logistic(x / longBelow)
}

func (c *judging) chanceOfKey() float64 {
	key := logistic((c.run.score - keyScore) / keyWidth)
	if math.IsNaN(key) {
		key = 0.5
	}
	e := &c.effort
	switch {
	case e.byHills || e.byRace:
		key = max(key, hillsOrRace)
	case e.byAlike, e.byWhole:
		key = max(key, hillsOrRace)
	case e.byLaps || e.byHard && sure(c.zones.LTHR.Standing):
		key = max(key, otherRule)
	case e.byHard:
		key = max(key, guessedRule)
	}
	return key
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
