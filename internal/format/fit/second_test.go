package fit

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/muktihari/fit/decoder"
	"github.com/muktihari/fit/profile/basetype"
	"github.com/muktihari/fit/profile/factory"
	"github.com/muktihari/fit/profile/mesgdef"
	"github.com/muktihari/fit/profile/typedef"
	"github.com/muktihari/fit/profile/untyped/mesgnum"
	"github.com/muktihari/fit/proto"
	tormoder "github.com/tormoder/fit"

	"dayafter/internal/activity"
)

// reading holds the raw values that one reader finds in a FIT file, so that two readers can
// be compared.
type reading struct {
	Records  []seenRecord
	Sessions []seenSession
	Laps     []seenLap
	vague    bool              // a definition contradicts the profile; set by the second reader only
	spare    [columnCount]bool // developer fields may fill the column; set by our reader only
	err      error
}

// seenRecord holds the columns of one record and its time in s since FIT's epoch.
type seenRecord struct {
	Time   uint32
	Values [columnCount]float64
}

// seenSession holds the values of one session. Times are in s since FIT's epoch.
type seenSession struct {
	Start, End                                                   uint32
	Sport, Sub                                                   uint8
	Elapsed, Timer, Distance, Ascent, Descent, AvgHR, MaxHR, RPE float64
}

// seenLap holds the values of one lap. The start is in s since FIT's epoch.
type seenLap struct {
	Start                           uint32
	Elapsed, Timer, Distance, AvgHR float64
	Trigger, Intensity              uint8
}

// muktihari reads data with the second reader. It ignores checksums and collects messages
// one by one, because after an error the reader returns none.
func muktihari(data []byte) reading { return secondReading(data, (*listener).sort) }

// secondReading reads data with the second reader. It calls tidy for each file of a chain,
// with the index of the file's first record.
func secondReading(data []byte, tidy func(l *listener, from int)) (r reading) {
	defer func() {
		if p := recover(); p != nil {
			r.err = fmt.Errorf("panic: %v", p)
		}
	}()
	l := &listener{}
	d := decoder.New(bytes.NewReader(data), decoder.WithIgnoreChecksum(), decoder.WithMesgListener(l), decoder.WithMesgDefListener(l), decoder.WithBroadcastOnly(), decoder.WithNoComponentExpansion())
	for d.Next() {
		from := len(l.Records)
		_, err := d.Decode()
		tidy(l, from)
		if err != nil {
			l.err = err
			break
		}
	}
	return l.reading
}

// listener collects the messages that the second reader decodes.
type listener struct {
	reading
	clock  uint32
	packed uint32 // distance of compressed_speed_distance so far, 1/16 m
}

// OnMesg collects one message.
func (l *listener) OnMesg(m proto.Message) {
	baseless := m.Header&headerCompressed != 0 && l.clock == 0 // a compressed time counts from a time before it
	for i := range m.Fields {                                  // a time of its own comes after the time of a compressed header
		if v, ok := m.Fields[i].Value.Any().(uint32); ok && m.Fields[i].Num == timestampField && v != math.MaxUint32 && !(baseless && i == 0) {
			l.clock = v
		}
	}
	switch m.Num {
	case mesgnum.Record:
		l.record(&m)
	case mesgnum.Session:
		l.Sessions = append(l.Sessions, secondSession(mesgdef.NewSession(&m)))
	case mesgnum.Lap:
		l.Laps = append(l.Laps, secondLap(mesgdef.NewLap(&m)))
	}
}

func (l *listener) record(m *proto.Message) {
	if !slices.ContainsFunc(m.Fields, isRead) && len(m.DeveloperFields) == 0 {
		return
	}
	rec := mesgdef.NewRecord(m)
	s := seenRecord{Time: l.clock}
	for q := range s.Values {
		s.Values[q] = math.NaN()
	}
	v := &s.Values
	v[latitude], v[longitude] = rec.PositionLatDegrees(), rec.PositionLongDegrees()
	v[altitude] = orElse(rec.EnhancedAltitudeScaled(), rec.AltitudeScaled())
	v[speed] = orElse(rec.EnhancedSpeedScaled(), rec.SpeedScaled())
	v[distance] = rec.DistanceScaled()
	if c := rec.CompressedSpeedDistance; c != [3]byte{0xFF, 0xFF, 0xFF} {
		v[speed] = orElse(v[speed], float64(binary.LittleEndian.Uint16(c[:])&0xFFF)/100)
		if math.IsNaN(v[distance]) {
			l.packed += (uint32(binary.LittleEndian.Uint16(c[1:])>>4) - l.packed) & 0xFFF
			v[distance] = float64(l.packed) / 16
		}
	}
	v[cadence] = rec.Cadence256Scaled()
	if math.IsNaN(v[cadence]) && rec.Cadence != math.MaxUint8 {
		v[cadence] = float64(rec.Cadence)
	}
	if f := rec.FractionalCadenceScaled(); f >= 0 {
		v[cadence] += f
	}
	set(&v[heartRate], uint16(rec.HeartRate), math.MaxUint8)
	set(&v[power], rec.Power, math.MaxUint16)
	if rec.Temperature != math.MaxInt8 {
		v[temperature] = float64(rec.Temperature)
	}
	v[coreTemperature] = rec.CoreTemperatureScaled()
	l.Records = append(l.Records, s)
}

// OnMesgDef notes an ambiguous definition: a field occurs twice, or its type or size
// differs from the profile's.
func (l *listener) OnMesgDef(d proto.MessageDefinition) {
	seen := map[byte]bool{}
	for _, f := range d.FieldDefinitions {
		standard := factory.CreateField(d.MesgNum, f.Num)
		known := standard.Name != factory.NameUnknown && standard.BaseType != basetype.String
		if seen[f.Num] || known && (standard.BaseType != f.BaseType || !standard.Array && f.Size != f.BaseType.Size()) {
			l.vague = true
		}
		seen[f.Num] = true
	}
}

// isRead reports whether the field is one that a sample holds.
func isRead(f proto.Field) bool {
	native := slices.ContainsFunc(natives[:], func(n native) bool { return n.num == f.Num })
	return native || f.Num == compressedField || f.Num == timestampField
}

// orElse returns v, or other if v is missing.
func orElse(v, other float64) float64 {
	if math.IsNaN(v) {
		return other
	}
	return v
}

// sort sorts the records of one file of a chain by time and removes impossible values.
func (l *listener) sort(from int) {
	rs := l.Records[from:]
	slices.SortStableFunc(rs, func(a, b seenRecord) int { return int(int64(a.Time) - int64(b.Time)) })
	for i := range rs {
		v := &rs[i].Values
		if v[heartRate] == 0 {
			v[heartRate] = math.NaN()
		}
		dropHalfFixes(v[latitude:latitude+1], v[longitude:longitude+1])
	}
}

func secondSession(m *mesgdef.Session) seenSession {
	n := math.NaN()
	s := seenSession{
		Start: fitTime(m.StartTime), End: fitTime(m.Timestamp), Sport: uint8(m.Sport), Sub: uint8(m.SubSport),
		Elapsed: m.TotalElapsedTimeScaled(), Timer: m.TotalTimerTimeScaled(), Distance: m.TotalDistanceScaled(),
		Ascent: n, Descent: n, AvgHR: n, MaxHR: n, RPE: n,
	}
	set(&s.Ascent, m.TotalAscent, math.MaxUint16)
	set(&s.Descent, m.TotalDescent, math.MaxUint16)
	set(&s.AvgHR, uint16(m.AvgHeartRate), math.MaxUint8)
	set(&s.MaxHR, uint16(m.MaxHeartRate), math.MaxUint8)
	set(&s.RPE, uint16(m.WorkoutRpe), math.MaxUint8)
	return s
}

func secondLap(m *mesgdef.Lap) seenLap {
	l := seenLap{
		Start: fitTime(m.StartTime), Elapsed: m.TotalElapsedTimeScaled(), Timer: m.TotalTimerTimeScaled(),
		Distance: m.TotalDistanceScaled(), AvgHR: math.NaN(), Trigger: uint8(m.LapTrigger), Intensity: uint8(m.Intensity),
	}
	set(&l.AvgHR, uint16(m.AvgHeartRate), math.MaxUint8)
	return l
}

// fitTime returns t in s since FIT's epoch; 0 when missing.
func fitTime(t time.Time) uint32 {
	if t.IsZero() || t.Unix() < epoch {
		return 0
	}
	return uint32(t.Unix() - epoch)
}

// ours reads data with this package, without splitting it into sessions or joining the
// beats of straps.
func ours(data []byte) (r reading) {
	c := newChain()
	for len(data) > 0 {
		if !isHeader(data) {
			return reading{err: errNoHeader}
		}
		s, _ := newChain().open(data)
		for _, d := range s.developers {
			r.spare[d.column] = true
		}
		data = c.read(data)
	}
	for _, rec := range c.recordings {
		r.Records = append(r.Records, recordsOf(rec.columns)...)
		for i, m := range rec.summary.Sessions {
			r.Sessions = append(r.Sessions, ourSession(m, rec.ratings[i]))
		}
		for _, m := range rec.summary.Laps {
			r.Laps = append(r.Laps, ourLap(m))
		}
	}
	return r
}

func recordsOf(c *columns) []seenRecord {
	rs := make([]seenRecord, len(c.time))
	for i, t := range c.time {
		rs[i].Time = t
		for q, vs := range c.values {
			rs[i].Values[q] = math.NaN()
			if vs != nil {
				rs[i].Values[q] = vs[i]
			}
		}
	}
	return rs
}

func ourSession(m *tormoder.SessionMsg, rating activity.Rating) seenSession {
	n := math.NaN()
	s := seenSession{
		Start: since(m.StartTime), End: since(m.Timestamp), Sport: uint8(m.Sport), Sub: uint8(m.SubSport),
		Elapsed: m.GetTotalElapsedTimeScaled(), Timer: m.GetTotalTimerTimeScaled(), Distance: m.GetTotalDistanceScaled(),
		Ascent: n, Descent: n, AvgHR: n, MaxHR: n, RPE: rating.RPE * 10,
	}
	set(&s.Ascent, m.TotalAscent, math.MaxUint16)
	set(&s.Descent, m.TotalDescent, math.MaxUint16)
	set(&s.AvgHR, uint16(m.AvgHeartRate), math.MaxUint8)
	set(&s.MaxHR, uint16(m.MaxHeartRate), math.MaxUint8)
	return s
}

func ourLap(m *tormoder.LapMsg) seenLap {
	l := seenLap{
		Start: since(m.StartTime), Elapsed: m.GetTotalElapsedTimeScaled(), Timer: m.GetTotalTimerTimeScaled(),
		Distance: m.GetTotalDistanceScaled(), AvgHR: math.NaN(), Trigger: uint8(m.LapTrigger), Intensity: uint8(m.Intensity),
	}
	set(&l.AvgHR, uint16(m.AvgHeartRate), math.MaxUint8)
	return l
}

// tormoderRecords returns how many records tormoder alone reads, before any error.
func tormoderRecords(data []byte) (n int) {
	defer func() { _ = recover() }()
	files, _ := tormoder.DecodeChained(bytes.NewReader(data))
	for _, f := range files {
		if a, err := f.Activity(); err == nil {
			n += len(a.Records)
		}
	}
	return n
}

// differences describes where two readings differ; "" if they agree. If developer fields
// may fill a column, a value that only ours has is no difference.
func differences(ours, other reading) string {
	if len(ours.Records) != len(other.Records) {
		return fmt.Sprintf("records: %d, the other reader sees %d", len(ours.Records), len(other.Records))
	}
	for i := range ours.Records {
		a, b := ours.Records[i], other.Records[i]
		for q, spare := range ours.spare {
			if spare && math.IsNaN(b.Values[q]) {
				b.Values[q] = a.Values[q]
			}
		}
		if !same(a, b) {
			return fmt.Sprintf("record %d: %v, the other reader sees %v", i, a, b)
		}
	}
	opts := cmp.Options{cmpopts.EquateNaNs(), cmpopts.EquateApprox(0, 1e-9)}
	if d := cmp.Diff(other.Sessions, ours.Sessions, opts, cmpopts.EquateEmpty()); d != "" {
		return "sessions (-other +ours):\n" + d
	}
	if d := cmp.Diff(other.Laps, ours.Laps, opts, cmpopts.EquateEmpty()); d != "" {
		return "laps (-other +ours):\n" + d
	}
	return ""
}

// units holds the unit in which FIT stores each column.
var units = [columnCount]float64{latitude: 1 / semicircles, longitude: 1 / semicircles, altitude: 0.2, distance: 0.01, speed: 0.001, cadence: 1.0 / 256, coreTemperature: 0.01}

// same reports whether two records differ by less than one unit in each column.
func same(a, b seenRecord) bool {
	for q := range a.Values {
		x, y := a.Values[q], b.Values[q]
		if math.IsNaN(x) != math.IsNaN(y) || math.Abs(x-y) > 0.9*max(units[q], 1e-9) {
			return false
		}
	}
	return a.Time == b.Time
}

// isActivity reports whether the second reader takes data for a recorded activity.
func isActivity(data []byte) bool {
	id, err := decoder.New(bytes.NewReader(data), decoder.WithIgnoreChecksum()).PeekFileId()
	return err != nil || id.Type == typedef.FileActivity || id.Type == typedef.FileInvalid
}
