// Package unit parses and formats values in the runner's units: civil days, pace,
// speed, distance and duration. Inside the program all values are SI; this package
// converts them to min/km, min/mi, km and miles.
package unit

import (
	"fmt"
	"time"
)

// Day is a civil day, counted from 1970-01-01. It has no time zone, because it is the
// runner's own calendar day.
type Day int

// DayOf returns the civil day that t shows in its own location.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// ParseDay parses 2006-01-02.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("day %q: want YYYY-MM-DD", s)
	}
	return DayOf(t), nil
}

// Time returns midnight UTC of the day.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// String returns the day as 2006-01-02.
func (d Day) String() string { return d.Time().Format(time.DateOnly) }

// Weekday returns the day of the week.
func (d Day) Weekday() time.Weekday { return d.Time().Weekday() }

// WeekStart returns the first day of the week that contains d, for weeks that begin
// on first.
func (d Day) WeekStart(first time.Weekday) Day {
	return d - Day((int(d.Weekday())-int(first)+7)%7)
}
