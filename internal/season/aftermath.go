package season

import (
	"dayafter/internal/activity"
)

// Followed is what came on a day after a stressor.
type Followed uint8

// Kinds of day after.
const (
	NotKnownYet Followed = iota // the data end before that day is over
	NoRecord                    // no file: rest, or a watch not worn
	RecoveryRun
	EasyRun
	HardRun // steady or hard, key workouts included
	LongAgain
	RaceRun
	ActiveRecovery // low-intensity other sport; which one is in the sessions
	UnjudgedRun    // a run of which too little is known to call it easy or hard
	OtherLoad      // other sport, too hard or too long to be active recovery
)

// FollowedKinds are all kinds in the order in which they are shown.
var FollowedKinds = []Followed{
	RecoveryRun, EasyRun, ActiveRecovery, NoRecord, HardRun, LongAgain, RaceRun, OtherLoad, UnjudgedRun, NotKnownYet,
}

// HardnessOrder are the kinds a session can be, the hardest last: of several
// sessions of a day the hardest decides, of equals the one that started first. A
// run always outranks another sport.
var HardnessOrder = []Followed{
	ActiveRecovery, OtherLoad, UnjudgedRun, RecoveryRun, EasyRun, HardRun, LongAgain, RaceRun,
}

// String is the name shown to the runner.
func (f Followed) String() string {
	return [...]string{
		"not known yet", "no record", "recovery run", "easy run", "steady or hard run",
		"long run again", "race", "active recovery", "run, not judged", "other sport, hard or long",
	}[f]
}

// Aftermath is what followed one long run, key workout or race.
type Aftermath struct {
	Run     int
	Days    [3]After // local day +1, +2, +3
	Within  After    // what started within 24 h of its end
	NextKey int      // the next key workout or race after it; -1 when none yet
	ToKey   int      // days until NextKey; -1
	// Overdue: no key workout came within 1.5 times the runner's usual gap
	// between key workouts, although the data reach so far. False when that gap is
	// not known.
	Overdue bool
}

// After is one day (or span) after a stressor.
type After struct {
	Kind   Followed
	Run    int            // the session that decided the kind: the hardest; -1 when none
	Others []int          // the other sessions of that day
	Sport  activity.Sport // of the deciding session
	Hours  float64        // from the stressor's end to the deciding session's start; NaN
}
