package report

import (
	"math"
	"slices"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
	"dayafter/internal/season"
)

func (b *builder) recoverySheet() *Sheet {
	return &Sheet{
		Name:   "Recovery",
		About:  "Every run that is a recovery run, has the title of one, or came on the day after a long run, a key workout or a race.",
		Tables: []*Table{b.recoveryWords(), b.recoveryTable()},
		Charts: []*Chart{b.easeChart()},
	}
}

func (b *builder) recoveryWords() *Table {
	t := newTable("RecoveryWords", "", Lines, 1)
	t.live("Finding", Text, "", `IF([Audited]=0,"No recovery run could be judged by heart rate or pace",`+
		`[Easy]&" of "&[Audited]&IF([Audited]=1," recovery or day-after run"," recovery and day-after runs")&" that could be judged "&IF([Easy]=1,"was","were")&" truly easy")&`+
		`IF(SUM(Recovery[Not run so])=0,"","; "&SUM(Recovery[Not run so])&" with the title of a recovery run went as a long run, key workout or race")`)
	t.live("Easy", Count, "", `COUNTIFS(Recovery[How easy],"truly easy")`).as(Working)
	t.live("Audited", Count, "", `[Easy]+COUNTIFS(Recovery[How easy],"drifted")+COUNTIFS(Recovery[How easy],"too fast")`).as(Working)
	return t
}

func (b *builder) recoveryTable() *Table {
	t := newTable("Recovery", "", Grid, b.recoveryRuns()+spareRows)
	t.Spare = spareRows
	t.pick("Runs[Recovery no.]")
	t.runNumber()
	t.fromRun("Row", "Date", Day, "Date", "")
	t.fromRun("Row", "Class", Text, "Class", "").as(Pale)
	t.live("Day after", Text, "", `IF([Row]="","",IF(INDEX(Runs[After stressor],[Row])=1,"yes","no"))`)
	t.fromRun("Row", "Hours since", Decimal, "Hours since hard run", "since the end of the last long run, key workout or race").in("h")
	t.fromRun("Row", "Its load", Count, "Load of hard run", "training stress score of that run").in("TSS").as(Detail)
	t.fromRun("Row", "Fatigue", Count, "Fatigue", "ATL: 7-day load, before the day's sessions").in("TSS").as(Detail)
	t.fromRun("Row", "Fitness", Count, "Fitness", "CTL: 42-day load, before the day's sessions").in("TSS").as(Detail)
	t.fromRun("Row", "Form", Count, "Form", "TSB: fitness less fatigue").in("TSS").as(Detail)
	t.fromRun("Row", "Distance", Distance, "Distance", "").in(b.units.DistanceName())
	t.fromRun("Row", "Moving time", Duration, "Moving time", "")
	t.fromRun("Row", "Pace", Pace, "Pace", "").in(b.perDistance())
	t.fromRun("Row", "GAP", Pace, "GAP", "hill-adjusted pace").in(b.perDistance())
	t.fromRun("Row", "Slower than easy", Change, "Slower than easy", "than the runner's own easy pace; negative: faster")
	t.fromRun("Row", "HR", HeartRate, "HR", "").in("bpm")
	t.fromRun("Row", "Easy ceiling", HeartRate, "Easy ceiling", "heart rate at which running is no longer easy").in("bpm")
	t.fromRun("Row", "Above ceiling", Duration, "Above ceiling", "time at or above it")
	t.fromRun("Row", "Drift", Change, "Drift", "aerobic decoupling")
	t.fromRun("Row", "How easy", Text, "How easy", "").as(Class)
	t.live("Because", Text, "the reason for the verdict on how easy it was", `IF([Row]="","",IF([Not run so]=1,"titled a recovery run, but run as "&INDEX(Runs[Class],[Row])&IF(INDEX(Runs[Race],[Row])="yes",", a race",""),INDEX(Runs[Because],[Row])))`).as(Long)
	t.live("Not run so", Count, "1: titled a recovery run, and long, key or a race", `IF([Row]="",0,INDEX(Runs[Stressor],[Row]))`).as(Working)
	t.fromRun("Row", "Title", Text, "Title", "the runner's own title")
	t.fromRun("Row", "Days to race", Count, "Days to race", "to the next race that the runner named").as(optional(b.season.RaceDays))
	t.fromRun("Row", "Mark", Text, "Mark", "remarks on the class").as(Long)
	return t
}

// audited lists the verdicts that have a series in the chart.
var audited = []season.Easiness{season.TrulyEasy, season.Drifted, season.TooFast, season.CannotTell}

// recoveryRuns returns the number of rows that Recovery needs, or slightly more.
func (b *builder) recoveryRuns() int {
	n := 0
	for i := range b.season.Runs {
		r := b.run(i)
		light := !r.Stresses() && (r.DayAfter >= 0 || r.JudgedName() == "recovery" || r.Verdict.Class == classify.Recovery)
		if r.Sport == activity.Run && (r.Intent.Recovery || light) {
			n++
		}
	}
	return n
}

func (b *builder) easeChart() *Chart {
	ch := &Chart{
		Kind:  Scatter,
		Title: of("RecoveryWords", "Finding"),
		X:     Axis{Title: "hill-adjusted pace, " + b.perDistance() + " (faster to the right)", Quantity: Pace},
		Y:     Axis{Title: "mean heart rate, bpm", Quantity: HeartRate},
		Alt:   "Dots of pace and heart rate of every recovery and day-after run, by how easy it was.",
	}
	var paces, beats []float64
	for i := range b.season.Runs {
		// The runner may later override any run but a race as a recovery run.
		if r := b.run(i); r.Sport == activity.Run && !r.IsRace() {
			paces, beats = append(paces, math.Round(b.units.Metres()/r.Sum.GAPSpeed)), append(beats, r.Sum.AvgHR)
		}
	}
	if fast, slow := span(paces, 30); slow > 0 {
		ch.X.From, ch.X.To = number(Pace, b.units.Metres()/slow), number(Pace, b.units.Metres()/fast)
	}
	ch.X.Step = number(Duration, 30)
	if low, high := span(beats, 10); high > 0 {
		ch.Y.From, ch.Y.To = number(HeartRate, low), number(HeartRate, high)
	}
	ch.Y.Step = number(HeartRate, 10)
	kinds := kindsByWord()
	for _, e := range audited {
		ch.Series = append(ch.Series, Series{
			Name: e.String(), Kind: kinds[e.String()], X: of("Recovery", "GAP"), Values: of("Recovery", "HR"),
			Where: []Is{{"How easy", e.String()}},
		})
	}
	return ch
}

// span returns the range of the positive finite values, widened to whole steps; 0 and 0
// when there are none.
func span(values []float64, step float64) (low, high float64) {
	values = slices.DeleteFunc(values, func(x float64) bool { return !(x > 0) || math.IsInf(x, 0) })
	if len(values) == 0 {
		return 0, 0
	}
	return math.Floor(slices.Min(values)/step) * step, math.Ceil((slices.Max(values)+1)/step) * step
}
