package applehealth

import (
	"bytes"
	"math"
	"path"
	"strconv"
	"strings"
	"time"

	"dayafter/internal/ingest/export"
)

// timeLayout is the form of all times. Their offset is that of the phone at the time of the
// export, so it says nothing about the workout.
const timeLayout = "2006-01-02 15:04:05 -0700"

// units are the units of durations in s and of distances in m.
var units = map[string]float64{"s": 1, "sec": 1, "min": 60, "hr": 3600, "h": 3600, "m": 1, "km": 1000, "mi": 1609.344, "ft": 0.3048, "yd": 0.9144}

// parseWorkout parses a Workout tag. Exports before iOS 16 state the distance there.
func parseWorkout(tag []byte) export.Row {
	row := export.NewRow()
	row.Stated.Sport = export.Sport(strings.TrimPrefix(attribute(tag, "workoutActivityType"), "HKWorkoutActivityType"))
	e := &row.Entry
	start, err := time.Parse(timeLayout, attribute(tag, "startDate"))
	if err == nil {
		e.Start = start.UTC()
	}
	if end, err2 := time.Parse(timeLayout, attribute(tag, "endDate")); err == nil && err2 == nil {
		e.Elapsed = export.Positive(end.Sub(start).Seconds())
	}
	e.Timer = quantity(tag, "duration", "durationUnit")
	e.Distance = quantity(tag, "totalDistance", "totalDistanceUnit")
	return row
}

// completeWorkout reads a tag within a workout.
func completeWorkout(row *export.Row, tag []byte) {
	switch {
	case bytes.HasPrefix(tag, []byte("FileReference ")):
		row.File = path.Join(RoutesFolder, path.Base(attribute(tag, "path")))
	case bytes.HasPrefix(tag, []byte("WorkoutStatistics ")) && strings.Contains(attribute(tag, "type"), "Distance"):
		row.Entry.Distance = quantity(tag, "sum", "unit")
	case bytes.HasPrefix(tag, []byte("MetadataEntry ")) && attribute(tag, "key") == "HKWasUserEntered":
		row.Entry.ByHand = attribute(tag, "value") == "1"
	}
}

// quantity returns the value of a duration in s or of a distance in m; NaN if the tag lacks
// it.
func quantity(tag []byte, value, unit string) float64 {
	v, err := strconv.ParseFloat(attribute(tag, value), 64)
	factor, ok := units[strings.ToLower(attribute(tag, unit))]
	if err != nil || !ok {
		return math.NaN()
	}
	return export.Positive(v * factor)
}
