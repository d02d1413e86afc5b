// Package trackpoint reads the points of a track from XML: elements that hold a time and
// values at any depth, as in GPX and TCX. Each format names its elements; the other rules
// are the same for all formats.
package trackpoint

import (
	"math"

	"dayafter/internal/activity"
	"dayafter/internal/instant"
	"dayafter/internal/scan/xmlscan"
)

// Point is one point as a file writes it. Missing values are NaN.
type Point struct {
	activity.Sample
	At      instant.Instant
	HasTime bool // At was read
	Written bool // the file states a time, readable or not
}

// Reader reads the points of one format.
type Reader struct {
	Scan    *xmlscan.Scanner
	Element string // name of a point's element
	Time    string // name of the element with a point's time

	// Open reads the attributes of a point. It may be nil.
	Open func(*Point)
	// Field returns the field that an element with this name fills; nil for other names.
	Field func(s *activity.Sample, name []byte) *float64
	// Store is called for each point that was read.
	Store func(*Point)

	point Point // the current point, reused to save allocations
}

// Read reads the current point to its end and stores it. It finds values by the local name
// of their elements, so that it reads every vendor's extension whatever the prefix; if a
// field has several values, the first one counts. A point inside a point means that the
// outer point was not closed; both are stored.
func (r *Reader) Read() {
	r.point = Point{Sample: activity.NoSample()}
	p := &r.point
	if r.Open != nil {
		r.Open(p)
	}
	stored := false
	for depth := r.Scan.Depth(); r.Scan.StartInside(depth); {
		switch name := r.Scan.Name(); string(name) {
		case r.Time:
			r.readTime(p)
		case r.Element:
			if !stored {
				r.Store(p)
			}
			stored = true
			r.Read()
		default:
			r.readValue(&p.Sample, name)
		}
	}
	if !stored {
		r.Store(p)
	}
}

// readTime reads the current element as the point's time unless the point has one.
func (r *Reader) readTime(p *Point) {
	if raw, ok := r.Scan.Value(); ok && !p.HasTime && len(raw) > 0 {
		p.Written = true
		p.At, p.HasTime = r.Scan.DateTime(raw)
	}
}

// readValue reads the current element into its field unless the field has a value.
func (r *Reader) readValue(s *activity.Sample, name []byte) {
	field := r.Field(s, name)
	if field == nil {
		return
	}
	if raw, ok := r.Scan.Value(); ok && math.IsNaN(*field) {
		*field = r.Scan.Float(raw)
	}
}
