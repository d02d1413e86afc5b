package season

import (
	"slices"
	"time"

	"dayafter/internal/stat"
	"dayafter/internal/unit"
)

// Punctuality tells whether the next key workout came on schedule.
type Punctuality uint8

// Punctualities.
const (
	NotDue Punctuality = iota // not known: the data end before, it came on the day after itself, or there is no schedule
	OnTime                    // on the expected day, earlier, or one day later
	Late                      // later, but before the key workout that is usual after the expected one
	Missed                    // not before that
)

// String returns the word shown to the runner; "" for NotDue.
func (p Punctuality) String() string { return [...]string{"", "on time", "late", "missed"}[p] }

// Schedule reports whether the next key workouts came on the runner's usual days.
type Schedule struct {
	Weekdays []time.Weekday // the usual days of key workouts, from Monday; empty if key workouts have no usual weekday
	Gap      float64        // days, the usual time from a hard run to the next key workout, if there are no Weekdays; NaN if unknown
	Long     []Turnout      // after long runs, by arm in order of Arms
	Hard     []Turnout      // after all long runs, key workouts and races
}

// Turnout counts the next key workouts after one kind of day after.
type Turnout struct {
	Arm                  Arm
	N                    int // hard runs with a known result
	OnTime, Late, Missed int // of N
	Low, High            float64

	// The share on time minus that of the arm Against, with Newcombe's interval. Against is
	// the other arm with the most hard runs. NoArm and NaN without another arm.
	Against           Arm
	Diff              float64
	DiffLow, DiffHigh float64
}

// Differs reports whether the interval of the difference leaves out 0.
func (t *Turnout) Differs() bool { return t.DiffLow > 0 || t.DiffHigh < 0 }

// Limits of a schedule. Ours.
const (
	usualShare    = 1.0 / 3 // of the weeks with a key workout: a weekday with as many is usual
	scheduleLeast = 4       // weeks with a key workout
	slack         = 1       // day by which an on-time workout may follow the expected day
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

// usualGap returns the median days from a hard run to the next key workout, the next
// day itself left out; 0 if fewer than MinArm are known.
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

// due returns the days from a hard run to the expected key workout and to the usual
// one after it. The day after the hard run never counts: it is the day that is
// compared. ok is false without a schedule.
func (t *timetable) due(day unit.Day) (expected, following int, ok bool) {
	if !slices.Contains(t.usual[:], true) {
		return t.gap, 2 * t.gap, t.gap > 0
	}
	expected = t.nextUsual(day, 1)
	following = t.nextUsual(day, expected+slack)
	return expected, following, true
}

// nextUsual returns the days from a day to the first usual weekday that lies more
// than after days later.
func (t *timetable) nextUsual(day unit.Day, after int) int {
	for d := after + 1; ; d++ {
		if t.usual[(day + unit.Day(d)).Weekday()] {
			return d
		}
	}
}

// punctuality tells whether the key workout after a came on schedule.
func (s *Season) punctuality(a *Aftermath, t *timetable) Punctuality {
	day := s.Runs[a.Run].Day
	expected, following, ok := t.due(day)
	reached := int(s.LastKnown - day)
	switch {
	case !ok || a.ToKey == 1:
		return NotDue
	case a.ToKey > 1 && a.ToKey <= expected+slack:
		return OnTime
	case a.ToKey > 1 && a.ToKey < following:
		return Late
	case a.ToKey > 1 || reached >= following:
		return Missed
	}
	return NotDue
}

// schedule counts how many next key workouts came on schedule, by arm.
func (s *Season) schedule() Schedule {
	t := s.timetable()
	for _, list := range [][]Aftermath{s.LongRuns, s.KeyRuns, s.RaceRuns} {
		for i := range list {
			list[i].Next = s.punctuality(&list[i], &t)
		}
	}
	out := Schedule{Gap: missing(t.gap), Long: turnouts(s.LongRuns), Hard: turnouts(s.hardRuns())}
	for _, w := range []time.Weekday{1, 2, 3, 4, 5, 6, 0} {
		if t.usual[w] {
			out.Weekdays = append(out.Weekdays, w)
		}
	}
	return out
}

// hardRuns returns what followed every long run, key workout and race, each run
// once, in order.
func (s *Season) hardRuns() []Aftermath {
	all := slices.Concat(s.LongRuns, s.KeyRuns, s.RaceRuns)
	slices.SortStableFunc(all, func(a, b Aftermath) int { return a.Run - b.Run })
	return slices.CompactFunc(all, func(a, b Aftermath) bool { return a.Run == b.Run })
}

// turnouts counts the results of each arm and compares each arm with the largest
// other arm.
func turnouts(after []Aftermath) []Turnout {
	var out []Turnout
	for _, arm := range Arms {
		t := Turnout{Arm: arm}
		for i := range after {
			if armOf(after[i].Days[0].Kind) == arm {
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

// compare fills the difference from the largest other arm.
func (t *Turnout) compare(all []Turnout) {
	var other Turnout
	for _, o := range all {
		if o.Arm != t.Arm && o.N > other.N {
			other = o
		}
	}
	t.Against = other.Arm
	t.Diff = float64(t.OnTime)/float64(t.N) - float64(other.OnTime)/float64(other.N)
	t.DiffLow, t.DiffHigh = stat.Newcombe(t.OnTime, t.N, other.OnTime, other.N)
}
