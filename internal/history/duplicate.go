package history

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"dayafter/internal/format"
)

// Limits of the duplicate rules (ours). Hiding a real run as a duplicate is worse than
// counting a run twice, so each rule asks for more than one agreement.
const (
	copyOverlap  = 0.80             // share of a recording's time that others cover
	copyStart    = 60 * time.Second // longest time between the starts of two copies
	copyDistance = 0.03             // relative difference of their distances
	// minMovingShare is the share of its time in which a recording must move to cover
	// another. Real runs may lie within the hours of a watch that was left running.
	minMovingShare = 0.5

	zoneShift    = 14 * time.Hour // longest time between copies with a zone error
	zoneStep     = 30 * time.Minute
	zoneSlack    = 2 * time.Second
	zoneDuration = 0.002 // relative difference of elapsed time
	// Positions give a distance up to 3 % above or below the watch's. Such a
	// difference is allowed only if the heart rates agree, too.
	zoneDistance      = 0.005
	zoneDistanceHeart = 0.03

	twoHearts = 3 // beats/min by which the mean heart rates of two devices may differ

	leastLoops = 4    // starts apart by whole zoneSteps that make loops; three files of one run may have three zones
	loopTime   = 0.15 // relative difference of their elapsed times
)

// markDuplicates sets copyOf on every recording that another recording replaces. The
// richest recording stays: first by distance, which a chest strap alone lacks, then by heart
// rate, then by the rank of its format, then by length, then by name.
func markDuplicates(recs []*record) {
	near := neighbours(recs)
	order := slices.Clone(recs)
	slices.SortStableFunc(order, compareRichness)
	bytes := make(map[content]*record, len(recs))
	kept := make(map[*record]bool, len(recs))
	for _, r := range order {
		id := content{r.sha, r.part}
		if first, ok := bytes[id]; ok && r.sha != ([32]byte{}) {
			r.replaceBy(first, "same bytes")
			continue
		}
		bytes[id] = r
		if r.isCopy(near[r], kept) {
			continue
		}
		for _, n := range near[r] {
			if kept[n] && sameSport(n, r) && !r.listOnly() && covering(r) && overlap(n, r) >= copyOverlap*seconds(n) {
				n.replaceBy(r, "recorded within it")
				delete(kept, n)
			}
		}
		kept[r] = true
	}
	for _, r := range recs { // a copy of a copy is a copy of the recording that stays
		for r.copyOf != nil && r.copyOf.copyOf != nil {
			r.copyOf = r.copyOf.copyOf
		}
	}
}

// content identifies the bytes of a recording.
type content struct {
	sha  [32]byte
	part int
}

// compareRichness orders recordings of one run, the one to keep first.
func compareRichness(a, b *record) int {
	return cmp.Or(
		compareBool(a.hasWay(), b.hasWay()),
		compareBool(a.hasHR(), b.hasHR()),
		cmp.Compare(format.Rank(a.sum.Format), format.Rank(b.sum.Format)),
		cmp.Compare(b.sum.Elapsed, a.sum.Elapsed),
		cmp.Compare(a.name, b.name), cmp.Compare(a.part, b.part),
	)
}

// compareBool orders true before false.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// isCopy marks r as a copy of a kept recording if a rule applies, and reports whether it
// did.
func (r *record) isCopy(near []*record, kept map[*record]bool) bool {
	var covered float64 // s; kept recordings hardly overlap each other
	var most *record
	for _, n := range near {
		if !kept[n] || !sameSport(n, r) {
			continue
		}
		if reason := r.copyReason(n, near); reason != "" {
			r.replaceBy(n, reason)
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
	r.replaceBy(most, sameTime)
	return true
}

// sameTime is the reason for a copy that covers the same hours.
const sameTime = "recorded at the same time"

// copyReason returns why n alone shows that r is a copy of it; "" if it does not. It notes a
// wrong time zone in r. near are the recordings around r.
func (r *record) copyReason(n *record, near []*record) string {
	switch {
	case closeStart(n, r):
		return "same start and distance"
	case zoneCopy(n, r) && !isLoop(r, near):
		r.shifted = true
		return fmt.Sprintf("same run, %s apart by a time zone error", n.start().Sub(r.start()).Abs().Round(zoneStep))
	case r.listOnly() && covering(n) && !r.start().Before(n.start().Add(-copyStart)) && !r.start().After(n.end()):
		return sameTime
	}
	return ""
}

func (r *record) replaceBy(by *record, rule string) { r.copyOf, r.rule = by, rule }

// neighbours returns for each recording those that overlap it or start within zoneShift
// of it. recs are ordered by start.
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

// sameSport reports whether a and b may be of one sport. A recording without a named sport
// matches any sport.
func sameSport(a, b *record) bool { return a.sport == b.sport || a.guessed || b.guessed }

// covering reports whether r moved for enough of its time to cover another recording.
func covering(r *record) bool { return r.sum.Moving >= minMovingShare*r.sum.Elapsed }

func seconds(r *record) float64 { return r.sum.Elapsed }

// overlap returns the time in s that two recordings share.
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

// closeStart reports whether the starts agree within copyStart and the distances within
// copyDistance.
func closeStart(a, b *record) bool {
	return a.start().Sub(b.start()).Abs() <= copyStart && a.sum.Distance > 0 &&
		within(a.sum.Distance, b.sum.Distance, copyDistance)
}

// zoneCopy reports whether a and b are one run written with different time zones: the
// starts differ by a multiple of half an hour, and all values that do not depend on the
// clock agree.
func zoneCopy(a, b *record) bool {
	slack, same := zoneSlack, within(a.sum.Elapsed, b.sum.Elapsed, zoneDuration) && sameRun(a, b)
	if !same && overlap(a, b) > 0 {
		slack, same = copyStart, ofTwoDevices(a, b)
	}
	shift := a.start().Sub(b.start()).Abs()
	return shift >= zoneStep-slack && shift <= zoneShift+slack && offZone(shift) <= slack && a.sum.Distance > 0 && same
}

// offZone returns the difference between a time and the nearest multiple of zoneStep.
func offZone(shift time.Duration) time.Duration {
	off := shift % zoneStep
	return min(off, zoneStep-off)
}

// isLoop reports whether r is one of many loops of much the same duration whose starts lie whole
// zoneSteps apart, as in a backyard ultra.
func isLoop(r *record, near []*record) bool {
	starts := []time.Time{r.start()}
	for _, n := range near {
		off := offZone(n.start().Sub(r.start()).Abs())
		another := !slices.ContainsFunc(starts, func(t time.Time) bool { return t.Sub(n.start()).Abs() <= copyStart })
		if another && sameSport(n, r) && off <= copyStart && within(n.sum.Elapsed, r.sum.Elapsed, loopTime) {
			starts = append(starts, n.start())
		}
	}
	return len(starts) >= leastLoops
}

// ofTwoDevices reports whether two devices may have recorded one run, each with its own start,
// end and distance. Nobody runs two runs at once, so recordings that overlap need to agree less.
func ofTwoDevices(a, b *record) bool {
	hearts := !a.hasHR() || !b.hasHR() || math.Abs(a.sum.AvgHR-b.sum.AvgHR) <= twoHearts
	return hearts && covering(a) && covering(b) &&
		within(a.sum.Elapsed, b.sum.Elapsed, copyDistance) && within(a.sum.Distance, b.sum.Distance, copyDistance)
}

// sameRun reports whether distance and heart rate agree.
func sameRun(a, b *record) bool {
	if !a.hasHR() || !b.hasHR() {
		return within(a.sum.Distance, b.sum.Distance, zoneDistance)
	}
	return within(a.sum.Distance, b.sum.Distance, zoneDistanceHeart) &&
		math.Abs(a.sum.AvgHR-b.sum.AvgHR) <= 1 && math.Abs(a.sum.MaxHR-b.sum.MaxHR) <= 2
}

// within reports whether a and b differ by at most a share of the larger.
func within(a, b, share float64) bool { return math.Abs(a-b) <= share*max(a, b) }
