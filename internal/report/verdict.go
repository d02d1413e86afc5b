package report

import (
	"fmt"
	"math"
	"strings"

	"dayafter/internal/season"
)

// Question is a question that a column of the table Verdict answers.
type Question struct{ Column, Text string }

// Questions of the table Verdict.
var (
	EasyNextDay    = Question{"Easy the next day?", "Do you always do a recovery run the day after a long run?"}
	EasyEnough     = Question{"Truly easy?", "Were your next-day runs truly easy?"}
	OnSchedule     = Question{"Next key on schedule?", "Was your next key workout (a race or a fast workout) on schedule?"}
	BetterOrWorse  = Question{"Better or worse?", "Did your next workouts go better or worse?"}
	EnoughRecovery = Question{"Weekly rule", "Did your weeks have enough recovery?"}
	NextTime       = Question{"Next time", "What should you do after your next long run?"}
)

// Questions lists the questions of the table Verdict in their order.
func Questions() []Question {
	return []Question{EasyNextDay, EasyEnough, OnSchedule, BetterOrWorse, EnoughRecovery, NextTime}
}

// verdictTable answers the questions in one line each.
func (b *builder) verdictTable() *Table {
	t := newTable("Verdict", "", Record, 1)
	t.Joined = true
	live := func(q Question, answer string) { t.live(q.Column, Text, q.Text, answer) }
	fixed := func(q Question, answer string) { t.text(q.Column, q.Text, func(int) string { return answer }) }
	live(EasyNextDay, alwaysWords())
	live(EasyEnough, enoughWords())
	live(OnSchedule, scheduleWords())
	fixed(BetterOrWorse, b.claim())
	live(EnoughRecovery, weekWords())
	fixed(NextTime, b.targetWords())
	return t
}

// alwaysWords returns the formula for the main answer. Days without a record leave the
// answer open: the share lies between k of all days and k of the days with a record. If
// both shares give the same word, that word is the answer; otherwise the answer has both
// words.
func alwaysWords() string {
	counts := choose(
		when{`Answer[Recorded]=0`, unrecordedWords()},
		when{`Answer[Low word]=Answer[High word]`, join(
			choose(when{`Answer[Word]=""`, say("You ran easy after ")}, otherwise(say("{Word}: you ran easy after "))),
			say("{Easy} of {Known|long run|long runs}"), strictWords(),
			unlessZero("Blank", say("; {Blank} of the {Known|next day|next days} "), verb("Blank", "has", "have"), say(" no record")))},
		otherwise(join(
			choose(when{`Answer[Low word]=""`, say("You")}, when{`Answer[High word]=""`, say("You")}, otherwise(say("Between {Low word} and {High word}: you"))),
			say(" ran easy on {Easy} of {Known|next day|next days}, or on "), recordedWords(), say(" with a record"), strictWords())),
	)
	return choose(
		when{`Answer[Long]=0`, say("Each long run lies in a base week or before days away, which the answer leaves out.")},
		when{`Answer[Known]=0`, say("There is no long run yet whose next day is known.")},
		otherwise(join(counts, choose(when{`OR(Answer[Recorded]=0,Answer[Unclear]=0)`, say("")}, otherwise(say("; {Unclear|next day is|next days are} unclear"))), say(".{Soon}"))),
	)
}

// unrecordedWords returns the formula for the answer if no next day shows what the runner did.
func unrecordedWords() string {
	return choose(
		when{`AND(Answer[Known]=1,Answer[Unclear]=0)`, say("The next day has no record")},
		when{`Answer[Known]=1`, say("The next day cannot be judged")},
		when{`Answer[Unclear]=0`, say("None of the {Known} next days has a record")},
		otherwise(say("None of the {Known} next days can be judged")),
	)
}

// recordedWords returns the formula for the easy days among those with a record.
func recordedWords() string {
	return choose(
		when{`AND(Answer[Easy]=1,Answer[Recorded]=1)`, say("the only one")},
		when{`Answer[Easy]=Answer[Recorded]`, say("all {Recorded}")},
		otherwise(say("{Easy} of the {Recorded}")),
	)
}

// strictWords returns the formula that says how many of the easy runs were recovery runs.
func strictWords() string {
	return choose(
		when{`Answer[Easy]=0`, say("")},
		when{`AND(Answer[Easy]=1,Answer[Strict]=0)`, say(", but that run was not slow enough to be a recovery run")},
		when{`Answer[Easy]=1`, say(", and that run was slow enough to be a recovery run")},
		when{`Answer[Strict]=0`, say(", but none of those runs was slow enough to be a recovery run")},
		when{`Answer[Strict]=Answer[Easy]`, say(", and all of those runs were slow enough to be recovery runs")},
		when{`Answer[Strict]=1`, say(", and 1 of those runs was slow enough to be a recovery run")},
		otherwise(say(", and {Strict} of those runs were slow enough to be recovery runs")),
	)
}

// enoughWords returns the formula that says how many runs of the days after were easy
// enough, and names the others.
func enoughWords() string {
	judged := func(e season.Easiness) string { return fmt.Sprintf(`COUNT(Runs[%s])`, verdictColumn(e.String())) }
	easy, unclear := judged(season.TrulyEasy), judged(season.CannotTell)
	were := choose(when{`OR(Answer[Ran]=1,` + easy + `=1)`, say(" was")}, otherwise(say(" were")))
	return choose(
		when{`Answer[Ran]=0`, say("No run is recorded on the day after a long run.")},
		when{unclear + `=Answer[Ran]`, join(say("Your "), verb("Ran", "next-day run", "next-day runs"), say(" cannot be judged: too little is known of your thresholds."))},
		otherwise(join(
			easy, say(" of {Ran|next-day run|next-day runs}"), were, say(" truly easy."),
			namedDays(season.HardEase, "Hard"), namedDays(season.TooFast, "Too fast"), namedDays(season.Drifted, "Drifted, as the heart rate rose late"),
			choose(when{unclear + `=0`, say("")}, otherwise(join(say(" Cannot tell: "), unclear, say(".")))))),
	)
}

// namedDays returns the formula that names up to three days of a verdict, the latest first.
func namedDays(verdict season.Easiness, words string) string {
	column := verdictColumn(verdict.String())
	all := fmt.Sprintf(`COUNT(Runs[%s])`, column)
	parts := []string{say(" " + words + ": ")}
	for k, separator := range []string{"", ", ", ", "} {
		day := fmt.Sprintf(`INDEX(Runs[Day name],%s)`, latestRun(column, k+1))
		parts = append(parts, choose(when{fmt.Sprintf(`%s<%d`, all, k+1), say("")}, otherwise(join(say(separator), day))))
	}
	parts = append(parts, choose(when{all + `>3`, join(say(" and "), `(`+all+`-3)`, say(" more"))}, otherwise(say(""))), say("."))
	return choose(when{all + `=0`, say("")}, otherwise(join(parts...)))
}

// weekWords returns the formula that says how many weeks kept their rule. A week of three
// runs or fewer can keep it without a recovery run, so the sentence counts such weeks.
func weekWords() string {
	return join(
		choose(when{`Answer[Weeks judged]=0`, say("There is no week that a rule applies to")},
			otherwise(say("In {Weeks met} of {Weeks judged|week|weeks} you kept coach Matt Fitzgerald's rule for your number of runs"))),
		aside(
			unlessZero("Weeks in base", say(", {Weeks in base|base week|base weeks} skipped")),
			unlessZero("Weeks away", say(", {Weeks away|week|weeks} with days away skipped")),
			unlessZero("Weeks skipped", say(", {Weeks skipped|week|weeks} without a hard run skipped")),
			unlessZero("Weeks unclear", say(", {Weeks unclear|week|weeks} unclear")),
		),
		unlessZero("Weeks free", say("; "), choose(
			when{`AND(Answer[Weeks free]=1,Answer[Weeks met]=1)`, say("it")},
			when{`Answer[Weeks free]=Answer[Weeks met]`, say("all of them")},
			otherwise(say("{Weeks free} of them"))), say(" had three runs or fewer and needed no recovery run")),
		say("."),
	)
}

// talkTest is the limit for a runner whose own limits are not known.
const talkTest = "Run so slowly that you can talk. Too few easy runs and no heart-rate threshold are known for a limit of your own."

// targetWords returns the advice for the day after the next long run. Without a pace and a
// heart rate in the data, it is talkTest.
func (b *builder) targetWords() string {
	advice := b.season.Advice()
	targets := &advice.Targets
	var limits []string
	if targets.SlowerThan > 0 {
		limits = append(limits, "slower than "+b.units.Pace(targets.SlowerThan))
	}
	if targets.BelowHR > 0 {
		limits = append(limits, fmt.Sprintf("with your heart rate below %.0f bpm", targets.BelowHR))
	}
	run := "A recovery run of about"
	if advice.Rest {
		run = fmt.Sprintf("A day without running, because you run %.0f times a week (Fitzgerald). If you run, then about", math.Round(advice.PerWeek))
	}
	if len(limits) == 0 {
		return fmt.Sprintf("%s %.0f min. %s", run, targets.Seconds/60, talkTest)
	}
	return fmt.Sprintf("%s %.0f min, %s. These limits come from your runs up to %s.",
		run, targets.Seconds/60, strings.Join(limits, ", "), b.season.LastKnown.Time().Format("2 Jan 2006"))
}
