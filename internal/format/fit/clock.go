package fit

import (
	"math"
	"time"

	tormoder "github.com/tormoder/fit"

	"dayafter/internal/activity"
)

// What makes an offset believable: time zones are whole quarters of an hour from
// UTC-12 to UTC+14 and lie near their solar time (IANA time zone database; the
// widest differences are some 3 h, in western China).
const (
	quarter      = 15 * time.Minute
	clockSlack   = time.Minute // local time and UTC are not read at the same instant
	earliestZone = -12 * time.Hour
	latestZone   = 14 * time.Hour
	solarSlack   = 3*time.Hour + 30*time.Minute
)

// clockUnset bounds times that count from when the watch was switched on instead
// of from FIT's epoch, s; FIT profile, type date_time.
const clockUnset = 0x10000000

// clock is the local time that the watch showed. An offset that no zone has, or
// none where the samples lie, is left out.
func (r *recording) clock(c *activity.Columns, issues *activity.Issues) activity.Clock {
	m := r.summary.Activity
	if m == nil || since(m.Timestamp) < clockUnset || tormoder.IsBaseTime(m.LocalTimestamp) {
		return activity.Clock{}
	}
	_, seconds := m.LocalTimestamp.Zone()
	raw := time.Duration(seconds) * time.Second
	if int64(since(m.Timestamp))+int64(seconds) < clockUnset { // local time was not set
		return activity.Clock{}
	}
	offset := raw.Round(quarter)
	if off := (raw - offset).Abs(); off > clockSlack || offset < earliestZone || offset > latestZone || !nearSun(offset, c.Lon) {
		issues.Add(activity.Note, "fit-clock", "the watch's local time is %v from UTC, which cannot be where it was; not used", raw)
		return activity.Clock{}
	}
	return activity.Clock{Offset: offset, Source: activity.ClockDevice}
}

// nearSun says whether offset fits the sun at the first known longitude, in degrees.
func nearSun(offset time.Duration, lon []float64) bool {
	for _, degrees := range lon {
		if math.IsNaN(degrees) {
			continue
		}
		d := offset - time.Duration(degrees/15*float64(time.Hour))
		d = (d + 36*time.Hour) % (24 * time.Hour) // zones on both sides of the date line
		return (d - 12*time.Hour).Abs() <= solarSlack
	}
	return true
}
