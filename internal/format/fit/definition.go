package fit

import (
	"encoding/binary"
	"math"

	tormoder "github.com/tormoder/fit"
)

// Bits of a message's header byte, FIT protocol, "Record Header Byte".
const (
	headerCompressed = 0x80 // a data message with a 5-bit time offset
	headerDefinition = 0x40
	headerDeveloper  = 0x20 // a definition with developer fields
	headerLocal      = 0x0F
	offsetMask       = 0x1F
)

// timestampField is the number of the timestamp in every message that has one.
const timestampField = 253

// messageIndexField is the number of the message index in every message that has one.
const messageIndexField = 254

// definition is the layout of the data messages of one local type.
type definition struct {
	global    tormoder.MesgNum
	order     binary.ByteOrder
	fields    []field
	developer []developerField
	size      int   // bytes of a data message after its header byte
	stamp     field // the timestamp; its size is 0 if the message has none
	unflagged bool  // a multi-byte base type lacked its 0x80 flag
	odd       bool  // a field's size is no multiple of its base type's
	plan      []op  // record messages only, see columns
}

// field is one native field of a definition.
type field struct {
	num  uint8
	base base
	at   int // offset in the data message
	size int // bytes; 0 when absent or unreadable
}

// developerField is one developer field of a definition.
type developerField struct {
	num, developer uint8
	at, size       int
}

// definitionSize returns the length of the definition message at the start of b with
// its header byte; 0 if b ends inside it.
func definitionSize(b []byte) int {
	if len(b) < 6 {
		return 0
	}
	n := 6 + 3*int(b[5])
	if b[0]&headerDeveloper != 0 {
		if len(b) <= n {
			return 0
		}
		n += 1 + 3*int(b[n])
	}
	if len(b) < n {
		return 0
	}
	return n
}

// parseDefinition reads a whole definition message.
func parseDefinition(b []byte) *definition {
	d := &definition{order: binary.LittleEndian}
	if b[2] != 0 {
		d.order = binary.BigEndian
	}
	d.global = tormoder.MesgNum(d.order.Uint16(b[3:]))
	n := int(b[5])
	d.fields = make([]field, 0, n)
	for i := range n {
		d.addField(b[6+3*i:])
	}
	if b[0]&headerDeveloper != 0 {
		for dev := b[7+3*n:]; len(dev) >= 3; dev = dev[3:] {
			d.developer = append(d.developer, developerField{dev[0], dev[2], d.size, int(dev[1])})
			d.size += int(dev[1])
		}
	}
	d.stamp, _ = d.field(timestampField)
	return d
}

// addField appends the field that b describes by number, size and base type. If the
// size does not match the type, the field gets the type of that size, if there is
// one.
func (d *definition) addField(b []byte) {
	f := field{num: b[0], base: min(base(b[2]&baseMask), unknownT), at: d.size, size: int(b[1])}
	d.size += f.size
	width := f.base.width()
	d.unflagged = d.unflagged || width > 1 && b[2]&multibyte == 0
	if f.size%width != 0 {
		d.odd = true
		if f.size < width {
			f.base = f.base.narrowed(f.size)
		}
	}
	d.fields = append(d.fields, f)
}

// field returns the native field num when the message has it with at least one element.
func (d *definition) field(num uint8) (field, bool) {
	for _, f := range d.fields {
		if f.num == num && f.size >= f.base.width() {
			return f, true
		}
	}
	return field{}, false
}

// message is one data message in the bytes of the file.
type message struct {
	*definition
	header byte
	body   []byte // definition.size bytes
	time   uint32 // s since FIT's epoch; the time of the previous message if it has none; 0 before the first
	timed  bool   // the time is its own
}

// number returns the first element of native field num. It returns false if the
// element is absent or invalid.
func (m *message) number(num uint8) (v float64, ok bool) {
	f, ok := m.field(num)
	if !ok {
		return math.NaN(), false
	}
	return number(m.body[f.at:], f.base, m.order)
}

// value returns the first element of native field num; NaN if it is absent or
// invalid.
func (m *message) value(num uint8) float64 {
	v, ok := m.number(num)
	if !ok {
		return math.NaN()
	}
	return v
}

// numbers returns all valid elements of native field num.
func (m *message) numbers(num uint8) []float64 {
	f, _ := m.field(num)
	var vs []float64
	for at := 0; at+f.base.width() <= f.size; at += f.base.width() {
		if v, ok := number(m.body[f.at+at:], f.base, m.order); ok {
			vs = append(vs, v)
		}
	}
	return vs
}

// bytes returns the raw bytes of native field num; nil if absent.
func (m *message) bytes(num uint8) []byte {
	f, ok := m.field(num)
	if !ok {
		return nil
	}
	return m.body[f.at : f.at+f.size]
}

// text returns the string in native field num; "" if absent.
func (m *message) text(num uint8) string { return text(m.bytes(num)) }
