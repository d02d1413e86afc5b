package fit

import (
	"encoding/binary"
	"math"
	"slices"

	tormoder "github.com/tormoder/fit"
)

// Base types as files store them.
const (
	fEnum, fSint8, fUint8    = 0x00, 0x01, 0x02
	fSint16, fUint16         = 0x83, 0x84
	fSint32, fUint32         = 0x85, 0x86
	fString, fFloat32, fByte = 0x07, 0x88, 0x0D
	fUint32z                 = 0x8C
)

// fieldDef holds number, size and base type of a field, or number, size and developer index
// of a developer field.
type fieldDef [3]byte

// builder writes the messages of a FIT file, correct or faulty.
type builder struct{ body []byte }

// define writes a little-endian definition.
func (b *builder) define(local byte, global tormoder.MesgNum, fields ...fieldDef) *builder {
	return b.definition(local, 0, global, fields, nil)
}

func (b *builder) definition(local, order byte, global tormoder.MesgNum, fields, developer []fieldDef) *builder {
	header := headerDefinition | local
	if developer != nil {
		header |= headerDeveloper
	}
	b.body = append(b.body, header, 0, order)
	if order == 0 {
		b.body = binary.LittleEndian.AppendUint16(b.body, uint16(global))
	} else {
		b.body = binary.BigEndian.AppendUint16(b.body, uint16(global))
	}
	b.body = append(b.body, byte(len(fields)))
	for _, f := range fields {
		b.body = append(b.body, f[:]...)
	}
	if developer != nil {
		b.body = append(b.body, byte(len(developer)))
		for _, f := range developer {
			b.body = append(b.body, f[:]...)
		}
	}
	return b
}

// data writes a data message of little-endian values: uint8, uint16, uint32,
// int8, int32, float32, string (no closing zero) or []byte.
func (b *builder) data(local byte, values ...any) *builder {
	b.body = append(b.body, local)
	return b.values(values...)
}

// compressed writes a data message under a compressed timestamp header.
func (b *builder) compressed(local, offset byte, values ...any) *builder {
	b.body = append(b.body, headerCompressed|local<<5|offset)
	return b.values(values...)
}

func (b *builder) values(values ...any) *builder {
	for _, v := range values {
		switch v := v.(type) {
		case uint8:
			b.body = append(b.body, v)
		case int8:
			b.body = append(b.body, byte(v))
		case uint16:
			b.body = binary.LittleEndian.AppendUint16(b.body, v)
		case uint32:
			b.body = binary.LittleEndian.AppendUint32(b.body, v)
		case int32:
			b.body = binary.LittleEndian.AppendUint32(b.body, uint32(v))
		case float32:
			b.body = binary.LittleEndian.AppendUint32(b.body, math.Float32bits(v))
		case string:
			b.body = append(b.body, v...)
		case []byte:
			b.body = append(b.body, v...)
		default:
			panic("values: type")
		}
	}
	return b
}

// file returns the messages as a file with a header of 14 bytes and correct checksums.
func (b *builder) file() []byte { return frame(b.body, len(b.body)) }

// frame returns body as a file whose header declares size bytes.
func frame(body []byte, size int) []byte {
	f := []byte{headerFull, 0x20, 0x60, 0x08}
	f = binary.LittleEndian.AppendUint32(f, uint32(size))
	f = append(f, signature...)
	f = binary.LittleEndian.AppendUint16(f, checksum(f))
	f = append(f, body...)
	return binary.LittleEndian.AppendUint16(f, checksum(f))
}

// patched returns a copy of data with the byte at i replaced. A negative i counts from the
// end.
func patched(data []byte, i int, v byte) []byte {
	data = slices.Clone(data)
	if i < 0 {
		i += len(data)
	}
	data[i] = v
	return data
}

// t0 is the start of the built recordings, 2025-06-01T05:00:00Z, in s since FIT's epoch.
const t0 = uint32(1117688400)

// id writes the file_id of a Garmin Forerunner 255 with the given type.
func (b *builder) id(kind tormoder.FileType) *builder {
	return b.define(0, tormoder.MesgNumFileId, fieldDef{0, 1, fEnum}, fieldDef{1, 2, fUint16}, fieldDef{2, 2, fUint16}, fieldDef{4, 4, fUint32}).
		data(0, byte(kind), uint16(tormoder.ManufacturerGarmin), uint16(tormoder.GarminProductFr255), t0)
}

// records writes n records, one each second from t0 on: 3 m apart, heart rate 140 + i, 80
// strides/min.
func (b *builder) records(n int) *builder {
	b.define(1, tormoder.MesgNumRecord, fieldDef{timestampField, 4, fUint32}, fieldDef{5, 4, fUint32}, fieldDef{3, 1, fUint8}, fieldDef{4, 1, fUint8})
	for i := range n {
		b.data(1, t0+uint32(i), uint32(300*i), byte(140+i), byte(80))
	}
	return b
}

// sessionFields lists the fields that builder.session writes.
var sessionFields = []fieldDef{
	{timestampField, 4, fUint32},
	{2, 4, fUint32},
	{5, 1, fEnum},
	{6, 1, fEnum},
	{7, 4, fUint32},
	{9, 4, fUint32},
}

// session writes a session message of the sport that starts at start and takes the given
// seconds.
func (b *builder) session(start, seconds uint32, sport tormoder.Sport, sub tormoder.SubSport) *builder {
	return b.define(2, tormoder.MesgNumSession, sessionFields...).
		data(2, start+seconds, start, byte(sport), byte(sub), 1000*seconds, 300*seconds)
}

// run returns a whole run of n records with its session.
func run(n int) *builder {
	b := &builder{}
	return b.id(tormoder.FileTypeActivity).records(n).session(t0, uint32(n-1), tormoder.SportRunning, tormoder.SubSportGeneric)
}
