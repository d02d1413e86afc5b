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

// handed lists what tormoder decodes for us: the fields that somebody reads, each
// with the base type of the profile. Whatever form a file stores them in, they
// are written anew in this one, little endian, so that nothing odd reaches it.
// Timestamps stand first, because tormoder reads local times against them.
// A message's place in the list is its local type.
var handed = [...]handedMessage{
	{tormoder.MesgNumFileId, []handedField{
		{0, enumT},   // type
		{1, uint16T}, // manufacturer
		{2, uint16T}, // product
		{4, uint32T}, // time_created
		{8, stringT}, // product_name
	}},
	{tormoder.MesgNumActivity, []handedField{
		{timestampField, uint32T},
		{5, uint32T}, // local_timestamp
	}},
	{tormoder.MesgNumSession, []handedField{
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
	{tormoder.MesgNumLap, []handedField{
		{timestampField, uint32T},
		{2, uint32T},  // start_time
		{7, uint32T},  // total_elapsed_time
		{8, uint32T},  // total_timer_time
		{9, uint32T},  // total_distance
		{15, uint8T},  // avg_heart_rate
		{23, enumT},   // intensity
		{24, enumT},   // lap_trigger
		{25, enumT},   // sport
		{39, enumT},   // sub_sport
		{71, uint16T}, // wkt_step_index
	}},
	{tormoder.MesgNumEvent, []handedField{
		{timestampField, uint32T},
		{0, enumT}, // event
		{1, enumT}, // event_type
	}},
	{tormoder.MesgNumDeviceInfo, []handedField{
		{timestampField, uint32T},
		{0, uint8T},   // device_index
		{2, uint16T},  // manufacturer
		{4, uint16T},  // product
		{27, stringT}, // product_name
	}},
}

// handedMessage is a kind of message that tormoder reads.
type handedMessage struct {
	global tormoder.MesgNum
	fields []handedField
}

// handedField is a field and the base type in which it is handed over.
type handedField struct {
	num  uint8
	base base
}

// stringSize is the room for a string handed over, its closing zero included.
const stringSize = 32

// size is the number of bytes of f as handed over.
func (f handedField) size() int {
	if f.base == stringT {
		return stringSize
	}
	return f.base.width()
}

// handover is the FIT file written for tormoder: a sound one of the messages in handed.
type handover struct {
	body    []byte
	defined [len(handed)]bool
	dropped bool // there was no more room
	room    *room
}

// newHandover begins the file with the file_id id; nil stands for a file without one.
func newHandover(id *message, room *room) *handover {
	h := &handover{room: room}
	if id == nil {
		id = &message{definition: &definition{order: binary.LittleEndian}}
	}
	h.write(0, id)
	h.body[len(h.body)-handed[0].size()] = byte(tormoder.FileTypeActivity)
	return h
}

// add hands m over if tormoder is to read it and there is room, and says so.
func (h *handover) add(m *message) bool {
	local := slices.IndexFunc(handed[:], func(as handedMessage) bool { return as.global == m.global })
	if local <= 0 || !wanted(m) { // the first is the file_id, which is handed over already
		return false
	}
	session := m.global == tormoder.MesgNumSession
	if h.room.handed == 0 || session && h.room.sessions == 0 {
		h.dropped = true
		return false
	}
	h.room.handed--
	h.room.sessions -= count(session)
	h.write(local, m)
	return true
}

// wanted says whether somebody reads m. Of the events only those of the timer are
// read, of the devices only the one that wrote the file.
func wanted(m *message) bool {
	switch m.global {
	case tormoder.MesgNumEvent:
		return m.value(0) == float64(tormoder.EventTimer)
	case tormoder.MesgNumDeviceInfo:
		return m.value(0) == float64(tormoder.DeviceIndexCreator)
	}
	return true
}

// write appends m as a message of the local type, with its definition the first time.
func (h *handover) write(local int, m *message) {
	as := &handed[local]
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

// size is the number of bytes of a data message, its header byte left out.
func (h *handedMessage) size() int {
	n := 0
	for _, f := range h.fields {
		n += f.size()
	}
	return n
}

// append writes the field's value in m, or the invalid value where m has none
// that fits. A message under a compressed header gets its time back.
func (f handedField) append(b []byte, m *message) []byte {
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

// decode frames what was handed over and lets tormoder read it. A panic of
// tormoder's is contained and returned as an error.
func (h *handover) decode() (file *tormoder.ActivityFile, id tormoder.FileIdMsg, err error) {
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
