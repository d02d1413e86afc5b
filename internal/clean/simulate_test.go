package clean

import (
	"math"
	"math/rand/v2"
	"time"

	"dayafter/internal/activity"
)

// simulate returns a run of n seconds at 1 Hz on rolling hills, at 3 m/s with a
// little noise and a heart rate of about 150. With device, the run has the device's
// own distance.
func simulate(n int, device bool) *activity.Activity {
	a := activity.New(activity.Run, time.Date(2025, 6, 1, 5, 0, 0, 0, time.UTC))
	r := rand.New(rand.NewPCG(1, uint64(n)))
	c, d := &a.Samples, 0.0
	for k := range n {
		t := float64(k)
		c.T = append(c.T, t)
		c.Lat = append(c.Lat, 47+d/111195)
		c.Lon = append(c.Lon, 8)
		c.Ele = append(c.Ele, 400+20*math.Sin(d/300)+0.2*r.NormFloat64())
		c.HR = append(c.HR, math.Round(150+10*math.Sin(t/200)+r.NormFloat64()))
		c.Cadence = append(c.Cadence, 172)
		if device {
			c.Dist = append(c.Dist, d)
		}
		d += 3 + 0.3*math.Sin(t/50) + 0.1*r.NormFloat64()
	}
	return a
}
