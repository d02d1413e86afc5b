package ingest

import (
	"bytes"
	"encoding/binary"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Kind is what content is, by its first bytes. It is what File.Format shows.
type Kind string

// Kinds that are read.
const (
	FIT    Kind = "fit"
	GPX    Kind = "gpx"
	TCX    Kind = "tcx"
	Polar  Kind = "polar" // a training session of Polar Flow's export
	Gzip   Kind = "gzip"
	Zip    Kind = "zip"
	CSV    Kind = "csv"
	Garmin Kind = "garmin-list"  // the list of activities in Garmin's export
	Health Kind = "apple-health" // export.xml of Apple Health
)

// Kinds that are told apart only to say what a file is.
const (
	Empty       Kind = "empty"
	HTML        Kind = "html"
	Pickle      Kind = "pickle"
	JSON        Kind = "json"
	KML         Kind = "kml"
	XML         Kind = "xml"
	Image       Kind = "image"
	Video       Kind = "video"
	Audio       Kind = "audio"
	PDF         Kind = "pdf"
	Tar         Kind = "tar"
	SevenZip    Kind = "7z"
	Rar         Kind = "rar"
	Archive     Kind = "archive" // of another packer
	SQLite      Kind = "sqlite"
	AppleDouble Kind = "apple-double"
	Text        Kind = "text"
	Unknown     Kind = "unknown"
)

// what says in the runner's words what a file is that holds no activity.
var what = map[Kind]string{
	Empty:       "an empty file",
	HTML:        "an HTML page, not a watch file: the download failed",
	Pickle:      "a Python pickle, which is never opened",
	JSON:        "a JSON file, not a recording",
	CSV:         "a table (CSV), not a recording",
	Garmin:      "the list of activities of a Garmin export, without any",
	KML:         "a KML map; it holds no times of a run that can be trusted",
	XML:         "an XML file, but neither GPX nor TCX",
	Health:      "the records of Apple Health, used for heart rate and sport",
	Image:       "a picture",
	Video:       "a video",
	Audio:       "a sound file",
	PDF:         "a PDF document",
	Tar:         "a tar archive; unpack it first",
	SevenZip:    "a 7z archive; unpack it first",
	Rar:         "a RAR archive; unpack it first",
	Archive:     "an archive of a kind that is not read; unpack it first",
	SQLite:      "a database, not a recording",
	AppleDouble: "a leftover of the macOS Finder",
	Text:        "plain text, not a recording",
	Unknown:     "not a FIT, GPX or TCX file",
	Gzip:        "gzip within gzip, too often",
	Zip:         "a zip archive inside gzip; unpack the gzip first",
}

// wanted reports whether more than the head of such content is worth reading.
func (k Kind) wanted() bool {
	switch k {
	case FIT, GPX, TCX, Polar, CSV, Garmin:
		return true
	}
	return false
}

// told reports whether the head says all: such content is not read on and has no
// SHA-256 when it is longer, for an export may hold gigabytes of it.
func (k Kind) told() bool {
	switch k {
	case Image, Video, Audio, PDF, Tar, SevenZip, Rar, Archive, SQLite, Health:
		return true
	}
	return false
}

// magics are fixed bytes at a fixed place, from the formats' own documents.
var magics = []struct {
	at   int
	with string
	kind Kind
}{
	{8, ".FIT", FIT},
	{0, "\x1f\x8b", Gzip},
	{0, "PK\x03\x04", Zip},
	{0, "PK\x05\x06", Zip},     // without members
	{0, "PK\x07\x08", Zip},     // once spanned over disks
	{0, "\xff\xd8\xff", Image}, // JPEG
	{0, "\x89PNG\r\n", Image},
	{0, "GIF8", Image},
	{8, "WEBP", Image},
	{0, "II*\x00", Image},
	{0, "MM\x00*", Image},
	{4, "ftypheic", Image},
	{4, "ftypheix", Image},
	{4, "ftypmif1", Image},
	{4, "ftypavif", Image},
	{4, "ftyp", Video},
	{0, "\x1aE\xdf\xa3", Video},
	{8, "AVI ", Video},
	{8, "WAVE", Audio},
	{0, "ID3", Audio},
	{0, "OggS", Audio},
	{0, "%PDF-", PDF},
	{257, "ustar", Tar},
	{0, "7z\xbc\xaf\x27\x1c", SevenZip},
	{0, "Rar!\x1a\x07", Rar},
	{0, "BZh", Archive},
	{0, "\xfd7zXZ\x00", Archive},
	{0, "\x28\xb5\x2f\xfd", Archive}, // Zstandard
	{0, "SQLite format 3\x00", SQLite},
	{0, "\x00\x05\x16\x07", AppleDouble},
}

// Sniff tells content by its first bytes; a few kB suffice. Names play no part.
func Sniff(head []byte) Kind {
	if len(head) == 0 {
		return Empty
	}
	for _, m := range magics {
		if len(head) >= m.at+len(m.with) && string(head[m.at:m.at+len(m.with)]) == m.with {
			return m.kind
		}
	}
	if brokenFIT(head) {
		return FIT
	}
	if isPickle(head) {
		return Pickle
	}
	return sniffText(narrow(head))
}

// brokenFIT recognises a FIT file whose signature is damaged or preceded by
// junk: a header of 12 or 14 bytes followed by the definition of a local message,
// which has bit 6 of its first byte set, a zero byte and an architecture of 0 or 1.
func brokenFIT(head []byte) bool {
	if i := bytes.Index(head[:min(len(head), 512)], []byte(".FIT")); i >= 8 && (head[i-8] == 12 || head[i-8] == 14) {
		return true
	}
	n := int(head[0])
	if n != 12 && n != 14 || len(head) < n+6 {
		return false
	}
	def := head[n:]
	version := head[1] >> 4
	return version >= 1 && version <= 3 && def[0]&0xf0 == 0x40 && def[1] == 0 && def[2] <= 1 && def[5] > 0
}

// pickled are the openings of Python's text pickles; binary ones start with 0x80
// and the protocol's number.
var pickled = regexp.MustCompile(`^(\((dp|lp)\d|c[a-z_][\w.]*\n\w+\n)`)

func isPickle(head []byte) bool {
	return len(head) > 2 && head[0] == 0x80 && head[1] >= 2 && head[1] <= 5 || pickled.Match(head)
}

// narrow returns UTF-16 text as one byte a letter, which is enough to recognise
// it, and drops a byte order mark.
func narrow(head []byte) []byte {
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	if len(head) < 4 {
		return head
	}
	var order binary.ByteOrder
	switch {
	case head[0] == 0xff && head[1] == 0xfe, head[0] != 0 && head[1] == 0 && head[2] != 0 && head[3] == 0:
		order = binary.LittleEndian
	case head[0] == 0xfe && head[1] == 0xff, head[0] == 0 && head[1] != 0 && head[2] == 0 && head[3] != 0:
		order = binary.BigEndian
	default:
		return head
	}
	out := make([]byte, 0, len(head)/2)
	for ; len(head) >= 2; head = head[2:] {
		switch c := order.Uint16(head); {
		case c == 0xfeff:
		case c < 0x80:
			out = append(out, byte(c))
		default:
			out = append(out, '?')
		}
	}
	return out
}

func sniffText(head []byte) Kind {
	text := bytes.TrimLeft(head, " \t\r\n\v\f")
	switch {
	case len(text) == 0:
		return Empty
	case text[0] == '<':
		return sniffXML(text)
	case text[0] == '{' || text[0] == '[':
		return sniffJSON(text)
	case bytes.Contains(text, []byte("<gpx")):
		return GPX
	case bytes.Contains(text, []byte("<TrainingCenterDatabase")):
		return TCX
	case !isText(text):
		return Unknown
	case isTable(text):
		return CSV
	}
	return Text
}

// root is the name of a document's first element, in lower case: after the
// declaration and comments it stands in the document type or in the first tag.
var root = regexp.MustCompile(`(?s)^(?:\s|<\?.*?\?>|<!--.*?-->)*<(?:!doctype\s+)?(?:[\w.-]+:)?([\w.-]+)`)

var roots = map[string]Kind{
	"gpx": GPX, "trainingcenterdatabase": TCX, "kml": KML, "healthdata": Health,
	"html": HTML, "head": HTML, "body": HTML, "script": HTML, "title": HTML,
}

func sniffXML(text []byte) Kind {
	if m := root.FindSubmatch(bytes.ToLower(text)); m != nil {
		if k, ok := roots[string(m[1])]; ok {
			return k
		}
	}
	return XML
}

// polarMembers are those of which a session of Polar's has one beside its start
// and end, before its exercises: the second is that of exports since 2026.
var polarMembers = []string{"exportVersion", "durationMillis"}

// sniffJSON knows Polar's sessions by the members with which each of them begins.
// Daily activity and planned training have no end.
func sniffJSON(text []byte) Kind {
	has := func(member string) bool { return bytes.Contains(text, []byte(`"`+member+`"`)) }
	if has("summarizedActivitiesExport") {
		return Garmin
	}
	if has("startTime") && has("stopTime") && slices.ContainsFunc(polarMembers, has) {
		return Polar
	}
	return JSON
}

// isText allows for text of an old code page: few control characters, no zero.
func isText(text []byte) bool {
	odd := 0
	for _, c := range text {
		if c == 0 {
			return false
		}
		if c < ' ' && !strings.ContainsRune("\t\r\n\f\x1b", rune(c)) {
			odd++
		}
	}
	high := bytes.Count(text, []byte("\xff")) + bytes.Count(text, []byte("\x80"))
	return odd*50 <= len(text) && (utf8.Valid(text[:len(text)-min(3, len(text))]) || high*20 <= len(text))
}

// isTable recognises separated values by their header: two or more separators of
// a kind in the first line. The next lines tell nothing, for quoted cells run
// over lines.
func isTable(text []byte) bool {
	header, _, _ := bytes.Cut(text, []byte("\n"))
	for _, sep := range []string{",", ";", "\t"} {
		if bytes.Count(header, []byte(sep)) >= 2 {
			return true
		}
	}
	return false
}
