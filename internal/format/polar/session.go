package polar

import (
	"math"
	"slices"
	"strings"

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

// body holds the session's settings of the runner, in beats/min.
type body struct{ maxHR, restHR, threshold float64 }

// lap is one lap: the session's time and duration at its end, pauses left out, s.
type lap struct{ split, duration, distance, avgHR float64 }

// pause is a stretch in which the timer was stopped.
type pause struct{ from, to stamp }

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

// statistics reads {"type": "STATISTICS_TYPE_HEART_RATE", "avg": 140, "max": 171}.
func (r *reader) statistics(e *exercise) {
	of, kind := newExercise(), ""
	r.scan.Object(func(key []byte) {
		if string(key) == "type" {
			kind = strings.TrimPrefix(r.scan.Text(), "STATISTICS_TYPE_")
		}
		r.heart(&of, key)
	})
	if kind == "HEART_RATE" {
		e.avgHR, e.maxHR = of.avgHR, of.maxHR
	}
}

// heart reads a member of {"min": 90, "avg": 140, "max": 171}.
func (r *reader) heart(e *exercise, key []byte) {
	switch string(key) {
	case "avg":
		e.avgHR = rate(r.scan.Number())
	case "max":
		e.maxHR = rate(r.scan.Number())
	}
}

// zones reads {"heart_rate": [{"lowerLimit": 96, "higherLimit": 115}, …]} or
// [{"type": "ZONE_TYPE_HEART_RATE", "zones": […]}].
func (r *reader) zones(e *exercise) {
	if r.scan.Peek() == '{' {
		r.member("heart_rate", func() { e.zones = r.limits() })
		return
	}
	r.scan.Array(func() {
		var limits []float64
		kind := ""
		r.scan.Object(func(key []byte) {
			switch string(key) {
			case "type":
				kind = r.scan.Text()
			case "zones":
				limits = r.limits()
			}
		})
		if strings.HasSuffix(kind, "HEART_RATE") {
			e.zones = limits
		}
	})
}

// limits returns the boundaries of zones, ascending: the lower limit of the first
// zone, then the higher limits; nil if there are none.
func (r *reader) limits() []float64 {
	var all []float64
	r.scan.Array(func() {
		r.scan.Object(func(key []byte) {
			if k := string(key); (k == "lowerLimit" || k == "higherLimit") && len(all) < maxLaps {
				all = append(all, rate(r.scan.Number()))
			}
		})
	})
	slices.Sort(all) // NaN comes first
	all = slices.Compact(all)
	if len(all) < 2 || math.IsNaN(all[0]) {
		return nil
	}
	return all
}

// anaerobicShare is the share of the maximum heart rate that Polar assumes for the
// anaerobic threshold until the runner changes it ("Physical settings", manuals of the
// V800, Vantage and Grit X). Such a threshold was not measured.
const anaerobicShare = 0.90

func (r *reader) readBody() {
	r.scan.Object(func(key []byte) {
		switch string(key) {
		case "maximumHeartRate":
			r.body.maxHR = rate(r.scan.Number())
		case "restingHeartRate":
			r.body.restHR = rate(r.scan.Number())
		case "anaerobicThreshold":
			r.body.threshold = rate(r.scan.Number())
		}
	})
	if math.Abs(r.body.threshold-anaerobicShare*r.body.maxHR) <= 1 {
		r.body.threshold = math.NaN()
	}
}

// laps reads a list of laps, or {"laps": […], "autoLaps": […]}.
func (r *reader) laps(e *exercise) {
	if r.scan.Peek() != '{' {
		r.scan.Array(func() { r.lap(&e.laps) })
		return
	}
	r.scan.Object(func(key []byte) {
		switch string(key) {
		case "laps":
			r.scan.Array(func() { r.lap(&e.laps) })
		case "autoLaps":
			r.scan.Array(func() { r.lap(&e.auto) })
		}
	})
}

func (r *reader) lap(laps *[]lap) {
	if len(*laps) == maxLaps {
		r.issues.Add(activity.Partial, "polar-laps", "the session holds more than %d laps: the rest was left out", maxLaps)
		return
	}
	n := math.NaN()
	l := lap{n, n, n, n}
	r.scan.Object(func(key []byte) {
		switch string(key) {
		case "splitTime":
			l.split = seconds(r.scan.Raw())
		case "splitTimeMillis":
			l.split = positive(r.scan.Number() / 1000)
		case "duration":
			l.duration = seconds(r.scan.Raw())
		case "durationMillis":
			l.duration = positive(r.scan.Number() / 1000)
		case "distance", "distanceMeters":
			l.distance = positive(r.scan.Number())
		case "heartRate":
			r.member("avg", func() { l.avgHR = rate(r.scan.Number()) })
		}
	})
	*laps = append(*laps, l)
}

func (r *reader) pause(e *exercise) {
	if len(e.pauses) == maxLaps {
		return
	}
	var p pause
	r.scan.Object(func(key []byte) {
		switch string(key) {
		case "startTime":
			p.from = parse(r.scan.Raw())
		case "endTime", "stopTime":
			p.to = parse(r.scan.Raw())
		}
	})
	e.pauses = append(e.pauses, p)
}

// positive returns v, or NaN if v is below zero.
func positive(v float64) float64 {
	if v < 0 {
		return math.NaN()
	}
	return v
}

// rate returns v if it is a possible heart rate; NaN otherwise.
func rate(v float64) float64 {
	if !(v > 0 && v <= 300) {
		return math.NaN()
	}
	return v
}
