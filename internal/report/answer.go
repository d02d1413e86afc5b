package report

import (
	"fmt"
	"strings"

	"dayafter/internal/rule"
	"dayafter/internal/season"
)

// Said holds the texts that the program prints about a season: the next days first, then
// the answers.
type Said struct {
	Lead    string   // the number of long runs, in words
	Bars    []Bar    // the kinds of next days, in order
	Answers []Answer // in the order of Questions
	Notes   []string // remarks on the answers
}

// Bar is a kind of next day with its share of the long runs.
type Bar struct {
	Name  string
	Times int
	Share float64 // 0 to 1
	Which string  // the kinds within it; "" if there is one only
}

// Answer is a question with its answer.
type Answer struct{ Question, Text string }

// Sentences returns all texts, one string for each sentence or paragraph.
func (s *Said) Sentences() []string {
	out := []string{s.Lead}
	for _, b := range s.Bars {
		out = append(out, strings.TrimSuffix(fmt.Sprintf("%s %d: %s", b.Name, b.Times, b.Which), ": "))
	}
	for _, a := range s.Answers {
		out = append(out, a.Question, a.Text)
	}
	return append(out, s.Notes...)
}

// Said returns the texts that the program prints about the season.
func (r *Report) Said() Said {
	said := Said{Lead: r.line("Answer", "Sentence")}
	if counts := r.tables["Answer"]; counts.columns["Long"].Cells[0].Num+counts.columns["In base"].Cells[0].Num+counts.columns["Away"].Cells[0].Num > 0 {
		said.Bars = r.bars()
		for _, q := range Questions() {
			if answer := r.line("Verdict", q.Column); answer != "" {
				said.Answers = append(said.Answers, Answer{q.Text, answer})
			}
		}
		said.note(r.line("Habit", "Races"))
	}
	said.note(r.line("Answer", "About"))
	return said
}

// note adds a note that is not empty.
func (s *Said) note(text string) {
	if text != "" {
		s.Notes = append(s.Notes, text)
	}
}

// bars returns the rows of the table of groups.
func (r *Report) bars() (bars []Bar) {
	t := r.tables["Groups"]
	for i, name := range t.columns["Next day"].Cells {
		if name.Known() {
			bars = append(bars, Bar{name.Text, int(t.columns["Times"].Cells[i].Num), t.columns["Share"].Cells[i].Num, t.columns["Which"].Cells[i].Text})
		}
	}
	return bars
}

// line returns the text of a column of a table with one row; "" when there is none.
func (r *Report) line(table, column string) string {
	if t := r.tables[table]; t != nil && t.columns[column] != nil {
		return t.columns[column].Cells[0].Text
	}
	return ""
}

// answerTable returns the first line of the answer with the counts behind the answer. All
// are formulas, which change when the runner overrides a class.
func (b *builder) answerTable() *Table {
	t := newTable("Answer", "", Lines, 1)
	t.live("Sentence", Text, "", leadWords())
	t.live("About", Text, "", `IF([Changed]=0,[Season],"You changed "&[Changed]&IF([Changed]=1," class"," classes")&`+
		`" since this was written. Everything that follows from classes is up to date; what says so is not updated by your edits.")`)
	t.text("Span", "", func(int) string { return b.spanWords() }).as(Working)
	t.text("Within", "", func(int) string { return b.withinWords() }).as(Working)
	t.text("Season", "", func(int) string { return b.seasonWords() }).as(Working)
	t.text("Soon", "", func(int) string { return b.soonWords() }).as(Working)
	t.text("Longest", "", func(int) string { return b.longestWords() }).as(Working)
	work := func(name, source string) { t.live(name, Count, "", source).as(Working) }
	group := func(g season.Group) string { return fmt.Sprintf(`COUNTIFS(LongRuns[Group],"%s")`, g) }
	work("In base", group(season.BaseGroup))
	work("Away", group(season.AwayGroup))
	work("Long", `COUNT(LongRuns[Run])-[In base]-[Away]`)
	work("Races", `COUNTIFS(LongRuns[Race],"yes",LongRuns[Left out],"")`)
	work("Known", `[Long]-`+group(season.NotKnownGroup))
	work("Blank", group(season.NoRecordGroup))
	work("Unclear", group(season.UnclearGroup))
	work("Recorded", `[Known]-[Blank]-[Unclear]`)
	work("Easy", group(season.EasyRunning))
	work("Strict", fmt.Sprintf(`COUNTIFS(LongRuns[Group],"%s",LongRuns[Next day],"%s")`, season.EasyRunning, season.RecoveryRun))
	work("Ran", `COUNTIFS(Runs[After long],1)`)
	work("Changed", `SUM(Runs[Changed])`)
	weeks := func(column, value string) string { return fmt.Sprintf(`COUNTIFS(Weeks[%s],"%s")`, column, value) }
	work("Weeks met", weeks("Kept", season.Met.String()))
	work("Weeks judged", `[Weeks met]+`+weeks("Kept", season.NotMet.String()))
	work("Weeks free", fmt.Sprintf(`COUNTIFS(Weeks[Kept],"%s",Weeks[Runs],"<=3")`, season.Met))
	work("Weeks unclear", weeks("Kept", season.CannotJudge.String()))
	notApplicable := fmt.Sprintf(`COUNTIFS(Weeks[Kept],"%s",Weeks[Base],`, season.NotApplicable)
	work("Weeks in base", notApplicable+`"yes")`)
	work("Weeks away", notApplicable+`"no",Weeks[Away],">0")`)
	work("Weeks skipped", notApplicable+`"no",Weeks[Away],0)`)
	low := fmt.Sprintf(`IF([Easy]=0,%s,%s)`, wordOf("[Easy]", "[Recorded]"), wordOf("[Easy]", "[Known]"))
	t.live("Low word", Text, "by all next days; without easy running, by those with a record", low).as(Working)
	t.live("High word", Text, "by the next days with a record", wordOf("[Easy]", "[Recorded]")).as(Working)
	t.live("Word", Text, "[Low word] with a capital", capitalWord("[Low word]")).as(Working)
	return t
}

// leadWords returns the formula for the first line, which states how many long runs the
// answer counts.
func leadWords() string {
	more := choose(when{`Answer[Long]=0`, say("")}, otherwise(say(" more")))
	return choose(
		when{`[Long]+[In base]+[Away]=0`, say("There is no long run in this season yet.{Longest}")},
		otherwise(join(
			choose(when{`Answer[Long]=0`, say("No long run counts")}, otherwise(say("{Long|long run|long runs}"))), say("{Within}{Span}"),
			aside(
				unlessZero("Races", say(", {Races|of them a race|of them races}")),
				unlessZero("In base", say(", {In base}"), more, verb("In base", " in a base week", " in base weeks"), say(" left out")),
				unlessZero("Away", say(", {Away}"), more, say(" before days away left out")),
			),
			choose(when{`Answer[Long]=0`, say(".")}, otherwise(say(". What you did the next day:"))))),
	)
}

// SaidOf returns the texts that the program prints about a season's ledger. They equal the
// texts of the season's report.
func SaidOf(s *season.Season, o Options) Said {
	b := &builder{season: s, options: o, units: o.Units, clean: &cleaner{}}
	r := &Report{Units: o.Units, Sheets: []*Sheet{{Tables: []*Table{
		b.answerTable(), b.verdictTable(), b.groupsTable(), b.onTimeTable(), b.onTimeWords(), b.habitTable(),
		b.longRunsTable(), b.calendarFacts(), b.daysTable(), b.weeksTable(), b.runsTable(),
	}}}}
	r.Compute()
	return r.Said()
}

// wordOf returns the formula for the word for k in n.
func wordOf(k, n string) string { return season.WordRule.Over(rule.Cells{"K": k, "N": n}) }

// capitalWord returns the formula that writes a word of WordRule with a capital.
func capitalWord(cell string) string {
	text := `""`
	for w := season.NoWord + 1; w < season.Words; w++ {
		text = fmt.Sprintf(`IF(%s="%s","%s",%s)`, cell, w, title(w.String()), text)
	}
	return text
}

// soonWords returns the sentence about the 24 hours after long runs, if they show more easy
// running than the next calendar day does, such as a jog on the same evening.
func (b *builder) soonWords() string {
	a := &b.season.Answer
	if a.Soon.K <= a.Easy {
		return ""
	}
	return fmt.Sprintf(" Within 24 hours of the end you ran easy after %d of %s.", a.Soon.K, plural(a.Soon.N, "long run"))
}

// longestWords returns the sentence that says, for a season without a long run, how long the
// longest run was and how long it would have had to be; "" if that is unknown.
func (b *builder) longestWords() string {
	var longest *season.Run
	for i := range b.season.Runs {
		if r := &b.season.Runs[i]; r.IsRun() && (longest == nil || r.Sum.Moving > longest.Sum.Moving) {
			longest = r
		}
	}
	if longest == nil || longest.Verdict.AsLong || !(longest.Verdict.LongFrom > 0) {
		return ""
	}
	return fmt.Sprintf(" Your longest run took %.0f min; %.0f min of running would have counted as long.", longest.Sum.Moving/60, longest.Verdict.LongFrom/60)
}

// activities returns a count with its noun: "1 activity", "12 activities".
func activities(n int) string {
	if n == 1 {
		return "1 activity"
	}
	return fmt.Sprintf("%d activities", n)
}

// spanWords returns the first and the last day of the season: "8 Jul to 26 Oct 2025".
func (b *builder) spanWords() string {
	from, to := b.season.From.Time(), b.season.LastKnown.Time()
	if from.Equal(to) {
		return from.Format("2 Jan 2006")
	}
	if from.Year() == to.Year() {
		return from.Format("2 Jan") + " to " + to.Format("2 Jan 2006")
	}
	return from.Format("2 Jan 2006") + " to " + to.Format("2 Jan 2006")
}

// withinWords returns the words between the number of long runs and the span. They say so
// if the season is only the last year of the files.
func (b *builder) withinWords() string {
	if b.season.LastYear {
		return " in the last year of your files, "
	}
	return ", "
}

// recordings returns the number of recordings of the season's sessions. A session may have
// several recordings.
func recordings(s *season.Season) (n int) {
	for i := range s.Runs {
		n += len(s.Runs[i].Parts)
	}
	return n
}

// seasonWords describes the span and the sessions of the season.
func (b *builder) seasonWords() string {
	s := b.season
	words := "This is from " + activities(len(s.Runs))
	if n := recordings(s); n > len(s.Runs) {
		words += fmt.Sprintf(" in %d recordings", n)
	}
	words += "."
	if s.Clipped {
		words += " Older or newer activities only helped to judge these; run dayafter with --from and --to to choose other days."
	}
	for _, r := range s.RaceDays {
		if days := int(r.Day - s.LastKnown); days > 0 {
			words += fmt.Sprintf(" %s to %s.", plural(days, "day"), b.clean.text(r.Name))
		}
	}
	if s.ThresholdUnknown() {
		words += " Your threshold heart rate is not known, because no run was hard enough to show it. Pace decides what was easy."
	}
	if s.Answer.Blank > 0 {
		words += " No record does not mean rest: you may not have worn the watch."
	}
	return words
}
