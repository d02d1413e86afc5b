package xmlscan

import (
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"dayafter/internal/testing/decodetest"
)

func TestEncodings(t *testing.T) {
	utf16 := func(order unicode.Endianness, bom unicode.BOMPolicy) encoding.Encoding {
		return unicode.UTF16(order, bom)
	}
	tests := []struct {
		name, declared, text string
		in                   encoding.Encoding
		issue                string
	}{
		{"UTF-16 little", "UTF-16", "Läufe 跑步", utf16(unicode.LittleEndian, unicode.UseBOM), "xml-utf16"},
		{"UTF-16 big", "UTF-16", "Läufe 跑步", utf16(unicode.BigEndian, unicode.UseBOM), "xml-utf16"},
		{"UTF-16 without mark", "UTF-16", "Läufe", utf16(unicode.LittleEndian, unicode.IgnoreBOM), "xml-utf16"},
		{"UTF-16 big without mark", "UTF-16", "Läufe", utf16(unicode.BigEndian, unicode.IgnoreBOM), "xml-utf16"},
		{"Latin-1", "ISO-8859-1", "Läufe", charmap.ISO8859_1, ""},
		{"Latin-2", "iso-8859-2", "Bieg łagodny", charmap.ISO8859_2, ""},
		{"Cyrillic", "windows-1251", "Бег", charmap.Windows1251, ""},
		{"Shift JIS", "Shift_JIS", "ランニング", japanese.ShiftJIS, ""},
		{"says UTF-16, is UTF-8", "utf-16", "Läufe", unicode.UTF8, ""},
		{"says Latin-1, is UTF-8", "ISO-8859-1", "Läufe", unicode.UTF8, ""},
		{"says UTF-8, is Latin-1", "UTF-8", "Läufe", charmap.ISO8859_1, "xml-utf8"},
		{"unknown name", "klingon", "Läufe", charmap.ISO8859_1, "xml-encoding xml-utf8"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := `<?xml version="1.0" encoding="` + tt.declared + `"?><a>` + tt.text + `</a>`
			data, err := tt.in.NewEncoder().Bytes([]byte(doc))
			if err != nil {
				t.Fatal(err)
			}
			s := New(data)
			if got, want := trace(s), `+a "`+tt.text+`" -a`; got != want {
				t.Errorf("tokens %s, want %s", got, want)
			}
			if got := decodetest.Codes(s.Issues()); got != tt.issue {
				t.Errorf("issues %q, want %q", got, tt.issue)
			}
		})
	}
}
