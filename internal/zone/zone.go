// Package zone estimates a runner's thresholds from the sessions, dates each threshold by
// the effort that it comes from, and divides heart rate and pace into zones. It does not
// know the classes of runs.
package zone

import (
	"cmp"
	"math"
	"slices"

	"dayafter/internal/unit"
)

// Settings holds the values that the user stated about the runner; NaN for a value not
// stated. The user's value of a threshold takes precedence. Next comes the value that the
// watch last reported on or before the day, unless running showed that it is too low, and
// then the estimate.
type Settings struct {
	MaxHR, RestHR, LTHR float64 // beats/min
	ThresholdSpeed      float64 // m/s
	System              System
	Dated               []Dated // values that hold from a day on, in any order
}

// Dated holds values that the user stated from a day on; NaN for a value not stated.
type Dated struct {
	From                unit.Day
	MaxHR, RestHR, LTHR float64 // beats/min
	ThresholdSpeed      float64 // m/s
}

// At returns the settings that hold on a day. Each value is the one with the last date on
// or before the day, or the undated one.
func (s Settings) At(d unit.Day) Settings {
	if len(s.Dated) == 0 {
		return s
	}
	dated := slices.Clone(s.Dated)
	slices.SortStableFunc(dated, func(a, b Dated) int { return cmp.Compare(a.From, b.From) })
	for _, x := range dated {
		if x.From > d {
			break
		}
		s.MaxHR, s.RestHR, s.LTHR = orElse(x.MaxHR, s.MaxHR), orElse(x.RestHR, s.RestHR), orElse(x.LTHR, s.LTHR)
		s.ThresholdSpeed = orElse(x.ThresholdSpeed, s.ThresholdSpeed)
	}
	return s
}

// orElse returns v, or w if v was not stated.
func orElse(v, w float64) float64 {
	if v > 0 {
		return v
	}
	return w
}

// Defaults returns settings that state nothing: every threshold is estimated.
func Defaults() Settings {
	n := math.NaN()
	return Settings{MaxHR: n, RestHR: n, LTHR: n, ThresholdSpeed: n, System: Auto}
}

// System is a way to divide heart rate into zones.
type System uint8

// Systems. Auto is the first of LTHR, HRR and Max that can be computed without a guess.
const (
	Auto   System = iota
	LTHR          // Friel, % of lactate-threshold heart rate
	HRR           // Karvonen, % of heart-rate reserve
	Max           // % of HRmax, Seiler's cuts
	Device        // the watch's own boundaries
)

// Standing says how reliable a threshold is.
type Standing uint8

// Standings.
const (
	Missing     Standing = iota
	Provisional          // too little hard running in the window: a guess
	LowerBound           // the true value is at least this
	Confirmed            // from a race, a test, or running at critical speed
	FromDevice           // the file's own value
	FromUser             // a setting
)

// String returns one or two lower-case words.
func (s Standing) String() string {
	return [...]string{"missing", "provisional", "lower bound", "confirmed", "device", "set"}[s]
}

// Threshold is one value with its origin.
type Threshold struct {
	Value    float64 // beats/min or m/s; NaN when Missing
	Margin   float64 // beats/min, standard error of an estimated LTHR; NaN for all others
	Standing Standing
	Day      unit.Day // day of the effort; 0 if the user set the value
	Session  string   // key of the session that it comes from; ""
	Effort   string   // in words: "0.95 × best 20 min (168 bpm)"
}

// Set holds the thresholds and zones of one day.
type Set struct {
	MaxHR, RestHR, LTHR           Threshold // beats/min
	CriticalSpeed, ThresholdSpeed Threshold // m/s, grade-adjusted
	HR                            Zones
	Pace                          Zones
}

// Zones cut a quantity: zone i holds values from Lower[i] up to Lower[i+1].
type Zones struct {
	System string    // "Friel % LTHR", "Karvonen", "% HRmax (Seiler)", "watch", "Friel % threshold pace"; "" when none
	Names  []string  // "Z1" … "5c"
	Lower  []float64 // beats/min, or m/s for pace; ascending; Lower[0] is 0
	// EasyTop is the easy ceiling: at or above it, running is no longer easy. At or above
	// RecoveryTop, running is no recovery running. Both are NaN if the zones have none or
	// use a guess. Margin is how much the heart-rate ceilings may be off.
	EasyTop, RecoveryTop, Margin float64
	Note                         string // says that another system than the requested one is used, or that the zones use a guess; ""
}
