package polar

import (
	"math"
	"slices"
	"strings"
)

// body holds the session's settings of the runner, in beats/min.
type body struct{ maxHR, restHR, threshold float64 }

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

// rate returns v if it is a possible heart rate; NaN otherwise.
func rate(v float64) float64 {
	if !(v > 0 && v <= 300) {
		return math.NaN()
	}
	return v
}
