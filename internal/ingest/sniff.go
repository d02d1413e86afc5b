package ingest

import (
	"bytes"
	"encoding/binary"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"dayafter/internal/format"
	"dayafter/internal/ingest/export/garmin"
)

// Sniff returns the kind of content from its first bytes. A few kB are enough. It does not
// use names.
func Sniff(first []byte) Kind {
	h := newHead(first)
	for _, c := range contents {
		if c.sniff(h) {
			return c.kind
		}
	}
	return Unknown
}

// head is the beginning of an input's content.
type head struct {
	bytes []byte
	text  []byte // with one byte for each letter, without a byte order mark and leading blanks
	root  string // lower-case name of the first XML element; "" if there is none
}

func newHead(first []byte) *head {
	h := &head{bytes: first, text: bytes.TrimLeft(narrow(first), " \t\r\n\v\f")}
	if isMarkup(h) {
		if m := rootElement.FindSubmatch(bytes.ToLower(h.text)); m != nil {
			h.root = string(m[1])
		}
	}
	return h
}

// narrow returns UTF-16 text with one byte for each character, which is enough to recognise
// it, and removes the byte order mark.
func narrow(first []byte) []byte {
	first = bytes.TrimPrefix(first, []byte("\xef\xbb\xbf"))
	if len(first) < 4 {
		return first
	}
	var order binary.ByteOrder
	switch {
	case first[0] == 0xff && first[1] == 0xfe, first[0] != 0 && first[1] == 0 && first[2] != 0 && first[3] == 0:
		order = binary.LittleEndian
	case first[0] == 0xfe && first[1] == 0xff, first[0] == 0 && first[1] != 0 && first[2] == 0 && first[3] != 0:
		order = binary.BigEndian
	default:
		return first
	}
	out := make([]byte, 0, len(first)/2)
	for ; len(first) >= 2; first = first[2:] {
		switch c := order.Uint16(first); {
		case c == 0xfeff:
		case c < 0x80:
			out = append(out, byte(c))
		default:
			out = append(out, '?')
		}
	}
	return out
}

// has returns a sniffer for fixed bytes at a fixed offset, as the specifications of formats
// state them.
func has(offset int, magic string) func(*head) bool {
	return func(h *head) bool {
		return len(h.bytes) >= offset+len(magic) && string(h.bytes[offset:offset+len(magic)]) == magic
	}
}

// begins returns a sniffer for content that begins with one of the magics.
func begins(magics ...string) func(*head) bool {
	return func(h *head) bool {
		return slices.ContainsFunc(magics, func(m string) bool { return bytes.HasPrefix(h.bytes, []byte(m)) })
	}
}

// anyOf returns a sniffer for content that one of the sniffers recognises.
func anyOf(sniffers ...func(*head) bool) func(*head) bool {
	return func(h *head) bool {
		return slices.ContainsFunc(sniffers, func(s func(*head) bool) bool { return s(h) })
	}
}

var (
	isImage = anyOf(
		begins("\xff\xd8\xff", "\x89PNG\r\n", "GIF8", "II*\x00", "MM\x00*"), has(8, "WEBP"),
		has(4, "ftypheic"), has(4, "ftypheix"), has(4, "ftypmif1"), has(4, "ftypavif"),
	)
	isVideo = anyOf(has(4, "ftyp"), begins("\x1aE\xdf\xa3"), has(8, "AVI "))
	isAudio = anyOf(has(8, "WAVE"), begins("ID3", "OggS"))
)

func isEmpty(h *head) bool { return len(h.text) == 0 }

// isFIT reports whether content is a FIT file, even if its signature is damaged or comes
// after junk. It looks for a header of 12 or 14 bytes and then a definition: a byte with
// bit 6 set, a zero byte and an architecture of 0 or 1.
func isFIT(h *head) bool {
	b := h.bytes
	if i := bytes.Index(b[:min(len(b), 512)], []byte(".FIT")); i == 8 || i > 8 && (b[i-8] == 12 || b[i-8] == 14) {
		return true
	}
	n := int(b[0])
	if n != 12 && n != 14 || len(b) < n+6 {
		return false
	}
	def := b[n:]
	version := b[1] >> 4
	return version >= 1 && version <= 3 && def[0]&0xf0 == 0x40 && def[1] == 0 && def[2] <= 1 && def[5] > 0
}

// textPickle matches the openings of Python's text pickles. Binary pickles start with
// 0x80 and the protocol's number.
var textPickle = regexp.MustCompile(`^(\((dp|lp)\d|c[a-z_][\w.]*\n\w+\n)`)

func isPickle(h *head) bool {
	b := h.bytes
	return len(b) > 2 && b[0] == 0x80 && b[1] >= 2 && b[1] <= 5 || textPickle.Match(b)
}

// rootElement matches the name of a document's first element, in lower case. The name is in
// the document type or in the first tag, after the declaration and comments.
var rootElement = regexp.MustCompile(`(?s)^(?:\s|<\?.*?\?>|<!--.*?-->)*<(?:!doctype\s+)?(?:[\w.-]+:)?([\w.-]+)`)

func isMarkup(h *head) bool { return len(h.text) > 0 && h.text[0] == '<' }

// root returns a sniffer for XML documents whose first element has one of the names.
func root(names ...string) func(*head) bool {
	return func(h *head) bool { return h.root != "" && slices.Contains(names, h.root) }
}

// isOwnPage reports whether content is an HTML page that this program wrote.
func isOwnPage(h *head) bool {
	return h.root == "html" && bytes.Contains(h.text, []byte(`name="generator" content="`+format.Own))
}

// loose returns a sniffer for a tag that may come after junk.
func loose(tag string) func(*head) bool {
	return func(h *head) bool { return !isMarkup(h) && !isJSON(h) && bytes.Contains(h.text, []byte(tag)) }
}

func isJSON(h *head) bool { return len(h.text) > 0 && (h.text[0] == '{' || h.text[0] == '[') }

// hasMember reports whether JSON has a member in its first bytes.
func hasMember(h *head, member string) bool {
	return isJSON(h) && bytes.Contains(h.text, []byte(`"`+member+`"`))
}

func isGarminList(h *head) bool { return hasMember(h, garmin.ListMember) }

// isWaking recognises the files of Garmin that have an entry for each day.
func isWaking(h *head) bool {
	return hasMember(h, garmin.WellnessMember) && slices.ContainsFunc(garmin.WellnessSigns, func(sign string) bool { return hasMember(h, sign) })
}

// isPolar recognises a session of Polar Flow by its first members: start, end, and one of
// two others before the exercises (the second since 2026). Files of daily activity and
// planned training have no end.
func isPolar(h *head) bool {
	return hasMember(h, "startTime") && hasMember(h, "stopTime") && (hasMember(h, "exportVersion") || hasMember(h, "durationMillis"))
}

// isSuunto recognises a log by its device or by the name of its samples' schema.
func isSuunto(h *head) bool {
	return hasMember(h, "DeviceLog") || hasMember(h, "suunto/sml") || hasMember(h, "Samples") && hasMember(h, "TimeISO8601")
}

// isNike recognises an activity of Nike Run Club by the start that only its service writes.
func isNike(h *head) bool {
	return hasMember(h, "start_epoch_ms") && (hasMember(h, "metrics") || hasMember(h, "summaries") || hasMember(h, "metric_types") || hasMember(h, "app_id"))
}

// isHuawei recognises the list of activities by the text in which the samples lie, or by
// its members.
func isHuawei(h *head) bool {
	return isJSON(h) && bytes.Contains(h.text, []byte("HW_EXT_TRACK")) ||
		hasMember(h, "sportType") && hasMember(h, "totalTime") && hasMember(h, "startTime")
}

// isEndomondo recognises a workout by its first members.
func isEndomondo(h *head) bool {
	return hasMember(h, "sport") && hasMember(h, "start_time") && (hasMember(h, "distance_km") || hasMember(h, "duration_s") || hasMember(h, "points"))
}

// isFitbit recognises lists of workouts and of heart rates.
func isFitbit(h *head) bool {
	return hasMember(h, "logId") && (hasMember(h, "activityName") || hasMember(h, "startTime")) || hasMember(h, "dateTime") && hasMember(h, "bpm")
}

// isSamsung recognises the tables, which begin with the name of the data, and the samples
// of a workout.
func isSamsung(h *head) bool {
	return bytes.HasPrefix(h.text, []byte("com.samsung.")) ||
		hasMember(h, "start_time") && (hasMember(h, "heart_rate") || hasMember(h, "speed") || hasMember(h, "cadence") || hasMember(h, "latitude"))
}

// isText reports whether content is text, in any code page: it has few control characters
// and no zero byte.
func isText(h *head) bool {
	text := h.text
	control := 0
	for _, c := range text {
		if c == 0 {
			return false
		}
		if c < ' ' && !strings.ContainsRune("\t\r\n\f\x1b", rune(c)) {
			control++
		}
	}
	high := bytes.Count(text, []byte("\xff")) + bytes.Count(text, []byte("\x80"))
	return control*50 <= len(text) && (utf8.Valid(text[:len(text)-min(3, len(text))]) || high*20 <= len(text))
}

// isTable recognises separated values by their first line: it has two or more separators of
// one kind. The following lines show nothing, because quoted cells may contain line breaks.
func isTable(h *head) bool {
	if !isText(h) {
		return false
	}
	header, _, _ := bytes.Cut(h.text, []byte("\n"))
	for _, sep := range []string{",", ";", "\t"} {
		if bytes.Count(header, []byte(sep)) >= 2 {
			return true
		}
	}
	return false
}
