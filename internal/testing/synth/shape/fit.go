package shape

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
)

// Parts of a FIT file, FIT protocol.
const (
	headerMin      = 12
	definitionFlag = 0x40
	developerFlag  = 0x20
	compressedFlag = 0x80
	localMask      = 0xF
	fileID         = 0   // global number of file_id
	fieldDescribed = 206 // global number of field_description
)

// fitWalk collects the structure of a FIT file. A definition is written as
// D.LOCAL.ORDER.GLOBAL.NUM:SIZE:BASE,… and a data message as M.LOCAL. C.LOCAL is a data message
// with a compressed time. T.LOCAL.TYPE is a file_id, and F.LOCAL.DEVELOPER:NUM:BASE:NATIVE
// is a field_description.
type fitWalk struct {
	body   []byte
	global [localMask + 1]int
	fields [localMask + 1][]fitField
	size   [localMask + 1]int
	seen   map[string]int // number of each definition or message so far
	tokens []string
}

// fitField is one field of a definition.
type fitField struct{ num, size, base int }

// ofFIT returns the structure of the first FIT file in the data, as far as its messages
// can be followed.
func ofFIT(file []byte) string {
	if len(file) < headerMin || int(file[0]) < headerMin || int(file[0]) > len(file) {
		return ""
	}
	body := file[file[0]:]
	if n := int(binary.LittleEndian.Uint32(file[4:])); n > 0 && n < len(body) {
		body = body[:n]
	}
	w := &fitWalk{body: body, seen: map[string]int{}}
	for w.next() {
	}
	return strings.Join(append([]string{fmt.Sprint("H.", file[0])}, w.tokens...), " ")
}

// next reads one message and reports whether another can follow.
func (w *fitWalk) next() bool {
	if len(w.body) == 0 {
		return false
	}
	head := w.body[0]
	switch {
	case head&compressedFlag != 0:
		return w.data("C", int(head>>5&3))
	case head&definitionFlag != 0:
		return w.definition(head)
	}
	return w.data("M", int(head&localMask))
}

// add keeps a token unless it has been kept often enough.
func (w *fitWalk) add(token, key string) {
	if w.seen[key]++; w.seen[key] <= kept {
		w.tokens = append(w.tokens, token)
	}
}

func (w *fitWalk) definition(head byte) bool {
	local := int(head & localMask)
	b := w.body
	if len(b) < 6 || b[2] > 1 || len(b) < 6+3*int(b[5]) {
		return false
	}
	global := int(order(b[2]).Uint16(b[3:]))
	fields, n := b[6:6+3*int(b[5])], 6+3*int(b[5])
	parts, size := triples(fields)
	w.fields[local] = parts
	token := fmt.Sprintf("D.%d.%d.%d.%s", local, b[2], global, written(parts))
	if head&developerFlag != 0 {
		if len(b) < n+1 || len(b) < n+1+3*int(b[n]) {
			return false
		}
		developer, more := triples(b[n+1 : n+1+3*int(b[n])])
		token += "." + written(developer)
		size, n = size+more, n+1+3*int(b[n])
	}
	w.global[local], w.size[local], w.body = global, size, b[n:]
	w.add(token, token)
	return true
}

// data reads a data message of a local type.
func (w *fitWalk) data(form string, local int) bool {
	if w.fields[local] == nil || w.size[local] >= len(w.body) {
		return false
	}
	content := w.body[1 : 1+w.size[local]]
	w.body = w.body[1+w.size[local]:]
	token := fmt.Sprintf("%s.%d", form, local)
	switch {
	case form == "M" && w.global[local] == fileID:
		token = fmt.Sprintf("T.%d.%d", local, w.byteOf(local, content, 0))
	case form == "M" && w.global[local] == fieldDescribed:
		token = fmt.Sprintf("F.%d.%d:%d:%d:%d", local, w.byteOf(local, content, 0), w.byteOf(local, content, 1),
			w.byteOf(local, content, 2), w.byteOf(local, content, 15))
	}
	w.add(token, token+"/"+strconv.Itoa(w.global[local])+written(w.fields[local]))
	return true
}

// byteOf returns the first byte of a field of a message; 255, which FIT calls invalid,
// if the message has no such field.
func (w *fitWalk) byteOf(local int, content []byte, num int) int {
	at := 0
	for _, f := range w.fields[local] {
		if f.num == num && f.size > 0 {
			return int(content[at])
		}
		at += f.size
	}
	return 255
}

func order(big byte) binary.ByteOrder {
	if big == 1 {
		return binary.BigEndian
	}
	return binary.LittleEndian
}

// triples reads fields of three bytes each and returns the length of their values.
func triples(b []byte) (fields []fitField, size int) {
	fields = []fitField{}
	for ; len(b) >= 3; b = b[3:] {
		fields = append(fields, fitField{int(b[0]), int(b[1]), int(b[2])})
		size += int(b[1])
	}
	return fields, size
}

// written returns fields as text.
func written(fields []fitField) string {
	var parts []string
	for _, f := range fields {
		parts = append(parts, fmt.Sprintf("%d:%d:%d", f.num, f.size, f.base))
	}
	return strings.Join(parts, ",")
}
