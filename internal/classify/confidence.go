package classify

import "math"

// fit holds the constants that turn distances from limits into probabilities: the widths of
// logistic curves, and the shares of verdicts that were right. A run of the length of a
// long run often has another title, while a shorter run is seldom titled long. So there are
// two widths.
type fit struct {
	keyWidth    float64 // width for the score
	longAbove   float64 // width for the logarithm of running time over the limit
	longBelow   float64
	clearRule   float64 // share right of hill repetitions, races, repetitions alike and fast runs, whatever their score
	otherRule   float64 // share right of runs that are key by another rule and not by their score
	guessedRule float64 // share right of runs whose rule uses a guessed threshold
	known       float64 // share of the confidence beyond a guess that remains
	corrections [Recovery + 1]Correction
}

// Correction corrects the probability of a class: Shift + Slope × its logit (Platt 1999).
type Correction struct{ Shift, Slope float64 }

// Both fits were made to titled runs and rounded. Without heart rate, hills and repetitions
// are recognized as well as with it, but tempo runs are often wrong. cmd/score fits and
// prints the corrections. Ours.
var (
	fitWithHeart = fit{keyWidth: 0.10, longAbove: 0.25, longBelow: 0.06, clearRule: 0.93, otherRule: 0.80, guessedRule: 0.75, known: 1, corrections: [...]Correction{
		Unknown: {0, 1}, Long: {-0.051, 0.922}, Key: {0.160, 1.197}, Easy: {0.021, 0.929}, Recovery: {0.021, 0.929},
	}}
	fitWithoutHeart = fit{keyWidth: 0.10, longAbove: 0.60, longBelow: 0.06, clearRule: 0.98, otherRule: 0.62, guessedRule: 0.60, known: 0.93, corrections: [...]Correction{
		Unknown: {0, 1}, Long: {-0.084, 0.984}, Key: {-0.009, 1.210}, Easy: {0.089, 0.876}, Recovery: {0.089, 0.876},
	}}
)

const (
	doubtRuns = 1    // number of other runs with which the confidence is half way between a guess and its full value
	byGuess   = 0.94 // share of the confidence beyond a guess that remains with guessed thresholds
)

// fit returns the constants that hold for the run.
func (c *judging) fit() *fit {
	if math.IsNaN(c.heart()) {
		return &fitWithoutHeart
	}
	return &fitWithHeart
}

// setConfidence sets Confidence, AsEasy and RunnerUp from the distances to the limits. The
// runner-up of a recovery run is easy, and that of an easy run in a stressor's fatigue is
// recovery.
func (c *judging) setConfidence() {
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
	c.Confidence = c.correction(class).Of(0.5+(p[class]-0.5)*c.certainty(), c.knowledge())
	if c.AsEasy = nan; class == Easy {
		c.AsEasy = c.Confidence
	}
	if c.Judged == Recovery {
		c.Confidence *= c.chanceOfRecovery()
	}
}

// recoveryWidth is the distance of a sign of low effort from its limit, as a share of the
// limit, that gives a probability of 73 %. Ours: the labels name too few recovery runs to
// fit it.
const recoveryWidth = 0.03

// chanceOfRecovery returns the probability that an easy run was a recovery run, by the
// clearest sign of low effort.
func (c *judging) chanceOfRecovery() float64 {
	clearest := 0.5
	for _, limit := range []float64{
		slower * c.run.usual.flat / c.run.alone.flat, lower * c.run.usual.heart / c.run.alone.heart,
	} {
		if p := logistic((limit - 1) / recoveryWidth); p > clearest {
			clearest = p
		}
	}
	return clearest
}

// surest is the greatest probability that Logit distinguishes.
const surest = 0.98

// correction returns the correction of a class, which changes nothing if the options ask
// for that.
func (c *judging) correction(class Class) Correction {
	if c.options.Uncorrected {
		return Correction{0, 1}
	}
	return c.fit().corrections[class]
}

// Of returns the corrected probability. It applies only the share known (0..1) of the
// correction: with no other run, p stays a guess.
func (c Correction) Of(p, known float64) float64 {
	return logistic(c.Shift*known + (1+(c.Slope-1)*known)*Logit(p))
}

// Logit returns the logarithm of the odds of a probability. It first limits the probability
// to the range from 1 − surest to surest.
func Logit(p float64) float64 {
	p = min(max(p, 1-surest), surest)
	return math.Log(p / (1 - p))
}

// knowledge returns how much is known of the runner's other runs, 0..1.
func (c *judging) knowledge() float64 {
	n := float64(c.run.usual.runs)
	return n / (n + doubtRuns)
}

// certainty returns the share of the confidence beyond a guess that remains, 0..1.
func (c *judging) certainty() float64 {
	share := c.knowledge() * c.fit().known
	if math.IsNaN(c.lthr()) && !math.IsNaN(c.heart()) {
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
		return 1 - logistic(x/c.fit().longAbove) // long enough, but a workout
	case x > 0:
		return logistic(x / c.fit().longAbove)
	}
	return logistic(x / c.fit().longBelow)
}

func (c *judging) chanceOfKey() float64 {
	key := logistic((c.run.score - keyScore) / c.fit().keyWidth)
	if math.IsNaN(key) {
		key = 0.5
	}
	e := &c.effort
	switch {
	case e.byHills, e.byRace, e.byAlike, e.byWhole:
		key = max(key, c.fit().clearRule)
	case e.byLaps, e.byBlocks, e.byHard && sure(c.zones.LTHR.Standing):
		key = max(key, c.fit().otherRule)
	case e.byHard:
		key = max(key, c.fit().guessedRule)
	}
	return key
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
