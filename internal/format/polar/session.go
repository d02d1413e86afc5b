package polar

import (
	"math"

	"dayafter/internal/activity"
)

// exercise is one exercise as written, or the session itself. Missing values are NaN.
type exercise struct {
	start, stop  stamp
	offset       float64 // min east of UTC
	duration     float64 // s, pauses left out
	distance     float64 // m
	ascent       float64 // m
	descent      float64 // m
	calories     float64 // kcal
	avgHR, maxHR float64 // beats/min
	sport        string  // a name such as "TRAIL_RUNNING", or its number
	zones        []float64
	series       []series
	laps, auto   []lap
	pauses       []pause
}

func newExercise() exercise {
	n := math.NaN()
	return exercise{offset: n, duration: n, distance: n, ascent: n, descent: n, calories: n, avgHR: n, maxHR: n}
}

// document reads the session.
func (r *reader) document() {
	r.body = body{math.NaN(), math.NaN(), math.NaN()}
	r.scan.Object(func(key []byte) {
		r.members++
		switch string(key) {
		case "name":
			r.name = r.scan.Text()
		case "product":
			r.member("modelName", func() { r.device = r.scan.Text() })
		case "physicalInformationSnapshot", "physicalInformation":
			r.readBody()
		case "averageHeartRate", "hrAvg":
			r.session.avgHR = rate(r.scan.Number())
		case "maximumHeartRate", "hrMax":
			r.session.maxHR = rate(r.scan.Number())
		case "exercises":
			r.scan.Array(r.exercise)
		default:
			r.common(&r.session, string(key))
		}
	})
}

func (r *reader) exercise() {
	if len(r.exercises) == maxExercises {
		r.issues.Add(activity.Partial, "polar-exercises", "the session holds more than %d exercises: the rest was left out", maxExercises)
		return
	}
	e := newExercise()
	r.scan.Object(func(key []byte) { r.common(&e, string(key)) })
	r.exercises = append(r.exercises, e)
}

// common reads a member that both sessions and exercises may have.
func (r *reader) common(e *exercise, key string) {
	switch key {
	case "startTime":
		e.start = parse(r.scan.Raw())
	case "stopTime":
		e.stop = parse(r.scan.Raw())
	case "timezoneOffset", "timeZoneOffset", "timezoneOffsetMinutes":
		e.offset = r.scan.Number()
	case "duration":
		e.duration = seconds(r.scan.Raw())
	case "durationMillis":
		e.duration = positive(r.scan.Number() / 1000)
	case "distance", "distanceMeters":
		e.distance = positive(r.scan.Number())
	case "ascent", "ascentMeters":
		e.ascent = positive(r.scan.Number())
	case "descent", "descentMeters":
		e.descent = positive(r.scan.Number())
	case "kiloCalories", "calories":
		e.calories = positive(r.scan.Number())
	case "sport":
		e.sport = r.sport()
	case "heartRate":
		r.scan.Object(func(key []byte) { r.heart(e, key) })
	case "statistics":
		r.member("statistics", func() { r.scan.Array(func() { r.statistics(e) }) })
	case "zones":
		r.zones(e)
	case "laps":
		r.laps(e)
	case "autoLaps":
		r.scan.Array(func() { r.lap(&e.auto) })
	case "pauseTimes":
		r.scan.Array(func() { r.pause(e) })
	case "samples":
		r.samples(e)
	case "recordedRoute":
		r.recordedRoute(e)
	case "routes":
		r.member("route", func() { r.route(e) })
	}
}

// member reads one member of an object.
func (r *reader) member(member string, read func()) {
	r.scan.Object(func(key []byte) {
		if string(key) == member {
			read()
		}
	})
}

// sport reads "RUNNING", or {"id": "1"}.
func (r *reader) sport() (name string) {
	if r.scan.Peek() != '{' {
		return r.scan.Text()
	}
	r.member("id", func() { name = r.scan.Text() })
	return name
}

// positive returns v, or NaN if v is below zero.
func positive(v float64) float64 {
	if v < 0 {
		return math.NaN()
	}
	return v
}
