package fit

import (
	"encoding/binary"
	"math"
	"strings"
	"unicode/utf8"
)

// base is a FIT base type without its 0x80 flag.
type base uint8

// Base types, FIT protocol, table "FIT Base Types and Invalid Values".
const (
	enumT base = iota
	sint8T
	uint8T
	sint16T
	uint16T
	sint32T
	uint32T
	stringT
	float32T
	float64T
	uint8zT
	uint16zT
	uint32zT
	byteT
	sint64T
	uint64T
	uint64zT
	unknownT // not a base type of the protocol; the decoder skips its bytes
)

const (
	baseMask  = 0x1F
	multibyte = 0x80 // the protocol sets this bit for every type wider than a byte
)

var baseWidths = [unknownT + 1]int{1, 1, 1, 2, 2, 4, 4, 1, 4, 8, 1, 2, 4, 1, 8, 8, 8, 1}

// width returns the number of bytes of one element.
func (t base) width() int { return baseWidths[t] }

// narrowed returns the base type of the same kind that is n bytes wide; unknownT if
// there is none.
func (t base) narrowed(n int) base {
	signed := t == sint8T || t == sint16T || t == sint32T || t == sint64T
	zero := t == uint8zT || t == uint16zT || t == uint32zT || t == uint64zT
	if !signed && !zero && t != uint8T && t != uint16T && t != uint32T && t != uint64T {
		return unknownT
	}
	family := [...]base{1: uint8T, 2: uint16T, 4: uint32T}
	switch {
	case signed:
		family = [...]base{1: sint8T, 2: sint16T, 4: sint32T}
	case zero:
		family = [...]base{1: uint8zT, 2: uint16zT, 4: uint32zT}
	}
	if n >= len(family) || family[n] == enumT {
		return unknownT
	}
	return family[n]
}

// number reads the element of type t at the start of b. It returns false if the
// element is FIT's invalid value or not finite, or if t is no number.
func number(b []byte, t base, order binary.ByteOrder) (v float64, ok bool) {
	switch t {
	case enumT, uint8T, byteT:
		return float64(b[0]), b[0] != math.MaxUint8
	case uint8zT:
		return float64(b[0]), b[0] != 0
	case sint8T:
		return float64(int8(b[0])), b[0] != math.MaxInt8
	case uint16T:
		u := order.Uint16(b)
		return float64(u), u != math.MaxUint16
	case uint16zT:
		u := order.Uint16(b)
		return float64(u), u != 0
	case sint16T:
		u := order.Uint16(b)
		return float64(int16(u)), u != math.MaxInt16
	case uint32T:
		u := order.Uint32(b)
		return float64(u), u != math.MaxUint32
	case uint32zT:
		u := order.Uint32(b)
		return float64(u), u != 0
	case sint32T:
		u := order.Uint32(b)
		return float64(int32(u)), u != math.MaxInt32
	case float32T:
		v = float64(math.Float32frombits(order.Uint32(b)))
		return v, finite(v)
	case float64T:
		v = math.Float64frombits(order.Uint64(b))
		return v, finite(v)
	case uint64T:
		u := order.Uint64(b)
		return float64(u), u != math.MaxUint64
	case uint64zT:
		u := order.Uint64(b)
		return float64(u), u != 0
	case sint64T:
		u := order.Uint64(b)
		return float64(int64(u)), u != math.MaxInt64
	}
	return math.NaN(), false
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// text reads a FIT string: UTF-8 up to the first zero byte or the end of the field.
// Invalid bytes and control characters become spaces.
func text(b []byte) string {
	s, _, _ := strings.Cut(string(b), "\x00")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F || r == utf8.RuneError {
			return ' '
		}
		return r
	}, s))
}

// flagged returns the base type as a file stores it.
func (t base) flagged() uint8 {
	if t.width() > 1 {
		return uint8(t) | multibyte
	}
	return uint8(t)
}
