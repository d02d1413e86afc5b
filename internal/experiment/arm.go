// Package experiment plans and analyses an experiment that a runner makes on their own: a
// coin decides what to do on the day after each long run, and the runs of the following
// days show the difference. The package reads no file and no clock. Its only source of
// chance is the seed of the plan.
package experiment

import (
	"fmt"
	"regexp"
	"strconv"
	"unicode"
	"unicode/utf8"

	"dayafter/internal/activity"
	"dayafter/internal/season"
)

// Arm is what the runner does on the day after the long run.
type Arm struct {
	Word    string // as the runner wrote it: "rest", "recovery30", "easy45", "ride"
	Minutes int    // intended duration; 0 if not stated
	action  action
	sport   activity.Sport // the sport, if action is otherSport
}

// action says how an arm is recognised in the files.
type action uint8

const (
	unseen     action = iota // a word that files cannot show, such as stretching
	rest                     // no activity
	recovery                 // recovery or easy running
	otherSport               // a session of one sport
)

var timedArm = regexp.MustCompile(`^(recovery|easy)(\d+)?$`)

// Limits of a timed arm in minutes. A longer run on the day after is training in its own
// right. Ours.
const shortest, longest = 10, 120

// ParseArm reads an arm. A word that is neither rest, recovery, easy nor a sport is
// allowed, but its adherence cannot be read from files, see Arm.Visible.
func ParseArm(word string) (Arm, error) {
	a := Arm{Word: word}
	if m := timedArm.FindStringSubmatch(word); m != nil {
		a.action = recovery
		if m[2] == "" {
			return a, nil
		}
		a.Minutes, _ = strconv.Atoi(m[2])
		if a.Minutes < shortest || a.Minutes > longest {
			return a, fmt.Errorf("unknown arm %q: the minutes must be %d to %d", word, shortest, longest)
		}
		return a, nil
	}
	if word == "rest" {
		a.action = rest
		return a, nil
	}
	if sport, ok := activity.ParseSport(word); ok && sport != activity.Unknown && sport != activity.Run {
		a.action, a.sport = otherSport, sport
		return a, nil
	}
	if !isWord(word) {
		return a, fmt.Errorf("unknown arm %q: write rest, recovery30, easy45, a sport such as walk, or another single word", word)
	}
	return a, nil
}

// isWord reports whether word is one word of at most 31 characters that begins with a
// letter. It does not use a regular expression, which would add 1 ms to every start of the
// program.
func isWord(word string) bool {
	const most = 31
	for i, r := range word {
		if unicode.IsLetter(r) || i > 0 && (unicode.IsNumber(r) || r == '_' || r == '-') {
			continue
		}
		return false
	}
	return word != "" && utf8.RuneCountInString(word) <= most
}

// Visible reports whether the files show if the runner followed the arm.
func (a Arm) Visible() bool { return a.action != unseen }

// Kind returns the arm that package season finds on such a day; NoArm if files do not show
// the arm.
func (a Arm) Kind() season.Arm {
	return [...]season.Arm{unseen: season.NoArm, rest: season.ArmRest, recovery: season.ArmEasy, otherSport: season.ArmActive}[a.action]
}

// matches reports whether the runner did on the day after what the arm asks for. The
// minutes are an intention and are not checked.
func (a Arm) matches(after *season.After) bool {
	switch a.action {
	case rest:
		return after.Kind == season.NoRecord || after.Kind == season.Rest
	case recovery:
		return after.Kind == season.RecoveryRun || after.Kind == season.EasyRun
	case otherSport:
		return after.Run >= 0 && after.Sport == a.sport
	}
	return false
}
