package season

import (
	"fmt"
	"math"

	"dayafter/internal/activity"
	"dayafter/internal/formula"
	"dayafter/internal/rule"
	"dayafter/internal/stat"
)

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

// SmallSample is the number of long runs below which a share says little, and
// neither always nor never is said.
const SmallSample = 10

// Word answers how often.
type Word uint8

// Words, see WordFor.
const (
	NoWord  Word = iota // fewer than WordLeast long runs
	NotOnce             // too few to say never
	Never
	Rarely
	Sometimes
	Usually
	EachTime // too few to say always
	Always
	Words // the number of words
)

var wordNames = [Words]string{
	NotOnce: "not once", Never: "never", Rarely: "rarely", Sometimes: "sometimes",
	Usually: "usually", EachTime: "each time", Always: "always",
}

// String returns the word in lower case; "" for NoWord.
func (w Word) String() string { return wordNames[w] }

// ShareTrend is the share in the first half of the long runs against the second.
type ShareTrend struct {
	Early, Late   int     // recovery runs among the halves
	EarlyN, LateN int     // long runs in the halves
	P             float64 // two-sided, that the order of the long runs does not matter; NaN below SmallSample
	Direction     int     // +1 more often, -1 less often, 0 no change shown
}

// Streak is a stretch of long runs in a row.
type Streak struct {
	Length      int
	First, Last int // runs; -1 without one
}

// WordLeast is the number of long runs below which no word is said. Ours.
const WordLeast = 3

// Tally counts how often something happened.
type Tally struct{ K, N int }

// TallyFacts lists what the rules ask about a tally.
var TallyFacts = rule.Facts[Tally]{
	{Name: "K", Of: func(t *Tally) formula.Value { return rule.Count(t.K) }},
	{Name: "N", Of: func(t *Tally) formula.Value { return rule.Count(t.N) }},
}

// WordRule decides the word for k in n: always and never without any exception, each
// time and not once when n is small, usually from two thirds, sometimes from one
// third. The shares are ours. A word depends on the share alone; the interval says
// how sure the word is.
var WordRule = rule.Decide(TallyFacts, Word.String,
	rule.Row[Word]{When: fmt.Sprintf(`[N]<%d`, WordLeast), Then: NoWord},
	rule.Row[Word]{When: fmt.Sprintf(`AND([K]=[N],[N]<%d)`, SmallSample), Then: EachTime},
	rule.Row[Word]{When: fmt.Sprintf(`AND([K]=0,[N]<%d)`, SmallSample), Then: NotOnce},
	rule.Row[Word]{When: `[K]=[N]`, Then: Always},
	rule.Row[Word]{When: `[K]=0`, Then: Never},
	rule.Row[Word]{When: `3*[K]>=2*[N]`, Then: Usually},
	rule.Row[Word]{When: `3*[K]>=[N]`, Then: Sometimes},
	rule.Row[Word]{Then: Rarely},
)

// WordFor returns the word for k in n.
func WordFor(k, n int) Word { return WordRule.Of(&Tally{k, n}) }

// answer counts what came the day after the long runs.
func answer(long []Aftermath) Answer {
	a := Answer{
		Counts: map[Followed]int{}, Within: map[Followed]int{}, Sports: map[activity.Sport]int{},
		Streak: Streak{First: -1, Last: -1},
	}
	var came []bool // a recovery run, of the long runs whose next day is known
	var of []int
	for _, l := range long {
		next := l.Days[0]
		a.Counts[next.Kind]++
		a.Within[l.Within.Kind]++
		if next.Kind == ActiveRecovery {
			a.Sports[next.Sport]++
		}
		if next.Kind != NotKnownYet {
			came, of = append(came, next.Kind == RecoveryRun), append(of, l.Run)
		}
	}
	a.Long, a.Recovery = len(came), a.Counts[RecoveryRun]
	a.Share = float64(a.Recovery) / float64(a.Long)
	a.Low, a.High = stat.Wilson(a.Recovery, a.Long)
	a.Word, a.Small = WordFor(a.Recovery, a.Long), a.Long < SmallSample
	a.Trend = trendOf(came)
	a.streaks(came, of)
	return a
}

// trendOf compares the halves; a direction is named only when the order matters
// at the 5 % level.
func trendOf(came []bool) ShareTrend {
	half := len(came) / 2
	t := ShareTrend{EarlyN: half, LateN: len(came) - half, P: math.NaN()}
	for i, yes := range came {
		switch {
		case yes && i < half:
			t.Early++
		case yes:
			t.Late++
		}
	}
	if len(came) < SmallSample {
		return t
	}
	z, p := stat.RankTrend(came)
	t.P = p
	if p < 0.05 {
		t.Direction = int(math.Copysign(1, z))
	}
	return t
}

// streaks finds the longest row of long runs that were followed by a recovery
// run, the first of equals, and the row that reaches to the end.
func (a *Answer) streaks(came []bool, of []int) {
	for i, yes := range came {
		if !yes {
			a.Now = 0
			continue
		}
		a.Now++
		if a.Now > a.Streak.Length {
			a.Streak = Streak{a.Now, of[i-a.Now+1], of[i]}
		}
	}
}
