package report

import (
	"math"

	"dayafter/internal/activity"
	"dayafter/internal/season"
)

// judged lists the verdicts that have a series in the chart of next-day runs. The mean of
// a hard run says nothing about its fast parts, so hard runs have no series.
var judged = []season.Easiness{season.TrulyEasy, season.Drifted, season.TooFast, season.CannotTell}

// nextRunChart returns the chart of the runs of the next days: pace against heart rate,
// with the limits of easy running and of the advised recovery run. Only the page draws it.
func (b *builder) nextRunChart() *Chart {
	heart, speed := b.easyLimits()
	advised := b.season.Advice().Targets
	below, slower := within(advised.BelowHR, heart), within(advised.SlowerThan, speed)
	ch := &Chart{
		Kind:  Scatter,
		Title: of("Verdict", EasyEnough.Column),
		X:     Axis{Title: "hill-adjusted pace, " + b.perDistance(), Quantity: Pace, Limit: number(Pace, speed), Advised: number(Pace, slower), Step: number(Duration, 30)},
		Y:     Axis{Title: "mean heart rate, bpm", Quantity: HeartRate, Limit: number(HeartRate, math.Round(heart)), Advised: number(HeartRate, math.Round(below)), Step: number(HeartRate, 10)},
		Alt:   "Dots of pace and heart rate of the runs on the day after a long run, by how easy each was.",
	}
	// Keep the limits and a part of the easy corner visible.
	limit := b.units.Metres() / speed
	paces, beats := []float64{limit - 20, limit + 30, b.units.Metres()/slower + 40}, []float64{heart + 5, heart - 15, below - 5}
	for i := range b.season.LongRuns {
		for _, run := range b.season.LongRuns[i].Days[0].Sessions() {
			if r := b.run(run); r.Sport == activity.Run {
				paces, beats = append(paces, b.units.Metres()/r.Sum.GAPSpeed), append(beats, r.Sum.AvgHR)
			}
		}
	}
	if fast, slow := span(paces, 30); slow > 0 {
		ch.X.From, ch.X.To = number(Pace, b.units.Metres()/slow), number(Pace, b.units.Metres()/fast)
	}
	if low, high := span(beats, 10); high > 0 {
		ch.Y.From, ch.Y.To = number(HeartRate, low), number(HeartRate, high)
	}
	kinds := kindsByWord()
	for _, e := range judged {
		ch.Series = append(ch.Series, Series{
			Name: e.String(), Kind: kinds[e.String()], X: of("Runs", "GAP"), Values: of("Runs", "HR"),
			Where: []Is{{"After long", "1"}, {"Ease", e.String()}},
		})
	}
	return ch
}

// within returns the stricter of an advised limit and the limit of easy running, or the
// known limit if the other is NaN.
func within(advised, limit float64) float64 {
	if math.IsNaN(limit) || advised < limit {
		return advised
	}
	return limit
}

// easyLimits returns the limits of easy running at the end of the season: the heart rate
// in beats/min and the speed in m/s; NaN where unknown.
func (b *builder) easyLimits() (heart, speed float64) {
	for i := len(b.season.Runs) - 1; i >= 0; i-- {
		if r := b.run(i); r.Sport == activity.Run {
			return r.Audit.Ceiling, r.Audit.FastLimit()
		}
	}
	return math.NaN(), math.NaN()
}
