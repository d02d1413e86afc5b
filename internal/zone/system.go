package zone

import (
	"math"
	"sort"
	"strconv"
)

// Names of heart-rate zones: of those derived from LTHR, and of the watch's own.
const (
	FrielHeart = "Friel % LTHR"
	WatchHeart = "watch"
)

// Boundaries of the zone systems.
var (
	frielNames = []string{"Z1", "Z2", "Z3", "Z4", "5a", "5b", "5c"}
	// frielHR holds the share of LTHR at which each of Friel's heart-rate zones for running
	// begins.
	frielHR = []float64{0, 0.85, 0.90, 0.95, 1.00, 1.03, 1.06}
	// frielPace holds the share of threshold pace (time per km) below which each of Friel's
	// pace zones begins. In his table, Z4 and 5a overlap at 99 to 100 %; ours split at 100.
	frielPace = []float64{math.Inf(1), 1.29, 1.14, 1.06, 1.00, 0.97, 0.90}

	fiveNames = []string{"below", "Z1", "Z2", "Z3", "Z4", "Z5"}
	// karvonen holds shares of heart-rate reserve in the usual steps (Karvonen, Kentala &
	// Mustala 1957).
	karvonen = []float64{math.Inf(-1), 0.50, 0.60, 0.70, 0.80, 0.90}
	// seiler holds the shares of HRmax at which Seiler's five zones begin.
	seiler = []float64{0, 0.60, 0.72, 0.82, 0.87, 0.93}
)

// ceilings holds the upper limits of easy and of recovery running, as shares of the heart
// rate from which a zone system derives its zones.
type ceilings struct{ easy, recovery float64 }

// Shares of LTHR at which recovery running and easy running end.
const (
	RecoveryOfLTHR = 0.85
	EasyOfLTHR     = 0.90
)

// Easy running ends at the first ventilatory threshold. In 1,411 runners, the first
// threshold was at 85.1 % of maximum heart rate and the second at 93.5 % (Esteve-Lanao et
// al., Sports 14(1):29), so the first is at 91 % of LTHR; Friel's zone 2 ends at 90 %.
// Recovery running ends at 85 % of LTHR, the top of Friel's zone 1. The shares of reserve
// are for a resting heart rate of 50 and a maximum of 190 beats/min. Ours.
var (
	byLTHR = ceilings{easy: EasyOfLTHR, recovery: RecoveryOfLTHR}
	byHRR  = ceilings{easy: 0.79, recovery: 0.73}
	byMax  = ceilings{easy: 0.85, recovery: 0.80}
)

const (
	fixedMargin = 6    // beats/min by which fixed shares miss the first threshold (5 to 7; Nuuttila 2025)
	easyPace    = 1.14 // × threshold pace: the top of Friel's Z2
)

// heartZones returns the heart-rate zones of the requested system. For Auto, and if the
// requested system cannot be computed, it returns the first of LTHR, HRR and Max that can
// be computed. A system with a guessed threshold comes last and gets no easy ceiling,
// because no run may be judged by a guess. The Note of the zones says so.
func (s Settings) heartZones(t *Set, watch []float64) Zones {
	guess := noZones()
	for _, system := range []System{s.System, LTHR, HRR, Max} {
		z := zonesBy(system, t, watch)
		switch {
		case z.System == "": // a threshold is missing
		case !guessed(system, t):
			z.Note = s.instead(system)
			return z
		case guess.System == "":
			guess = z
			guess.EasyTop, guess.RecoveryTop, guess.Note = math.NaN(), math.NaN(), "a guess from too few runs, by which nothing is judged"
		}
	}
	return guess
}

// guessed reports whether a system uses a guessed (Provisional) threshold.
func guessed(system System, t *Set) bool {
	if system == LTHR {
		return t.LTHR.Standing == Provisional
	}
	return (system == HRR || system == Max) && t.MaxHR.Standing == Provisional
}

// instead returns a note if the used system is not the requested one; otherwise "".
func (s Settings) instead(used System) string {
	if s.System == Auto || s.System == used {
		return ""
	}
	return [...]string{
		LTHR: "no lactate-threshold heart rate for the requested zones", HRR: "no maximum and resting heart rate for the requested zones",
		Max: "no maximum heart rate for the requested zones", Device: "the watch has no zones of its own: these are used instead",
	}[s.System]
}

// noZones returns Zones without a system.
func noZones() Zones { return Zones{EasyTop: math.NaN(), RecoveryTop: math.NaN(), Margin: math.NaN()} }

// zonesBy returns the zones of one system; none if a threshold for it is missing.
func zonesBy(system System, t *Set, watch []float64) Zones {
	top, rest, lthr := t.MaxHR.Value, t.RestHR.Value, t.LTHR.Value
	switch {
	case system == LTHR && lthr > 0:
		z := zonesAt(FrielHeart, frielNames, frielHR, 0, lthr, byLTHR)
		z.Margin = ceilingMargin(t.LTHR)
		return z
	case system == HRR && top > rest:
		return zonesAt("Karvonen", fiveNames, karvonen, rest, top-rest, byHRR)
	case system == Max && top > 0:
		return zonesAt("% HRmax (Seiler)", fiveNames, seiler, 0, top, byMax)
	case system == Device && len(watch) > 1:
		return zonesOfWatch(watch)
	}
	return noZones()
}

// ceilingMargin returns the margin of the ceilings in beats/min that follows from the
// margin of LTHR; 0 if the user or the watch gave the value.
func ceilingMargin(lthr Threshold) float64 {
	if math.IsNaN(lthr.Margin) {
		return 0
	}
	return byLTHR.easy * lthr.Margin
}

// zonesAt returns zones that begin at base + share·span for each share.
func zonesAt(system string, names []string, shares []float64, base, span float64, c ceilings) Zones {
	z := Zones{
		System: system, Names: names, Lower: make([]float64, len(shares)),
		EasyTop: base + c.easy*span, RecoveryTop: base + c.recovery*span, Margin: fixedMargin,
	}
	for i, share := range shares[1:] {
		z.Lower[i+1] = base + share*span
	}
	return z
}

// zonesOfWatch returns the zones of a watch from their upper boundaries. Zone 1 begins at the
// first boundary; the last boundary is the maximum heart rate. Easy ends where zone 3
// begins.
func zonesOfWatch(upper []float64) Zones {
	lower := append([]float64{0}, upper[:len(upper)-1]...)
	if !sort.Float64sAreSorted(lower) {
		return noZones()
	}
	easy := lower[min(3, len(lower)-1)]
	z := Zones{System: WatchHeart, Lower: lower, EasyTop: easy, RecoveryTop: easy * byLTHR.recovery / byLTHR.easy}
	for i := range lower {
		z.Names = append(z.Names, watchName(i))
	}
	return z
}

// watchName returns the name of the i-th zone of a watch.
func watchName(i int) string {
	if i == 0 {
		return "below"
	}
	return "Z" + strconv.Itoa(i)
}

// paceZones returns Friel's zones by threshold speed.
func paceZones(threshold float64) Zones {
	if !(threshold > 0) {
		return noZones()
	}
	z := Zones{
		System: "Friel % threshold pace", Names: frielNames,
		Lower: make([]float64, len(frielPace)), EasyTop: threshold / easyPace, RecoveryTop: math.NaN(), Margin: math.NaN(),
	}
	for i, share := range frielPace {
		z.Lower[i] = threshold / share
	}
	return z
}

// Of returns the index of the zone that holds a value; -1 if the value is NaN or there are
// no zones.
func (z *Zones) Of(v float64) int {
	if math.IsNaN(v) {
		return -1
	}
	return sort.Search(len(z.Lower), func(i int) bool { return z.Lower[i] > v }) - 1
}

// Seconds returns the seconds in each zone of a histogram by beats/min.
func (z *Zones) Seconds(histogram []uint16) []float64 {
	out := make([]float64, len(z.Lower))
	for beat, n := range histogram {
		if i := z.Of(float64(beat)); i >= 0 {
			out[i] += float64(n)
		}
	}
	return out
}

// ShareAbove returns the share of the seconds of a histogram by beats/min that lie at
// or above a heart rate; NaN if there are none or the heart rate is unknown.
func ShareAbove(histogram []uint16, heart float64) float64 {
	over, all := 0.0, 0.0
	for beat, n := range histogram {
		all += float64(n)
		if float64(beat) >= heart {
			over += float64(n)
		}
	}
	if all == 0 || math.IsNaN(heart) {
		return math.NaN()
	}
	return over / all
}
