package season

import "slices"

// Followed is a kind of day after a stressor. A stressor is a long run, a key workout or
// a race.
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
	ActiveRecovery // another sport at low intensity; After.Sport names it
	UnjudgedRun    // too little is known of the run to call it easy or hard
	OtherLoad      // other sport, too hard or too long to be active recovery
	WithoutFile    // an export lists an activity without its file, so the day was no rest, but its kind is unknown
	Away           // the user marked the day as away: ill, hurt or without a watch
	Rest           // no file, and the user says that such a day is a day of rest
	Followeds      // the number of kinds
)

// FollowedKinds lists all kinds in the order in which they are shown.
var FollowedKinds = []Followed{
	RecoveryRun, EasyRun, ActiveRecovery, Rest, NoRecord, WithoutFile, HardRun, LongAgain, RaceRun, OtherLoad, UnjudgedRun, NotKnownYet, Away,
}

// DecidingOrder lists the kinds of session by their power to decide a day after, the
// weakest first. A recovery run outranks all other sessions, because the question asks
// whether a recovery run came. Otherwise the hardest session decides.
var DecidingOrder = append(slices.DeleteFunc(slices.Clone(HardnessOrder),
	func(f Followed) bool { return f == RecoveryRun }), RecoveryRun)

// HardnessOrder lists the kinds of session, the hardest last. If two sessions of a day have
// the same kind, the earlier one counts. A run always outranks another sport.
var HardnessOrder = []Followed{
	ActiveRecovery, OtherLoad, UnjudgedRun, RecoveryRun, EasyRun, HardRun, LongAgain, RaceRun,
}

// followedNames holds the name of each kind as the runner sees it.
var followedNames = [Followeds]string{
	NotKnownYet:    "not known yet",
	NoRecord:       "no record",
	RecoveryRun:    "recovery run",
	EasyRun:        "easy run",
	HardRun:        "hard run",
	LongAgain:      "long run again",
	RaceRun:        "race",
	ActiveRecovery: "active recovery",
	UnjudgedRun:    "run, not judged",
	OtherLoad:      "other sport, hard or long",
	WithoutFile:    "recorded without a file",
	Away:           "away",
	Rest:           "rest",
}

// String returns the name shown to the runner.
func (f Followed) String() string { return followedNames[f] }

// rank returns a kind's place in HardnessOrder.
func (f Followed) rank() int { return slices.Index(HardnessOrder, f) }

// decides returns a kind's place in DecidingOrder.
func (f Followed) decides() int { return slices.Index(DecidingOrder, f) }
