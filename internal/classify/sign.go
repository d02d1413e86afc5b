package classify

import (
	"math"
	"slices"
)

// sign is one measure that is high if a run was hard.
type sign int

// The signs. The named file defines the sign.
const (
	fastTime      sign = iota // fast.go
	fastCount                 // fast.go
	ownFast                   // ownfast.go
	bestEffort                // best.go
	restedCount               // rested.go
	sustained                 // sustained.go
	spread                    // heartspread.go
	numberOfSigns = iota
)

// signs holds a value for each sign; NaN if it is unknown.
type signs [numberOfSigns]float64

// scale says how a sign counts: not at all up to from, fully above to.
type scale struct {
	rule     string
	unit     string
	from, to float64
	habit    bool // the runner's habit is subtracted
}

// scales holds the scale of each sign. Ours, chosen on five runners.
var scales = [numberOfSigns]scale{
	fastTime:    {"fast-time", "s", 60, 480, true},
	fastCount:   {"fast-bouts", "", 2, 7, true},
	ownFast:     {"own-fast-time", "s", 180, 720, false},
	bestEffort:  {"best-30s", "share", 0.4, 0.8, false},
	restedCount: {"rested-repetitions", "", 0, 4, true},
	sustained:   {"sustained", "s", 240, 600, true},
	spread:      {"heart-spread", "bpm", 6, 14, false},
}

// share returns the position of v on the scale, 0..1; NaN for NaN.
func (c scale) share(v float64) float64 {
	return max(0, min(1, (v-c.from)/(c.to-c.from)))
}

// silent is the number of the weakest signs that do not count, because no workout shows all
// signs: repetitions show no sustained bout, a tempo run shows no rested repetition. Ours.
const silent = 2

// score returns the mean of the signs on their scales without the weakest, 0..1; NaN if all
// signs are unknown.
func (s *signs) score() float64 {
	var shares []float64
	for k, v := range s {
		if !math.IsNaN(v) {
			shares = append(shares, scales[k].share(v))
		}
	}
	if len(shares) == 0 {
		return nan
	}
	slices.Sort(shares)
	shares = shares[min(silent, len(shares)-1):]
	sum := 0.0
	for _, v := range shares {
		sum += v
	}
	return sum / float64(len(shares))
}
