package fit

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"

	tormoder "github.com/tormoder/fit"
)

// libraryMessages lists the messages and fields that tormoder decodes for us, each
// field with the base type of the profile. Every field is rewritten in that type,
// little endian, in whatever form the file stores it, so that tormoder meets nothing
// unusual. Timestamps come first, because tormoder reads local times against them.
// The place of a message in the list is its local type.
var libraryMessages = [...]libraryMessage{
	{tormoder.MesgNumFileId, []libraryField{
		{0, enumT},   // type
		{1, uint16T}, // manufacturer
		{2, uint16T}, // product
		{4, uint32T}, // time_created
		{8, stringT}, // product_name
	}},
	{tormoder.MesgNumActivity, []libraryField{
		{timestampField, uint32T},
		{5, uint32T}, // local_timestamp
	}},
	{tormoder.MesgNumSession, []libraryField{
		{timestampField, uint32T},
		{2, uint32T},  // start_time
		{5, enumT},    // sport
		{6, enumT},    // sub_sport
		{7, uint32T},  // total_elapsed_time
		{8, uint32T},  // total_timer_time
		{9, uint32T},  // total_distance
		{11, uint16T}, // total_calories
		{16, uint8T},  // avg_heart_rate
		{17, uint8T},  // max_heart_rate
		{22, uint16T}, // total_ascent
		{23, uint16T}, // total_descent
	}},
	{tormoder.MesgNumLap, []libraryField{
		{timestampField, uint32T},
		{2, uint32T},  // start_time
		{7, uint32T},  // total_elapsed_time
		{8, uint32T},  // total_timer_time
		{9, uint32T},  // total_distance
		{15, uint8T},  // avg_heart_rate
		{16, uint8T},  // max_heart_rate
		{23, enumT},   // intensity
		{24, enumT},   // lap_trigger
		{25, enumT},   // sport
		{39, enumT},   // sub_sport
		{71, uint16T}, // wkt_step_index
	}},
	{tormoder.MesgNumEvent, []libraryField{
		{timestampField, uint32T},
		{0, enumT}, // event
		{1, enumT}, // event_type
	}},
	{tormoder.MesgNumDeviceInfo, []libraryField{
		{timestampField, uint32T},
		{0, uint8T},   // device_index
		{2, uint16T},  // manufacturer
		{4, uint16T},  // product
		{27, stringT}, // product_name
	}},
}

// libraryMessage is a kind of message that tormoder reads.
type libraryMessage struct {
	global tormoder.MesgNum
	fields []libraryField
}

// libraryField is a field and the base type in which it is rewritten.
type libraryField struct {
	num  uint8
	base base
}

// stringSize is the length of a rewritten string with its closing zero.
const stringSize = 32

// size returns the number of bytes of f in a rewritten message.
func (f libraryField) size() int {
	if f.base == stringT {
		return stringSize
	}
	return f.base.width()
}

// libraryFile is the FIT file written for tormoder. It holds the messages in
// libraryMessages and has no faults.
type libraryFile struct {
	body    []byte
	defined [len(libraryMessages)]bool
	dropped bool // a message did not fit into the room
	room    *room
}

// newLibraryFile starts the file with the file_id id, which may be nil.
func newLibraryFile(id *message, room *room) *libraryFile {
	h := &libraryFile{room: room}
	if id == nil {
		id = &message{definition: &definition{order: binary.LittleEndian}}
	}
	h.write(0, id)
	h.body[len(h.body)-libraryMessages[0].size()] = byte(tormoder.FileTypeActivity)
	return h
}

// add appends m if tormoder should read it and there is room. It reports whether it appended
// m.
func (h *libraryFile) add(m *message) bool {
	local := slices.IndexFunc(libraryMessages[:], func(as libraryMessage) bool { return as.global == m.global })
	if local <= 0 || !wanted(m) { // the first is the file_id, which newLibraryFile has written
		return false
	}
	session := m.global == tormoder.MesgNumSession
	if h.room.messages == 0 || session && h.room.sessions == 0 {
		h.dropped = true
		return false
	}
	h.room.messages--
	h.room.sessions -= count(session)
	h.write(local, m)
	return true
}

// wanted reports whether any code reads m. Of the events and devices, only the timer's
// events and the device that wrote the file are read.
func wanted(m *message) bool {
	switch m.global {
	case tormoder.MesgNumEvent:
		return m.value(0) == float64(tormoder.EventTimer)
	case tormoder.MesgNumDeviceInfo:
		return m.value(0) == float64(tormoder.DeviceIndexCreator)
	}
	return true
}

// write appends m as a message of the local type. Before the first message of a type, it
// appends the definition.
func (h *libraryFile) write(local int, m *message) {
	as := &libraryMessages[local]
	if !h.defined[local] {
		h.defined[local] = true
		h.body = append(h.body, headerDefinition|byte(local), 0, 0, byte(as.global), byte(as.global>>8), byte(len(as.fields)))
		for _, f := range as.fields {
			h.body = append(h.body, f.num, byte(f.size()), f.base.flagged())
		}
	}
	h.body = append(h.body, byte(local))
	for _, f := range as.fields {
		h.body = f.append(h.body, m)
	}
}

// size returns the number of bytes of a data message without its header byte.
func (h *libraryMessage) size() int {
	n := 0
	for _, f := range h.fields {
		n += f.size()
	}
	return n
}

// append appends the field's value in m, or the invalid value if m has no value that
// fits. A message under a compressed header gets its full timestamp.
func (f libraryField) append(b []byte, m *message) []byte {
	if f.base == stringT {
		s := m.text(f.num)
		s = strings.ToValidUTF8(s[:min(len(s), stringSize-1)], "")
		return append(append(b, s...), make([]byte, stringSize-len(s))...)
	}
	u := uint32(math.MaxUint32)
	v, ok := m.number(f.num)
	if f.num == timestampField && m.timed {
		v, ok = float64(m.time), true
	}
	if ok && v >= 0 && v < float64(uint64(1)<<(8*f.base.width())) {
		u = uint32(v)
	}
	switch f.base.width() {
	case 1:
		return append(b, byte(u))
	case 2:
		return binary.LittleEndian.AppendUint16(b, uint16(u))
	}
	return binary.LittleEndian.AppendUint32(b, u)
}

// decode lets tormoder read the file. It returns a panic of tormoder as an error.
func (h *libraryFile) decode() (file *tormoder.ActivityFile, id tormoder.FileIdMsg, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("decoder failed: %v", p)
		}
	}()
	b := make([]byte, headerMin, headerMin+len(h.body)+crcSize)
	b[0], b[1] = headerMin, byte(tormoder.V20)
	binary.LittleEndian.PutUint32(b[4:], uint32(len(h.body)))
	copy(b[8:], signature)
	b = append(b, h.body...)
	b = binary.LittleEndian.AppendUint16(b, checksum(b))
	f, err := tormoder.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, id, fmt.Errorf("decoding sessions and laps: %w", err)
	}
	file, err = f.Activity()
	return file, f.FileId, err
}
