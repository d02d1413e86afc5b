package season

import (
	"cmp"
	"slices"

	"dayafter/internal/classify"
	"dayafter/internal/history"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// Analyse computes the season. verdicts are parallel to the history's sessions, whose order
// does not matter. At least one session must lie in the span, see Span.
func Analyse(h *history.History, verdicts []classify.Verdict, book *zone.Book, o Options) *Season {
	s := Following(h, verdicts, book, o)
	s.nextKeys(o.Resamples)
	s.compare(s.pooled(h, verdicts, book, o), o.Resamples)
	s.sensitivity(o)
	return s
}

// pooled returns a season of all years up to the end of s, for comparisons that need many
// hard runs. It returns s itself if there is no session before s.
func (s *Season) pooled(h *history.History, verdicts []classify.Verdict, book *zone.Book, o Options) *Season {
	first := s.From
	for i := range h.Sessions {
		first = min(first, h.Sessions[i].Day)
	}
	if first == s.From {
		return s
	}
	o.From, o.To = first, s.To
	return Following(h, verdicts, book, o)
}

// Following computes the season that an experiment needs: a Ledger with the work and the
// early heart rate of each run.
func Following(h *history.History, verdicts []classify.Verdict, book *zone.Book, o Options) *Season {
	s := Ledger(h, verdicts, book, o)
	s.work()
	s.earlyHearts()
	return s
}

// Ledger computes only the first part of Analyse: the runs with their audits, the
// aftermaths, the weeks and the answer. It takes a small part of the time.
func Ledger(h *history.History, verdicts []classify.Verdict, book *zone.Book, o Options) *Season {
	s := &Season{WeekStart: o.WeekStart, Away: o.Away, BlankRest: o.BlankDaysRest, Mornings: o.Mornings}
	s.From, s.To, _ = Span(h, o.From, o.To)
	s.setReach(h, o.To)
	s.LastYear = o.From == 0 && s.To-s.From == seasonDays-1 && s.reachesBack(h)
	s.setRuns(everyRun(h, verdicts, book, s.From-easyReach, s.To+easyReach), len(h.Sessions))
	s.nameRaces(o.Races)

	s.audit()
	for i := range s.Runs {
		s.Runs[i].assign()
	}
	f := s.field(s.Runs)
	f.dayAfter()
	s.LongRuns = f.aftermaths(isLong)
	s.KeyRuns = f.aftermaths(isKeyOnly)
	s.RaceRuns = f.aftermaths((*Run).IsRace)
	s.Slow = s.slowEnough()
	s.load(o.Female)
	s.fatigue()
	s.weeks()
	s.Next.Gap = s.keyGap()
	for _, list := range [][]Aftermath{s.LongRuns, s.KeyRuns, s.RaceRuns} {
		for i := range list {
			list[i].Group = s.groupOf(s.Runs, list[i].Run, &list[i].Days[0])
		}
	}
	s.Next.Schedule = s.schedule()
	s.Answer = s.answer(s.Runs, s.LongRuns)
	return s
}

// Limits of the default span. Ours.
const (
	wholeDays  = 400
	seasonDays = 365
	loneAfter  = 10 // sessions
)

// Span returns the season's first and last day. These are the days that the user names, as
// far as there are data. If the user names none, they are all days if these are at most
// 400, and otherwise the 365 days up to the latest session. A session more than 400 days
// after all others does not count as the latest if there are at least ten others: its watch
// probably had the wrong date. ok is false if no session lies in the span.
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

// reachesBack reports whether a session lies before the season.
func (s *Season) reachesBack(h *history.History) bool {
	return slices.ContainsFunc(h.Sessions, func(x history.Session) bool { return x.Day < s.From })
}

// setReach sets the last day with data, whether the history holds sessions outside the
// season, and the season's activities without a file. These include activities up to three
// days after the season, unless the runner set the season's last day.
func (s *Season) setReach(h *history.History, to unit.Day) {
	for i := range h.Sessions {
		day := h.Sessions[i].Day
		s.LastKnown = max(s.LastKnown, min(day, s.To))
		s.Clipped = s.Clipped || day < s.From || day > s.To
	}
	if to == 0 {
		to = s.To + unit.Day(len(Aftermath{}.Days))
	}
	for _, t := range h.Unrecorded {
		if t.Day >= s.From && t.Day <= to {
			s.Unrecorded = append(s.Unrecorded, t)
		}
	}
}

// everyRun returns a Run for every session of the days, in order of start.
func everyRun(h *history.History, verdicts []classify.Verdict, book *zone.Book, from, to unit.Day) []Run {
	runs := make([]Run, 0, len(h.Sessions))
	zones := map[unit.Day]zone.Set{}
	for i := range h.Sessions {
		x := &h.Sessions[i]
		if x.Day < from || x.Day > to {
			continue
		}
		set, ok := zones[x.Day]
		if !ok {
			set = book.On(x.Day)
			zones[x.Day] = set
		}
		runs = append(runs, Run{Session: x, Verdict: verdicts[i], Zones: set, DaysTo: -1, DayAfter: -1, index: i})
		runs[len(runs)-1].assign()
	}
	slices.SortStableFunc(runs, func(a, b Run) int {
		return cmp.Or(a.Sum.Start.Compare(b.Sum.Start), cmp.Compare(a.Key, b.Key))
	})
	return runs
}

// setRuns stores the runs of the season, and those before and after it. It converts the
// stressors of verdicts from indices of sessions to indices of Runs. sessions is the number
// of sessions in the history.
func (s *Season) setRuns(runs []Run, sessions int) {
	for i := range runs {
		switch r := runs[i]; {
		case r.Day < s.From:
			s.earlier = append(s.earlier, r)
		case r.Day > s.To:
			s.later = append(s.later, r)
		default:
			s.Runs = append(s.Runs, r)
		}
	}
	s.runOf = slices.Repeat([]int{-1}, sessions)
	for i := range s.Runs {
		s.runOf[s.Runs[i].index] = i
	}
	for i := range s.Runs {
		v := &s.Runs[i].Verdict
		v.Stressor = s.RunOf(v.Stressor)
	}
}

// RunOf returns the index of the run that a session of the history is; -1 for -1, and for a
// session outside the span.
func (s *Season) RunOf(session int) int {
	if session < 0 {
		return -1
	}
	return s.runOf[session]
}

func isLong(r *Run) bool { return r.role.long }

func isKeyOnly(r *Run) bool {
	return r.IsRun() && r.Verdict.Class == classify.Key && !r.IsRace()
}
