// Package synth simulates a runner who trains, tires and gets fitter, and writes the files
// of the runner's watch: FIT, GPX, TCX and Polar's JSON. It makes fixtures, inputs of
// property tests and benchmark corpora. It is not part of the program: only tests import
// it, and it describes no real person.
//
// Everything depends on a seed: the same seed gives the same bytes on the same processor
// family. It does not read the clock. Constants without a source are ours, chosen so that
// the series resemble those of a trained amateur.
package synth

import (
	"time"
	_ "time/tzdata" // the invented runner lives in a zone with summer time

	"dayafter/internal/activity"
)

//go:generate go run ./gen -o ../../../fixtures

// Runner is the simulated runner.
type Runner struct {
	RestHR, ThresholdHR, MaxHR float64 // beats/min
	Threshold                  float64 // m/s on the flat at ThresholdHR, rested, at the start of the season
	Drift                      float64 // share by which heart rate rises in the first hour at 12 °C
	Zone                       *time.Location
}

// Amateur returns the invented runner of the fixtures: threshold pace 4:14 /km.
func Amateur() Runner {
	return Runner{RestHR: 48, ThresholdHR: 168, MaxHR: 187, Threshold: 3.93, Drift: 0.042, Zone: zone("Europe/Stockholm")}
}

// zone loads a time zone from the embedded data.
func zone(name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return z
}

// Plan is one planned session.
type Plan struct {
	Truth Truth
	Sport activity.Sport
	Title string
	Start time.Time // in the runner's zone
	Steps []Step

	Course *Course // nil: indoors, no positions
	Track  bool    // recorded as an athletics-track run
	Temp   float64 // °C of the air

	Lights    float64 // stops per km
	TimerRuns bool    // the timer runs on while the runner stands
	AutoLap   float64 // m; 0 without
	StepLaps  activity.Trigger
	Workout   bool    // the steps are in the file
	NoHR      bool    // the strap's battery is empty
	HRLock    float64 // s from the start in which the optical sensor counts steps, not beats
	FixJump   float64 // m by which the position is wrong for ten seconds, as under a bridge
}

// Step is one part of a session. One of Seconds, Metres and Back says where it ends. If
// Repeat is set, the steps from RepeatTo to this step are run that many times in all.
type Step struct {
	Name      string
	Kind      activity.LapKind
	Seconds   float64
	Metres    float64
	Back      bool    // turn round, and run down to where the step before began
	Effort    float64 // share of threshold speed on the flat; 0 stands still
	Finish    float64 // effort at the end of the step, which changes evenly; 0 means Effort
	Repeat    int
	RepeatTo  int
	Unplanned bool // the step is not in the watch's workout
}

// Truth is the purpose of a session.
type Truth struct {
	Class   string // "long", "key", "easy", "recovery"; "" for other sports
	Alt     string // another class that is also right; "" if there is none
	Kind    string // "race", "intervals", …; ""
	NextDay string // for a long run: "recovery", "easy", "rest", "active", "hard"; otherwise ""
}

// Session is one simulated session.
type Session struct {
	Plan     Plan
	Activity *activity.Activity
}

// Effort levels, as shares of threshold speed. Ours, near Daniels' paces.
const (
	EffortRecovery = 0.66
	EffortEasy     = 0.755
	EffortLong     = 0.765
	EffortSteady   = 0.86
	EffortMarathon = 0.895
	EffortHalf     = 0.965
	EffortTempo    = 0.985
	EffortInterval = 1.085
	EffortRep      = 1.16
	EffortStride   = 1.32
	EffortJog      = 0.60

	effortWalk     = 0.38
	effortRide     = 0.63
	effortSwim     = 0.68
	effortStrength = 0.42
	effortYoga     = 0.22
)

// HomeLat and HomeLon are the start of the invented runner's courses in degrees, in the
// open water of lake Vänern, where nobody lives. Tests search for this position in outputs
// that must not hold a coordinate.
const (
	HomeLat = 58.95
	HomeLon = 13.45
)

// metresPerDegree of latitude, for a mean radius of 6,371 km.
const metresPerDegree = 111195.0
