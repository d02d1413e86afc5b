package season

import (
	"math"
	"slices"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
	"dayafter/internal/formula"
	"dayafter/internal/rule"
)

// OtherSport stands for the class of a walk, a ride or another sport.
const OtherSport = "other sport"

// judgedFacts lists what the rules ask about a session before it is known whether the
// session is a race. The workbook's table of runs has a column for each.
var judgedFacts = rule.Facts[Run]{
	{Name: "Sport", Of: func(r *Run) formula.Value { return rule.Text(r.Sport.String()) }},
	{Name: "Class", Of: func(r *Run) formula.Value { return rule.Text(r.ClassName()) }},
	{Name: "Class override", Of: func(r *Run) formula.Value { return rule.Text(r.overrideName()) }},
	{Name: "Judged race", Of: func(r *Run) formula.Value { return rule.YesNo(r.JudgedRace()) }},
	{Name: "Judged quality", Of: func(r *Run) formula.Value { return rule.YesNo(r.JudgedQuality()) }},
	{Name: "Intensity", Of: func(r *Run) formula.Value { return rule.Text(r.Verdict.Intensity.String()) }},
	{Name: "Audit", Of: func(r *Run) formula.Value { return rule.Text(r.Audit.Verdict.String()) }},
	{Name: "Moving time", Of: func(r *Run) formula.Value { return formula.Num(math.Round(r.Sum.Moving) / secondsPerDay) }},
}

// SessionFacts adds whether the session is a race.
var SessionFacts = append(slices.Clip(judgedFacts),
	rule.Fact[Run]{Name: "Race", Of: func(r *Run) formula.Value { return rule.YesNo(RaceRule.Holds(r)) }})

// secondsPerDay turns seconds into the fractions of a day that a workbook stores.
const secondsPerDay = 86400

// ClassName returns the class in effect, or OtherSport.
func (r *Run) ClassName() string {
	if r.Sport != activity.Run {
		return OtherSport
	}
	return r.Verdict.Class.String()
}

// overrideName returns the class that the user gave the session; "" when none.
func (r *Run) overrideName() string {
	if r.Verdict.Override {
		return r.Verdict.Class.String()
	}
	return ""
}

// JudgedRace reports whether the program judged the session a race, or the user named
// it in the list of races, whatever class the user gave it.
func (r *Run) JudgedRace() bool {
	return r.Sport == activity.Run && (r.Verdict.Kind == classify.Race || r.Stated)
}

// JudgedQuality reports whether the program found quality work inside a long run.
func (r *Run) JudgedQuality() bool { return r.Verdict.Kind == classify.LongWithQuality }

// Conditions on a session, each stated once.
var (
	// RaceRule: a run that the user calls easy or a recovery run is no race.
	RaceRule = judgedFacts.When(`AND([Judged race]="yes",OR([Class override]="",[Class override]="long",[Class override]="key"))`)
	// QualityRule: quality inside counts while the run is long.
	QualityRule = judgedFacts.When(`AND([Judged quality]="yes",[Class]="long")`)
	// StressRule: long runs, key workouts and races leave fatigue.
	StressRule = SessionFacts.When(`AND([Sport]="run",OR([Class]="long",[Class]="key",[Race]="yes"))`)
	// KeyRule: key workouts, races and long runs with quality are key work.
	KeyRule = SessionFacts.When(`AND([Sport]="run",OR([Class]="key",[Race]="yes",AND([Judged quality]="yes",[Class]="long")))`)
)

// CountsAs decides what a session makes of a day after a hard run. What the user
// called a run decides alone; otherwise a run that was steady or hard and too fast is no
// easy run. Another
// sport that is hard, or longer than two hours, is training of its own (ours).
var CountsAs = rule.Decide(SessionFacts, Followed.String,
	rule.Row[Followed]{When: `AND([Sport]<>"run",OR([Intensity]="steady",[Intensity]="hard",[Moving time]>2/24))`, Then: OtherLoad},
	rule.Row[Followed]{When: `[Sport]<>"run"`, Then: ActiveRecovery},
	rule.Row[Followed]{When: `AND([Race]="yes",OR([Class override]="",[Class]="key"))`, Then: RaceRun},
	rule.Row[Followed]{When: `[Class]="long"`, Then: LongAgain},
	rule.Row[Followed]{When: `[Class]="key"`, Then: HardRun},
	rule.Row[Followed]{When: `[Class]="recovery"`, Then: RecoveryRun},
	rule.Row[Followed]{When: `AND([Class override]="",[Audit]="too fast",OR([Intensity]="steady",[Intensity]="hard"))`, Then: HardRun},
	rule.Row[Followed]{When: `[Class]="easy"`, Then: EasyRun},
	rule.Row[Followed]{Then: UnjudgedRun},
)

// role holds what the rules make of a session.
type role struct {
	race, key, stress bool
	counts            Followed
}

// assign applies the rules to the session. Call it whenever its verdict changes.
func (r *Run) assign() {
	r.role = role{RaceRule.Holds(r), KeyRule.Holds(r), StressRule.Holds(r), CountsAs.Of(r)}
}

// IsRace reports whether the run is a race: judged so, or named by the user.
func (r *Run) IsRace() bool { return r.role.race }

// IsKey reports whether the run is key work.
func (r *Run) IsKey() bool { return r.role.key }

// Stresses reports whether the run leaves fatigue.
func (r *Run) Stresses() bool { return r.role.stress }

// Follows returns what the session makes of a day after a hard run.
func (r *Run) Follows() Followed { return r.role.counts }

// EasyPaceRule holds for a run that shows the runner's own easy pace: an easy run that
// was neither steady nor hard, or that the user calls easy.
var EasyPaceRule = SessionFacts.When(`AND([Class]="easy",[Race]="no",OR([Class override]<>"",AND([Intensity]<>"steady",[Intensity]<>"hard")))`)

// easyPaced reports whether the run shows the runner's own easy pace.
func (r *Run) easyPaced() bool { return EasyPaceRule.Holds(r) }
