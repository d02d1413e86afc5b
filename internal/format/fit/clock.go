package fit

import (
	"time"

	tormoder "github.com/tormoder/fit"

	"dayafter/internal/activity"
)

// Limits of an offset from UTC: time zones are whole quarters of an hour from UTC-12 to
// UTC+14 (IANA time zone database). Whether an offset fits the place is decided with the
// other recordings of the runner, in package history.
const (
	quarter      = 15 * time.Minute
	clockSlack   = time.Minute // local time and UTC are not read at the same instant
	earliestZone = -12 * time.Hour
	latestZone   = 14 * time.Hour
)

// clockUnset bounds times, in s, that count from the moment when the watch was switched on
// and not from FIT's epoch (FIT profile, type date_time).
const clockUnset = 0x10000000

// clock returns the local time that the watch showed. It ignores an offset that no time
// zone has.
func (r *recording) clock(issues *activity.Issues) activity.Clock {
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
	if off := (raw - offset).Abs(); off > clockSlack || offset < earliestZone || offset > latestZone {
		issues.Add(activity.Note, "fit-clock", "the watch's local time is %v from UTC, which no time zone has; it was not used", raw)
		return activity.Clock{}
	}
	return activity.Clock{Offset: offset, Source: activity.ClockDevice}
}
