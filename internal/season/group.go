package season

import (
	"dayafter/internal/formula"
	"dayafter/internal/rule"
	"dayafter/internal/unit"
)

// Group is a kind of next day as the answer counts it.
type Group uint8

// Groups in the order of display.
const (
	EasyRunning    Group = iota // a recovery run, or an easy run that was not too fast
	ActiveGroup                 // a walk, a ride or another easy sport
	HardRunning                 // a hard or long run or a race, or an easy run that was too fast
	OtherLoadGroup              // another sport, hard or long
	RestGroup                   // no file, and the user says that such a day is a day of rest
	NoRecordGroup               // no file: rest, or a watch not worn
	UnclearGroup                // a run that could not be judged, or without a file
	NotKnownGroup               // the data end before that day is over
	BaseGroup                   // the long run lies in base training, where recovery runs are not needed
	AwayGroup                   // the user marked the day as away
	Groups                      // the number of groups
)

var groupNames = [Groups]string{
	EasyRunning:    "easy running",
	ActiveGroup:    "active recovery",
	HardRunning:    "hard running",
	OtherLoadGroup: "other sport, hard or long",
	NoRecordGroup:  "no record",
	UnclearGroup:   "unclear",
	NotKnownGroup:  "not known yet",
	BaseGroup:      "base week",
	AwayGroup:      "away",
	RestGroup:      "rest",
}

// String returns the name shown to the runner.
func (g Group) String() string { return groupNames[g] }

// Counted reports whether the answer counts the group.
func (g Group) Counted() bool { return g != NotKnownGroup && g != BaseGroup && g != AwayGroup }

// recorded reports whether the files show what the runner did on days of the group.
func (g Group) recorded() bool { return g.Counted() && g != NoRecordGroup && g != UnclearGroup }

// nextDay holds the facts about the day after a long run.
type nextDay struct {
	kind   Followed
	audit  string // verdict on the run that decided the day; "" without a run
	inBase bool   // the long run lies in base training
}

// NextDayFacts lists the facts about the day after a long run that rules use. The
// workbook's table of long runs has a column for each fact.
var NextDayFacts = rule.Facts[nextDay]{
	{Name: "Next day", Of: func(d *nextDay) formula.Value { return rule.Text(d.kind.String()) }},
	{Name: "How easy", Of: func(d *nextDay) formula.Value { return rule.Text(d.audit) }},
	{Name: "In base", Of: func(d *nextDay) formula.Value { return rule.YesNo(d.inBase) }},
}

// GroupRule decides how the answer counts the day after a long run.
var GroupRule = rule.Decide(NextDayFacts, Group.String,
	rule.Row[Group]{When: `[Next day]="away"`, Then: AwayGroup},
	rule.Row[Group]{When: `[In base]="yes"`, Then: BaseGroup},
	rule.Row[Group]{When: `[Next day]="not known yet"`, Then: NotKnownGroup},
	rule.Row[Group]{When: `[Next day]="no record"`, Then: NoRecordGroup},
	rule.Row[Group]{When: `[Next day]="rest"`, Then: RestGroup},
	rule.Row[Group]{When: `[Next day]="recovery run"`, Then: EasyRunning},
	rule.Row[Group]{When: `AND([Next day]="easy run",[How easy]="too fast")`, Then: HardRunning},
	rule.Row[Group]{When: `[Next day]="easy run"`, Then: EasyRunning},
	rule.Row[Group]{When: `[Next day]="active recovery"`, Then: ActiveGroup},
	rule.Row[Group]{When: `[Next day]="other sport, hard or long"`, Then: OtherLoadGroup},
	rule.Row[Group]{When: `OR([Next day]="run, not judged",[Next day]="recorded without a file")`, Then: UnclearGroup},
	rule.Row[Group]{Then: HardRunning},
)

// Kinds returns the kinds of day after that the group holds, in the order of display. An
// easy run that was too fast is not listed: see Group.HasTooFast.
func (g Group) Kinds() (kinds []Followed) {
	for _, kind := range FollowedKinds {
		if GroupRule.Of(&nextDay{kind: kind}) == g {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// HasTooFast reports whether the group holds the easy runs that were too fast.
func (g Group) HasTooFast() bool {
	return g == GroupRule.Of(&nextDay{kind: EasyRun, audit: TooFast.String()})
}

// groupOf returns the group of the day after a hard run.
func (s *Season) groupOf(runs []Run, hard int, next *After) Group {
	d := nextDay{kind: next.Kind, inBase: s.inBaseWeek(runs[hard].Day)}
	if r := meantEasy(runs, *next); r != nil {
		d.audit = r.Audit.Verdict.String()
	}
	return GroupRule.Of(&d)
}

// inBaseWeek reports whether the day lies in a week of base training.
func (s *Season) inBaseWeek(day unit.Day) bool {
	if len(s.Weeks) == 0 {
		return false
	}
	k := int(day-s.Weeks[0].Start) / 7
	return k >= 0 && k < len(s.Weeks) && s.Weeks[k].Base
}
