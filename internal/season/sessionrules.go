package season

import (
	"math"
	"slices"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
	"dayafter/internal/formula"
	"dayafter/internal/rule"
)

// OtherSport replaces the class of a walk, a ride or another sport. Ignored replaces the
// sport and the class of a recording that the user wants left out.
const (
	OtherSport = "other sport"
	Ignored    = "ignored"
)

// judgedFacts lists the facts about a session that rules use before it is known whether the
// session is a race. The workbook's table of runs has a column for each fact.
var judgedFacts = rule.Facts[Run]{
	{Name: "Sport", Of: func(r *Run) formula.Value { return rule.Text(r.SportName()) }},
	{Name: "Class", Of: func(r *Run) formula.Value { return rule.Text(r.ClassName()) }},
	{Name: "Class override", Of: func(r *Run) formula.Value { return rule.Text(r.overrideName()) }},
	{Name: "Judged", Of: func(r *Run) formula.Value { return rule.Text(r.JudgedName()) }},
	{Name: "As long", Of: func(r *Run) formula.Value { return rule.YesNo(r.Verdict.AsLong) }},
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

// IsRun reports whether the session is a run that counts.
func (r *Run) IsRun() bool { return r.Sport == activity.Run && !r.Verdict.Ignored }

// SportName returns the sport, or Ignored.
func (r *Run) SportName() string {
	if r.Verdict.Ignored {
		return Ignored
	}
	return r.Sport.String()
}

// ClassName returns the class after overrides, OtherSport or Ignored.
func (r *Run) ClassName() string {
	switch {
	case r.Verdict.Ignored:
		return Ignored
	case r.Sport != activity.Run:
		return OtherSport
	}
	return r.Verdict.Class.String()
}

// JudgedName returns the class that the program gave, before overrides, or OtherSport.
func (r *Run) JudgedName() string {
	switch {
	case r.Sport != activity.Run:
		return OtherSport
	case r.Verdict.Override:
		return r.Verdict.Judged.String()
	}
	return r.Verdict.Class.String()
}

// JudgedKind returns the kind that the program gave, before overrides.
func (r *Run) JudgedKind() classify.Kind {
	if r.Verdict.Override {
		return r.Verdict.JudgedKind
	}
	return r.Verdict.Kind
}

// overrideName returns the user's override of the session; "" without one.
func (r *Run) overrideName() string { return r.Verdict.Said.String() }

// JudgedRace reports whether the program judged the session a race, or the user listed it
// as a race. Overrides do not matter.
func (r *Run) JudgedRace() bool {
	return r.IsRun() && (r.JudgedKind() == classify.Race || r.Stated)
}

// JudgedQuality reports whether the program found quality work inside a long run.
func (r *Run) JudgedQuality() bool { return r.JudgedKind() == classify.LongWithQuality }

// Conditions on a session.
var (
	// RaceRule holds for races. The user's override decides. A judged race stays a race if
	// the user calls it only long or key.
	RaceRule = judgedFacts.When(`AND([Sport]="run",OR([Class override]="race",AND([Judged race]="yes",OR([Class override]="",[Class override]="long",[Class override]="key"))))`)
	// QualityRule holds for long runs with quality. A key run that the user calls long has
	// quality.
	QualityRule = judgedFacts.When(qualityInside)
	// LongRule holds for long runs, and for races as long as a long run.
	LongRule = SessionFacts.When(`AND([Sport]="run",OR([Class]="long",AND([Race]="yes",[As long]="yes")))`)
	// StressRule holds for the runs that leave fatigue: long runs, key workouts and races.
	StressRule = SessionFacts.When(`AND([Sport]="run",OR([Class]="long",[Class]="key",[Race]="yes"))`)
	// KeyRule holds for key work: key workouts, races and long runs with quality.
	KeyRule = SessionFacts.When(`AND([Sport]="run",OR([Class]="key",[Race]="yes",` + qualityInside + `))`)
)

// qualityInside is the condition of QualityRule.
const qualityInside = `AND([Class]="long",OR([Judged quality]="yes",[Class override]="long with quality",AND([Class override]="long",[Judged]="key")))`

// CountsAs decides the kind of day after that a session gives. A class that the user chose
// decides alone. Without one, a run that was steady or hard, and too fast, is no easy run.
// Another sport that is hard or longer than two hours is no active recovery. Ours.
var CountsAs = rule.Decide(SessionFacts, Followed.String,
	rule.Row[Followed]{When: `[Sport]="ignored"`, Then: NoRecord},
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

// role holds the results of the rules for a session.
type role struct {
	race, key, stress, long bool
	counts                  Followed
}

// assign applies the rules to the session. Call it whenever its verdict changes.
func (r *Run) assign() {
	r.role = role{RaceRule.Holds(r), KeyRule.Holds(r), StressRule.Holds(r), LongRule.Holds(r), CountsAs.Of(r)}
}

// IsRace reports whether the run is a race: judged so, or named by the user.
func (r *Run) IsRace() bool { return r.role.race }

// IsKey reports whether the run is key work.
func (r *Run) IsKey() bool { return r.role.key }

// Stresses reports whether the run leaves fatigue.
func (r *Run) Stresses() bool { return r.role.stress }

// Follows returns the kind of day after that the session gives.
func (r *Run) Follows() Followed { return r.role.counts }

// EasyPaceRule holds for a run that shows the runner's own easy pace: an easy run that
// was neither steady nor hard, or that the user calls easy.
var EasyPaceRule = SessionFacts.When(`AND([Class]="easy",[Race]="no",OR([Class override]<>"",AND([Intensity]<>"steady",[Intensity]<>"hard")))`)

// easyPaced reports whether the run shows the runner's own easy pace.
func (r *Run) easyPaced() bool { return EasyPaceRule.Holds(r) }
