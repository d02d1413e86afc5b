package xmlscan

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"dayafter/internal/activity"
)

// toUTF8 returns data in UTF-8 without a byte order mark. It recognises the encoding by the
// first bytes, or else by the declaration. Valid UTF-8 is never converted.
func toUTF8(data []byte, issues *activity.Issues) []byte {
	if order, ok := utf16Order(data); ok {
		issues.Add(activity.Note, "xml-utf16", "the file was written in UTF-16: converted")
		if out, err := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(data); err == nil {
			return out
		}
		return data
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	name := declaredEncoding(data)
	if name == "" || utf8.Valid(data) {
		return data
	}
	encoding, err := htmlindex.Get(name)
	if err != nil {
		issues.Add(activity.Repaired, "xml-encoding", "the file names an unknown encoding %q: read as UTF-8", name)
		return data
	}
	if canonical, _ := htmlindex.Name(encoding); canonical == "utf-8" || canonical == "utf-16le" || canonical == "utf-16be" {
		return data
	}
	out, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		issues.Add(activity.Repaired, "xml-encoding", "the file is not in %s, although it says so: read as UTF-8", name)
		return data
	}
	return out
}

// utf16Order recognises UTF-16 by its byte order mark, or by the zero byte beside the
// first character.
func utf16Order(data []byte) (unicode.Endianness, bool) {
	if len(data) < 4 {
		return unicode.LittleEndian, false
	}
	switch {
	case data[0] == 0xff && data[1] == 0xfe, data[0] != 0 && data[1] == 0 && data[2] != 0 && data[3] == 0:
		return unicode.LittleEndian, true
	case data[0] == 0xfe && data[1] == 0xff, data[0] == 0 && data[1] != 0 && data[2] == 0 && data[3] != 0:
		return unicode.BigEndian, true
	}
	return unicode.LittleEndian, false
}

// maxDeclaration limits the number of bytes that are searched for the XML declaration's
// end.
const maxDeclaration = 1024

// declaredEncoding returns the encoding that the XML declaration names; "" if there
// is none.
func declaredEncoding(data []byte) string {
	head := bytes.TrimLeft(data[:min(len(data), maxDeclaration)], blanks)
	head, _, ok := bytes.Cut(head, []byte("?>"))
	if !ok || !bytes.HasPrefix(head, []byte("<?xml")) {
		return ""
	}
	_, value, ok := bytes.Cut(head, []byte("encoding"))
	value = bytes.TrimLeft(value, blanks+"=")
	if !ok || len(value) < 2 || value[0] != '"' && value[0] != '\'' {
		return ""
	}
	name, _, _ := bytes.Cut(value[1:], value[:1])
	return string(name)
}
