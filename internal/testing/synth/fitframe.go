package synth

import (
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/tormoder/fit"
	"github.com/tormoder/fit/dyncrc16"
)

// message is one FIT message. Its fields are in the order of their numbers, so that the
// same content always gives the same bytes, while the order of the library's encoder is
// random.
type message struct {
	num    uint16
	fields []field
}

// field is one field as the file stores it.
type field struct {
	num, base byte
	data      []byte
	at        int // offset of data in the file from which it was read
}

const (
	fitHeaderSize   = 14
	fieldTimestamp  = 253
	definitionFlag  = 0x40
	compressedFlag  = 0x80
	localTypes      = 16
	profileVersion  = 21115
	protocolVersion = 0x20
)

// parseMessages reads a sound little-endian file without developer fields.
func parseMessages(file []byte) ([]message, error) {
	body := file[fitHeaderSize : len(file)-2]
	var defs [localTypes]message
	var out []message
	for len(body) > 0 {
		head := body[0]
		if head&compressedFlag != 0 {
			return nil, fmt.Errorf("fit: compressed header %#x", head)
		}
		body = body[1:]
		if head&definitionFlag != 0 {
			n := 5 + 3*int(body[4])
			defs[head&0xF] = parseDefinition(body[:n])
			body = body[n:]
			continue
		}
		m := message{num: defs[head&0xF].num}
		for _, f := range defs[head&0xF].fields {
			f.at = len(file) - 2 - len(body)
			f.data, body = body[:len(f.data)], body[len(f.data):]
			m.fields = append(m.fields, f)
		}
		slices.SortFunc(m.fields, func(a, b field) int { return fieldRank(a) - fieldRank(b) })
		out = append(out, m)
	}
	return out, nil
}

// parseDefinition returns the message that a definition describes; the data of its fields
// have only lengths.
func parseDefinition(b []byte) message {
	m := message{num: binary.LittleEndian.Uint16(b[2:])}
	for f := b[5:]; len(f) > 0; f = f[3:] {
		m.fields = append(m.fields, field{num: f[0], base: f[2], data: make([]byte, f[1])})
	}
	return m
}

// fieldRank ranks fields: the timestamp first, then by number.
func fieldRank(f field) int {
	if f.num == fieldTimestamp {
		return -1
	}
	return int(f.num)
}

// sameShape reports whether two messages can share a definition.
func sameShape(a, b message) bool {
	return a.num == b.num && slices.EqualFunc(a.fields, b.fields, func(x, y field) bool {
		return x.num == y.num && x.base == y.base && len(x.data) == len(y.data)
	})
}

// assemble writes messages as a FIT file. Each shape of message gets a local type of its
// own. If all types are in use, the oldest is reused.
func assemble(msgs []message) []byte { return seal(encodeMessages(msgs)) }

// encodeMessages returns the body of a file.
func encodeMessages(msgs []message) []byte {
	var out []byte
	var shapes [localTypes]message
	used := 0
	for _, m := range msgs {
		local := slices.IndexFunc(shapes[:min(used, localTypes)], func(s message) bool { return sameShape(s, m) })
		if local < 0 {
			local = used % localTypes
			used++
			shapes[local] = m
			out = appendDefinition(out, byte(local), m)
		}
		out = append(out, byte(local))
		for _, f := range m.fields {
			out = append(out, f.data...)
		}
	}
	return out
}

func appendDefinition(out []byte, local byte, m message) []byte {
	out = append(out, definitionFlag|local, 0, 0)
	out = binary.LittleEndian.AppendUint16(out, m.num)
	out = append(out, byte(len(m.fields)))
	for _, f := range m.fields {
		out = append(out, f.num, byte(len(f.data)), f.base)
	}
	return out
}

// seal returns a file with a header, the body and the checksums.
func seal(body []byte) []byte {
	out := make([]byte, 0, len(body)+fitHeaderSize+2)
	out = append(out, fitHeaderSize, protocolVersion)
	out = binary.LittleEndian.AppendUint16(out, profileVersion)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(body)))
	out = append(out, ".FIT"...)
	out = binary.LittleEndian.AppendUint16(out, checksum(out))
	out = append(out, body...)
	return binary.LittleEndian.AppendUint16(out, checksum(out))
}

// inWatchOrder returns the messages in the order in which a watch writes them. Some kinds
// come at the beginning or at the end; the others are ordered by time.
func inWatchOrder(msgs []message) []message {
	slices.SortStableFunc(msgs, func(a, b message) int {
		if d := messageRank(a) - messageRank(b); d != 0 {
			return d
		}
		if d := int(a.time()) - int(b.time()); d != 0 {
			return d
		}
		return tieRank(a) - tieRank(b)
	})
	return msgs
}

// tieRank ranks messages of the same second: first the timer's events, then the lap that
// ends, then the record.
func tieRank(m message) int {
	return slices.Index([]fit.MesgNum{fit.MesgNumEvent, fit.MesgNumLap, fit.MesgNumRecord}, fit.MesgNum(m.num))
}

// messageRank returns the position of a kind of message within a file.
func messageRank(m message) int {
	switch fit.MesgNum(m.num) {
	case fit.MesgNumFileId:
		return 0
	case fit.MesgNumFileCreator:
		return 1
	case fit.MesgNumDeviceInfo:
		return 2
	case fit.MesgNumUserProfile:
		return 3
	case fit.MesgNumWorkout:
		return 4
	case fit.MesgNumWorkoutStep:
		return 5
	case fit.MesgNumSession:
		return 7
	case fit.MesgNumActivity:
		return 8
	}
	return 6
}

// time returns the message's timestamp, 0 without one.
func (m message) time() uint32 {
	if len(m.fields) == 0 || m.fields[0].num != fieldTimestamp {
		return 0
	}
	return binary.LittleEndian.Uint32(m.fields[0].data)
}

// without returns the messages without those of one kind.
func without(msgs []message, num uint16) []message {
	return slices.DeleteFunc(msgs, func(m message) bool { return m.num == num })
}

// checksum returns FIT's CRC-16.
func checksum(data []byte) uint16 { return dyncrc16.Checksum(data) }
