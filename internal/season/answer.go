package season

import "dayafter/internal/activity"

// Answer is the question answered in numbers: do you always do a recovery run
// the day after a long run?
type Answer struct {
	Long   int              // long runs whose next day is known
	Counts map[Followed]int // of day +1 of all long runs, those not known yet included

	Recovery  int     // of Long: a recovery run came
	Share     float64 // Recovery / Long; NaN without long runs
	Low, High float64 // 95 % Wilson interval of Share; NaN
	Word      Word
	Small     bool // fewer than SmallSample long runs: the word is tentative

	Trend  ShareTrend
	Streak Streak                 // of long runs in a row that were followed by a recovery run
	Now    int                    // of the last long runs in a row, so many were
	Sports map[activity.Sport]int // active recovery by sport
	Within map[Followed]int       // the same counts for what started within 24 h of the end
}

// SmallSample is the number of long runs below which a share says little.
const SmallSample = 10

// Word answers how often.
type Word uint8

// Words, see WordFor.
const (
	NoWord Word = iota // fewer than three long runs
	Never
	Rarely
	Sometimes
	Usually
	Always
)

// String is the word in lower case; "" for NoWord.
func (w Word) String() string {
	return [...]string{"", "never", "rarely", "sometimes", "usually", "always"}[w]
}

// ShareTrend is the share in the first half of the long runs against the second.
type ShareTrend struct {
	Early, Late   int     // recovery runs among the halves
	EarlyN, LateN int     // long runs in the halves
	P             float64 // two-sided, of no change, by logistic-free rank test over order; NaN
	Direction     int     // +1 more often, -1 less often, 0 no change shown
}

// Streak is a stretch of long runs in a row.
type Streak struct {
	Length      int
	First, Last int // runs; -1 without one
}
