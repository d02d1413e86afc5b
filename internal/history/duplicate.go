package history

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"
)

// Limits of the duplicate rules (ours). A false duplicate that hides a real run
// is worse than a double, so each asks for more than one agreement.
const (
	copyOverlap  = 0.80             // share of a recording's time that others cover
	copyStart    = 60 * time.Second // starts this close …
	copyDistance = 0.03             // … with distances this close are one run
	// A recording that mostly stands still (a watch left running) covers nothing:
	// real runs lie inside its hours.
	minMovingShare = 0.5

	zoneShift    = 14 * time.Hour // copies with a zone error lie at most this far apart
	zoneStep     = 30 * time.Minute
	zoneSlack    = 2 * time.Second
	zoneDuration = 0.002 // relative difference of elapsed time
	// Positions measure a run up to 3 % longer or shorter than the watch counted
	// it. That much is allowed only where the heart rates agree, too.
	zoneDistance      = 0.005
	zoneDistanceHeart = 0.03
)

// markDuplicates sets copyOf on every recording that another one replaces. The
// richest recording stays: heart rate first, then FIT over Polar's sessions over
// TCX over GPX, then the longer one, then the first by name.
func markDuplicates(recs []*record) {
	near := neighbours(recs)
	order := slices.Clone(recs)
	slices.SortStableFunc(order, richest)
	bytes := map[string]*record{}
	kept := map[*record]bool{}
	for _, r := range order {
		id := fmt.Sprintf("%x %d", r.sha, r.part)
		if first, ok := bytes[id]; ok && r.sha != ([32]byte{}) {
			r.replaceBy(first, "same bytes")
			continue
		}
		bytes[id] = r
		if r.isCopy(near[r], kept) {
			continue
		}
		for _, n := range near[r] {
			if kept[n] && sameSport(n, r) && covering(r) && overlap(n, r) >= copyOverlap*seconds(n) {
				n.replaceBy(r, "recorded within it")
				delete(kept, n)
			}
		}
		kept[r] = true
	}
	for _, r := range recs { // a copy of a copy is a copy of what stayed
		for r.copyOf != nil && r.copyOf.copyOf != nil {
			r.copyOf = r.copyOf.copyOf
		}
	}
}

// richest orders recordings of one run, the one to keep first.
func richest(a, b *record) int {
	rank := map[string]int{"fit": 0, "polar": 1, "tcx": 2, "gpx": 3}
	return cmp.Or(
		-cmp.Compare(b2i(a.hasHR()), b2i(b.hasHR())),
		cmp.Compare(rank[a.sum.Format], rank[b.sum.Format]),
		-cmp.Compare(a.sum.Elapsed, b.sum.Elapsed),
		cmp.Compare(a.name, b.name), cmp.Compare(a.part, b.part),
	)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// isCopy marks r as a copy of a kept recording when one of the rules says so.
func (r *record) isCopy(near []*record, kept map[*record]bool) bool {
	var covered float64 // s; kept recordings do not overlap each other by much
	var most *record
	for _, n := range near {
		if !kept[n] || !sameSport(n, r) {
			continue
		}
		if closeStart(n, r) {
			r.replaceBy(n, "same start and distance")
			return true
		}
		if zoneCopy(n, r) {
			r.replaceBy(n, fmt.Sprintf("same run, %s apart by a time zone error", n.start().Sub(r.start()).Abs().Round(zoneStep)))
			return true
		}
		if s := overlap(n, r); s > 0 && covering(n) {
			covered += s
			if most == nil || s > overlap(most, r) {
				most = n
			}
		}
	}
	if most == nil || !covering(r) || covered < copyOverlap*seconds(r) {
		return false
	}
	r.replaceBy(most, "recorded at the same time")
	return true
}

func (r *record) replaceBy(by *record, rule string) { r.copyOf, r.rule = by, rule }

// neighbours lists for each recording those that overlap it or start within
// zoneShift of it. recs are ordered by start.
func neighbours(recs []*record) map[*record][]*record {
	near := make(map[*record][]*record, len(recs))
	for i, a := range recs {
		until := a.start().Add(zoneShift + zoneSlack)
		if e := a.end(); e.After(until) {
			until = e
		}
		for _, b := range recs[i+1:] {
			if b.start().After(until) {
				break
			}
			near[a] = append(near[a], b)
			near[b] = append(near[b], a)
		}
	}
	return near
}

// sameSport lets a recording without a named sport match any.
func sameSport(a, b *record) bool { return a.sport == b.sport || a.guessed || b.guessed }

// covering reports whether the recording's hours were spent moving.
func covering(r *record) bool { return r.sum.Moving >= minMovingShare*r.sum.Elapsed }

func seconds(r *record) float64 { return r.sum.Elapsed }

// overlap is the time two recordings share, s.
func overlap(a, b *record) float64 {
	from, to := a.start(), a.end()
	if b.start().After(from) {
		from = b.start()
	}
	if b.end().Before(to) {
		to = b.end()
	}
	return max(0, to.Sub(from).Seconds())
}

// closeStart is the rule "start ± 60 s with distance ± 3 %".
func closeStart(a, b *record) bool {
	return a.start().Sub(b.start()).Abs() <= copyStart && a.sum.Distance > 0 &&
		within(a.sum.Distance, b.sum.Distance, copyDistance)
}

// zoneCopy recognises one run written twice with different zones: a shift by
// whole half hours, and all that does not depend on the clock agreeing.
func zoneCopy(a, b *record) bool {
	shift := a.start().Sub(b.start()).Abs()
	off := shift % zoneStep
	return shift >= zoneStep-zoneSlack && shift <= zoneShift+zoneSlack && min(off, zoneStep-off) <= zoneSlack &&
		a.sum.Distance > 0 && within(a.sum.Elapsed, b.sum.Elapsed, zoneDuration) && sameRun(a, b)
}

// sameRun compares distance and heart.
func sameRun(a, b *record) bool {
	if !a.hasHR() || !b.hasHR() {
		return within(a.sum.Distance, b.sum.Distance, zoneDistance)
	}
	return within(a.sum.Distance, b.sum.Distance, zoneDistanceHeart) &&
		math.Abs(a.sum.AvgHR-b.sum.AvgHR) <= 1 && math.Abs(a.sum.MaxHR-b.sum.MaxHR) <= 2
}

// within reports |a−b| ≤ share of the larger.
func within(a, b, share float64) bool { return math.Abs(a-b) <= share*max(a, b) }
