// Package activity defines the result of every decoder and the input of every
// later stage: one recorded activity as columns of samples, with its laps and the
// issues of its file. It knows no file format and judges nothing.
//
// Units are SI (m, s, m/s, m above sea level, °C, W) except heart rate
// (beats/min) and cadence (steps or revolutions/min). A missing value is NaN;
// a column that holds no value at all is nil.
package activity

import (
	"math"
	"time"
)

// Activity is one session of one sport as a file recorded it. A multisport file
// yields one Activity per session.
type Activity struct {
	Sport  Sport
	Indoor bool // treadmill, trainer, pool: positions and GPS speeds are meaningless
	Track  bool // recorded as an athletics-track run
	// Virtual reports that the positions lie in a virtual place. Neither the runner's place
	// nor the local day follows from them.
	Virtual bool
	Title   string // the runner's own name for it; "" when the file has none
	Device  string // maker and product as far as known; ""
	Serial  string // hash of the device's serial number; "" if unknown
	// Profile is a hash of the sex and the height for which the watch was set up; "" if
	// unknown.
	Profile string

	Start time.Time // of the first sample or session start, whichever is earlier; UTC
	Clock Clock     // the file's local time

	Samples Columns
	Laps    []Lap
	Steps   []Step // the planned workout, when the file carries it
	Pauses  []Span // timer stopped, as the file says (FIT events, TCX Track breaks)
	Totals  Totals // the file's own totals
	Void    Void   // the totals that do not count
	Watch   Watch  // the watch's settings and estimates of the runner
	Rating  Rating // the runner's answers on the watch

	Issues Issues // repairs, losses and oddities, in the order met
}

// A recording starts at or after the first of these seconds since 1970, and before the
// second. Ours: GPS receivers for sport came in the 1990s, a watch that does not know the
// date counts from 1989-12-31, and a year past 2099 is a broken clock or a broken conversion.
const (
	FirstSecond = 631065600  // 1989-12-31
	EndSecond   = 4102444800 // 2100-01-01
)

// Columns are the samples, one slice per quantity. Every non-nil slice has the
// length of T. T never runs backwards.
type Columns struct {
	T        []float64 // s since Activity.Start
	Lat, Lon []float64 // degrees, WGS 84; NaN without a fix
	Ele      []float64 // m
	Dist     []float64 // m since the start, as the device counted it
	Speed    []float64 // m/s, as the device gave it
	HR       []float64 // beats/min; never 0
	Cadence  []float64 // steps/min of both feet for runs; revolutions/min for other sports
	Power    []float64 // W
	Temp     []float64 // °C, of the sensor
	Core     []float64 // °C, of the body, by a core-temperature sensor
}

// Len returns the number of samples.
func (c *Columns) Len() int { return len(c.T) }

// Lap is one lap as recorded. Values are NaN when the file has none.
type Lap struct {
	Start    float64 // s since Activity.Start
	Elapsed  float64 // s, pauses included
	Timer    float64 // s, pauses left out
	Distance float64 // m
	AvgHR    float64 // beats/min
	MaxHR    float64 // beats/min
	Trigger  Trigger
	Kind     LapKind
	Step     int // index into Activity.Steps; -1 when unknown
}

// Trigger is the event that closed a lap.
type Trigger uint8

// Triggers. Only laps that the runner or a workout step closed show the structure of a run.
const (
	TriggerUnknown  Trigger = iota
	TriggerManual           // the runner pressed lap
	TriggerStepEnd          // a workout step ended
	TriggerDistance         // auto-lap by distance
	TriggerTime             // auto-lap by time
	TriggerPosition         // auto-lap by place
	TriggerEnd              // the session ended
)

// LapKind is a lap's or a step's purpose, by FIT's intensity.
type LapKind uint8

// Lap kinds. FIT: active 0, rest 1, warmup 2, cooldown 3, recovery 4, interval 5.
const (
	LapUnknown LapKind = iota
	LapActive
	LapRest
	LapWarmUp
	LapCoolDown
	LapRecovery
	LapInterval
)

// Step is one step of a planned workout.
type Step struct {
	Name     string
	Kind     LapKind
	Duration float64 // s; NaN when not by time
	Distance float64 // m; NaN when not by distance
	Repeat   int     // if > 0, the steps from RepeatTo on are done this many times in all
	RepeatTo int     // index of the first step to repeat
}

// Span is a stretch of time, s since Activity.Start; To > From.
type Span struct{ From, To float64 }

// Totals are the file's own sums; NaN if the file has none. The totals only fill in values
// that the samples do not give.
type Totals struct {
	Elapsed, Timer, Distance float64 // s, s, m
	Ascent, Descent          float64 // m
	AvgHR, MaxHR             float64 // beats/min
	Calories                 float64 // kcal
}

// Void says which of the file's totals do not describe the samples: after a trim they describe
// more than the run, and another source may contradict the distance.
type Void struct{ Distance, Others bool }

// Watch holds the device's settings and estimates of the runner; NaN or nil if unknown.
type Watch struct {
	MaxHR, RestHR, ThresholdHR float64   // beats/min
	ThresholdSpeed             float64   // m/s
	HRZones                    []float64 // upper boundaries in beats/min, ascending (FIT time_in_zone)
	Method                     string    // "percent max HR", "percent HR reserve", "percent LTHR", "custom"; "" unknown
}

// Rating holds the runner's own answers on the watch after the session; NaN if not asked.
type Rating struct {
	RPE  float64 // 0..10, CR-10
	Feel float64 // 0..100, FIT workout_feel
}

// Clock is the local time of a file.
type Clock struct {
	Offset time.Duration // local − UTC; meaningful only when Source is not ClockNone
	Source ClockSource
}

// ClockSource is the origin of a Clock's offset.
type ClockSource uint8

// Clock sources.
const (
	ClockNone     ClockSource = iota
	ClockDevice               // FIT activity.local_timestamp − timestamp
	ClockExplicit             // an offset written in a GPX or TCX time, or beside a time in Polar's export
)

// New returns an Activity of the sport in which every value is missing.
func New(sport Sport, start time.Time) *Activity {
	n := math.NaN()
	return &Activity{
		Sport:  sport,
		Start:  start,
		Totals: Totals{n, n, n, n, n, n, n, n},
		Watch:  Watch{MaxHR: n, RestHR: n, ThresholdHR: n, ThresholdSpeed: n},
		Rating: Rating{RPE: n, Feel: n},
	}
}
