package report

import (
	"fmt"
	"math"
	"strings"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// otherSport replaces the class of walks, rides and other sports.
const otherSport = season.OtherSport

// Names of the Runs columns that xlsx.ReadBack looks for.
const (
	KeyColumn      = "Activity key"
	OverrideColumn = "Class override"
	NoteColumn     = "Note"
	WrittenColumn  = "Written" // the class override when the workbook was written
	NotedColumn    = "Noted"   // "yes" if the activity had a note when the workbook was written
)

func (b *builder) runsSheet() *Sheet {
	return &Sheet{
		Name: "Runs",
		About: "Every activity of the season. Choose a class or kind in the yellow column, or ignore a file, and the other sheets update; " +
			"classes and notes are kept when the workbook is written again.",
		Tables: []*Table{b.runsTable()},
	}
}

// runsTable returns every session, in order of start, with the columns that formulas read.
func (b *builder) runsTable() *Table {
	t := newTable("Runs", "", Grid, len(b.season.Runs))
	b.identity(t)
	b.verdicts(t)
	b.called(t)
	b.figures(t)
	b.ease(t)
	b.origin(t)
	b.details(t)
	b.working(t)
	b.zoneTimes(t)
	return t
}

// run returns the session in a row of Runs.
func (b *builder) run(row int) *season.Run { return &b.season.Runs[row] }

// ofRuns limits a figure to rows that are runs; it is NaN for other sports.
func (b *builder) ofRuns(f func(r *season.Run) float64) func(row int) float64 {
	return func(row int) float64 { return ofRun(f)(b.run(row)) }
}

// ofRun limits a figure to runs; it is NaN for other sports.
func ofRun(f func(r *season.Run) float64) func(r *season.Run) float64 {
	return func(r *season.Run) float64 {
		if r.Sport == activity.Run {
			return f(r)
		}
		return math.NaN()
	}
}

func (b *builder) identity(t *Table) {
	t.number("No.", Count, "in order of start; other sheets refer to it", func(i int) float64 { return float64(i + 1) })
	t.day("Date", "the runner's own calendar day", func(i int) unit.Day { return b.run(i).Day })
	t.live("Sport", Text, "", fmt.Sprintf(`IF([Class override]="%s","%s",[Recorded sport])`, classify.Override{Ignore: true}, season.Ignored))
}

func (b *builder) verdicts(t *Table) {
	t.live("Class", Text, "as judged, or as overridden", classFormula()).as(Class)
	t.text(OverrideColumn, "choose what the run was; leave empty to keep the judged class", func(i int) string {
		return b.run(i).Verdict.Said.String()
	}).as(Editable).Choices = classify.OverrideWords()
	t.text(NoteColumn, "the runner's own words", func(i int) string {
		return b.clean.text(b.options.Notes[b.run(i).Key])
	}).as(Editable)
	t.live("Kind", Text, "what kind of long or key run", kindFormula())
	t.number("Confidence", Share, "how sure the judged class is: of 100 classes with 80 %, about 80 are right",
		b.ofRuns(func(r *season.Run) float64 { return math.Round(r.Verdict.Confidence*100) / 100 }))
	t.text("Runner-up", "the second most likely class", func(i int) string {
		if c := b.run(i).Verdict.RunnerUp; c != classify.Unknown {
			return c.String()
		}
		return ""
	})
}

func (b *builder) called(t *Table) {
	t.text("Title", "the runner's own title; shown beside the class, never decides it", func(i int) string {
		return b.clean.text(b.run(i).Intent.Title)
	})
}

func (b *builder) figures(t *Table) {
	t.number("Distance", Distance, "", func(i int) float64 { return b.run(i).Sum.Distance }).in(b.units.DistanceName())
	t.number("Moving time", Duration, "while the runner moved", func(i int) float64 { return b.run(i).Sum.Moving })
	t.number("Pace", Pace, "mean over moving time; the distance of rests does not count",
		b.ofRuns(func(r *season.Run) float64 { return r.Sum.Speed() })).in(b.perDistance())
	t.number("GAP", Pace, "hill-adjusted pace: what the effort would have given on the flat",
		b.ofRuns(func(r *season.Run) float64 { return r.Sum.GAPSpeed })).in(b.perDistance())
	t.number("HR", HeartRate, "mean over moving time", func(i int) float64 { return math.Round(b.run(i).Sum.AvgHR) }).in("bpm")
	t.number("% LTHR", Share, "mean heart rate as a share of lactate-threshold heart rate",
		b.ofRuns(func(r *season.Run) float64 { return round(r.Audit.OfLTHR, 3) }))
	t.number("Climb", Height, "", func(i int) float64 { return b.run(i).Sum.Ascent }).in(b.units.HeightName())
}

// ease adds the verdict on how easy a run was, and the kind of the day after.
func (b *builder) ease(t *Table) {
	t.live("How easy", Text, "of runs that are not long, key or race: judged by heart rate, hill-adjusted pace and drift",
		`IF(OR([Stressor]=1,[Audit]=""),"",[Audit])`).as(Pale)
	t.live("Next day", Text, "what came on the calendar day after the session ended: a recovery run when there was one, else the hardest session",
		`INDEX(Days[Kind],[End day]-Calendar[First day]+2)`).as(Pale)
	t.number("Days to race", Count, "to the next race that the runner named", func(i int) float64 {
		return atLeastZero(b.run(i).DaysTo)
	}).as(optional(b.season.RaceDays))
	t.text("Why", "the two strongest reasons for the class", func(i int) string {
		reasons := b.reasons(b.run(i))
		return b.clean.text(strings.Join(reasons[:min(2, len(reasons))], "; "))
	}).as(Screen)
}

// optional folds a column that has no content.
func optional[T any](content []T) Role {
	if len(content) == 0 {
		return Detail
	}
	return Shown
}

// atLeastZero returns n, or NaN if n is negative.
func atLeastZero(n int) float64 {
	if n < 0 {
		return math.NaN()
	}
	return float64(n)
}

// reasons describes the evidence for a verdict, its marks and the missing data.
func (b *builder) reasons(r *season.Run) []string {
	var reasons []string
	for _, e := range r.Verdict.Evidence {
		reasons = append(reasons, classify.Sentence(e, b.units))
	}
	reasons = append(reasons, r.Verdict.Marks...)
	for _, m := range r.Verdict.Missing {
		reasons = append(reasons, "missing: "+m)
	}
	return reasons
}

func (b *builder) origin(t *Table) {
	t.text("File", "", func(i int) string { return b.fileName(strings.Join(b.run(i).Files, ", ")) }).as(Screen)
	t.text(KeyColumn, "identifies the activity: your classes and notes are kept under it", func(i int) string { return b.run(i).Key }).as(Screen)
}

// details adds the folded columns with further figures.
func (b *builder) details(t *Table) {
	detail := func(c *Column) *Column { return c.as(Detail) }
	detail(t.text("All reasons", "for the class, its marks, and what was missing to judge it", func(i int) string {
		return b.clean.text(strings.Join(b.reasons(b.run(i)), "; "))
	}))
	detail(t.moment("Start", "local time", func(i int) time.Time { return b.run(i).Start }))
	detail(t.text("Time zone from", "how the local day was found", func(i int) string { return b.run(i).Zone.String() }))
	detail(t.number("Elapsed", Duration, "from the first to the last point, pauses included", func(i int) float64 { return b.run(i).Sum.Elapsed }))
	detail(t.number("Timer", Duration, "while the watch's timer ran", func(i int) float64 { return b.run(i).Sum.Timer }))
	detail(t.number("Max HR", HeartRate, "highest 5-s mean", func(i int) float64 { return math.Round(b.run(i).Sum.MaxHR) })).in("bpm")
	detail(t.number("Easy ceiling", HeartRate, "heart rate at which running is no longer easy, on that day",
		b.ofRuns(func(r *season.Run) float64 { return math.Round(r.Audit.Ceiling) }))).in("bpm")
	detail(t.number("Above ceiling", Duration, "time at or above the easy limit",
		b.ofRuns(func(r *season.Run) float64 { return r.Audit.Above })))
	detail(t.number("Drift", Change, "aerobic decoupling: how far pace per heartbeat fell from the first half to the second",
		b.ofRuns(func(r *season.Run) float64 { return round(r.Audit.Drift/100, 3) })))
	detail(t.number("Slower than easy", Change, "than the runner's own easy pace, hill-adjusted; negative: faster",
		b.ofRuns(func(r *season.Run) float64 { return round(r.Audit.Slower, 3) })))
	detail(t.number("EF", Ratio, "efficiency factor: hill-adjusted metres a minute by heart rate; of key work",
		func(i int) float64 { return round(b.run(i).Work.EF, 2) })).in("m/beat")
	detail(t.number("EF against trend", Change, "against the runner's own trend for that kind of key workout",
		func(i int) float64 { return round(b.run(i).Work.EFTrend/100, 3) }))
	detail(t.number("Hours since hard run", Decimal, "since the end of the last long run, key workout or race",
		func(i int) float64 { return round(b.run(i).Before.Hours, 1) })).in("h")
	detail(t.number("Load of hard run", Count, "training stress score of that run", func(i int) float64 { return math.Round(b.run(i).Before.TSS) })).in("TSS")
	detail(t.number("Effort", Decimal, "how hard the run felt, 0 to 10, as the runner rated it", func(i int) float64 { return b.run(i).Sum.Rating.RPE }))
	detail(t.number("Feel", Share, "how the runner felt, 0 to 100 %, as rated on the watch", func(i int) float64 { return b.run(i).Sum.Rating.Feel / 100 }))
	detail(t.text("Mark", "remarks on the class", func(i int) string {
		return b.clean.text(strings.Join(b.run(i).Verdict.Marks, "; "))
	}))
	detail(t.number("Load", Count, "training stress score: by pace, else by heart rate; 100 is an hour at threshold",
		func(i int) float64 { return math.Round(b.run(i).Stress.TSS) })).in("TSS")
	detail(t.text("Load by", "what the load is computed from, or why there is none", func(i int) string { return loadBy(b.run(i)) }))
	detail(t.number("TRIMP", Count, "training impulse by heart-rate reserve (Banister); needs a resting heart rate",
		func(i int) float64 { return math.Round(b.run(i).Stress.TRIMP) }))
	detail(t.number("Edwards", Count, "minutes by tenths of the highest heart rate, weighted 1 to 5",
		func(i int) float64 { return math.Round(b.run(i).Stress.Edwards) }))
	detail(t.number("Fatigue", Count, "ATL: 7-day load, before the day's sessions", func(i int) float64 { return math.Round(b.run(i).Form.ATL) })).in("TSS")
	detail(t.number("Fitness", Count, "CTL: 42-day load, before the day's sessions", func(i int) float64 { return math.Round(b.run(i).Form.CTL) })).in("TSS")
	detail(t.number("Form", Count, "TSB: fitness less fatigue", func(i int) float64 { return math.Round(b.run(i).Form.TSB) + 0 })).in("TSS")
}

// loadBy names the source of a session's load, or the reason why the load is missing.
func loadBy(r *season.Run) string {
	switch {
	case !math.IsNaN(r.Stress.RTSS):
		return "pace"
	case !math.IsNaN(r.Stress.HRTSS):
		return "heart rate"
	case r.NoRestHR():
		return "cannot be computed without a resting heart rate"
	}
	return "cannot be computed without pace or heart rate"
}

// round rounds to a number of decimal places. NaN stays NaN, and the result is never
// a negative zero.
func round(x float64, places int) float64 {
	scale := math.Pow(10, float64(places))
	return math.Round(x*scale)/scale + 0
}
