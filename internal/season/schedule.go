package season

import (
	"fmt"
	"slices"
	"time"

	"dayafter/internal/formula"
	"dayafter/internal/rule"
	"dayafter/internal/stat"
	"dayafter/internal/unit"
)

// Punctuality is the verdict on when the next key workout came. A key workout on the day
// after a hard run does not count, because the comparison is of the days after.
type Punctuality uint8

// Punctualities.
const (
	NotDue        Punctuality = iota // not known: the data end before the expected day, or the runner has no usual days
	OnTime                           // on the expected day, earlier, or one day later
	Late                             // later, but before the usual day after the expected day
	Missed                           // no key workout before the usual day after the expected day
	Punctualities                    // the number of punctualities
)

var punctualityNames = [Punctualities]string{NotDue: "not known yet", OnTime: "on schedule", Late: "late", Missed: "missed"}

// String returns the words shown to the runner.
func (p Punctuality) String() string { return punctualityNames[p] }

// wait holds numbers of days, counted from the day on which a hard run ended.
type wait struct {
	key       int // days until the first key workout from day +2 on; 0: none came
	known     int // days until the last day with data
	expected  int // days until the usual day of the next key workout; 0: unknown
	following int // days until the usual day after that
}

// WaitFacts lists the facts about the next key workout that rules use. The workbook's table
// of long runs has a column for each fact.
var WaitFacts = rule.Facts[wait]{
	{Name: "Key after", Of: func(w *wait) formula.Value { return rule.Count(w.key) }},
	{Name: "Days known", Of: func(w *wait) formula.Value { return rule.Count(w.known) }},
	{Name: "Key due", Of: func(w *wait) formula.Value { return rule.Count(w.expected) }},
	{Name: "Due again", Of: func(w *wait) formula.Value { return rule.Count(w.following) }},
}

// PunctualityRule decides whether the next key workout came on schedule.
var PunctualityRule = rule.Decide(WaitFacts, Punctuality.String,
	rule.Row[Punctuality]{When: `[Key due]=0`, Then: NotDue},
	rule.Row[Punctuality]{When: fmt.Sprintf(`AND([Key after]>0,[Key after]<=[Key due]+%d)`, slack), Then: OnTime},
	rule.Row[Punctuality]{When: `AND([Key after]>0,[Key after]<[Due again])`, Then: Late},
	rule.Row[Punctuality]{When: `OR([Key after]>0,[Days known]>=[Due again])`, Then: Missed},
	rule.Row[Punctuality]{Then: NotDue},
)

// Schedule says how often the next key workouts came on the runner's usual days.
type Schedule struct {
	Weekdays []time.Weekday // the usual days of key workouts, from Monday; empty if key workouts have no usual weekday
	Gap      float64        // days, the usual time from a hard run to the next key workout; NaN if unknown
	Due      [7]Due         // by the weekday on which a hard run ended
	Long     []Turnout      // turnouts after long runs, by group in order of display
	Hard     []Turnout      // turnouts after all long runs, key workouts and races

	// Confounder is the covariate, among those known before the next day, in which the long
	// runs of the two largest groups of Long differ most; NoCovariate if there are too few
	// long runs. Unlike reports whether the difference is greater than chance can explain.
	Confounder Covariate
	Unlike     bool
}

// Due holds the days from the end of a hard run to the next two usual days of key workouts;
// 0 if unknown.
type Due struct{ Expected, Following int }

// Turnout counts the next key workouts after one kind of next day.
type Turnout struct {
	Group                Group
	N                    int     // hard runs with a known result
	OnTime, Late, Missed int     // of N, those with each result
	Low, High            float64 // 95 % Wilson interval of OnTime / N

	// The share on schedule minus that of the group Against, with Newcombe's interval.
	// Against is the other group with the most hard runs. Groups and NaN if there is no
	// other group.
	Against           Group
	Diff              float64
	DiffLow, DiffHigh float64
}

// Limits of a schedule. Ours.
const (
	usualShare    = 1.0 / 3 // share of the weeks with a key workout from which a weekday is usual
	scheduleLeast = 4       // weeks with a key workout
	slack         = 1       // days by which an on-time workout may follow the expected day
)

// timetable finds the expected day of the next key workout.
type timetable struct {
	usual [7]bool // by weekday
	gap   int     // days; used if no weekday is usual, 0 if unknown
}

// timetable returns the runner's usual days of key workouts.
func (s *Season) timetable() timetable {
	var t timetable
	weeks, perDay := map[unit.Day]bool{}, [7]map[unit.Day]bool{}
	for i := range s.Runs {
		if r := &s.Runs[i]; r.IsKey() {
			week, w := r.Day.WeekStart(time.Monday), r.Day.Weekday()
			if perDay[w] == nil {
				perDay[w] = map[unit.Day]bool{}
			}
			weeks[week], perDay[w][week] = true, true
		}
	}
	if len(weeks) < scheduleLeast {
		return t
	}
	for w := range t.usual {
		t.usual[w] = float64(len(perDay[w])) >= usualShare*float64(len(weeks))
	}
	t.gap = s.usualGap()
	return t
}

// usualGap returns the median number of days from a hard run to the next key workout. It
// ignores key workouts on the next day. It returns 0 if fewer than MinArm gaps are known.
func (s *Season) usualGap() int {
	var gaps []float64
	for _, a := range s.hardRuns() {
		if a.ToKey > 1 {
			gaps = append(gaps, float64(a.ToKey))
		}
	}
	if len(gaps) < MinArm {
		return 0
	}
	return int(stat.Median(gaps))
}

// due returns the days from a hard run that ended on the weekday to the next usual key
// workouts.
func (t *timetable) due(weekday time.Weekday) Due {
	if !slices.Contains(t.usual[:], true) {
		return Due{t.gap, 2 * t.gap}
	}
	expected := t.nextUsual(weekday, 1)
	return Due{expected, t.nextUsual(weekday, expected+slack)}
}

// nextUsual returns the days from a weekday to the first usual weekday that is more than
// after days later.
func (t *timetable) nextUsual(from time.Weekday, after int) int {
	for d := after + 1; ; d++ {
		if t.usual[(int(from)+d)%7] {
			return d
		}
	}
}

// punctuality returns whether the key workout after a came on schedule.
func (s *Season) punctuality(a *Aftermath, due *[7]Due) Punctuality {
	end := s.Runs[a.Run].EndDay()
	d := due[end.Weekday()]
	return PunctualityRule.Of(&wait{s.DaysToKey(a), int(s.LastKnown - end), d.Expected, d.Following})
}

// DaysToKey returns the days from the end of a hard run to a.Key; 0 if none came.
func (s *Season) DaysToKey(a *Aftermath) int {
	if a.Key < 0 {
		return 0
	}
	return int(s.Runs[a.Key].Day - s.Runs[a.Run].EndDay())
}

// schedule counts how many next key workouts came on schedule, by group.
func (s *Season) schedule() Schedule {
	t := s.timetable()
	out := Schedule{Gap: nanIfZero(t.gap)}
	for w := range out.Due {
		out.Due[w] = t.due(time.Weekday(w))
	}
	for _, list := range [][]Aftermath{s.LongRuns, s.KeyRuns, s.RaceRuns} {
		for i := range list {
			list[i].Next = s.punctuality(&list[i], &out.Due)
		}
	}
	out.Long, out.Hard = turnouts(s.LongRuns), turnouts(s.hardRuns())
	for _, w := range []time.Weekday{1, 2, 3, 4, 5, 6, 0} {
		if t.usual[w] {
			out.Weekdays = append(out.Weekdays, w)
		}
	}
	return out
}

// hardRuns returns the aftermaths of all long runs, key workouts and races in order, each
// run once.
func (s *Season) hardRuns() []Aftermath {
	all := slices.Concat(s.LongRuns, s.KeyRuns, s.RaceRuns)
	slices.SortStableFunc(all, func(a, b Aftermath) int { return a.Run - b.Run })
	return slices.CompactFunc(all, func(a, b Aftermath) bool { return a.Run == b.Run })
}

// turnouts counts the results of each group that the answer counts, and compares each
// group with the largest other group.
func turnouts(after []Aftermath) []Turnout {
	var out []Turnout
	for g := range Groups {
		t := Turnout{Group: g}
		for i := range after {
			if after[i].Group == g && g.Counted() {
				t.count(after[i].Next)
			}
		}
		if t.N > 0 {
			t.Low, t.High = stat.Wilson(t.OnTime, t.N)
			out = append(out, t)
		}
	}
	for i := range out {
		out[i].compare(out)
	}
	return out
}

func (t *Turnout) count(p Punctuality) {
	t.N += count(p != NotDue)
	t.OnTime += count(p == OnTime)
	t.Late += count(p == Late)
	t.Missed += count(p == Missed)
}

// compare sets the difference from the largest other group.
func (t *Turnout) compare(all []Turnout) {
	other := Turnout{Group: Groups}
	for _, o := range all {
		if o.Group != t.Group && o.N > other.N {
			other = o
		}
	}
	t.Against = other.Group
	t.Diff = float64(t.OnTime)/float64(t.N) - float64(other.OnTime)/float64(other.N)
	t.DiffLow, t.DiffHigh = stat.Newcombe(t.OnTime, t.N, other.OnTime, other.N)
}
