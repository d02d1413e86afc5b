package classify

import (
	"math"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/history"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// leg is a part of a simulated run at one speed and heart rate.
type leg struct {
	seconds int
	speed   float64 // m/s, level ground
	heart   float64 // beats/min; 0 without
}

func easyLegs(minutes int) []leg { return []leg{{60 * minutes, 3, 142}} }

// repeats returns a warm-up, n repetitions with a walk after each, and a cool-down.
func repeats(n, seconds int, speed float64) []leg {
	legs := []leg{{900, 3, 135}}
	for range n {
		legs = append(legs, leg{seconds, speed, 172}, leg{60, 1.5, 150})
	}
	return append(legs, leg{600, 3, 140})
}

// summaryOf returns the Summary that a watch's file of these legs would give.
func summaryOf(start time.Time, legs []leg) *summary.Summary {
	s := &summary.Summary{Sport: activity.Run, Start: start, AvgHR: math.NaN(), MaxHR: math.NaN(), HRQuality: math.NaN()}
	beats, heard := 0.0, 0
	var speeds, hearts []float64
	var speed, gap, hr []uint8
	for _, l := range legs {
		for range l.seconds {
			speeds, hearts = append(speeds, l.speed), append(hearts, l.heart)
			speed = append(speed, quantise(l.speed))
			if len(speeds)%summary.GAPStep == 0 {
				gap, hr = append(gap, quantise(l.speed)), append(hr, uint8(l.heart))
			}
			if l.heart > 0 {
				beats, heard = beats+l.heart, heard+1
			}
			s.Distance += l.speed
		}
	}
	s.Trace = summary.Trace{Speed: summary.Pack(speed), GAP: summary.Pack(gap), HR: summary.Pack(hr)}
	n := float64(len(speeds))
	s.Elapsed, s.Timer, s.Moving, s.GAPSpeed = n, n, n, s.Distance/n
	if heard > 0 {
		s.AvgHR, s.HRShare, s.HRQuality = beats/float64(heard), float64(heard)/n, 1
	}
	metres, allBeats := sums(speeds), sums(hearts)
	for i, span := range summary.CurveSeconds {
		s.Curves.Speed[i] = bestMean(metres, span)
		s.Curves.GAP[i] = s.Curves.Speed[i]
		s.Curves.HR[i] = float32(math.NaN())
		if heard == len(hearts) {
			s.Curves.HR[i] = bestMean(allBeats, span)
		}
	}
	return s
}

// sums returns the sums of the first 0, 1, … values.
func sums(s []float64) []float64 {
	out := make([]float64, len(s)+1)
	for i, v := range s {
		out[i+1] = out[i] + v
	}
	return out
}

// bestMean returns the largest mean of span values, from the sums of the values.
func bestMean(sums []float64, span int) float32 {
	if len(sums) <= span {
		return float32(math.NaN())
	}
	best := 0.0
	for i, sum := range sums[span:] {
		best = max(best, sum-sums[i])
	}
	return float32(best / float64(span))
}

var monday = time.Date(2025, 3, 3, 7, 0, 0, 0, time.UTC)

func sessionOf(start time.Time, legs []leg) history.Session {
	s := summaryOf(start, legs)
	return history.Session{
		Key: start.Format(time.RFC3339) + " run", Sum: s, Sport: activity.Run, Start: start, Day: unit.DayOf(start),
		Parts: []*summary.Summary{s},
	}
}

// weeks returns a plain season: easy runs of 45 to 60 min six days a week.
func weeks(n int) []history.Session {
	var all []history.Session
	for d := range 7 * n {
		if d%7 != 6 {
			all = append(all, sessionOf(monday.AddDate(0, 0, d), easyLegs(45+d%4*5)))
		}
	}
	return all
}

func bookOf(s []history.Session) *zone.Book { return zone.Estimate(s, zone.Defaults()) }

func judgeAll(s []history.Session) []Verdict { return Judge(s, bookOf(s), Defaults()) }
