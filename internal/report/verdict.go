package report

import (
	"fmt"
	"strings"

	"dayafter/internal/season"
)

// Question is a question that a column of the table Verdict answers.
type Question struct{ Column, Text string }

// Questions lists the questions of the table Verdict in their order.
func Questions() []Question {
	return []Question{
		{"Easy the next day?", "Do you always do a recovery run the day after a long run?"},
		{"Easy enough?", "Were your next-day runs easy enough?"},
		{"Next key on time?", "Was your next key workout on schedule?"},
		{"Weekly rule", "Did your weeks have the recovery runs that they need?"},
		{"Next time", "What should you do after your next long run?"},
	}
}

// verdictTable answers the questions in one line each.
func (b *builder) verdictTable() *Table {
	t := newTable("Verdict", "", Record, 1)
	t.Joined = true
	questions := Questions()
	for i, answer := range []string{alwaysWords(), enoughWords(), scheduleWords(), weekWords()} {
		t.live(questions[i].Column, Text, questions[i].Text, answer)
	}
	last, target := questions[len(questions)-1], b.targetWords()
	t.text(last.Column, last.Text, func(int) string { return target }).as(unlessEmpty(target))
	return t
}

// alwaysWords returns the formula for the main answer. Days without a record leave the
// answer open: the share lies between k of all days and k of the days with a record. Where
// both give the same word, that word is the answer; otherwise both words are said.
func alwaysWords() string {
	return strings.NewReplacer(
		"{k}", "Answer[Easy]", "{n}", "Answer[Known]", "{m}", "Answer[Recorded]", "{blank}", "Answer[Blank]", "{unclear}", "Answer[Unclear]",
		"{Word}", "Answer[Word]", "{low}", "Answer[Low word]", "{high}", "Answer[High word]",
	).Replace(`IF({n}=0,"There is no long run yet whose next day is known.",` +
		`IF({m}=0,"None of the "&{n}&" next days has a record",` +
		`IF({low}={high},IF({low}="","You",{Word}&": you")&" ran easy after "&{k}&" of "&{n}&IF({n}=1," long run"," long runs"),` +
		`IF(OR({low}="",{high}=""),"You",{Word}&", perhaps "&{high}&": you")&" ran easy on "&{k}&" of the "&{m}&IF({m}=1," next day"," next days")&" with a record")&` +
		strictWords() + `&IF({blank}=0,"","; "&{blank}&IF({low}={high}," of the "&{n}&" next days","")&IF({blank}=1,IF({low}={high}," has"," day has"),IF({low}={high}," have"," days have"))&" no record"))&` +
		`IF({unclear}=0,"","; "&{unclear}&IF({unclear}=1," next day is"," next days are")&" unclear")&"."&Answer[Soon])`)
}

// strictWords returns the formula that says how many of the easy runs were recovery runs.
func strictWords() string {
	return strings.NewReplacer("{k}", "Answer[Easy]", "{s}", "Answer[Strict]").Replace(
		`IF({k}=0,"",IF({k}=1,IF({s}=0,", but that run was not slow enough to be a recovery run",", and that run was slow enough to be a recovery run"),` +
			`IF({s}=0,", but none of those runs was slow enough to be a recovery run",` +
			`IF({s}={k},", and all of those runs were slow enough to be recovery runs",` +
			`", and "&{s}&" of those runs "&IF({s}=1,"was","were")&" slow enough to be "&IF({s}=1,"a recovery run","recovery runs")))))`)
}

// enoughWords returns the formula that says how many runs of the days after were easy
// enough, and names the others.
func enoughWords() string {
	count := func(e season.Easiness) string { return fmt.Sprintf(`COUNT(Runs[%s])`, verdictColumn(e.String())) }
	text := count(season.TrulyEasy) + `&" of "&Answer[Ran]&IF(Answer[Ran]=1," next-day run was"," next-day runs were")&" easy enough."`
	for _, e := range []struct {
		verdict season.Easiness
		words   string
	}{
		{season.HardEase, "Hard"}, {season.TooFast, "Too fast"}, {season.Drifted, "Heart rate rose late"},
	} {
		text += "&" + namedDays(e.verdict.String(), e.words)
	}
	text += fmt.Sprintf(`&IF(%[1]s=0,""," Unclear: "&%[1]s&".")`, count(season.CannotTell))
	return fmt.Sprintf(`IF(Answer[Ran]=0,"You did not run the day after a long run.",`+
		`IF(%[2]s=Answer[Ran],"Your "&IF(Answer[Ran]=1,"next-day run","next-day runs")&" cannot be judged: too little is known of your thresholds.",%[1]s))`, text, count(season.CannotTell))
}

// namedDays returns the formula that names up to three days of a verdict, the latest first.
func namedDays(verdict, words string) string {
	column := verdictColumn(verdict)
	all := fmt.Sprintf(`COUNT(Runs[%s])`, column)
	text := fmt.Sprintf(`" %s: "`, words)
	for k, separator := range []string{"", ", ", ", "} {
		text += fmt.Sprintf(`&IF(%s<%d,"","%s"&INDEX(Runs[Day name],%s))`, all, k+1, separator, latestRun(column, k+1))
	}
	return fmt.Sprintf(`IF(%[1]s=0,"",%[2]s&IF(%[1]s>3," and "&(%[1]s-3)&" more","")&".")`, all, text)
}

// weekWords returns the formula that says how many weeks kept their rule.
func weekWords() string {
	weeks := func(column, value string) string { return fmt.Sprintf(`COUNTIFS(Weeks[%s],"%s")`, column, value) }
	met, notMet := weeks("Kept", season.Met.String()), weeks("Kept", season.NotMet.String())
	unclear, base := weeks("Kept", season.CannotJudge.String()), weeks("Base", yesNo(true))
	return strings.NewReplacer("{met}", met, "{all}", "("+met+"+"+notMet+")", "{unclear}", unclear, "{base}", base).Replace(
		`IF({all}=0,"There is no week that a rule applies to","In "&{met}&" of "&{all}&IF({all}=1," week"," weeks")&" you did as many recovery runs as Fitzgerald advises")&` +
			`IF({base}+{unclear}=0,"."," ("&MID(IF({base}=0,"",", "&{base}&" base "&IF({base}=1,"week","weeks")&" skipped")&` +
			`IF({unclear}=0,"",", "&{unclear}&IF({unclear}=1," week"," weeks")&" unclear"),3,100)&").")`)
}

// targetWords returns the advice for the day after the next long run; "" when the data
// show neither a pace nor a heart rate.
func (b *builder) targetWords() string {
	targets := b.season.Targets(b.season.LastKnown + 1)
	var limits []string
	if targets.SlowerThan > 0 {
		limits = append(limits, "slower than "+b.units.Pace(targets.SlowerThan))
	}
	if targets.BelowHR > 0 {
		limits = append(limits, fmt.Sprintf("with your heart rate below %.0f bpm", targets.BelowHR))
	}
	if len(limits) == 0 {
		return ""
	}
	return fmt.Sprintf("Run about %.0f min, %s.", targets.Seconds/60, strings.Join(limits, ", "))
}
