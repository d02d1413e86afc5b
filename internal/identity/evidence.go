package identity

import (
	"fmt"
	"math"
	"time"
)

// conflicts holds the pairs of parts that belong to different runners, by their indexes.
type conflicts map[[2]int]bool

// evidence returns the parts that belong to different runners and the strongest reason
// in words.
func evidence(of level, parts []*part, pairs []pair, inside bool) (conflicts, string) {
	index := map[string]int{}
	for i, p := range parts {
		index[p.key] = i
	}
	same, other := map[[2]int]int{}, map[[2]int]map[int64]bool{}
	for _, p := range pairs {
		key := ordered(index[of(p.a)], index[of(p.b)])
		switch {
		case key[0] == key[1]:
		case p.same:
			same[key]++
		default:
			if other[key] == nil {
				other[key] = map[int64]bool{}
			}
			other[key][dayOf(p.a.Start)] = true
		}
	}
	out, best, reason := conflicts{}, 0, ""
	for i := range parts {
		for j := i + 1; j < len(parts); j++ {
			key := [2]int{i, j}
			words, weight := judge(parts[i], parts[j], len(other[key]), same[key], inside)
			if weight > 0 {
				out[key] = true
			}
			if weight > best {
				best, reason = weight, words
			}
		}
	}
	return out, reason
}

func ordered(i, j int) [2]int { return [2]int{min(i, j), max(i, j)} }

// dayOf returns the number of the UTC day.
func dayOf(t time.Time) int64 { return t.Unix() / 86400 }

// judge returns the weight of the evidence that two parts belong to different runners, with
// the reason in words; the weight is 0 if there is none. other counts the days with
// different runs at the same time; same counts the runs that both parts hold.
func judge(p, q *part, other, same int, inside bool) (words string, weight int) {
	fewest := fewestDays
	switch {
	case inside:
		fewest = fewestInside
	case min(len(p.runs), len(q.runs)) <= fewestDays: // the smaller part has too few runs to show more
		fewest = 1
	}
	if other >= fewest && 5*other >= same {
		return sameTimeWords(other), 1000 + other
	}
	if p.shares(q) || same >= fewestDays || len(p.runs) < fewestRuns || len(q.runs) < fewestRuns {
		return "", 0
	}
	if days := sideBySide(p, q); days > 0 {
		return fmt.Sprintf("for weeks, two devices recorded different runs on the same days (%d days)", days), 500 + days
	}
	if !inside && farApart(p, q) {
		return "the runs were recorded with different devices in parts of the world far from each other", 1
	}
	return "", 0
}

// sameTimeWords returns the reason for days with different runs at the same time.
func sameTimeWords(days int) string {
	if days == 1 {
		return "on one day, different runs were recorded at the same time"
	}
	return fmt.Sprintf("on %d days, different runs were recorded at the same time", days)
}

// Limits of sideBySide (ours).
const (
	fewestWeeks  = 4
	fewestShared = 4
	// chanceShare is the least number of days with runs in both parts, as a share of the
	// number that two independent runners would have. A runner who alternates two watches
	// has hardly any such days.
	chanceShare = 0.6
)

// sideBySide returns the number of days on which both parts hold a run, if two independent
// runners would have about as many over some weeks; otherwise it returns 0.
func sideBySide(p, q *part) int {
	pFirst, pLast := p.span()
	qFirst, qLast := q.span()
	first, last := max(dayOf(pFirst), dayOf(qFirst)), min(dayOf(pLast), dayOf(qLast))
	span := last - first + 1
	if span < 7*fewestWeeks {
		return 0
	}
	pDays, qDays := daysIn(p, first, last), daysIn(q, first, last)
	both, weeks := 0, map[int64]bool{}
	for d := range pDays {
		if qDays[d] {
			both++
			weeks[d/7] = true
		}
	}
	expected := float64(len(pDays)) * float64(len(qDays)) / float64(span)
	if both < fewestShared || len(weeks) < fewestWeeks || float64(both) < chanceShare*expected {
		return 0
	}
	return both
}

// daysIn returns the days from first to last on which a part holds a run.
func daysIn(p *part, first, last int64) map[int64]bool {
	out := map[int64]bool{}
	for _, r := range p.runs {
		if d := dayOf(r.Start); d >= first && d <= last {
			out[d] = true
		}
	}
	return out
}

// farHours is the least difference between the clocks of two homes, in hours. Ours.
const farHours = 3

// farApart reports whether both parts hold runs at known places, and every place of
// one part lies far from every place of the other.
func farApart(p, q *part) bool {
	a, b := clocks(p), clocks(q)
	for x := range a {
		for y := range b {
			d := math.Abs(x - y)
			if min(d, 24-d) < farHours {
				return false
			}
		}
	}
	return len(a) > 0 && len(b) > 0
}

// clocks returns the standard-time offsets of a part's places in hours.
func clocks(p *part) map[float64]bool {
	out, seen := map[float64]bool{}, map[string]bool{}
	for _, r := range p.runs {
		if r.Place == "" || seen[r.Place] {
			continue
		}
		seen[r.Place] = true
		if zone, err := time.LoadLocation(r.Place); err == nil {
			_, offset := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC).In(zone).Zone()
			out[float64(offset)/3600] = true
		}
	}
	return out
}
