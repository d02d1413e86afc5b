package season

import (
	"fmt"
	"math"

	"dayafter/internal/activity"
	"dayafter/internal/formula"
	"dayafter/internal/rule"
	"dayafter/internal/stat"
)

// Answer holds the answer to the question "Do you always do a recovery run the day after a
// long run?" in numbers. The day after is the day after the one on which the long run
// ended. Long runs in base training, before days away, and before days that the data do not
// reach yet are left out of every count but Base, Away, Counts and Within.
type Answer struct {
	Long     int // long runs that count
	Recorded int // long runs of Long whose next day the files show, so neither Blank nor Unclear
	Blank    int // long runs of Long whose next day has no record
	Unclear  int // long runs of Long whose next day cannot be judged
	Easy     int // long runs of Long that were followed by easy running
	Recovery int // long runs of Easy that were followed by a recovery run
	Base     int // long runs left out because they lie in base training
	Away     int // long runs left out because the next day was marked as away

	Groups map[Group]int // groups of all long runs
	Soon   Tally         // the long runs with easy running within 24 h of the end, among those of Long where that is known
	Enough EasyEnough

	// Share is Easy / Long with its 95 % Wilson interval, NaN without long runs. Word
	// expresses Share in words. A blank day may hide a run, so the true share lies between
	// Easy / Long and Easy / Recorded. WordRecorded expresses Easy / Recorded.
	Share, Low, High   float64
	Word, WordRecorded Word
	Small              bool // fewer than SmallSample long runs: the word is tentative

	Trend  ShareTrend
	Streak Streak                 // streak of long runs in a row that were followed by easy running
	Now    int                    // length of the streak that includes the last long run; 0 without such a streak
	Sports map[activity.Sport]int // active recovery by sport
	Counts map[Followed]int       // kinds of day +1 of all long runs
	Within map[Followed]int       // the same counts for what started within 24 h of the end
}

// EasyEnough counts the runs on the days after that Answer counts, by how easy they were.
// It includes long runs, key workouts and races.
type EasyEnough struct {
	Runs                                   int
	Easy, Drifted, TooFast, Hard, NotKnown int // numbers of runs among Runs
}

// SmallSample is the number of long runs below which a share says little. Below it, the
// answer is never "always" or "never".
const SmallSample = 10

// Word states how often something happened.
type Word uint8

// Words, see WordFor.
const (
	NoWord  Word = iota // fewer than WordLeast long runs
	NotOnce             // too few long runs to say never
	Never
	Rarely
	Sometimes
	Usually
	EachTime // too few long runs to say always
	Always
	Words // the number of words
)

var wordNames = [Words]string{
	NotOnce: "not once", Never: "never", Rarely: "rarely", Sometimes: "sometimes",
	Usually: "usually", EachTime: "each time", Always: "always",
}

// String returns the word in lower case; "" for NoWord.
func (w Word) String() string { return wordNames[w] }

// ShareTrend compares the share of easy running in the first half of the long runs with
// that in the second.
type ShareTrend struct {
	Early, Late   int     // easy running among the halves
	EarlyN, LateN int     // long runs in the halves
	P             float64 // two-sided p value of the hypothesis that the order of the long runs does not matter; NaN below SmallSample
	Direction     int     // +1 more often, -1 less often, 0 no change shown
}

// Streak is a series of long runs in a row.
type Streak struct {
	Length      int
	First, Last int // runs; -1 without one
}

// WordLeast is the least number of long runs for a word. Ours.
const WordLeast = 3

// Tally counts how often something happened.
type Tally struct{ K, N int }

// TallyFacts lists the facts of a tally that rules use.
var TallyFacts = rule.Facts[Tally]{
	{Name: "K", Of: func(t *Tally) formula.Value { return rule.Count(t.K) }},
	{Name: "N", Of: func(t *Tally) formula.Value { return rule.Count(t.N) }},
}

// WordRule decides the word for k in n: "always" and "never" if there is no exception,
// "each time" and "not once" if there is no exception but n is small, "usually" from two
// thirds and "sometimes" from one third. The shares are ours. The word depends on the share
// alone; the interval of the share says how certain it is.
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

// answer counts the days after the long runs, by kind and group.
func (s *Season) answer(runs []Run, long []Aftermath) Answer {
	a := Answer{
		Groups: map[Group]int{}, Counts: map[Followed]int{}, Within: map[Followed]int{}, Sports: map[activity.Sport]int{},
		Streak: Streak{First: -1, Last: -1},
	}
	var came []bool // for each long run that counts, whether easy running followed
	var of []int
	seen := map[int]bool{}
	for i := range long {
		l := &long[i]
		next := &l.Days[0]
		g, soon := s.groupOf(runs, l.Run, next), s.groupOf(runs, l.Run, &l.Within)
		a.Groups[g]++
		a.Counts[next.Kind]++
		a.Within[l.Within.Kind]++
		if !g.Counted() {
			continue
		}
		came, of = append(came, g == EasyRunning), append(of, l.Run)
		a.Recorded += count(g.recorded())
		a.Recovery += count(g == EasyRunning && next.Kind == RecoveryRun)
		a.Soon.K += count(soon == EasyRunning)
		a.Soon.N += count(soon.Counted())
		a.Enough.add(runs, next, seen)
		if next.Kind == ActiveRecovery {
			a.Sports[next.Sport]++
		}
	}
	a.Long, a.Easy, a.Base, a.Away = len(came), a.Groups[EasyRunning], a.Groups[BaseGroup], a.Groups[AwayGroup]
	a.Blank, a.Unclear = a.Groups[NoRecordGroup], a.Groups[UnclearGroup]
	a.Share = float64(a.Easy) / float64(a.Long)
	a.Low, a.High = stat.Wilson(a.Easy, a.Long)
	a.Word, a.WordRecorded, a.Small = WordFor(a.Easy, a.Long), WordFor(a.Easy, a.Recorded), a.Long < SmallSample
	if a.Easy == 0 { // "never" needs days with a record
		a.Word = a.WordRecorded
	}
	a.Trend = trendOf(came)
	a.streaks(came, of)
	return a
}

// add counts the runs of a day after that are not in seen.
func (e *EasyEnough) add(runs []Run, next *After, seen map[int]bool) {
	for _, k := range append([]int{next.Run}, next.Others...) {
		if k >= 0 && runs[k].IsRun() && !seen[k] {
			seen[k] = true
			e.count(&runs[k])
		}
	}
}

// count counts one run.
func (e *EasyEnough) count(r *Run) {
	e.Runs++
	switch r.Ease() {
	case HardEase:
		e.Hard++
	case TrulyEasy:
		e.Easy++
	case Drifted:
		e.Drifted++
	case TooFast:
		e.TooFast++
	default:
		e.NotKnown++
	}
}

// trendOf compares the first half of the long runs with the second. It names a direction
// only if p is below 5 %.
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

// streaks sets the longest streak of long runs that easy running followed (the first of
// several equally long), and the length of the streak that includes the last long run.
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
