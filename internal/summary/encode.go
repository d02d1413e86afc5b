package summary

import (
	"encoding/binary"
	"math"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/clean"
)

// encoding is the layout of an encoded File. It rises with every change of the layout.
// Version rises with every change of the meaning of values.
const encoding = 5

// AppendBinary appends the encoding of a file with its Summaries to dst. Integers are
// varints. Floating-point values take 8 or 4 bytes and keep every bit. Traces stay packed.
// An empty slice is decoded as nil.
func AppendBinary(dst []byte, f *File) []byte {
	e := encoder{dst}
	e.byte(encoding)
	e.uint(Version)
	e.string(f.Name)
	e.int(f.Size)
	e.b = append(e.b, f.SHA256[:]...)
	e.string(f.Format)
	e.byte(byte(f.Outcome))
	e.string(f.Reason)
	e.issues(f.Issues)
	e.stated(&f.Stated)
	e.indexEntry(f.IndexEntry)
	e.uint(uint64(len(f.Summaries)))
	for i := range f.Summaries {
		e.summary(&f.Summaries[i])
	}
	return e.b
}

type encoder struct{ b []byte }

func (e *encoder) byte(v byte)     { e.b = append(e.b, v) }
func (e *encoder) uint(v uint64)   { e.b = binary.AppendUvarint(e.b, v) }
func (e *encoder) int(v int64)     { e.b = binary.AppendVarint(e.b, v) }
func (e *encoder) float(v float64) { e.b = binary.LittleEndian.AppendUint64(e.b, math.Float64bits(v)) }

func (e *encoder) short(v float32) { e.b = binary.LittleEndian.AppendUint32(e.b, math.Float32bits(v)) }
func (e *encoder) string(s string) { e.uint(uint64(len(s))); e.b = append(e.b, s...) }
func (e *encoder) floats(v ...float64) {
	for _, x := range v {
		e.float(x)
	}
}

// flags packs up to eight booleans into a byte, the first one in the lowest bit.
func (e *encoder) flags(v ...bool) {
	var b byte
	for i, set := range v {
		if set {
			b |= 1 << i
		}
	}
	e.byte(b)
}

func (e *encoder) time(t time.Time) {
	e.int(t.Unix())
	e.uint(uint64(t.Nanosecond()))
}

func (e *encoder) issues(is activity.Issues) {
	e.uint(uint64(len(is)))
	for _, i := range is {
		e.byte(byte(i.Severity))
		e.string(i.Code)
		e.string(i.Text)
		e.int(int64(i.Count))
	}
}

func (e *encoder) stated(s *Stated) {
	e.string(s.Title)
	e.byte(byte(s.Sport))
	e.flags(s.Long, s.Workout, s.Race, s.Recovery)
}

func (e *encoder) indexEntry(t *IndexEntry) {
	if e.flags(t != nil, t != nil && t.Local, t != nil && t.ByHand); t != nil {
		e.time(t.Start)
		e.floats(t.Elapsed, t.Timer, t.Moving, t.Distance, t.RPE, t.Temp)
	}
}

func (e *encoder) summary(s *Summary) {
	e.byte(byte(s.Sport))
	e.flags(s.Indoor, s.Track, s.Virtual)
	e.string(s.Title)
	e.string(s.Device)
	e.string(s.Serial)
	e.string(s.Profile)
	e.string(s.Format)
	e.time(s.Start)
	e.int(int64(s.Clock.Offset))
	e.byte(byte(s.Clock.Source))
	e.string(s.Place)
	e.floats(s.Elapsed, s.Timer, s.Moving, s.Distance, s.MovingDistance, s.Ascent, s.Descent)
	e.floats(s.AvgHR, s.MaxHR, s.HRShare, s.HRQuality, s.AvgCadence, s.AvgPower, s.AvgTemp, s.GAPSpeed, s.Decoupling)
	e.beats(s.HRSeconds)
	e.curves(&s.Curves)
	e.trace(&s.Trace)
	e.int(int64(s.Climbs))
	e.laps(s.Laps)
	e.steps(s.Steps)
	e.int(int64(s.Pauses))
	t := &s.Totals
	e.floats(t.Elapsed, t.Timer, t.Distance, t.Ascent, t.Descent, t.AvgHR, t.MaxHR, t.Calories)
	e.watch(&s.Watch)
	e.floats(s.Rating.RPE, s.Rating.Feel)
	e.repairs(&s.Repairs)
	e.issues(s.Issues)
}

// beats appends the counts without the leading zeros.
func (e *encoder) beats(seconds []uint16) {
	first := 0
	for first < len(seconds) && seconds[first] == 0 {
		first++
	}
	e.uint(uint64(len(seconds)))
	e.uint(uint64(first))
	for _, n := range seconds[first:] {
		e.uint(uint64(n))
	}
}

func (e *encoder) curves(c *Curves) {
	for i := range CurveSeconds {
		e.short(c.Speed[i])
		e.short(c.GAP[i])
		e.short(c.HR[i])
	}
}

func (e *encoder) trace(t *Trace) {
	e.series(t.Speed)
	e.series(t.GAP)
	e.series(t.HR)
	e.series(t.Steep)
	e.uint(uint64(len(t.Breaks)))
	for _, b := range t.Breaks {
		e.short(b.At)
		e.short(b.Length)
	}
}

func (e *encoder) series(s Series) {
	if s == nil {
		e.uint(0)
	}
	e.b = append(e.b, s...)
}

func (e *encoder) laps(laps []activity.Lap) {
	e.uint(uint64(len(laps)))
	for i := range laps {
		l := &laps[i]
		e.floats(l.Start, l.Elapsed, l.Timer, l.Distance, l.AvgHR, l.MaxHR)
		e.byte(byte(l.Trigger))
		e.byte(byte(l.Kind))
		e.int(int64(l.Step))
	}
}

func (e *encoder) steps(steps []activity.Step) {
	e.uint(uint64(len(steps)))
	for i := range steps {
		s := &steps[i]
		e.string(s.Name)
		e.byte(byte(s.Kind))
		e.floats(s.Duration, s.Distance)
		e.int(int64(s.Repeat))
		e.int(int64(s.RepeatTo))
	}
}

func (e *encoder) watch(w *activity.Watch) {
	e.floats(w.MaxHR, w.RestHR, w.ThresholdHR, w.ThresholdSpeed)
	e.uint(uint64(len(w.HRZones)))
	e.floats(w.HRZones...)
	e.string(w.Method)
}

func (e *encoder) repairs(r *clean.Repairs) {
	e.float(r.GapSeconds)
	e.int(int64(r.SpeedPoints))
	e.int(int64(r.HRPoints))
	e.int(int64(r.ElePoints))
}
