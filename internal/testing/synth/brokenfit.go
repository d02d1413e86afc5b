package synth

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/tormoder/fit"
)

// fitDamages returns the faults that real FIT files have.
func fitDamages() []damage {
	return []damage{
		{"sound.fit", "used", "", "", plain(func(s sound) []byte { return s.fit })},
		{"file-crc.fit", "used", "fit-crc", "checksum", plain(func(s sound) []byte { return flip(s.fit, len(s.fit)-1) })},
		{"header-crc.fit", "used", "fit-header-crc", "header", plain(headerCRC)},
		{"truncated.fit", "used", "fit-truncated", "ends early", truncatedFIT},
		{"truncated-in-header.fit", "failed", "", "", nothing(func(s sound) []byte { return s.fit[:9] })},
		{"data-size-0.fit", "used", "fit-not-closed", "close", plain(notClosed)},
		{"field-size-array.fit", "used", "", "", plain(func(s sound) []byte {
			return reshape(s.fit, 3, func(f *field) { f.data = append(f.data, 0xFF) })
		})},
		{"field-size-narrow.fit", "used", "fit-field-size", "size", plain(func(s sound) []byte {
			return reshape(s.fit, 78, func(f *field) { f.data = f.data[:2] })
		})},
		{"base-type-flag.fit", "used", "fit-base-type", "type", plain(func(s sound) []byte {
			return reshape(s.fit, 5, func(f *field) { f.base &^= 0x80 })
		})},
		{"file-id-not-first.fit", "used", "fit-id-order", "first", plain(fileIDLast)},
		{"trailing-junk.fit", "used", "fit-trailing", "16 bytes", plain(func(s sound) []byte {
			return append(slices.Clone(s.fit), "\r\n--boundary--\r\n"...)
		})},
		{"chained.fit", "used", "", "", chained},
		{"zero-field-bomb.fit", "used", "", "", plain(zeroFieldBomb)},
		{"no-session.fit", "used", "", "", plain(func(s sound) []byte { return dropFIT(s.fit, fit.MesgNumSession, fit.MesgNumActivity) })},
		{"no-records.fit", "used", "", "", nothing(func(s sound) []byte { return dropFIT(s.fit, fit.MesgNumRecord) })},
		{"settings.fit", "not-activity", "", "settings", func(sound) ([]byte, int, error) {
			data, err := Settings(FITOptions{Product: "Invented 2"})
			return data, 0, err
		}},
		{"course.fit", "not-activity", "", "course", func(s sound) ([]byte, int, error) {
			data, err := CourseFIT(s.act, FITOptions{Product: "Invented 2"})
			return data, 0, err
		}},
	}
}

// flip returns a copy with one changed byte.
func flip(data []byte, at int) []byte {
	out := slices.Clone(data)
	out[at] ^= 0x5A
	return out
}

// headerCRC changes the header's checksum and repairs the file's checksum.
func headerCRC(s sound) []byte {
	out := flip(s.fit, 12)
	binary.LittleEndian.PutUint16(out[len(out)-2:], checksum(out[:len(out)-2]))
	return out
}

// truncatedFIT cuts the file in the middle of a record, after four fifths.
func truncatedFIT(s sound) ([]byte, int, error) {
	body := s.fit[fitHeaderSize : len(s.fit)*4/5]
	n := 0
	for len(body) > 0 {
		var size int
		var record bool
		size, record = nextMessage(s.fit, len(s.fit)*4/5-len(body))
		if size > len(body) {
			break
		}
		if record {
			n++
		}
		body = body[size:]
	}
	return s.fit[:len(s.fit)*4/5], n, nil
}

// nextMessage returns the size of the message at an offset, and whether it is a record.
func nextMessage(file []byte, at int) (size int, record bool) {
	var shapes [localTypes]message
	for i := fitHeaderSize; ; i += size {
		local := file[i] & 0xF
		if file[i]&definitionFlag != 0 {
			size = 6 + 3*int(file[i+5])
			shapes[local], record = parseDefinition(file[i+1:i+size]), false
		} else {
			size, record = 1, fit.MesgNum(shapes[local].num) == fit.MesgNumRecord
			for _, f := range shapes[local].fields {
				size += len(f.data)
			}
		}
		if i == at {
			return size, record
		}
	}
}

// notClosed returns the file of a watch whose battery died: without a length in the header
// and without a checksum.
func notClosed(s sound) []byte {
	out := slices.Clone(s.fit[:len(s.fit)-2])
	binary.LittleEndian.PutUint32(out[4:], 0)
	binary.LittleEndian.PutUint16(out[12:], 0) // no checksum of the header
	return out
}

// reshape changes one field of all records.
func reshape(file []byte, num byte, change func(*field)) []byte {
	msgs := mustParse(file)
	for i, m := range msgs {
		if fit.MesgNum(m.num) != fit.MesgNumRecord {
			continue
		}
		for k, f := range m.fields {
			if f.num == num {
				f.data = slices.Clone(f.data)
				change(&f)
				msgs[i].fields[k] = f
			}
		}
	}
	return assemble(msgs)
}

// mustParse reads a file that this package wrote.
func mustParse(file []byte) []message {
	msgs, err := parseMessages(file)
	if err != nil {
		panic(err)
	}
	return msgs
}

// fileIDLast moves file_id to the end.
func fileIDLast(s sound) []byte {
	msgs := mustParse(s.fit)
	return assemble(append(msgs[1:], msgs[0]))
}

// chained returns two runs in one file, the second three hours later.
func chained(s sound) ([]byte, int, error) {
	p := easyRun(Loop(7600, wavy(0.22, 0.06, 1.3)), 8, EffortTempo)
	p.Start = s.act.Start.Add(3 * time.Hour).In(Amateur().Zone)
	second := Smart(Simulate(rand.New(rand.NewPCG(1, 0xB1)), Amateur(), p, 1))
	data, err := FIT(second, FITOptions{Product: "Invented 2", Serial: 1002})
	return slices.Concat(s.fit, data), s.n + second.Samples.Len(), err
}

// zeroFieldBomb appends forty thousand messages of one byte each to a run: a
// definition without fields makes every byte a message.
func zeroFieldBomb(s sound) []byte {
	body := slices.Clone(s.fit[fitHeaderSize : len(s.fit)-2])
	body = appendDefinition(body, localTypes-1, message{num: 0xFF00})
	return seal(append(body, bytes.Repeat([]byte{localTypes - 1}, 40000)...))
}

// dropFIT leaves out kinds of messages.
func dropFIT(file []byte, kinds ...fit.MesgNum) []byte {
	msgs := mustParse(file)
	for _, k := range kinds {
		msgs = without(msgs, uint16(k))
	}
	return assemble(msgs)
}
