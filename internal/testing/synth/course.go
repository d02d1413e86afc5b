package synth

import (
	"math"
	"sync"
)

// Course is a route: points every few metres, by distance from home. A loop starts
// again at its end; any other course is run out and back.
type Course struct {
	x, y   []float64 // m east and north of home
	loop   bool
	level  bool    // flat, even on hilly land, as an athletics track
	length float64 // m
	peak   float64 // m by which the far end of a mountain path lies above home
}

// courseStep is the distance between a course's points, m.
const courseStep = 4.0

// outline is a closed curve in polar form: a radius for each angle.
type outline func(angle float64) float64

// wavy returns a circle of radius 1 with two waves, similar to paths round a lake.
func wavy(a, b, phase float64) outline {
	return func(t float64) float64 {
		return 1 + a*math.Cos(2*t+phase) + b*math.Sin(5*t-phase)
	}
}

// Loop returns a closed course of a length in m that begins at home.
func Loop(length float64, shape outline) *Course {
	const n = 20000
	x, y := make([]float64, n+1), make([]float64, n+1)
	for i := range x {
		t := 2 * math.Pi * float64(i) / n
		x[i], y[i] = shape(t)*math.Cos(t), shape(t)*math.Sin(t)
	}
	return resample(x, y, length, true)
}

// Path returns a nearly straight course from home, run out and back. Its heading is in
// radians, from east towards north.
func Path(length, heading float64) *Course {
	const n = 5000
	x, y := make([]float64, n+1), make([]float64, n+1)
	sin, cos := math.Sincos(heading)
	for i := range x {
		along := float64(i) / n
		aside := 0.02 * math.Sin(2*math.Pi*along) * along
		x[i], y[i] = along*cos-aside*sin, along*sin+aside*cos
	}
	return resample(x, y, length, false)
}

// Mountain returns a path of a length to a peak of a height above home, both in m, run out
// and back.
func Mountain(length, height float64) *Course {
	c := Path(length, 0.9)
	c.peak = height
	return c
}

// Oval returns an athletics track of 400 m.
func Oval() *Course {
	const n, straight, radius = 4000, 84.39, 36.5 + 0.30 // World Athletics, measured 30 cm from the kerb
	lap := 2*straight + 2*math.Pi*radius
	x, y := make([]float64, n+1), make([]float64, n+1)
	for i := range x {
		x[i], y[i] = ovalAt(lap*float64(i)/n, straight, radius)
	}
	c := resample(x, y, 400, true)
	c.level = true
	return c
}

// ovalAt returns the position s metres along a track of two straights and two bends.
func ovalAt(s, straight, radius float64) (x, y float64) {
	bend := math.Pi * radius
	switch {
	case s < straight:
		return s, 0
	case s < straight+bend:
		a := (s - straight) / radius
		return straight + radius*math.Sin(a), radius * (1 - math.Cos(a))
	case s < 2*straight+bend:
		return straight - (s - straight - bend), 2 * radius
	}
	a := (s - 2*straight - bend) / radius
	return -radius * math.Sin(a), radius * (1 + math.Cos(a))
}

// resample scales a curve to a length and returns points at every courseStep of it. The
// first point is home.
func resample(x, y []float64, length float64, loop bool) *Course {
	total := 0.0
	for i := 1; i < len(x); i++ {
		total += math.Hypot(x[i]-x[i-1], y[i]-y[i-1])
	}
	scale := length / total
	c := &Course{loop: loop, length: length}
	at, next := 0.0, 0.0
	for i := 1; i < len(x); i++ {
		d := scale * math.Hypot(x[i]-x[i-1], y[i]-y[i-1])
		for ; next <= at+d && d > 0; next += courseStep {
			f := (next - at) / d
			c.x = append(c.x, scale*(x[i-1]+f*(x[i]-x[i-1])-x[0]))
			c.y = append(c.y, scale*(y[i-1]+f*(y[i]-y[i-1])-y[0]))
		}
		at += d
	}
	return c
}

// fromHome returns the position along the course, from 0 to its length, that a runner
// reaches after s metres.
func (c *Course) fromHome(s float64) float64 {
	if c.loop {
		if s = math.Mod(s, c.length); s < 0 {
			s += c.length
		}
	} else if s = math.Mod(math.Abs(s), 2*c.length); s > c.length {
		s = 2*c.length - s
	}
	return s
}

// At returns the position s metres along the course, in m east and north of home.
func (c *Course) At(s float64) (x, y float64) {
	n := len(c.x)
	s = c.fromHome(s)
	i := int(s / courseStep)
	f := s/courseStep - float64(i)
	j := min(i+1, n-1)
	if i >= n-1 && c.loop {
		j = 0
	}
	i = min(i, n-1)
	return c.x[i] + f*(c.x[j]-c.x[i]), c.y[i] + f*(c.y[j]-c.y[i])
}

// Ele returns the height of the course s metres along it, in m above sea level.
func (c *Course) Ele(s float64) float64 {
	if c.level {
		return plainElevation
	}
	return Elevation(c.At(s)) + c.peak*c.fromHome(s)/c.length
}

// The invented hill, on which the runner does hill repetitions.
const (
	hillX, hillY   = 2950.0, 0.0 // m from home
	hillHeight     = 36.0        // m
	hillWidth      = 190.0       // m, one standard deviation
	plainElevation = 92.0        // m above sea level
)

// Elevation returns the height of the invented land in m above sea level at a position in
// metres east and north of home. The land has long waves, short waves and one hill.
func Elevation(x, y float64) float64 {
	e := plainElevation +
		13*math.Sin(x/900+0.6)*math.Cos(y/1100) +
		5*math.Sin((x-0.6*y)/310) +
		1.2*math.Sin((x+y)/150)
	d2 := (x-hillX)*(x-hillX) + (y-hillY)*(y-hillY)
	return e + hillHeight*math.Exp(-d2/(2*hillWidth*hillWidth))
}

// position converts a position in metres to degrees.
func position(x, y float64) (lat, lon float64) {
	return HomeLat + y/metresPerDegree,
		HomeLon + x/(metresPerDegree*math.Cos(HomeLat*math.Pi/180))
}

// courses are the courses of the fixtures' runner.
type courses struct {
	park, shore, ridge, river, hill, track, city *Course
}

// allCourses returns the courses. Each begins at home.
var allCourses = sync.OnceValue(func() courses {
	return courses{
		park:  Loop(3200, wavy(0.15, 0.05, 0.4)),
		shore: Loop(7600, wavy(0.22, 0.06, 1.3)),
		ridge: Loop(11300, wavy(0.30, 0.05, 2.2)),
		river: Path(9000, 2.6),
		hill:  Path(6000, 0),
		track: Oval(),
		city:  Loop(21200, wavy(0.25, 0.03, 0.9)),
	}
})
