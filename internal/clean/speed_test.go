package clean

import (
	"math"
	"slices"
	"testing"

	"dayafter/internal/activity"
)

// steps returns 60 seconds at 3 m/s with some of them replaced.
func steps(change map[int]float64) []float64 {
	s := slices.Repeat([]float64{3}, 60)
	for k, v := range change {
		s[k] = v
	}
	return s
}

func TestMendSpeed(t *testing.T) {
	sprinting := map[int]float64{}
	for k := 20; k < 32; k++ {
		sprinting[k] = 9
	}
	driving := map[int]float64{}
	for k := 20; k < 50; k++ {
		driving[k] = 15
	}
	tunnel := map[int]float64{40: 63}
	for k := 20; k < 40; k++ {
		tunnel[k] = 0
	}
	cases := []struct {
		name    string
		change  map[int]float64
		lost    int     // seconds whose metres were lost
		metres  float64 // in all
		fastest float64 // m/s after the repair
	}{
		{"nothing odd", nil, 0, 180, 3},
		{"counted a second late", map[int]float64{30: 0, 31: 9}, 0, 183, 4.5},
		{"counted a little late", map[int]float64{29: 2, 30: 1, 31: 9}, 0, 183, 3.61},
		{"caught up after a tunnel", tunnel, 0, 39*3 + 63, 3},
		{"jump of a satellite fix", map[int]float64{30: 80}, 1, 180, 3},
		{"sprint", sprinting, 12, 48*3 + 12*footLimit, footLimit},
		{"at the limit but for rounding", map[int]float64{30: 0.1, 31: 0.4, 32: math.Nextafter(footLimit, 9), 33: math.Nextafter(footLimit, 9)}, 0, 56*3 + 0.5 + 2*footLimit, footLimit},
		{"in a car", driving, 30, 90, 3},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := steps(c.change)
			if got := repairSpeed(s, footLimit); got != c.lost {
				t.Errorf("%d seconds replaced, want %d", got, c.lost)
			}
			about(t, "metres", sumOfSpeed(s), c.metres, 0.1)
			about(t, "fastest", slices.Max(s), c.fastest, 0.01)
		})
	}
}

func TestLimitBySport(t *testing.T) {
	for _, c := range []struct {
		sport activity.Sport
		speed float64
		want  float64
	}{
		{activity.Run, 3, footLimit},
		{activity.Run, 9, footLimit},
		{activity.Ride, 3, anyLimit},
		{activity.Unknown, 3, footLimit},
		{activity.Unknown, 9, anyLimit},
	} {
		if got := limit(c.sport, slices.Repeat([]float64{c.speed}, 100)); got != c.want {
			t.Errorf("%s at %g m/s: limit %g, want %g", c.sport, c.speed, got, c.want)
		}
	}
}

func TestStandingSecondsDoNotMove(t *testing.T) {
	s := append(slices.Repeat([]float64{3}, 100), slices.Repeat([]float64{0.1}, 100)...)
	still, moving, metres := standing(s, nil)
	about(t, "moving", moving, 100, 5)
	about(t, "metres", metres, 310, 1e-9)
	if len(still) != 200 || still[50] || !still[150] {
		t.Error("the wrong half stands")
	}
}

func TestWayPrefersTheDevice(t *testing.T) {
	a := simulate(100, false)
	if w := new(Workspace).way(a); w.device || w.metres == nil {
		t.Error("positions are not used without a device's count")
	}
	a.Samples.Speed = slices.Repeat([]float64{3, 3.5}, 50)
	if w := new(Workspace).way(a); !w.device || math.Abs(w.metres[99]-323) > 3 {
		t.Errorf("device's speed is not used: %v", w.metres[99])
	}
	a.Samples.Dist = simulate(100, true).Samples.Dist
	if w := new(Workspace).way(a); &w.metres[0] != &a.Samples.Dist[0] {
		t.Error("device's distance is not used")
	}
}
