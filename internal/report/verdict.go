package report

import (
	"fmt"
	"math"
	"strings"

	"dayafter/internal/season"
)

// hardRun is the verdict on a run of the day after that was itself long, key or a race.
const hardRun = "hard"

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
	for i, answer := range []string{alwaysWords(), enoughWords(), b.scheduleWords(), weekWords()} {
		t.live(questions[i].Column, Text, questions[i].Text, answer)
	}
	last, target := questions[len(questions)-1], b.targetWords()
	t.text(last.Column, last.Text, func(int) string { return target }).as(unlessEmpty(target))
	return t
}

// alwaysWords returns the formula for the main answer. Days without a record leave it
// open, so the answer is a range: k of all days to k of the days with a record.
func alwaysWords() string {
	count := strings.NewReplacer(
		"{k}", "Answer[Easy]", "{n}", "Answer[Known]", "{m}", "Answer[Recorded]", "{blank}", "(Answer[Known]-Answer[Recorded])", "{s}", "Answer[Strict]",
		"{word}", "Answer[Word]",
	)
	strict := `IF({k}=0,"",IF({s}=0,", but none of those runs was slow enough to be a recovery run",` +
		`IF({s}={k},IF({k}=1,", and that run was slow enough to be a recovery run",", and all of those runs were slow enough to be recovery runs"),` +
		`", and "&{s}&" of those runs "&IF({s}=1,"was slow enough to be a recovery run","were slow enough to be recovery runs"))))`
	closed := `IF({word}="","You",{word}&": you")&" ran easy after "&{k}&" of "&{n}&IF({n}=1," long run"," long runs")&` + strict + `&"."`
	open := `"You ran easy on "&{k}&" of the "&{m}&IF({m}=1," next day"," next days")&" with a record"&` + strict +
		`&"; "&{blank}&IF({blank}=1," day has"," days have")&" no record."`
	return count.Replace(`IF({n}=0,"There is no long run yet whose next day is known.",` +
		`IF(OR({m}={n},AND({word}<>"",{word}=Answer[Recorded word])),` + closed + `,` + open + `))`)
}

// enoughWords returns the formula that says how many runs of the day after were easy
// enough, and names the others.
func enoughWords() string {
	count := func(verdict string) string { return fmt.Sprintf(`COUNT(LongRuns[%s])`, verdictColumn(verdict)) }
	text := count(season.TrulyEasy.String()) + `&" of "&Answer[Ran]&IF(Answer[Ran]=1," next-day run was"," next-day runs were")&" easy enough."`
	for _, e := range []struct{ verdict, words string }{
		{hardRun, "Hard"}, {season.TooFast.String(), "Too fast"}, {season.Drifted.String(), "Heart rate rose late"},
	} {
		text += "&" + namedDays(e.verdict, e.words)
	}
	unclear := count(season.CannotTell.String())
	text += fmt.Sprintf(`&IF(%[1]s=0,""," Unclear: "&%[1]s&".")`, unclear)
	return fmt.Sprintf(`IF(Answer[Ran]=0,"You did not run the day after a long run.",%s)`, text)
}

// namedDays returns the formula that names up to three days of a verdict, the latest first.
func namedDays(verdict, words string) string {
	column := verdictColumn(verdict)
	all := fmt.Sprintf(`COUNT(LongRuns[%s])`, column)
	text := fmt.Sprintf(`" %s: "`, words)
	for k, separator := range []string{"", ", ", ", "} {
		text += fmt.Sprintf(`&IF(%s<%d,"","%s"&INDEX(LongRuns[+1 day],%s))`, all, k+1, separator, latest("LongRuns", column, k+1))
	}
	return fmt.Sprintf(`IF(%[1]s=0,"",%[2]s&IF(%[1]s>3," and "&(%[1]s-3)&" more","")&".")`, all, text)
}

// Verdicts on the next key workout.
const (
	onTime = "on time"
	late   = "late"
)

// scheduleWords returns the formula that says how often the next key workout came on
// schedule, by what came the day after.
func (b *builder) scheduleWords() string {
	if math.IsNaN(b.season.Next.Gap.Limit) {
		return `"There are too few key workouts to know how often you usually do one."`
	}
	var parts, enough []string
	for _, g := range groups {
		on := fmt.Sprintf(`COUNTIFS(LongRuns[Group],"%s",LongRuns[Key on time?],"%s")`, g.name, onTime)
		all := fmt.Sprintf(`(%s+COUNTIFS(LongRuns[Group],"%s",LongRuns[Key on time?],"%s"))`, on, g.name, late)
		parts = append(parts, fmt.Sprintf(`IF(%[1]s=0,"",", "&%[2]s&" of "&%[1]s&" after %[3]s")`, all, on, g.name))
		enough = append(enough, fmt.Sprintf(`IF(%s>=%d,1,0)`, all, season.MinArm))
	}
	return fmt.Sprintf(`IF(COUNTIFS(LongRuns[Key on time?],"%s")+COUNTIFS(LongRuns[Key on time?],"%s")=0,"No key workout came after a long run yet.",`+
		`MID(%s,3,400)&"."&IF(%s<2," Not enough key workouts to compare yet (%d needed for each kind of next day).",""))`,
		onTime, late, strings.Join(parts, "&"), strings.Join(enough, "+"), season.MinArm)
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
