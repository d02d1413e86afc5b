package season

import (
	"math"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
	"dayafter/internal/unit"
)

// Week is one calendar week. Its counts and sums include runs only, unless stated.
type Week struct {
	Start    unit.Day
	Days     int // days of the week that lie within the season and the data; 7 for a whole week
	Runs     int
	Sessions int                        // of every sport
	Moving   map[classify.Class]float64 // s
	Distance map[classify.Class]float64 // m
	Count    map[classify.Class]int

	Races      int
	Key        int // key work: key workouts, races, long runs with quality
	Stressed   int // long, key and races
	Recovery   int // recovery runs, and easy runs among After that were not too fast: easy running on tired legs
	Unjudged   int // class unknown
	Unrecorded int // runs without a file, which no other field counts
	// After counts the runs on the day after a stressor or within 24 h of its end,
	// stressors included. AfterHard counts the runs of After that are no easy runs.
	After, AfterHard int

	Away int     // days that the user marked as away
	Base bool    // whether it is a week of base training, see BaseRule
	Rule Rule    // the rule for the week's number of runs
	Kept Kept    // whether the week keeps Rule
	Why  Why     // why the rule is not kept, does not apply or cannot be judged; WhyMet if it is kept
	Long float64 // share of the week's running distance in its longest run; NaN without runs

	ToGo  int    // whole weeks to the week of the next named race: 0 race week; -1 without a race
	Race  string // name of the race that lies in it; ""
	Taper bool   // see taperWeeks

	Load     float64 // TSS of all sessions; 0 without sessions, NaN if no session has a TSS
	Monotony float64 // on its last day; NaN
	Strain   float64 // on its last day; NaN
}

// weeks splits the season into calendar weeks and checks the rule of each week.
func (s *Season) weeks() {
	s.Weeks = s.emptyWeeks()
	if len(s.Weeks) == 0 {
		return
	}
	first := s.Weeks[0].Start
	longest := make([]float64, len(s.Weeks))
	for i := range s.Runs {
		k := int(s.Runs[i].Day-first) / 7
		s.Weeks[k].add(&s.Runs[i], s.after(i))
		if s.Runs[i].IsRun() {
			longest[k] = max(longest[k], unit.OrZero(s.Runs[i].Sum.Distance))
		}
	}
	for k := range s.Weeks {
		w := &s.Weeks[k]
		w.Long = longest[k] / w.distance()
	}
	for _, t := range s.Unrecorded {
		if k := int(t.Day-first) / 7; t.Sport == activity.Run && k < len(s.Weeks) {
			s.Weeks[k].Unrecorded++
		}
	}
	s.races()
	s.weekLoads()
	markBase(s.Weeks)
	for k := range s.Weeks {
		s.Weeks[k].check()
	}
	s.Blocks = s.blocks()
	s.Hard = s.hardEasy()
}

// emptyWeeks returns the weeks from the first to the last day with data.
func (s *Season) emptyWeeks() []Week {
	if len(s.Runs) == 0 {
		return nil
	}
	var out []Week
	for start := s.From.WeekStart(s.WeekStart); start <= s.LastKnown; start += 7 {
		out = append(out, Week{
			Start:  start,
			Days:   int(min(start+6, s.LastKnown)-max(start, s.From)) + 1,
			Moving: map[classify.Class]float64{}, Distance: map[classify.Class]float64{}, Count: map[classify.Class]int{},
			Away: s.awayDays(start), ToGo: -1, Monotony: math.NaN(), Strain: math.NaN(),
		})
	}
	return out
}

// after returns the stressor that ended within 24 h before run i, or on the calendar day
// before; -1 if there is none.
func (s *Season) after(i int) int {
	if r := &s.Runs[i]; r.Before.Same {
		return r.Before.Run
	}
	return s.Runs[i].DayAfter
}

func (w *Week) add(r *Run, after int) {
	w.Sessions += count(!r.Verdict.Ignored)
	if !r.IsRun() {
		return
	}
	w.Runs++
	w.Count[r.Verdict.Class]++
	w.Moving[r.Verdict.Class] += unit.OrZero(r.Sum.Moving)
	w.Distance[r.Verdict.Class] += unit.OrZero(r.Sum.Distance)
	w.Races += count(r.IsRace())
	w.Key += count(r.IsKey())
	w.Stressed += count(r.Stresses())
	w.Unjudged += count(r.Follows() == UnjudgedRun)
	w.Recovery += count(r.Follows() == RecoveryRun || r.Follows() == EasyRun && r.Audit.Verdict != TooFast && after >= 0)
	if after >= 0 {
		w.After++
		w.AfterHard += count(r.Follows().rank() > EasyRun.rank())
	}
}

// distance returns the week's running distance in m.
func (w *Week) distance() (m float64) {
	for c := classify.Unknown; c <= classify.Recovery; c++ {
		m += w.Distance[c]
	}
	return m
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// weekLoads sets the load of each week, and the monotony and strain of its last day.
func (s *Season) weekLoads() {
	loaded := make([]bool, len(s.Weeks))
	for i := range s.Runs {
		k := int(s.Runs[i].Day-s.Weeks[0].Start) / 7
		loaded[k] = loaded[k] || !math.IsNaN(s.Runs[i].Stress.TSS)
	}
	for k := range s.Weeks {
		w := &s.Weeks[k]
		for day := max(w.Start, s.From); day <= min(w.Start+6, s.LastKnown); day++ {
			f := &s.Load.Days[day-s.From]
			w.Load += f.Load
			w.Monotony, w.Strain = f.Monotony, f.Strain
		}
		if w.Sessions > 0 && !loaded[k] {
			w.Load = math.NaN()
		}
	}
}

// awayDays counts the days away of the week that begins on the day.
func (s *Season) awayDays(start unit.Day) (n int) {
	for day := start; day < start+7; day++ {
		n += count(s.IsAway(day))
	}
	return n
}
