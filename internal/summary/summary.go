// Package summary condenses one cleaned activity into a Summary: a few kB that
// hold all that is ever asked of a run, free of thresholds, zones and settings.
// Everything later is computed from Summaries, so a changed max HR re-reads no
// file. A Summary holds no coordinate.
package summary

import (
	"time"

	"dayafter/internal/activity"
)

// Version is the meaning of a Summary's fields. It rises whenever the same bytes
// would give another Summary, so that a cache never serves the older one.
const Version = 1

// Summary is one activity without its samples. Unknown values are NaN.
type Summary struct {
	Sport  activity.Sport
	Indoor bool
	Track  bool
	Title  string
	Notes  string
	Device string
	Format string // "fit", "gpx", "tcx"

	Start time.Time // UTC
	Clock activity.Clock
	Place string // IANA time zone of the start position; "" without one

	Elapsed  float64 // s, first to last sample, all pauses included
	Timer    float64 // s, while the watch's timer ran
	Moving   float64 // s, while the runner moved
	Distance float64 // m
	Ascent   float64 // m
	Descent  float64 // m

	AvgHR      float64 // beats/min over moving time
	MaxHR      float64 // beats/min, highest 5-s mean
	HRShare    float64 // 0..1, share of moving time with a heart rate
	HRQuality  float64 // 0..1, lower where dropouts, spikes or cadence lock are likely; NaN without HR
	AvgCadence float64 // steps/min
	AvgPower   float64 // W
	AvgTemp    float64 // °C
	GAPSpeed   float64 // m/s, mean grade-adjusted speed over moving time
	Decoupling float64 // %, 100(r1-r2)/r1 with r = grade-adjusted speed / HR by halves of moving time

	HRSeconds []uint16 // moving seconds at each beat of heart rate, index beats/min
	Curves    Curves
	Trace     Trace
	Climbs    int // the same hill climbed so many times; positions are not kept

	Laps   []activity.Lap
	Steps  []activity.Step
	Pauses int // stops of more than 10 s
	Totals activity.Totals
	Watch  activity.Watch
	Rating activity.Rating

	Repairs Repairs
	Issues  activity.Issues
}

// End is Start plus Elapsed.
func (s *Summary) End() time.Time {
	return s.Start.Add(time.Duration(s.Elapsed * float64(time.Second)))
}

// CurveSeconds are the durations at which Curves are taken, s.
var CurveSeconds = [...]int{10, 30, 60, 120, 180, 360, 600, 720, 1200, 1800, 2400, 3600}

// Curves are mean-maximal efforts: the highest mean over any stretch of
// CurveSeconds[i] seconds of the moving series. NaN where the run is shorter.
type Curves struct {
	Speed [len(CurveSeconds)]float32 // m/s, flat
	GAP   [len(CurveSeconds)]float32 // m/s, grade-adjusted
	HR    [len(CurveSeconds)]float32 // beats/min
}

// Trace is the run fine enough to find a 12-s bout in: series over moving time
// (pauses cut out, see Breaks), quantised to a byte a sample.
type Trace struct {
	Flat []uint8 // 9-s mean speed over ground, one a FlatStep, in SpeedQuantum
	GAP  []uint8 // 20-s mean grade-adjusted speed, one a GAPStep, in SpeedQuantum
	HR   []uint8 // mean heart rate of each HRStep, beats/min; 0 missing
	// Breaks are the cut pauses: where in moving time, and how long they were, s.
	Breaks []Break
}

// Steps and quantum of a Trace.
const (
	FlatStep     = 1     // s
	GAPStep      = 4     // s
	HRStep       = 5     // s
	SpeedQuantum = 0.035 // m/s; 255 quanta are 8.9 m/s
)

// Break is a pause cut out of a Trace.
type Break struct{ At, Length float32 } // s of moving time, s

// Repairs counts what clean had to do.
type Repairs struct {
	GapSeconds  float64 // s filled by interpolation
	SpeedPoints int     // points with an impossible speed
	HRPoints    int     // heart-rate outliers left out
	ElePoints   int     // elevation outliers
}
