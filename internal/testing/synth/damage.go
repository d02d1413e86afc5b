package synth

import (
	"math"
	"slices"
	"time"

	"dayafter/internal/activity"
)

// Damage is a way in which a recording can be wrong: it holds more than the run, holds
// less, or contradicts itself.
type Damage struct {
	Name  string
	Issue string // code of the issue that reports the repair; "" for none
	// Apply returns a damaged copy. Size, from 0 to 1, says how large the damage is.
	Apply func(a *activity.Activity, size float64) *activity.Activity
	// Totals reports that the damage lies in the file's totals or distances. GPX holds
	// neither.
	Totals bool
}

// Damages lists the ways in which watches and runners damage a recording, whatever its
// format.
func Damages() []Damage { return slices.Concat(strays(), contradictions()) }

// strays lists the recordings that hold more or less than the run.
func strays() []Damage {
	return []Damage{
		{Name: "nothing", Apply: func(a *activity.Activity, _ float64) *activity.Activity { return a }},
		{Name: "watch left on a table", Issue: "left-on", Apply: func(a *activity.Activity, size float64) *activity.Activity {
			return WithTail(a, Tail{Seconds: 900 + 9000*size, HR: 60, Every: 4})
		}},
		{Name: "stopped the next morning", Issue: "left-on", Apply: func(a *activity.Activity, size float64) *activity.Activity {
			night := 30000 + 40000*math.Round(size*10)/10
			return WithTail(a, Tail{Seconds: night, HR: 60, Every: night})
		}},
		{Name: "stopped the next morning, and nothing recorded after the run", Issue: "left-on", Totals: true, Apply: func(a *activity.Activity, size float64) *activity.Activity {
			return WithLongTotals(a, 30000+40000*math.Round(size*10)/10)
		}},
		{Name: "watch left on a table, drifting", Issue: "left-on", Apply: func(a *activity.Activity, size float64) *activity.Activity {
			return WithTail(a, Tail{Seconds: 900 + 6000*size, HR: 60, Every: 4, Drift: 1 + 4*size})
		}},
		{Name: "car home, then a table", Issue: "ride-after", Apply: func(a *activity.Activity, size float64) *activity.Activity {
			home := WithTail(a, Tail{Seconds: 300 + 1000*size, Speed: 11 + 10*size, HR: 80, Every: 1})
			return WithTail(home, Tail{Seconds: 900 + 3000*size, HR: 60, Every: 4})
		}},
		{Name: "car home, without heart rate and steps", Issue: "ride-after", Apply: func(a *activity.Activity, size float64) *activity.Activity {
			return withoutBody(WithTail(a, Tail{Seconds: 300 + 1500*size, Speed: 11 + 10*size, HR: 80, Every: 1}))
		}},
		{Name: "car home", Issue: "ride-after", Apply: func(a *activity.Activity, size float64) *activity.Activity {
			return WithTail(a, Tail{Seconds: 300 + 1500*size, Speed: 11 + 10*size, HR: 80, Every: 1})
		}},
		{Name: "bike home", Issue: "ride-after", Apply: func(a *activity.Activity, size float64) *activity.Activity {
			return WithTail(a, Tail{Seconds: 600 + 1200*size, Speed: 5.4 + size, HR: 104, Every: 1})
		}},
		{Name: "clock hours early at first", Issue: "clock-corrected", Apply: func(a *activity.Activity, size float64) *activity.Activity {
			return WithEarlyHead(a, 11+int(40*size), 3600*math.Ceil(1+19*size))
		}},
		{Name: "clock days early at first", Issue: "clock-corrected", Apply: func(a *activity.Activity, size float64) *activity.Activity {
			return WithEarlyHead(a, 11+int(900*size), 86400*math.Ceil(1+9*size))
		}},
		{Name: "clock years early at first", Issue: "clock-corrected", Apply: func(a *activity.Activity, size float64) *activity.Activity {
			return WithEarlyHead(a, 2+int(300*size), 86400*math.Ceil(40+900*size))
		}},
		{Name: "no date at first", Issue: "clock-corrected", Apply: func(a *activity.Activity, size float64) *activity.Activity {
			return WithEarlyHead(a, 2+int(300*size), math.Floor(float64(a.Start.Unix()-activity.FirstSecond)-3600*size))
		}},
		{Name: "positions with four decimals", Apply: func(a *activity.Activity, _ float64) *activity.Activity {
			return WithCoarsePositions(a)
		}},
		{Name: "times rounded down", Issue: "rounded-times", Apply: func(a *activity.Activity, size float64) *activity.Activity {
			return WithRoundedTimes(a, math.Ceil(4+56*size))
		}},
		{Name: "first fix elsewhere", Issue: "stray-fix", Apply: func(a *activity.Activity, size float64) *activity.Activity {
			return WithStrayFixes(a, 2+int(100*size), 0.1+size)
		}},
		{Name: "minutes lost while running", Apply: func(a *activity.Activity, size float64) *activity.Activity {
			return WithHole(a, 300, 301+640*size)
		}},
		{Name: "positions at 0, 0", Apply: func(a *activity.Activity, size float64) *activity.Activity {
			return WithNullFixes(a, 400, 10+int(80*size))
		}},
		{Name: "positions elsewhere for a while", Issue: "far-fix", Apply: func(a *activity.Activity, size float64) *activity.Activity {
			return WithFarFixes(a, 400, 10+int(80*size), 0.02+size)
		}},
		{Name: "ride to the start, without heart rate and steps", Issue: "ride-before", Apply: func(a *activity.Activity, size float64) *activity.Activity {
			return withoutBody(WithHead(a, Tail{Seconds: 660 + 1200*size, Speed: 5.6 + 3*size, HR: 100, Every: 1}))
		}},
		{Name: "ride to the start", Issue: "ride-before", Apply: func(a *activity.Activity, size float64) *activity.Activity {
			return WithHead(a, Tail{Seconds: 600 + 1200*size, Speed: 5.4 + 3*size, HR: 104, Every: 1})
		}},
		{Name: "bike home, without heart rate and steps", Issue: "ride-after", Apply: func(a *activity.Activity, size float64) *activity.Activity {
			return withoutBody(WithTail(a, Tail{Seconds: 660 + 1200*size, Speed: 5.6 + size, HR: 104, Every: 1}))
		}},
	}
}

// WithEarlyStart returns a copy of a whose start and laps are dated too early by the given
// seconds, while its samples are not.
func WithEarlyStart(a *activity.Activity, seconds float64) *activity.Activity {
	out := clone(a)
	out.Start = a.Start.Add(-time.Duration(seconds) * time.Second)
	shift(out.Samples.T, -seconds)
	for i := range out.Pauses {
		out.Pauses[i].From += seconds
		out.Pauses[i].To += seconds
	}
	return out
}

// WithCoarsePositions returns a copy of a whose positions have four decimals.
func WithCoarsePositions(a *activity.Activity) *activity.Activity {
	out := clone(a)
	for _, col := range [...][]float64{out.Samples.Lat, out.Samples.Lon} {
		for i, v := range col {
			col[i] = round(v, 1e4)
		}
	}
	return out
}

// WithRoundedTimes returns a copy of a whose samples have the last whole multiple of step
// seconds as their time.
func WithRoundedTimes(a *activity.Activity, step float64) *activity.Activity {
	out := clone(a)
	for i, t := range a.Samples.T {
		out.Samples.T[i] = step * math.Floor(t/step)
	}
	return out
}

// WithHole returns a copy of a without the samples between two times in s, exclusive, as if
// the watch had lost them.
func WithHole(a *activity.Activity, from, to float64) *activity.Activity {
	out := clone(a)
	var keep []int
	for i, t := range a.Samples.T {
		if t <= from || t >= to {
			keep = append(keep, i)
		}
	}
	out.Samples.Pick(keep)
	return out
}

// WithNullFixes returns a copy of a in which n positions from sample from on lie at 0°, 0°,
// as some watches write unknown positions.
func WithNullFixes(a *activity.Activity, from, n int) *activity.Activity {
	out := clone(a)
	for i := from; i < min(from+n, out.Samples.Len()); i++ {
		out.Samples.Lat[i], out.Samples.Lon[i] = 0, 0
	}
	return out
}

// WithFarFixes returns a copy of a in which n positions from sample from on lie at one place,
// degrees further north.
func WithFarFixes(a *activity.Activity, from, n int, degrees float64) *activity.Activity {
	out := clone(a)
	c := &out.Samples
	for i := from; i < min(from+n, c.Len()); i++ {
		c.Lat[i], c.Lon[i] = c.Lat[0]+degrees, c.Lon[0]
	}
	return out
}
