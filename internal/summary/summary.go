// Package summary condenses one cleaned activity into a Summary: a few kB that
// hold all that is ever asked of a run, free of thresholds, zones and settings.
// Everything later is computed from Summaries, so a changed max HR re-reads no
// file. A Summary holds no coordinate.
package summary

import (
	"math"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/clean"
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
	Format string // "fit", "gpx", "tcx", "polar"

	Start time.Time // UTC
	Clock activity.Clock
	Place string // IANA time zone of the start position; "" without one

	// Durations and sums as package clean defines them. Without usable samples
	// they are the file's claims.
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

	HRSeconds []uint16 // seconds of the trace at each beat of heart rate, index beats/min; stops at 65535
	Curves    Curves
	Trace     Trace
	Climbs    int // the same hill climbed so many times; positions are not kept

	Laps   []activity.Lap
	Steps  []activity.Step
	Pauses int // timer pauses and recording gaps cut out, of more than 10 s
	Totals activity.Totals
	Watch  activity.Watch
	Rating activity.Rating

	Repairs clean.Repairs
	Issues  activity.Issues
}

// End is Start plus Elapsed; Start when nothing is known of how long it was.
func (s *Summary) End() time.Time {
	if math.IsNaN(s.Elapsed) {
		return s.Start
	}
	return s.Start.Add(time.Duration(s.Elapsed * float64(time.Second)))
}
