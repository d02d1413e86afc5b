// Package summary condenses one cleaned activity into a Summary: a few kB that hold
// everything that later stages need, without thresholds, zones or settings. Later stages
// use only Summaries, so after a change of the maximum heart rate no file is read again. A
// Summary holds no coordinate.
package summary

import (
	"math"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/clean"
)

// Version identifies the meaning of a Summary's fields. Raise it whenever the same bytes
// would give another Summary, so that a cache never returns an outdated Summary.
const Version = 12

// Summary is one activity without its samples. Unknown values are NaN.
type Summary struct {
	Sport  activity.Sport
	Indoor bool
	Track  bool
	// Virtual reports that the positions lay in a virtual place.
	Virtual bool
	Title   string
	Device  string
	Serial  string // hash of the device's serial number; "" if unknown
	Profile string // hash of the sex and the height for which the watch was set up; "" if unknown
	Format  string // "fit", "gpx", "tcx", "polar"

	Start time.Time // UTC
	Clock activity.Clock
	Place string // IANA time zone of the start position; "" without a position

	// Durations and sums as package clean defines them. Without usable samples
	// they are the file's own totals.
	Elapsed  float64 // s, start to last sample, all pauses included
	Timer    float64 // s, while the watch's timer ran
	Moving   float64 // s, while the runner moved
	Distance float64 // m
	// MovingDistance is the distance of the seconds that Moving counts, in m.
	MovingDistance float64
	Ascent         float64 // m
	Descent        float64 // m

	AvgHR      float64 // beats/min over moving time
	MaxHR      float64 // beats/min, highest 5-s mean
	HRShare    float64 // 0..1, share of moving time with a heart rate
	HRQuality  float64 // 0..1, lower where dropouts, spikes or cadence lock are likely; NaN without HR
	AvgCadence float64 // steps/min
	AvgPower   float64 // W
	AvgTemp    float64 // °C
	GAPSpeed   float64 // m/s, mean grade-adjusted speed over moving time
	Decoupling float64 // %, 100(r1-r2)/r1 with r = grade-adjusted speed / HR by halves of moving time

	HRSeconds []uint16 // seconds of the trace at each heart rate; the index is beats/min; at most 65535
	Curves    Curves
	Trace     Trace
	Climbs    int // number of climbs of the hill climbed most often; positions are not kept

	Laps   []activity.Lap
	Steps  []activity.Step
	Pauses int // timer pauses and recording gaps of more than 10 s that were cut out
	Totals activity.Totals
	Watch  activity.Watch
	Rating activity.Rating

	Repairs clean.Repairs
	Issues  activity.Issues
}

// Speed returns the mean speed of the moving time, in m/s; NaN if it is unknown.
// Without a MovingDistance the whole distance counts.
func (s *Summary) Speed() float64 {
	d := s.MovingDistance
	if !(d > 0) {
		d = s.Distance
	}
	if !(s.Moving > 0) {
		return math.NaN()
	}
	return d / s.Moving
}

// End returns Start plus Elapsed, or Start if Elapsed is unknown.
func (s *Summary) End() time.Time {
	if math.IsNaN(s.Elapsed) {
		return s.Start
	}
	return s.Start.Add(time.Duration(s.Elapsed * float64(time.Second)))
}
