package season

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
	"dayafter/internal/history"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// A diary is a season in text form, one session on each line:
//
//	2025-03-09 08:00 120 long
//	2025-03-10 07:30 40 recovery hr=128
//	2025-03-11 18:00 60 ride
//
// A line has day, local start, minutes, and a class or a sport. Options follow: a kind
// ("race"), an intensity ("steady"), "override", "called" (a recovery run), or a value: hr,
// hr2 (the heart rate of the last part of the run, which begins at the share given by from,
// or else 0.5), speed (m/s), zone (hours from UTC), drift (%), quality. hr=0 stands for no
// heart rate. "nofile" at the end stands for an activity without a file.
type diary struct {
	history  history.History
	verdicts []classify.Verdict
	settings zone.Settings
}

func read(t *testing.T, text string) *diary {
	t.Helper()
	d := &diary{settings: zone.Settings{MaxHR: 190, RestHR: 50, LTHR: 170, ThresholdSpeed: 4}}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			s, v, err := entry(strings.Fields(line))
			if err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			if strings.HasSuffix(line, " nofile") {
				d.history.Unrecorded = append(d.history.Unrecorded, history.Unrecorded{Start: s.Start, Day: s.Day, Sport: s.Sport})
				continue
			}
			d.history.Sessions, d.verdicts = append(d.history.Sessions, s), append(d.verdicts, v)
		}
	}
	return d
}

func (d *diary) analyse(o Options) *Season {
	return Analyse(&d.history, d.verdicts, zone.Estimate(d.history.Sessions, d.settings), o)
}

// plain returns the options of tests without resampling.
func plain() Options {
	o := Defaults()
	o.Resamples = 0
	return o
}

func analyse(t *testing.T, text string) *Season {
	t.Helper()
	return read(t, text).analyse(plain())
}

// usual holds heart rate in beats/min and speed in m/s for each class. With LTHR 170 the
// easy ceiling is 144.5, with a threshold of 4 m/s pace zone 3 begins at 3.51.
var usual = map[classify.Class][2]float64{
	classify.Unknown: {120, 3}, classify.Long: {140, 3}, classify.Key: {162, 3.8}, classify.Easy: {138, 3}, classify.Recovery: {128, 2.7},
}

func entry(f []string) (history.Session, classify.Verdict, error) {
	minutes, err := strconv.Atoi(f[2])
	if err != nil {
		return history.Session{}, classify.Verdict{}, err
	}
	v := classify.Verdict{Intensity: classify.EasyIntensity, Stressor: -1, HoursSince: math.NaN()}
	sport := activity.Run
	if other, ok := activity.ParseSport(f[3]); ok && other != activity.Unknown {
		sport = other
	} else {
		v.Class, _ = classify.ParseClass(f[3])
	}
	x := map[string]float64{"hr": usual[v.Class][0], "speed": usual[v.Class][1], "drift": 2, "quality": 1, "from": 0.5}
	in, override := history.Intent{}, false
	for _, word := range f[4:] {
		if name, value, ok := strings.Cut(word, "="); ok {
			if x[name], err = strconv.ParseFloat(value, 64); err != nil {
				return history.Session{}, v, err
			}
			continue
		}
		in.Recovery = in.Recovery || word == "called"
		override = override || word == "override"
		setKind(&v, word)
	}
	if override {
		v = overridden(v)
	}
	start, err := time.Parse("2006-01-02 15:04", f[0]+" "+f[1])
	if err != nil {
		return history.Session{}, v, err
	}
	place := time.FixedZone("", int(x["zone"]*3600))
	start = time.Date(start.Year(), start.Month(), start.Day(), start.Hour(), start.Minute(), 0, 0, place)
	return history.Session{
		Key: start.UTC().Format(time.RFC3339) + " " + sport.String(), Sum: sumOf(start, sport, minutes, x),
		Sport: sport, Start: start, Day: unit.DayOf(start), Intent: in,
	}, v, nil
}

// overridden returns the verdict on a run to which the user gave the class of v. The kind
// of v says what the program judged.
func overridden(v classify.Verdict) classify.Verdict {
	said := classify.Override{Class: v.Class}
	v.Class = map[classify.Kind]classify.Class{classify.Race: classify.Key, classify.LongWithQuality: classify.Long}[v.Kind]
	return v.With(said)
}

func setKind(v *classify.Verdict, word string) {
	for k := classify.Race; k <= classify.LongWithQuality; k++ {
		if k.String() == word {
			v.Kind = k
		}
	}
	for i := classify.VeryEasy; i <= classify.Hard; i++ {
		if i.String() == word {
			v.Intensity = i
		}
	}
	if word == "unjudged" {
		v.Class, v.Intensity = classify.Unknown, classify.NoIntensity
	}
}

// sumOf returns the Summary of an even run with one heart rate, or with one after the other
// of two.
func sumOf(start time.Time, sport activity.Sport, minutes int, x map[string]float64) *summary.Summary {
	seconds := float64(minutes * 60)
	s := &summary.Summary{
		Sport: sport, Start: start.UTC(), Elapsed: seconds, Timer: seconds, Moving: seconds,
		Distance: seconds * x["speed"], GAPSpeed: x["speed"], Decoupling: x["drift"], Rating: activity.Rating{RPE: x["rpe"]},
		AvgHR: math.NaN(), HRQuality: math.NaN(), AvgTemp: math.NaN(),
	}
	heart := [2]float64{x["hr"], x["hr"]}
	if v, ok := x["hr2"]; ok {
		heart[1] = v
	}
	if heart[0] > 0 {
		s.AvgHR, s.HRShare, s.HRQuality = heart[0]*x["from"]+heart[1]*(1-x["from"]), 1, x["quality"]
		s.HRSeconds = make([]uint16, 220)
	}
	steps := int(seconds) / summary.HRStep
	var gap, beats []uint8
	for k := range steps {
		gap = append(gap, uint8(math.Round(x["speed"]/summary.SpeedQuantum)))
		if hr := heart[count(float64(k) >= x["from"]*float64(steps))]; hr > 0 {
			beats = append(beats, uint8(hr))
			s.HRSeconds[int(hr)] += summary.HRStep
		}
	}
	s.Trace = summary.Trace{GAP: summary.Pack(gap), HR: summary.Pack(beats)}
	return s
}
