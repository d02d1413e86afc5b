package summary

import (
	"math"
	"testing"
	"time"
	_ "time/tzdata"
	"unsafe"

	"github.com/google/go-cmp/cmp"

	"dayafter/internal/activity"
	"dayafter/internal/clean"
)

func seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }

// memory returns the bytes that a Summary takes, including slices and strings.
func memory(s *Summary) int {
	n := int(unsafe.Sizeof(*s))
	n += len(s.Title) + len(s.Device) + len(s.Place)
	n += cap(s.Trace.Speed) + cap(s.Trace.GAP) + cap(s.Trace.HR) + 8*cap(s.Trace.Breaks)
	n += 2*cap(s.HRSeconds) + int(unsafe.Sizeof(activity.Lap{}))*cap(s.Laps)
	return n
}

func TestOfSteadyRun(t *testing.T) {
	s := condensed(simulate(3601, 0), "fit")
	for _, c := range []struct {
		what            string
		got, want, slip float64
	}{
		{"elapsed", s.Elapsed, 3600, 0},
		{"timer", s.Timer, 3600, 0},
		{"moving", s.Moving, 3600, 0},
		{"distance", s.Distance, 10800, 40},
		{"HR", s.AvgHR, 150, 2},
		{"highest HR", s.MaxHR, 160, 2},
		{"HR share", s.HRShare, 1, 0},
		{"HR quality", s.HRQuality, 1, 0.01},
		{"cadence", s.AvgCadence, 172, 0},
		{"power", s.AvgPower, math.NaN(), 0},
		{"GAP", s.GAPSpeed, 3.05, 0.05},
		{"decoupling", s.Decoupling, 0, 3},
		{"median GAP", s.Trace.MedianGAP(), 3.05, 0.05},
	} {
		if math.IsNaN(c.want) != math.IsNaN(c.got) || math.Abs(c.got-c.want) > c.slip {
			t.Errorf("%s = %g, want %g ± %g", c.what, c.got, c.want, c.slip)
		}
	}
	total := 0
	for _, n := range s.HRSeconds {
		total += int(n)
	}
	if total != 3600 {
		t.Errorf("%d s of heart rate", total)
	}
	if s.Place != "Europe/Zurich" || s.Format != "fit" {
		t.Errorf("place %q, format %q", s.Place, s.Format)
	}
}

func TestPlacesAreZones(t *testing.T) {
	for _, c := range []struct {
		lat, lon float64
		want     string
	}{
		{47.37, 8.54, "Europe/Zurich"},
		{40.71, -74.0, "America/New_York"},
		{-36.85, 174.76, "Pacific/Auckland"},
		{27.7, 85.32, "Asia/Kathmandu"},
		{0, -140, ""}, // the open sea
	} {
		a := simulate(10, 0)
		for k := range a.Samples.Lat {
			a.Samples.Lat[k], a.Samples.Lon[k] = c.lat, c.lon
		}
		a.Samples.Lat[0] = math.NaN()
		got := condensed(a, "gpx").Place
		if _, err := time.LoadLocation(got); err != nil {
			t.Errorf("%g, %g: %v", c.lat, c.lon, err)
		}
		if got != c.want && !(c.want == "Asia/Kathmandu" && got == "Asia/Katmandu") {
			t.Errorf("%g, %g lies in %q, want %q", c.lat, c.lon, got, c.want)
		}
	}
}

func TestOfNothing(t *testing.T) {
	a := activity.New(activity.Swim, time.Unix(1.7e9, 0))
	s := condensed(a, "gpx")
	if !math.IsNaN(s.Elapsed) || !math.IsNaN(s.Moving) || !math.IsNaN(s.Distance) || !math.IsNaN(s.AvgHR) || !math.IsNaN(s.GAPSpeed) {
		t.Errorf("something out of nothing: %+v", s)
	}
	if !s.End().Equal(s.Start) {
		t.Errorf("ends at %s", s.End())
	}
	a.Totals.Timer, a.Totals.AvgHR = 600, 120
	s = condensed(a, "gpx")
	if s.Moving != 600 || s.AvgHR != 120 || s.HRShare != 0 {
		t.Errorf("claims are not used: %g s, %g bpm, share %g", s.Moving, s.AvgHR, s.HRShare)
	}
}

// A workspace gives the same Summary after it was used for another run.
func TestWorkspaceForgets(t *testing.T) {
	var w Workspace
	w.Summarise(simulate(5000, 100), "gpx")
	bare := simulate(1000, 0)
	bare.Samples.HR, bare.Samples.Ele, bare.Samples.Lat = nil, nil, nil
	w.Summarise(bare, "gpx")
	a := simulate(2000, 0)
	if d := cmp.Diff(condensed(a, "fit"), w.Summarise(a, "fit"), same); d != "" {
		t.Error(d)
	}
}

// hill returns a run that climbs the same 20-m hill several times, 60 s up and 60 s
// down.
func hill(times int, apart float64) *activity.Activity {
	a := simulate(120*times, 0)
	c := &a.Samples
	for k := range c.T {
		lap, phase := k/120, float64(k%120)
		up := min(phase, 120-phase)
		c.Ele[k] = 300 + up/3
		c.Lat[k] = 47 + 3*up/111195 + apart*float64(lap)/111195
		c.Dist[k] = 3 * float64(k)
	}
	return a
}

// walkedUp makes the climbs of hill take three times as long as the descents.
func walkedUp(a *activity.Activity) *activity.Activity {
	c := &a.Samples
	for k, shift := 1, 0.0; k < len(c.T); k++ {
		if k%120 <= 60 && k%120 > 0 {
			shift += 2
		}
		c.T[k] += shift
	}
	return a
}

func TestSameHill(t *testing.T) {
	for _, c := range []struct {
		name  string
		a     *activity.Activity
		count int
	}{
		{"six times", hill(6, 0), 6},
		{"a new hill each time", hill(6, 200), 1},
		{"rolling, not repeated", simulate(3600, 0), 1},
		{"a hill on an easy loop, walked up", walkedUp(hill(6, 0)), 0},
	} {
		if got := condensed(c.a, "fit").Climbs; got != c.count {
			t.Errorf("%s: %d", c.name, got)
		}
	}
	flat := hill(6, 0)
	flat.Samples.Lat = nil
	if got := condensed(flat, "fit").Climbs; got != 0 {
		t.Errorf("without positions: %d", got)
	}
}

func TestSameHillSmartRecorded(t *testing.T) {
	a := hill(6, 0)
	var keep []int
	for k := 0; k < a.Samples.Len(); k += 5 {
		keep = append(keep, k)
	}
	a.Samples.Pick(keep)
	if got := condensed(a, "fit").Climbs; got != 6 {
		t.Errorf("%d climbs", got)
	}
}

// condensed cleans and condenses an activity without reconciling it.
func condensed(a *activity.Activity, format string) Summary {
	return new(Workspace).of(new(clean.Workspace).Clean(a), format)
}
