package summary

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/clean"
)

// ErrEncoding reports bytes that are not an encoded file, or are of another version of the
// encoding.
var ErrEncoding = errors.New("not a summary of this version")

// DecodeFile decodes the result of AppendBinary. Bytes of another version, missing bytes
// and further bytes are errors. It never panics, and its memory is proportional to len(b).
// The result shares no memory with b.
func DecodeFile(b []byte) (File, error) {
	d := decoder{b: b}
	var f File
	if layout, version := d.byte(), d.uint(); layout != encoding || version != Version {
		return f, fmt.Errorf("%w: layout %d, version %d", ErrEncoding, layout, version)
	}
	f.Name = d.string()
	f.Size = d.int()
	copy(f.SHA256[:], d.take(len(f.SHA256)))
	f.Format = d.string()
	f.Outcome = Outcome(d.byte())
	f.Reason = d.string()
	f.Issues = d.issues()
	f.Stated = d.stated()
	f.IndexEntry = d.indexEntry()
	f.Summaries = list(&d, leastSummary, (*decoder).summary)
	if d.bad || len(d.b) > 0 {
		return File{}, fmt.Errorf("%w: damaged", ErrEncoding)
	}
	return f, nil
}

// The least number of bytes of an encoded value. They limit damaged counts, so that these
// cannot cause large allocations.
const (
	leastIssue   = 4
	leastSummary = 352
	leastBreak   = 8
	leastLap     = 51
	leastStep    = 20
	leastFloat   = 8
)

// decoder reads values from the front of b. After a missing value, it is bad, and all
// further values are zero.
type decoder struct {
	b   []byte
	bad bool
}

// take returns the next n bytes; nil if there are fewer.
func (d *decoder) take(n int) []byte {
	if d.bad || n < 0 || n > len(d.b) {
		d.bad, d.b = true, nil
		return nil
	}
	head := d.b[:n]
	d.b = d.b[n:]
	return head
}

func (d *decoder) byte() byte {
	if b := d.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (d *decoder) uint() uint64 {
	v, n := binary.Uvarint(d.b)
	d.take(max(n, 0))
	d.bad = d.bad || n <= 0
	return v
}

func (d *decoder) int() int64 {
	v, n := binary.Varint(d.b)
	d.take(max(n, 0))
	d.bad = d.bad || n <= 0
	return v
}

func (d *decoder) float() float64 {
	if b := d.take(8); b != nil {
		return math.Float64frombits(binary.LittleEndian.Uint64(b))
	}
	return 0
}

func (d *decoder) short() float32 {
	if b := d.take(4); b != nil {
		return math.Float32frombits(binary.LittleEndian.Uint32(b))
	}
	return 0
}

func (d *decoder) floats(v ...*float64) {
	for _, p := range v {
		*p = d.float()
	}
}

func (d *decoder) string() string { return string(d.take(d.count(1))) }

// count reads a number of values of at least least bytes each.
func (d *decoder) count(least int) int {
	n := d.uint()
	if n > uint64(len(d.b)/least) {
		d.bad, d.b = true, nil
		return 0
	}
	return int(n)
}

// list reads a count and that many values; nil for none.
func list[T any](d *decoder, least int, read func(*decoder) T) []T {
	n := d.count(least)
	if n == 0 {
		return nil
	}
	out := make([]T, n)
	for i := range out {
		out[i] = read(d)
	}
	return out
}

func (d *decoder) flags(v ...*bool) {
	b := d.byte()
	for i, p := range v {
		*p = b>>i&1 == 1
	}
}

func (d *decoder) time() time.Time {
	sec, nsec := d.int(), d.uint()
	if nsec >= uint64(time.Second) {
		d.bad = true
		return time.Time{}
	}
	return time.Unix(sec, int64(nsec)).UTC()
}

func (d *decoder) issues() activity.Issues { return list(d, leastIssue, (*decoder).issue) }

func (d *decoder) issue() activity.Issue {
	return activity.Issue{
		Severity: activity.Severity(d.byte()), Code: d.string(), Text: d.string(), Count: int(d.int()),
	}
}

func (d *decoder) stated() (s Stated) {
	s.Title, s.Sport = d.string(), activity.Sport(d.byte())
	d.flags(&s.Long, &s.Workout, &s.Race, &s.Recovery)
	return s
}

func (d *decoder) indexEntry() *IndexEntry {
	var is, local, byHand bool
	if d.flags(&is, &local, &byHand); !is {
		return nil
	}
	t := &IndexEntry{Start: d.time(), Local: local, ByHand: byHand}
	d.floats(&t.Elapsed, &t.Timer, &t.Moving, &t.Distance, &t.RPE, &t.Temp)
	return t
}

func (d *decoder) summary() (s Summary) {
	s.Sport = activity.Sport(d.byte())
	d.flags(&s.Indoor, &s.Track, &s.Virtual)
	s.Title, s.Device, s.Serial, s.Profile, s.Format = d.string(), d.string(), d.string(), d.string(), d.string()
	s.Start = d.time()
	s.Clock.Offset = time.Duration(d.int())
	s.Clock.Source = activity.ClockSource(d.byte())
	s.Place = d.string()
	d.floats(&s.Elapsed, &s.Timer, &s.Moving, &s.Distance, &s.MovingDistance, &s.Ascent, &s.Descent)
	d.floats(&s.AvgHR, &s.MaxHR, &s.HRShare, &s.HRQuality, &s.AvgCadence, &s.AvgPower, &s.AvgTemp, &s.GAPSpeed, &s.Decoupling)
	s.HRSeconds = d.beats()
	s.Curves = d.curves()
	s.Trace = d.trace()
	s.Climbs = int(d.int())
	s.Laps = list(d, leastLap, (*decoder).lap)
	s.Steps = list(d, leastStep, (*decoder).step)
	s.Pauses = int(d.int())
	t := &s.Totals
	d.floats(&t.Elapsed, &t.Timer, &t.Distance, &t.Ascent, &t.Descent, &t.AvgHR, &t.MaxHR, &t.Calories)
	s.Watch = d.watch()
	d.floats(&s.Rating.RPE, &s.Rating.Feel)
	s.Repairs = d.repairs()
	s.Issues = d.issues()
	return s
}

func (d *decoder) beats() []uint16 {
	n, first := d.uint(), d.uint()
	if n == 0 {
		return nil
	}
	// The indices are heart rates, which fit into a byte.
	if n > 256 || first > n || n-first > uint64(len(d.b)) {
		d.bad = true
		return nil
	}
	out := make([]uint16, n)
	for i := range out[first:] {
		v := d.uint()
		d.bad = d.bad || v > math.MaxUint16
		out[int(first)+i] = uint16(v)
	}
	return out
}

func (d *decoder) curves() (c Curves) {
	for i := range CurveSeconds {
		c.Speed[i], c.GAP[i], c.HR[i] = d.short(), d.short(), d.short()
	}
	return c
}

func (d *decoder) trace() Trace {
	t := Trace{Speed: d.series(), GAP: d.series(), HR: d.series(), Steep: d.series()}
	t.compact()
	t.Breaks = list(d, leastBreak, func(d *decoder) Break { return Break{d.short(), d.short()} })
	return t
}

func (d *decoder) series() Series {
	s, rest, ok := leadingSeries(d.b)
	d.b, d.bad = rest, d.bad || !ok
	return s
}

func (d *decoder) lap() (l activity.Lap) {
	d.floats(&l.Start, &l.Elapsed, &l.Timer, &l.Distance, &l.AvgHR, &l.MaxHR)
	l.Trigger, l.Kind, l.Step = activity.Trigger(d.byte()), activity.LapKind(d.byte()), int(d.int())
	return l
}

func (d *decoder) step() (s activity.Step) {
	s.Name, s.Kind = d.string(), activity.LapKind(d.byte())
	d.floats(&s.Duration, &s.Distance)
	s.Repeat, s.RepeatTo = int(d.int()), int(d.int())
	return s
}

func (d *decoder) watch() (w activity.Watch) {
	d.floats(&w.MaxHR, &w.RestHR, &w.ThresholdHR, &w.ThresholdSpeed)
	w.HRZones = list(d, leastFloat, (*decoder).float)
	w.Method = d.string()
	return w
}

func (d *decoder) repairs() (r clean.Repairs) {
	r.GapSeconds = d.float()
	r.SpeedPoints, r.HRPoints, r.ElePoints = int(d.int()), int(d.int()), int(d.int())
	return r
}
