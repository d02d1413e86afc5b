package gpx

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/tkrajina/gpxgo/gpx"

	"dayafter/internal/activity"
)

// document is the content of a file besides its points.
type document struct {
	creator, name string
	tracks        tracks
}

// track is the content of one track besides its points.
type track struct {
	name   string
	kind   string // the sport as written
	word   activity.Word
	totals activity.Totals
}

// tracks are the tracks of a document in its order.
type tracks []track

// of returns the track that a part lies in.
func (ts tracks) of(p part) track {
	if p.track < 0 || p.track >= len(ts) {
		return track{}
	}
	return ts[p.track]
}

// sport returns the sport of the track that a part lies in.
func (ts tracks) sport(p part) activity.Sport { return ts.of(p).word.Sport }

// document reads the whole file. It stores the points in r.samples and lets the library
// read everything else. If the library fails, the points are still read.
func (r *reader) document(data []byte) document {
	var doc document
	head := data[:min(len(data), 1000)] // the library looks for the version in it
	for {
		g, err := parse(r, head)
		if err == io.EOF {
			break
		}
		if err != nil {
			r.issues.Add(activity.Partial, "gpx-words", "the names and types in the file could not be read: left out")
			r.drain()
			break
		}
		doc.add(g)
	}
	if r.untimed > 0 && len(r.samples.T) > 0 {
		r.issues.AddCount(activity.Partial, "gpx-no-time", r.untimed, "a point had no usable time: left out")
	}
	return doc
}

// drain reads only the points in the rest of the file.
func (r *reader) drain() {
	for {
		if _, err := r.Token(); err != nil {
			return
		}
	}
}

// parse lets the library read one document. It returns panics as errors.
func parse(tokens xml.TokenReader, head []byte) (g *gpx.GPX, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("gpxgo: %v", p)
		}
	}()
	return gpx.ParseDecoder(xml.NewTokenDecoder(tokens), head)
}

// add copies what the library read. A file may hold several documents.
func (d *document) add(g *gpx.GPX) {
	if d.creator == "" {
		d.creator, d.name = g.Creator, g.Name
	}
	for i := range g.Tracks {
		d.tracks = append(d.tracks, newTrack(&g.Tracks[i]))
	}
}

func newTrack(t *gpx.GPXTrack) track {
	out := track{
		name:   strings.TrimSpace(t.Name),
		kind:   strings.TrimSpace(t.Type),
		totals: activity.New(activity.Unknown, time.Time{}).Totals,
	}
	out.word, _ = activity.SportOf(out.kind)
	readStats(&out.totals, t.Extensions.Nodes)
	return out
}

// readStats reads the totals of a track in Garmin's TrackStatsExtension. A total of zero
// means that the program did not count.
func readStats(t *activity.Totals, nodes []gpx.ExtensionNode) {
	for _, n := range nodes {
		if n.LocalName() != "TrackStatsExtension" {
			continue
		}
		for _, claim := range n.Nodes {
			total := totalNamed(t, claim.LocalName())
			v, err := strconv.ParseFloat(strings.TrimSpace(claim.Data), 64)
			if total != nil && err == nil && v > 0 && !math.IsInf(v, 0) {
				*total = v
			}
		}
	}
}

// totalNamed returns the total that an element with this name fills; nil for other names.
func totalNamed(t *activity.Totals, name string) *float64 {
	switch name {
	case "Distance":
		return &t.Distance
	case "TimerTime":
		return &t.Timer
	case "TotalElapsedTime":
		return &t.Elapsed
	case "Ascent":
		return &t.Ascent
	case "Descent":
		return &t.Descent
	case "Calories":
		return &t.Calories
	case "AverageHeartRate":
		return &t.AvgHR
	case "MaxHeartRate":
		return &t.MaxHR
	}
	return nil
}
