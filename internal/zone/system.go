package zone

import (
	"math"
	"sort"
	"strconv"
)

// FrielHeart is the name of the heart-rate zones that are cut from LTHR.
const FrielHeart = "Friel % LTHR"

// Boundaries of the zone systems.
var (
	frielNames = []string{"Z1", "Z2", "Z3", "Z4", "5a", "5b", "5c"}
	// Friel, heart-rate zones for running, share of LTHR at which each begins.
	frielHR = []float64{0, 0.85, 0.90, 0.95, 1.00, 1.03, 1.06}
	// Friel, pace zones, share of the threshold pace (time a km) below which each
	// begins. The printed table lets Z4 and 5a overlap at 99 to 100 %; ours splits at 100.
	frielPace = []float64{math.Inf(1), 1.29, 1.14, 1.06, 1.00, 0.97, 0.90}

	fiveNames = []string{"below", "Z1", "Z2", "Z3", "Z4", "Z5"}
	// Karvonen, Kentala & Mustala 1957: share of heart-rate reserve, in the usual steps.
	karvonen = []float64{math.Inf(-1), 0.50, 0.60, 0.70, 0.80, 0.90}
	// Seiler's five-zone cuts, share of HRmax.
	seiler = []float64{0, 0.60, 0.72, 0.82, 0.87, 0.93}
)

// Easy ceilings. 85 % of LTHR is Friel's top of Z1. LTHR was 92 to 96 % of the
// highest heart rate of three runners, so that it is about 80 % of HRmax, and 73 %
// of the reserve of somebody with 50 at rest and 190 at most. Ours.
const (
	easyLTHR = 0.85
	easyHRR  = 0.73
	easyMax  = 0.80
	easyPace = 1.14 // of threshold pace: Friel's top of Z2
)

// heartZones are those of the system asked for; Auto takes the first that can be
// computed of LTHR, HRR and Max. An asked-for system that cannot be computed
// falls back likewise. A system whose threshold is a guess comes last, and without
// an easy ceiling: a run must not be judged by what was guessed from it. The zones
// say so in their Note.
func (s Settings) heartZones(t *Set, watch []float64) Zones {
	guess := none()
	for _, system := range []System{s.System, LTHR, HRR, Max} {
		z := zonesBy(system, t, watch)
		switch {
		case z.System == "":
		case !guessed(system, t):
			z.Note = s.instead(system)
			return z
		case guess.System == "":
			guess = z
			guess.EasyTop, guess.Note = math.NaN(), "cut on a guess from too few runs: they judge nothing"
		}
	}
	return guess
}

// guessed reports whether a system stands on a provisional threshold.
func guessed(system System, t *Set) bool {
	if system == LTHR {
		return t.LTHR.Standing == Provisional
	}
	return (system == HRR || system == Max) && t.MaxHR.Standing == Provisional
}

// instead says that another system than the one asked for is used; "" when it is not.
func (s Settings) instead(used System) string {
	if s.System == Auto || s.System == used {
		return ""
	}
	return [...]string{
		LTHR: "no lactate-threshold heart rate for the zones asked for", HRR: "no maximum and resting heart rate for the zones asked for",
		Max: "no maximum heart rate for the zones asked for", Device: "the watch told no zones of its own: these are used instead",
	}[s.System]
}

func none() Zones { return Zones{EasyTop: math.NaN()} }

// zonesBy are the zones of one system; none when a threshold for it is missing.
func zonesBy(system System, t *Set, watch []float64) Zones {
	top, rest, lthr := t.MaxHR.Value, t.RestHR.Value, t.LTHR.Value
	switch {
	case system == LTHR && lthr > 0:
		return cut(FrielHeart, frielNames, frielHR, 0, lthr, easyLTHR)
	case system == HRR && top > rest:
		return cut("Karvonen", fiveNames, karvonen, rest, top-rest, easyHRR)
	case system == Max && top > 0:
		return cut("% HRmax (Seiler)", fiveNames, seiler, 0, top, easyMax)
	case system == Device && len(watch) > 1:
		return ofWatch(watch)
	}
	return none()
}

// cut puts zones at base + share·span.
func cut(system string, names []string, shares []float64, base, span, easy float64) Zones {
	z := Zones{System: system, Names: names, Lower: make([]float64, len(shares)), EasyTop: base + easy*span}
	for i, share := range shares[1:] {
		z.Lower[i+1] = base + share*span
	}
	return z
}

// ofWatch are zones by the watch's upper boundaries: the first is the top of what
// lies below zone 1, the last the highest heart rate. Easy ends where zone 3 begins.
func ofWatch(upper []float64) Zones {
	lower := append([]float64{0}, upper[:len(upper)-1]...)
	if !sort.Float64sAreSorted(lower) {
		return none()
	}
	z := Zones{System: "watch", Lower: lower, EasyTop: lower[min(3, len(lower)-1)]}
	for i := range lower {
		z.Names = append(z.Names, watchName(i))
	}
	return z
}

func watchName(i int) string {
	if i == 0 {
		return "below"
	}
	return "Z" + strconv.Itoa(i)
}

// paceZones are Friel's zones by threshold speed.
func paceZones(threshold float64) Zones {
	if !(threshold > 0) {
		return none()
	}
	z := Zones{
		System: "Friel % threshold pace", Names: frielNames,
		Lower: make([]float64, len(frielPace)), EasyTop: threshold / easyPace,
	}
	for i, share := range frielPace {
		z.Lower[i] = threshold / share
	}
	return z
}

// Of is the index of the zone that holds a value; -1 when the value is NaN or
// there are no zones.
func (z *Zones) Of(v float64) int {
	if math.IsNaN(v) {
		return -1
	}
	return sort.Search(len(z.Lower), func(i int) bool { return z.Lower[i] > v }) - 1
}

// Seconds are the seconds in each zone of a histogram by beats/min.
func (z *Zones) Seconds(histogram []uint16) []float64 {
	out := make([]float64, len(z.Lower))
	for beat, n := range histogram {
		if i := z.Of(float64(beat)); i >= 0 {
			out[i] += float64(n)
		}
	}
	return out
}
