package season

import (
	"cmp"
	"slices"

	"dayafter/internal/classify"
	"dayafter/internal/unit"
)

// Race is a race the user named.
type Race struct {
	Day  unit.Day
	Name string
}

// RaceDay is a named race with its run in the data.
type RaceDay struct {
	Race
	Run    int  // the run of the race; -1 without a run on that day
	Judged bool // the program judged the run to be a race
}

// nameRaces finds the named races among the runs and counts the days to them.
func (s *Season) nameRaces(races []Race) {
	for _, r := range slices.SortedFunc(slices.Values(races), byDay) {
		s.RaceDays = append(s.RaceDays, s.find(r))
	}
	for i := range s.Runs {
		s.Runs[i].DaysTo = s.daysTo(s.Runs[i].Day)
	}
}

func byDay(a, b Race) int { return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Name, b.Name)) }

// find returns the run of a named race: among the runs of the day, the one that was judged
// a race, or else the hardest, or else the longest.
func (s *Season) find(r Race) RaceDay {
	d := RaceDay{Race: r, Run: -1}
	for i := range s.Runs {
		if s.Runs[i].Day == r.Day && s.Runs[i].IsRun() &&
			(d.Run < 0 || moreLikeRace(&s.Runs[i], &s.Runs[d.Run])) {
			d.Run = i
		}
	}
	if d.Run >= 0 {
		run := &s.Runs[d.Run]
		d.Judged = run.Verdict.Kind == classify.Race
		run.Stated = true
		run.assign()
	}
	return d
}

func moreLikeRace(a, b *Run) bool {
	if x, y := a.Follows().rank(), b.Follows().rank(); x != y {
		return x > y
	}
	return a.Sum.Moving > b.Sum.Moving
}

// daysTo returns the days to the next named race; -1 when there is none.
func (s *Season) daysTo(day unit.Day) int {
	for i := range s.RaceDays {
		if s.RaceDays[i].Day >= day {
			return int(s.RaceDays[i].Day - day)
		}
	}
	return -1
}

// taperWeeks and taperShare define a taper. It lies in the last three weeks before a named
// race, race week included, and lasts up to the race. Each of its weeks has at most 85 % of
// the mean distance of the four weeks before those three; the race does not count. Bosquet
// et al., Med. Sci. Sports Exerc. 39, 2007, found that two weeks with 41 to 60 % less work
// best. Our limit is wide on purpose.
const (
	taperWeeks = 3
	taperShare = 0.85
)

// races sets for each week the time to the next named race and whether it is a taper.
func (s *Season) races() {
	for k := range s.Weeks {
		w := &s.Weeks[k]
		for _, r := range s.RaceDays {
			if r.Day < w.Start {
				continue
			}
			w.ToGo = int(r.Day.WeekStart(s.WeekStart)-w.Start) / 7
			if w.ToGo == 0 {
				w.Race = r.Name
			}
			break
		}
	}
	for k := range s.Weeks {
		w := &s.Weeks[k]
		w.Taper = w.ToGo >= 0 && w.ToGo < taperWeeks && s.tapers(k)
	}
}

// tapers reports whether week k, and the weeks after it up to the race, are a taper.
func (s *Season) tapers(k int) bool {
	end := k + s.Weeks[k].ToGo - taperWeeks + 1
	if end < 4 {
		return false
	}
	usual := 0.0
	for i := end - 4; i < end; i++ {
		usual += s.Weeks[i].distance() / 4
	}
	if _, whole := s.trained(&s.Weeks[k]); !whole || usual == 0 {
		return false
	}
	for i := k; i <= min(k+s.Weeks[k].ToGo, len(s.Weeks)-1); i++ {
		if m, whole := s.trained(&s.Weeks[i]); whole && m > taperShare*usual {
			return false
		}
	}
	return true
}

// trained returns the running distance of a week in m, without a race, and whether the week
// is complete. A race week is complete once the race is over.
func (s *Season) trained(w *Week) (m float64, whole bool) {
	if race := s.raceOf(w); race != nil {
		return w.distance() - s.raced(race), race.Day <= s.LastKnown
	}
	return w.distance(), w.Days == 7
}

// raceOf returns the next named race if it lies in the week; nil otherwise.
func (s *Season) raceOf(w *Week) *RaceDay {
	for i := range s.RaceDays {
		if day := s.RaceDays[i].Day; w.ToGo == 0 && day >= w.Start {
			return &s.RaceDays[i]
		}
	}
	return nil
}

// raced returns the distance of the race in m, which does not count as training.
func (s *Season) raced(d *RaceDay) float64 {
	if d.Run < 0 {
		return 0
	}
	return unit.OrZero(s.Runs[d.Run].Sum.Distance)
}
