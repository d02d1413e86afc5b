package zone

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"sync"
	"sync/atomic"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/history"
	"dayafter/internal/unit"
)

// Windows from which thresholds are estimated, in days. For a day of a past season, a
// window lies around the day and includes later runs. For a moment, it lies before the
// moment. A window of 365 days for HRmax is ours. ±180 days for LTHR and ±60 days for
// critical speed were best on labelled runs.
const (
	maxDays   = 365
	heartDays = 360
	speedDays = 120
	fewRuns   = 5 // a window with fewer runs is doubled
	doublings = 4
)

// Book holds a runner's efforts, from which it estimates the thresholds of any day. Its
// answers do not depend on earlier calls. Goroutines may share it.
type Book struct {
	settings Settings
	efforts  []effort           // of runs, by day
	days     []day              // ascending
	tree     tree               // over days, filled when windows are needed
	sets     memo[Set]          // thresholds and zones
	speeds   memo[Threshold]    // critical speeds
	years    memo[best]         // best of the year around a day
	months   months             // estimates of LTHR
	reports  [watchValues][]int // for each value of a watch, the efforts with which it was reported
}

// effort holds the facts about one run that thresholds are estimated from. Unknown values are
// NaN.
type effort struct {
	key     string
	day     unit.Day
	end     time.Time
	hr30    float64 // beats/min, highest 30-s mean
	hr20    float64 // beats/min, highest 20-min mean
	half    float64 // beats/min, highest 30-min mean
	hour    float64 // beats/min, highest 60-min mean
	gap     [len(speedSeconds)]float64
	gapHalf float64 // m/s, best 30 min, grade-adjusted
	heart   float64 // beats/min, mean
	watch   *activity.Watch

	// median (in m/s, grade-adjusted) and steady read the run's trace at their first call,
	// so that traces are read only if they are needed.
	median func() float64
	steady func() []steady
}

// day holds the best efforts of one day's runs.
type day struct {
	day         unit.Day
	first, next int       // indices of its efforts
	end         time.Time // when all runs of it and of earlier days had ended
}

// Estimate reads the efforts of all runs. It ignores other sports, and unreliable heart
// rates and speeds.
func Estimate(sessions []history.Session, s Settings) *Book {
	b := &Book{settings: s}
	for i := range sessions {
		if x := &sessions[i]; x.Sport == activity.Run {
			b.efforts = append(b.efforts, newEffort(x))
		}
	}
	slices.SortStableFunc(b.efforts, func(x, y effort) int {
		return cmp.Or(cmp.Compare(x.day, y.day), cmp.Compare(x.key, y.key))
	})
	for i := range b.efforts {
		b.addDay(i)
		b.addReports(i)
	}
	b.tree = make(tree, 2*len(b.days))
	b.sets, b.speeds, b.years = make(memo[Set], len(b.days)), make(memo[Threshold], len(b.days)), make(memo[best], len(b.days))
	b.nameMonths()
	return b
}

func newEffort(x *history.Session) effort {
	s, nan := x.Sum, math.NaN()
	e := effort{
		key: x.Key, day: x.Day, end: x.End(), watch: &s.Watch,
		hr30: nan, hr20: nan, half: nan, hour: nan, gapHalf: nan, heart: nan,
		gap:    [len(speedSeconds)]float64{nan, nan, nan, nan},
		median: unknownSpeed, steady: noStretch,
	}
	if s.TrustsHR() {
		e.hr30, e.hr20 = s.Curves.HROver(30), s.Curves.HROver(1200)
		e.half, e.hour = s.Curves.HROver(1800), s.Curves.HROver(3600)
		e.heart = s.AvgHR
	}
	if !s.Indoor && s.TrustsSpeed() {
		for i, sec := range speedSeconds {
			e.gap[i] = s.Curves.GAPOver(sec)
		}
		e.gapHalf, e.median = s.Curves.GAPOver(1800), sync.OnceValue(s.Trace.MedianGAP)
		if s.TrustsHR() {
			e.steady = sync.OnceValue(func() []steady { return steadies(&s.Trace) })
		}
	}
	return e
}

func unknownSpeed() float64 { return math.NaN() }

func noStretch() []steady { return nil }

// addDay adds effort i to its day.
func (b *Book) addDay(i int) {
	e := &b.efforts[i]
	n := len(b.days) - 1
	if n < 0 || b.days[n].day != e.day {
		b.days = append(b.days, day{day: e.day, first: i})
		if n++; n > 0 {
			b.days[n].end = b.days[n-1].end
		}
	}
	d := &b.days[n]
	d.next = i + 1
	if e.end.After(d.end) {
		d.end = e.end
	}
}

// memo keeps the result of a computation from the whole history for each day of a book.
type memo[T any] []atomic.Pointer[T]

// of returns the result of compute for a view. It keeps the result for a day with runs,
// because the windows of many other days need it again.
func (m memo[T]) of(v view, compute func(view) T) T {
	i := v.book.from(v.day)
	if !v.until.IsZero() || i == len(m) || v.book.days[i].day != v.day {
		return compute(v)
	}
	if known := m[i].Load(); known != nil {
		return *known
	}
	result := compute(v)
	m[i].Store(&result)
	return result
}

// On returns the thresholds and zones of a day, computed from the whole history. All callers
// share its slices and must not change them.
func (b *Book) On(d unit.Day) Set { return b.sets.of(view{book: b, day: d}, view.set) }

// Before returns the thresholds and zones as they were known at a moment: it uses only runs
// that had ended by then.
func (b *Book) Before(t time.Time) Set {
	return view{book: b, day: unit.DayOf(t), until: t}.set()
}

// settings returns the user's values of the view's day.
func (v view) settings() Settings { return v.book.settings.At(v.day) }

// view holds the day whose thresholds are computed, and the moment up to which runs may be
// used.
type view struct {
	book  *Book
	day   unit.Day
	until time.Time // runs that ended later are not used; if zero, all runs are used
}

// best returns the best of the runs in a window of the given number of days, around the day or
// before it. A window with too few runs is doubled.
func (v view) best(days int) best {
	var found best
	for range doublings {
		found = v.within(days)
		if found.runs >= fewRuns {
			break
		}
		days *= 2
	}
	return found
}

// span returns the range [lo, hi) of days in a window of the given number of days.
func (v view) span(days int) (lo, hi int) {
	first, next := v.day-unit.Day(days/2), v.day+unit.Day(days/2)+1
	if !v.until.IsZero() {
		// Add a day on either side, because until decides, and not the local calendar.
		first, next = v.day-unit.Day(days)-1, v.day+2
	}
	return v.book.from(first), v.book.from(next)
}

// within returns the best of the runs in a window of the given number of days. The book
// keeps the results for windows of maxDays.
func (v view) within(days int) best {
	if days == maxDays {
		return v.book.years.of(v, view.year)
	}
	return v.bestOf(days)
}

// year returns the best of the runs in a window of maxDays.
func (v view) year() best { return v.bestOf(maxDays) }

// bestOf searches the runs of a window of the given number of days for the best.
func (v view) bestOf(days int) best {
	all, found := v.book.days, newBest()
	lo, hi := v.span(days)
	for ; hi > lo && !v.until.IsZero() && all[hi-1].end.After(v.until); hi-- {
		for k := all[hi-1].first; k < all[hi-1].next; k++ {
			if v.sees(k) {
				found.add(k, &v.book.efforts[k])
			}
		}
	}
	v.book.merge(&found, lo, hi)
	return found
}

// from returns the index of the first day on or after d.
func (b *Book) from(d unit.Day) int {
	return sort.Search(len(b.days), func(i int) bool { return b.days[i].day >= d }) // by index, because copying days would take time
}

// set returns the thresholds and zones for a view.
func (v view) set() Set {
	s := Set{MaxHR: v.maxHR(), RestHR: v.restHR(), LTHR: v.lthr(), CriticalSpeed: v.criticalSpeed()}
	s.ThresholdSpeed = v.thresholdSpeed(s.CriticalSpeed)
	s.HR = v.book.settings.heartZones(&s, v.boundaries())
	s.Pace = paceZones(s.ThresholdSpeed.Value)
	return s
}
