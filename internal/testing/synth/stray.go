package synth

import (
	"bytes"
	"encoding/binary"
	"math"
	"regexp"
	"slices"
	"time"

	"github.com/tormoder/fit"

	"dayafter/internal/activity"
)

// Plain returns an easy run of the given minutes on one of the courses, for tests that
// damage it.
func Plain(r Runner, minutes float64, start time.Time) Plan {
	p := easyRun(allCourses().ridge, minutes, EffortEasy)
	p.Lights, p.Start = 0.05, start.In(r.Zone)
	return p
}

// Tail describes the recording after the run if nobody stops the watch.
type Tail struct {
	Seconds float64
	Speed   float64 // m/s due north; 0 stands
	HR      float64 // beats/min at its end
	Every   float64 // s between the samples
	Drift   float64 // m by which the positions drift
}

// WithTail returns a copy of a with a tail after the run.
func WithTail(a *activity.Activity, t Tail) *activity.Activity {
	out := clone(a)
	c := &out.Samples
	last := c.Len() - 1
	from, hr := c.T[last], c.HR[last]
	for at := t.Every; at <= t.Seconds; at += t.Every {
		grow(c)
		k := c.Len() - 1
		c.T[k] = from + at
		c.HR[k] = math.Round(t.HR + (hr-t.HR)*math.Exp(-at/90))
		c.Dist[k] = round(c.Dist[last]+t.Speed*at, 100)
		c.Speed[k], c.Cadence[k] = t.Speed, 0
		turn := 2.4 * at / t.Every // rad; covers the circle without repeating
		c.Lat[k] = c.Lat[last] + (t.Speed*at+t.Drift*math.Sin(turn))/metresPerDegree
		c.Lon[k] = c.Lon[last] + 2*t.Drift*math.Cos(turn)/metresPerDegree
	}
	stretchTotals(out)
	return out
}

// WithHead returns a copy of a that begins with the way to the start, from due south.
func WithHead(a *activity.Activity, t Tail) *activity.Activity {
	out := clone(a)
	c := &out.Samples
	n, far := int(t.Seconds/t.Every), t.Speed*t.Seconds
	for range n {
		grow(c)
	}
	for _, col := range columns(c) {
		if *col != nil {
			copy((*col)[n:], (*col)[:len(*col)-n])
		}
	}
	for k := n; k < c.Len(); k++ {
		c.T[k], c.Dist[k] = c.T[k]+t.Seconds, round(c.Dist[k]+far, 100)
	}
	for k := range n {
		at := float64(k) * t.Every
		c.T[k], c.Dist[k], c.Speed[k], c.Cadence[k], c.HR[k] = at, round(t.Speed*at, 100), t.Speed, 0, t.HR
		c.Lat[k], c.Lon[k] = c.Lat[n]-(far-t.Speed*at)/metresPerDegree, c.Lon[n]
	}
	out.Start = a.Start.Add(-time.Duration(t.Seconds * float64(time.Second)))
	for i := range out.Laps {
		out.Laps[i].Start += t.Seconds
	}
	out.Laps[0].Start, out.Laps[0].Elapsed, out.Laps[0].Timer = 0, a.Laps[0].Elapsed+t.Seconds, a.Laps[0].Timer+t.Seconds
	for i := range out.Pauses {
		out.Pauses[i].From, out.Pauses[i].To = a.Pauses[i].From+t.Seconds, a.Pauses[i].To+t.Seconds
	}
	out.Totals.Elapsed, out.Totals.Timer = a.Totals.Elapsed+t.Seconds, a.Totals.Timer+t.Seconds
	out.Totals.Distance = c.Dist[c.Len()-1]
	return out
}

// columns returns the columns that a copy changes.
func columns(c *activity.Columns) []*[]float64 {
	return []*[]float64{&c.T, &c.Lat, &c.Lon, &c.Ele, &c.Dist, &c.Speed, &c.HR, &c.Cadence, &c.Temp}
}

// grow repeats the last sample.
func grow(c *activity.Columns) {
	for _, col := range columns(c) {
		if *col != nil {
			*col = append(*col, (*col)[len(*col)-1])
		}
	}
}

// stretchTotals extends the last lap and the totals to the last sample.
func stretchTotals(a *activity.Activity) {
	c := &a.Samples
	end := c.T[c.Len()-1] + 1
	l, t := &a.Laps[len(a.Laps)-1], &a.Totals
	l.Timer += end - t.Elapsed
	l.Elapsed += end - t.Elapsed
	t.Timer += end - t.Elapsed
	t.Elapsed = end
	t.Distance = c.Dist[c.Len()-1]
}

// WithLongTotals returns a copy of a whose totals and last lap go on for some seconds more
// than its samples.
func WithLongTotals(a *activity.Activity, seconds float64) *activity.Activity {
	out := clone(a)
	l, t := &out.Laps[len(out.Laps)-1], &out.Totals
	l.Elapsed, l.Timer = l.Elapsed+seconds, l.Timer+seconds
	t.Elapsed, t.Timer = t.Elapsed+seconds, t.Timer+seconds
	return out
}

// WithEarlyHead returns a copy of a in which the times of the first n samples are too early
// by the given seconds, as before the clock was set.
func WithEarlyHead(a *activity.Activity, n int, seconds float64) *activity.Activity {
	out := clone(a)
	out.Start = a.Start.Add(-time.Duration(seconds * float64(time.Second)))
	shift(out.Samples.T[n:], -seconds)
	for i := range out.Laps {
		if l := &out.Laps[i]; l.Start > 0 {
			l.Start += seconds
		} else {
			l.Elapsed += seconds
		}
	}
	for i := range out.Pauses {
		out.Pauses[i].From += seconds
		out.Pauses[i].To += seconds
	}
	out.Totals.Elapsed += seconds
	return out
}

// LateHead returns a copy of a file of any format in which the times of the first n points
// are too late by the given seconds, so that the clock jumps back once.
func LateHead(file []byte, n, seconds int) []byte { return LatePoints(file, 0, n, seconds) }

// LatePoints returns a copy of a file of any format in which the times of the points from
// (inclusive) to (exclusive) are too late by the given seconds.
func LatePoints(file []byte, from, to, seconds int) []byte {
	if !bytes.HasPrefix(file, []byte("<?xml")) {
		return lateRecords(file, from, to, seconds)
	}
	first := bytes.Index(file, []byte("<trkpt"))
	if first < 0 {
		first = bytes.Index(file, []byte("<Trackpoint"))
	}
	n := -1
	points := regexp.MustCompile("<[Tt]ime>[^<]*<").ReplaceAllFunc(file[first:], func(tag []byte) []byte {
		if n++; n < from || n >= to {
			return tag
		}
		t, err := time.Parse(time.RFC3339, string(tag[6:len(tag)-1]))
		if err != nil {
			panic(err) // our own writer wrote the file
		}
		late := t.Add(time.Duration(seconds) * time.Second).Format("2006-01-02T15:04:05Z07:00")
		return slices.Concat(tag[:6], []byte(late), tag[len(tag)-1:])
	})
	return slices.Concat(file[:first], points)
}

// lateRecords adds seconds to the times of the records from (inclusive) to (exclusive) of a
// FIT file.
func lateRecords(file []byte, from, to, seconds int) []byte {
	msgs, n := mustParse(file), -1
	for i, m := range msgs {
		if fit.MesgNum(m.num) != fit.MesgNumRecord {
			continue
		}
		if n++; n < from || n >= to {
			continue
		}
		for k, f := range m.fields {
			if f.num == fieldTimestamp {
				late := binary.LittleEndian.Uint32(f.data) + uint32(seconds)
				msgs[i].fields[k].data = binary.LittleEndian.AppendUint32(nil, late)
			}
		}
	}
	return assemble(msgs)
}

// WithStrayFixes returns a copy of a in which the first n positions lie the given degrees
// further north.
func WithStrayFixes(a *activity.Activity, n int, degrees float64) *activity.Activity {
	out := clone(a)
	shift(out.Samples.Lat[:n], -degrees)
	return out
}

// Both returns one recording of two runs, with the timer stopped between them.
func Both(a, b *activity.Activity) *activity.Activity {
	out := clone(a)
	c, d := &out.Samples, &b.Samples
	later := b.Start.Sub(a.Start).Seconds()
	metres := c.Dist[c.Len()-1]
	out.Pauses = append(out.Pauses, activity.Span{From: c.T[c.Len()-1], To: later})
	for _, p := range b.Pauses {
		out.Pauses = append(out.Pauses, activity.Span{From: p.From + later, To: p.To + later})
	}
	for i, t := range d.T {
		grow(c)
		k := c.Len() - 1
		c.T[k], c.Lat[k], c.Lon[k], c.Ele[k] = t+later, d.Lat[i], d.Lon[i], d.Ele[i]
		c.Dist[k], c.Speed[k], c.HR[k], c.Cadence[k] = d.Dist[i]+metres, d.Speed[i], d.HR[i], d.Cadence[i]
	}
	for _, l := range b.Laps {
		l.Start += later
		out.Laps = append(out.Laps, l)
	}
	out.Totals.Elapsed = later + b.Totals.Elapsed
	out.Totals.Timer += b.Totals.Timer
	out.Totals.Distance += b.Totals.Distance
	return out
}

// clone copies an activity with its samples, laps and pauses.
func clone(a *activity.Activity) *activity.Activity {
	out := *a
	c := &out.Samples
	for _, col := range columns(c) {
		*col = slices.Clone(*col)
	}
	out.Laps, out.Pauses = slices.Clone(a.Laps), slices.Clone(a.Pauses)
	return &out
}
