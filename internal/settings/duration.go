package settings

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

var errDuration = errors.New("want a duration, as in 75min, 1h15m or 1:15 (hours and minutes)")

// parseDuration parses a duration as runners write it: 75min, 1h15m, 1:15 or 1:15:00. A
// number without a unit is an error, because it could be minutes or hours.
func parseDuration(text string) (time.Duration, error) {
	text = strings.ToLower(strings.ReplaceAll(text, " ", ""))
	if strings.Contains(text, ":") {
		return parseClock(text)
	}
	text = strings.ReplaceAll(strings.ReplaceAll(text, "min", "m"), "hours", "h")
	d, err := time.ParseDuration(text)
	if err != nil {
		return 0, errDuration
	}
	return d, nil
}

// parseClock parses hours, minutes and, optionally, seconds, separated by colons.
func parseClock(text string) (time.Duration, error) {
	parts := strings.Split(text, ":")
	if len(parts) > 3 {
		return 0, errDuration
	}
	var total time.Duration
	for i, size := range []time.Duration{time.Hour, time.Minute, time.Second}[:len(parts)] {
		n, err := strconv.Atoi(parts[i])
		if err != nil || n < 0 || n > 59 {
			return 0, errDuration
		}
		total += time.Duration(n) * size
	}
	return total, nil
}
