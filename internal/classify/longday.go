package classify

// A runner's long day is the weekday on which the longest runs of 3 in 10 of the weeks
// around lie, or more. On that day, a run is long from 68 min on instead of 75. On the
// labelled runners, the rule raised the recall of long runs from .825 to .889 at the same
// precision. Ours.
const (
	longDayDays  = 84      // each side
	longDayShare = 0.30    // share of the weeks
	longDayMin   = 68 * 60 // s
	longDayRuns  = 2       // least number of runs in a week that counts
	week         = 7       // days
)

// onLongDay reports whether run i lies on the runner's long day. Weeks are counted from the
// day of the run, and the run itself does not count.
func onLongDay(runs []*run, i int, past bool) bool {
	w := around(runs, i, longDayDays, past)
	weeks, hits := 0, 0
	for k := w.lo; k < w.hi; {
		number := weeksApart(runs, k, i)
		longest, n := -1, 0
		for ; k < w.hi && weeksApart(runs, k, i) == number; k++ {
			if k == i {
				continue
			}
			if n++; longest < 0 || runs[k].alone.moving > runs[longest].alone.moving {
				longest = k
			}
		}
		if n < longDayRuns {
			continue
		}
		if weeks++; int(runs[longest].Day-runs[i].Day)%week == 0 {
			hits++
		}
	}
	return float64(hits) >= longDayShare*float64(weeks) && hits > 0
}

// weeksApart returns how many whole weeks run k lies after run i; it is negative if k
// comes first.
func weeksApart(runs []*run, k, i int) int {
	days := int(runs[k].Day - runs[i].Day)
	if days < 0 {
		return (days - week + 1) / week
	}
	return days / week
}
