package gpx

import (
	"bytes"
	"encoding/xml"
	"io"

	"dayafter/internal/activity"
	"dayafter/internal/scan/trackpoint"
	"dayafter/internal/scan/xmlscan"
)

// Limits for one file. Ours: 2^21 points are 24 days at one each second, and apart from
// points, normal documents have fewer than a hundred elements.
const (
	maxPoints   = 1 << 21
	maxElements = 1 << 14
)

// reader walks over a GPX document once. It is an xml.TokenReader that gives the library
// every token except those of points, which it reads itself.
type reader struct {
	scan     *xmlscan.Scanner
	pointsOf *trackpoint.Reader
	samples  activity.Columns // T in s since base
	base     int64            // s since 1970 of the first sample
	parts    []part
	firstEnd int // offset in the document after the first sample
	issues   activity.Issues

	root     string // outermost element
	created  []byte // the time that the document states, as written; nil without one
	track    int    // index of the current track in the document; -1 before the first
	fresh    bool   // the next sample begins a part
	hidden   int    // open elements that the library does not see
	elements int    // number of elements that the library has seen

	points, timed, untimed         int // numbers of track points: all, with a time, without a usable time
	waypoints, routes, routePoints int
}

// part is a segment with at least one sample: the samples [from, to).
type part struct {
	from, to int
	track    int
	clock    activity.Clock
}

func newReader(data []byte) *reader {
	r := &reader{scan: xmlscan.New(data), track: -1, fresh: true}
	r.pointsOf = r.pointReader()
	return r
}

// Token returns the next token of the document without its points.
func (r *reader) Token() (xml.Token, error) {
	for {
		switch r.scan.Next() {
		case xmlscan.EOF:
			return nil, io.EOF
		case xmlscan.Start:
			if r.readSelf() || !r.isVisible() {
				continue
			}
		case xmlscan.End:
			if r.hidden > 0 {
				r.hidden--
				continue
			}
		case xmlscan.Text:
			if r.hidden > 0 {
				continue
			}
		}
		return r.scan.XML()
	}
}

// readSelf reads the current element to its end if it is a point or a time, which the
// library must not see.
func (r *reader) readSelf() bool {
	switch string(r.scan.Name()) {
	case "trkpt":
		r.pointsOf.Read()
	case "wpt":
		r.waypoints++
		r.scan.Skip()
	case "rtept":
		r.routePoints++
		r.scan.Skip()
	case "time": // the library would lose its offset
		if raw, ok := r.scan.Value(); ok && r.created == nil && r.track < 0 {
			r.created = bytes.Clone(raw)
		}
	default:
		return false
	}
	return true
}

// isVisible registers the current start tag and reports whether the library sees its
// element. It hides elements that are not needed and that the library cannot handle: at an
// empty number, the library skips the rest of the track; at a bound that is no number, it
// stops.
func (r *reader) isVisible() bool {
	name := string(r.scan.Name())
	shown := r.hidden == 0 && r.elements < maxElements && name != "number" && name != "bounds"
	switch {
	case r.root == "":
		r.root = name
	case name == "rte":
		r.routes++
	case name == "trkseg":
		r.fresh = true
	case name == "trk":
		r.fresh = true
		if shown && r.scan.Depth() == trackDepth {
			r.track++
		}
	}
	if !shown {
		r.hidden++
		return false
	}
	if r.elements++; r.elements == maxElements {
		r.issues.Add(activity.Partial, "gpx-elements", "the file holds more than %d elements besides its points: later names and types were left out", maxElements)
	}
	return true
}

// trackDepth is the depth of the tracks that the library sees.
const trackDepth = 2
