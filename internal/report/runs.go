package report

import (
	"math"
	"strings"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
	"dayafter/internal/season"
)

// overridable are the classes the runner may write into Class override.
var overridable = []string{
	classify.Long.String(), classify.Key.String(), classify.Easy.String(), classify.Recovery.String(),
}

// otherSport is what stands in place of a class for walks, rides and the like.
const otherSport = "other sport"

// Names of the Runs columns that the round trip reads back.
const (
	KeyColumn      = "Activity key"
	OverrideColumn = "Class override"
	NoteColumn     = "Note"
)

func (b *builder) runsSheet() *Sheet {
	return &Sheet{
		Name:   "Runs",
		About:  "Every activity of the season. Write a class into the yellow column and the other sheets follow.",
		Tables: []*Table{b.runsTable()},
	}
}

// runsTable is every session, in order of start, with all that formulas need.
func (b *builder) runsTable() *Table {
	t := newTable("Runs", "", Grid, len(b.season.Runs))
	b.identity(t)
	b.verdicts(t)
	b.figures(t)
	b.context(t)
	b.working(t)
	return t
}

// run is the session in a row of Runs.
func (b *builder) run(row int) *season.Run { return &b.season.Runs[row] }

func (b *builder) identity(t *Table) {
	t.number("No.", Count, "in order of start; other sheets refer to it", func(i int) float64 { return float64(i + 1) })
	t.number("Date", Day, "the runner's own calendar day", func(i int) float64 { return serial(b.run(i).Day) })
	t.text("Sport", "", func(i int) string { return b.run(i).Sport.String() })
	t.text("Called", "what the runner called it; it never decides the class", func(i int) string {
		return b.clean.text(b.run(i).Intent.Title)
	})
	t.text(OverrideColumn, "write long, key, easy or recovery; empty: as judged", func(i int) string {
		if v := b.run(i).Verdict; v.Override {
			return v.Class.String()
		}
		return ""
	}).as(Editable).Choices = overridable
	t.text(NoteColumn, "the runner's own; kept when the workbook is written again", func(i int) string {
		return b.clean.text(b.options.Notes[b.run(i).Key])
	}).as(Editable)
}

// judged is what the program says of a session, whatever the runner says.
func judged(r *season.Run) classify.Class {
	if r.Verdict.Override {
		return r.Verdict.Judged
	}
	return r.Verdict.Class
}

func (b *builder) verdicts(t *Table) {
	t.live("Class", Text, "as judged, or as overridden",
		`IF(OR([Sport]<>"run",[Class override]=""),[Judged],[Class override])`).as(Class)
	t.text("Kind", "what kind of long or key run", func(i int) string { return b.run(i).Verdict.Kind.String() })
	t.number("Confidence", Share, "of verdicts with 80 % about 80 in 100 are right", func(i int) float64 {
		if b.run(i).Sport != activity.Run {
			return math.NaN()
		}
		return math.Round(b.run(i).Verdict.Confidence*100) / 100
	})
	t.text("Why", "the reasons for the class", func(i int) string { return b.why(b.run(i)) })
}

// why words the evidence for a verdict.
func (b *builder) why(r *season.Run) string {
	var reasons []string
	for _, e := range r.Verdict.Evidence {
		reasons = append(reasons, e.Rule)
	}
	return b.clean.text(strings.Join(reasons, "; "))
}

func (b *builder) figures(t *Table) {
	t.number("Distance", Distance, "", func(i int) float64 { return b.distance(b.run(i).Sum.Distance) }).in(b.units.DistanceName())
	t.number("Moving time", Duration, "while the runner moved", func(i int) float64 { return duration(b.run(i).Sum.Moving) })
	t.live("Pace", Pace, "moving time a "+b.units.DistanceName(),
		`IF(OR([Sport]<>"run",[Distance]="",[Distance]=0),"",[Moving time]/[Distance])`).in(b.perDistance())
	t.number("GAP", Pace, "grade-adjusted pace: as it would have been on the flat", func(i int) float64 {
		if b.run(i).Sport != activity.Run {
			return math.NaN()
		}
		return b.pace(b.run(i).Sum.GAPSpeed)
	}).in(b.perDistance())
	t.number("HR", HeartRate, "mean over moving time", func(i int) float64 { return math.Round(b.run(i).Sum.AvgHR) }).in("bpm")
	t.number("Climb", Height, "metres climbed", func(i int) float64 { return b.height(b.run(i).Sum.Ascent) }).in(b.units.HeightName())
}

func (b *builder) context(t *Table) {
	t.live("Next day", Text, "what came on the next calendar day: the hardest session decides",
		`INDEX(Days[Kind],[Date]-Calendar[First day]+2)`).as(Class)
	t.text("File", "", func(i int) string { return b.clean.text(strings.Join(b.run(i).Files, ", ")) })
	t.text(KeyColumn, "names the activity for good: notes and overrides are kept by it", func(i int) string { return b.run(i).Key })
}

// working adds the columns that only formulas read.
func (b *builder) working(t *Table) {
	work := func(name string, q Quantity, note, source string) { t.live(name, q, note, source).as(Working) }
	t.text("Judged", "the class the program gave", func(i int) string {
		if b.run(i).Sport != activity.Run {
			return otherSport
		}
		return judged(b.run(i)).String()
	}).as(Working)
	t.text("Judged as", "how it counts as a day after, as judged", func(i int) string { return followsAs(b.run(i)).String() }).as(Working)
	t.number("Week", Day, "first day of its week", func(i int) float64 {
		return serial(b.run(i).Day.WeekStart(b.season.WeekStart))
	}).as(Working)
	t.number("Start", Moment, "UTC", func(i int) float64 { return moment(b.run(i).Sum.Start.UTC()) }).as(Working)
	t.number("End", Moment, "UTC", func(i int) float64 { return moment(b.run(i).Sum.End().UTC()) }).as(Working)
	work("Counts as", Text, "how it counts as a day after", countsAs)
	work("Rank", Count, "hardness, then order of start", hardness()+`*1000000-[No.]`)
	work("Decides", Count, "1: the hardest session of its day", `IF(COUNTIFS(Runs[Date],[Date],Runs[Rank],">"&[Rank])=0,1,0)`)
	work("Long no.", Count, "", `IF([Class]="long",[No.],"")`)
	work("Key no.", Count, "", `IF(OR([Class]="key",[Kind]="race"),[No.],"")`)
}

// countsAs: an override counts by itself, not by how hard the run was.
const countsAs = `IF(OR([Sport]<>"run",[Class override]=""),[Judged as],` +
	`IF([Class override]="long","long run again",` +
	`IF([Class override]="key",IF([Kind]="race","race","steady or hard run"),[Class override]&" run")))`

// hardness is the formula for the rank of [Counts as].
func hardness() string {
	text, closing := "0", ""
	for rank, kind := range hardnessOrder {
		text = `IF([Counts as]="` + kind.String() + `",` + string(rune('1'+rank)) + "," + text + closing
		closing = ")"
	}
	return text + closing
}

// hardnessOrder are the kinds of day after from the easiest to the hardest.
var hardnessOrder = []season.Followed{
	season.ActiveRecovery, season.RecoveryRun, season.EasyRun, season.HardRun, season.LongAgain, season.RaceRun,
}

func followsAs(r *season.Run) season.Followed {
	if r.Sport != activity.Run {
		return season.ActiveRecovery
	}
	switch {
	case r.Verdict.Kind == classify.Race:
		return season.RaceRun
	case judged(r) == classify.Long:
		return season.LongAgain
	case judged(r) == classify.Recovery:
		return season.RecoveryRun
	case judged(r) == classify.Key, r.Verdict.Intensity == classify.Steady, r.Verdict.Intensity == classify.Hard:
		return season.HardRun
	}
	return season.EasyRun
}
