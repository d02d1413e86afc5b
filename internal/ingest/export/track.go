package export

import (
	"cmp"
	"math"
	"slices"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/unit"
)

// Sample is one moment of a vendor's recording. Each value is NaN if unknown.
type Sample struct {
	Time               time.Time
	Lat, Lon, Ele      float64 // degrees, m
	Dist, Speed        float64 // m since the start, m/s
	HR, Cadence, Power float64 // beats/min, steps/min, W
}

// NewSample returns a sample without values.
func NewSample(t time.Time) Sample {
	n := math.NaN()
	return Sample{t, n, n, n, n, n, n, n, n}
}

// maxSamples limits the samples of one activity: 11 days at one each second.
const maxSamples = 1_000_000

// SetSamples stores the samples in a in order of time, and sets the start of a to the first
// sample. Samples of the same second become one sample. A sample without a plausible time
// is left out. Without samples, a gets its distance at an even pace. vendor names the
// export in the issue.
func SetSamples(a *activity.Activity, samples []Sample, vendor string) {
	samples = slices.DeleteFunc(samples, func(s Sample) bool {
		return s.Time.Unix() < activity.FirstSecond || s.Time.Unix() >= activity.EndSecond
	})
	slices.SortStableFunc(samples, func(a, b Sample) int { return cmp.Compare(a.Time.Unix(), b.Time.Unix()) })
	samples = mergeSeconds(samples[:min(len(samples), maxSamples)])
	if len(samples) < 2 {
		a.Issues.Add(activity.Note, "vendor-json", "read from the JSON of %s, which holds no track of it: an even pace is assumed", vendor)
		a.AddEvenPace()
		return
	}
	a.Issues.Add(activity.Note, "vendor-json", "read from the JSON of %s", vendor)
	a.Start = time.Unix(samples[0].Time.Unix(), 0).UTC()
	c := &a.Samples
	for _, s := range samples {
		c.T = append(c.T, float64(s.Time.Unix()-a.Start.Unix()))
	}
	c.Lat, c.Lon = column(samples, func(s *Sample) float64 { return s.Lat }), column(samples, func(s *Sample) float64 { return s.Lon })
	c.Ele = column(samples, func(s *Sample) float64 { return s.Ele })
	c.Dist = column(samples, func(s *Sample) float64 { return s.Dist })
	c.Speed = column(samples, func(s *Sample) float64 { return s.Speed })
	c.HR = column(samples, func(s *Sample) float64 { return s.HR })
	c.Cadence = column(samples, func(s *Sample) float64 { return s.Cadence })
	c.Power = column(samples, func(s *Sample) float64 { return s.Power })
}

// mergeSeconds merges the sorted samples of each second.
func mergeSeconds(samples []Sample) []Sample {
	var out []Sample
	for _, s := range samples {
		if len(out) == 0 || out[len(out)-1].Time.Unix() != s.Time.Unix() {
			out = append(out, s)
			continue
		}
		o := &out[len(out)-1]
		o.Lat, o.Lon, o.Ele = unit.FirstKnown(o.Lat, s.Lat), unit.FirstKnown(o.Lon, s.Lon), unit.FirstKnown(o.Ele, s.Ele)
		o.Dist, o.Speed = unit.FirstKnown(o.Dist, s.Dist), unit.FirstKnown(o.Speed, s.Speed)
		o.HR, o.Cadence, o.Power = unit.FirstKnown(o.HR, s.HR), unit.FirstKnown(o.Cadence, s.Cadence), unit.FirstKnown(o.Power, s.Power)
	}
	return out
}

// column returns one value of all samples, or nil if it is never known.
func column(samples []Sample, value func(*Sample) float64) []float64 {
	out, known := make([]float64, len(samples)), false
	for i := range samples {
		out[i] = value(&samples[i])
		known = known || !math.IsNaN(out[i])
	}
	if !known {
		return nil
	}
	return out
}

// HasContent reports whether a has samples or a duration, so that it is an activity.
func HasContent(a *activity.Activity) bool {
	return a.Samples.Len() > 1 || !a.Start.IsZero() && a.Totals.Timer > 0
}

// Milliseconds returns the time of ms since 1970, or the zero time if ms is no number.
func Milliseconds(ms float64) time.Time {
	if !(ms > 0) || ms > 1e14 {
		return time.Time{}
	}
	return time.UnixMilli(int64(ms)).UTC()
}
