package polar

import (
	"math"

	"dayafter/internal/activity"
)

// recordedRoute reads [{"dateTime", "latitude", "longitude", "altitude"}, …].
func (r *reader) recordedRoute(e *exercise) {
	lat, lon, ele := newRoute()
	r.scan.Array(func() {
		p := r.point()
		if p.at.ok && !math.IsNaN(p.lat) && r.room() {
			lat.add(p.at, p.lat)
			lon.add(p.at, p.lon)
			ele.add(p.at, p.ele)
		}
	})
	r.keep(e, lat, lon, ele)
}

// newRoute returns the three series of a route.
func newRoute() (lat, lon, ele series) {
	return series{of: latitude}, series{of: longitude}, series{of: routeAltitude}
}

// route reads {"startTime": "…", "wayPoints": [{"elapsedMillis", "latitude", "longitude",
// "altitude"}, …]}. The first point may lack its time, which is the start of the route. In
// older sessions all points lack it, so that the times of the other points are unknown.
func (r *reader) route(e *exercise) {
	lat, lon, ele := newRoute()
	var start stamp
	points, untimed := 0, 0
	addPoint := func() {
		p := r.point()
		if points++; points == 1 && math.IsNaN(p.elapsed) {
			p.elapsed = 0
		}
		switch {
		case math.IsNaN(p.elapsed):
			untimed++
		case !math.IsNaN(p.lat) && r.room():
			lat.t, lat.v = append(lat.t, p.elapsed/1000), append(lat.v, p.lat)
			lon.v, ele.v = append(lon.v, p.lon), append(ele.v, p.ele)
		}
	}
	r.scan.Object(func(key []byte) {
		switch string(key) {
		case "startTime":
			start = parse(r.scan.Raw())
		case "wayPoints":
			r.scan.Array(addPoint)
		}
	})
	if untimed > 0 {
		r.issues.AddCount(activity.Partial, "polar-route-time", untimed, "a point of the route had no time: left out")
	}
	lon.t, ele.t = lat.t, lat.t
	lat.start, lon.start, ele.start = start, start, start
	r.keep(e, lat, lon, ele)
}

// point is one point of a route.
type point struct {
	at            stamp
	elapsed       float64 // ms
	lat, lon, ele float64
}

func (r *reader) point() point {
	n := math.NaN()
	p := point{elapsed: n, lat: n, lon: n, ele: n}
	r.scan.Object(func(key []byte) {
		switch string(key) {
		case "dateTime":
			p.at = parse(r.scan.Raw())
		case "elapsedMillis":
			p.elapsed = r.scan.Number()
		case "latitude":
			p.lat = r.scan.Number()
		case "longitude":
			p.lon = r.scan.Number()
		case "altitude":
			p.ele = r.scan.Number()
		}
	})
	return p
}
