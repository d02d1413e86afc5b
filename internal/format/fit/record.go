package fit

import (
	"encoding/binary"
	"math"
	"slices"
)

// column is a quantity of the record messages.
type column uint8

const (
	latitude column = iota
	longitude
	altitude
	distance
	speed
	heartRate
	cadence
	power
	temperature
	coreTemperature
	fraction // fraction of the cadence
	columnCount
	noColumn = columnCount
)

// native is a field of FIT's record message: value = raw/scale - offset.
type native struct {
	num           uint8
	column        column
	scale, offset float64
}

// semicircle is FIT's unit of position: 2^31 of them are 180 degrees.
const semicircles = (1 << 31) / 180.0

// natives lists the record fields to read (FIT profile, message 20). If two fields fill one
// column, the later one takes precedence where it has a value.
var natives = [...]native{
	{0, latitude, semicircles, 0},
	{1, longitude, semicircles, 0},
	{2, altitude, 5, 500},
	{78, altitude, 5, 500}, // enhanced_altitude
	{5, distance, 100, 0},
	{6, speed, 1000, 0},
	{73, speed, 1000, 0}, // enhanced_speed
	{3, heartRate, 1, 0},
	{4, cadence, 1, 0},
	{52, cadence, 256, 0}, // cadence256
	{53, fraction, 128, 0},
	{7, power, 1, 0},
	{13, temperature, 1, 0},
	{139, coreTemperature, 100, 0},
}

// compressedField is record field 8, compressed_speed_distance: three bytes with
// 12 bits of speed in 1/100 m/s below 12 bits of running distance in 1/16 m.
const compressedField = 8

// op copies one field of a record message into a column.
type op struct {
	how           how
	column        column
	base          base
	at            int
	scale, offset float64
	order         binary.ByteOrder
}

// how says how an op reads its value. The first five are fast forms of takeAny for the most
// common types.
type how uint8

const (
	takeByte           how = iota // 255 is invalid
	takeShort                     // two bytes, little endian, 2^16-1 is invalid
	takeLong                      // four bytes, little endian, 2^32-1 is invalid
	takeSigned                    // four bytes, signed, little endian, 2^31-1 is invalid
	takeSignedByte                // 127 is invalid
	takeAny                       // any base type and byte order
	takeSpare                     // like takeAny, but only if the column has no value yet
	takePackedSpeed               // speed of compressed_speed_distance, if the column has no value yet
	takePackedDistance            // likewise
)

// columns holds the records of one FIT file, one slice for each quantity; NaN is
// missing. The slice of a quantity that no record has is nil.
type columns struct {
	time   []uint32 // s since FIT's epoch
	values [columnCount][]float64
	packed uint32 // running distance of compressed_speed_distance, 1/16 m
}

// newColumns returns columns with room for n records of the given layouts.
func newColumns(n int, ls layouts) *columns {
	c := &columns{time: make([]uint32, 0, n)}
	for _, d := range ls {
		for _, o := range d.plan {
			if c.values[o.column] == nil {
				c.values[o.column] = missing(n)
			}
		}
	}
	return c
}

// missing returns n NaNs.
func missing(n int) []float64 {
	return slices.Repeat([]float64{math.NaN()}, n)
}

// compile converts the layout of a record message into ops.
func (d *definition) compile(dev developers) {
	d.plan = nil
	for _, n := range natives {
		if f, ok := d.field(n.num); ok {
			d.plan = append(d.plan, op{fastestWay(f, d.order), n.column, f.base, f.at, n.scale, n.offset, d.order})
		}
	}
	if f, ok := d.field(compressedField); ok && f.size == 3 {
		d.plan = append(d.plan,
			op{how: takePackedSpeed, column: speed, at: f.at},
			op{how: takePackedDistance, column: distance, at: f.at})
	}
	for _, f := range d.developer {
		if t, ok := dev[f.key()]; ok && f.size >= t.base.width() {
			d.plan = append(d.plan, op{takeSpare, t.column, t.base, f.at, t.scale, t.offset, d.order})
		}
	}
}

// fastestWay returns the fastest way to read the first element of f.
func fastestWay(f field, order binary.ByteOrder) how {
	little := order == binary.LittleEndian
	switch {
	case f.base == uint8T || f.base == enumT || f.base == byteT:
		return takeByte
	case f.base == sint8T:
		return takeSignedByte
	case f.base == uint16T && little:
		return takeShort
	case f.base == uint32T && little:
		return takeLong
	case f.base == sint32T && little:
		return takeSigned
	}
	return takeAny
}

// add appends the record m. The columns must have room for it.
func (c *columns) add(m *message) {
	i := len(c.time)
	c.time = append(c.time, m.time)
	for k := range m.plan {
		o := &m.plan[k]
		b := m.body[o.at:]
		var raw float64
		switch o.how {
		case takeByte:
			if b[0] == math.MaxUint8 {
				continue
			}
			raw = float64(b[0])
		case takeShort:
			u := binary.LittleEndian.Uint16(b)
			if u == math.MaxUint16 {
				continue
			}
			raw = float64(u)
		case takeLong:
			u := binary.LittleEndian.Uint32(b)
			if u == math.MaxUint32 {
				continue
			}
			raw = float64(u)
		case takeSigned:
			u := binary.LittleEndian.Uint32(b)
			if u == math.MaxInt32 {
				continue
			}
			raw = float64(int32(u))
		case takeSignedByte:
			if b[0] == math.MaxInt8 {
				continue
			}
			raw = float64(int8(b[0]))
		default:
			c.addRare(o, b, i)
			continue
		}
		c.values[o.column][i] = raw/o.scale - o.offset
	}
}

// drop removes the latest record.
func (c *columns) drop() {
	i := len(c.time) - 1
	if i < 0 {
		return
	}
	c.time = c.time[:i]
	for _, vs := range c.values {
		if vs != nil {
			vs[i] = math.NaN()
		}
	}
}

// addRare reads the rarer kinds of values.
func (c *columns) addRare(o *op, b []byte, i int) {
	to := &c.values[o.column][i]
	if o.how != takeAny && !math.IsNaN(*to) {
		return
	}
	packed := o.how == takePackedSpeed || o.how == takePackedDistance
	switch {
	case packed && b[0]&b[1]&b[2] == math.MaxUint8:
	case o.how == takePackedSpeed:
		*to = float64(binary.LittleEndian.Uint16(b)&0xFFF) / 100
	case o.how == takePackedDistance:
		c.packed += (uint32(binary.LittleEndian.Uint16(b[1:])>>4) - c.packed) & 0xFFF
		*to = float64(c.packed) / 16
	default:
		if raw, ok := number(b, o.base, o.order); ok {
			*to = raw/o.scale - o.offset
		}
	}
}
