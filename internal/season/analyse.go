package season

import (
	"cmp"
	"slices"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
	"dayafter/internal/history"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// Analyse computes the season. Verdicts are parallel to the history's sessions,
// whose order does not matter. Some session must lie in the span, see Span.
func Analyse(h *history.History, verdicts []classify.Verdict, book *zone.Book, o Options) *Season {
	all := everyRun(h, verdicts, book)
	s := &Season{WeekStart: o.WeekStart}
	s.From, s.To, _ = Span(h, o.From, o.To)
	s.take(all)
	s.nameRaces(o.Races)

	f := newField(s.Runs, s.LastKnown)
	f.dayAfter()
	s.audit()
	s.LongRuns = f.aftermaths(isLong)
	s.KeyRuns = f.aftermaths(isKeyOnly)
	s.RaceRuns = f.aftermaths((*Run).IsRace)

	s.load(all, o.Female)
	s.fatigue()
	s.weeks()
	s.Next.Gap = s.keyGap()
	s.Answer = answer(s.LongRuns)
	s.Slow = s.slowEnough()
	s.work()
	s.nextKeys(o.Resamples)
	s.sensitivity(o)
	return s
}

// Longest default span, and what is shown of a longer history.
const (
	wholeDays  = 400
	seasonDays = 365
	loneAfter  = 10 // sessions
)

// Span is the season's first and last day: as asked for, as far as the data go;
// else everything when it spans at most 400 days, else the 365 days up to the
// latest session. A single session more than 400 days after ten others and more
// (a clock set wrong) makes no season of its own unless asked for. ok is false
// when no session lies in the span.
func Span(h *history.History, from, to unit.Day) (first, last unit.Day, ok bool) {
	days := make([]unit.Day, len(h.Sessions))
	for i := range h.Sessions {
		days[i] = h.Sessions[i].Day
	}
	slices.Sort(days)
	n := len(days)
	if n == 0 {
		return 0, 0, false
	}
	first, last = days[0], days[n-1]
	if to != 0 {
		last = min(to, last)
	} else if n > loneAfter && last-days[n-2] > wholeDays {
		last = days[n-2]
	}
	if from != 0 {
		first = max(from, first)
	} else if last-first > wholeDays {
		first = last - seasonDays + 1
	}
	return first, last, slices.ContainsFunc(days, func(d unit.Day) bool { return d >= first && d <= last })
}

// everyRun gathers what is known of every session, in order of start.
func everyRun(h *history.History, verdicts []classify.Verdict, book *zone.Book) []Run {
	runs := make([]Run, len(h.Sessions))
	zones := map[unit.Day]zone.Set{}
	for i := range h.Sessions {
		x := &h.Sessions[i]
		set, ok := zones[x.Day]
		if !ok {
			set = book.On(x.Day)
			zones[x.Day] = set
		}
		runs[i] = Run{Session: x, Verdict: verdicts[i], Zones: set, DaysTo: -1, DayAfter: -1, index: i}
	}
	slices.SortStableFunc(runs, func(a, b Run) int {
		return cmp.Or(a.Sum.Start.Compare(b.Sum.Start), cmp.Compare(a.Key, b.Key))
	})
	return runs
}

// take keeps the sessions of the season and turns their stressors into indices of
// its runs.
func (s *Season) take(all []Run) {
	at := make(map[int]int, len(all))
	for i := range all {
		if all[i].Day < s.From || all[i].Day > s.To {
			s.Clipped = true
			continue
		}
		at[all[i].index] = len(s.Runs)
		s.Runs = append(s.Runs, all[i])
	}
	for i := range all {
		s.LastKnown = max(s.LastKnown, min(all[i].Day, s.To))
	}
	for i := range s.Runs {
		v := &s.Runs[i].Verdict
		if run, ok := at[v.Stressor]; ok {
			v.Stressor = run
		} else {
			v.Stressor = -1
		}
	}
}

func isLong(r *Run) bool { return r.Sport == activity.Run && r.Verdict.Class == classify.Long }

func isKeyOnly(r *Run) bool {
	return r.Sport == activity.Run && r.Verdict.Class == classify.Key && !r.IsRace()
}
