package xmlscan

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dayafter/internal/testing/decodetest"
)

// trace returns a document's tokens as text: +name attr=value, text, -name.
func trace(s *Scanner) string {
	var out []string
	for {
		switch s.Next() {
		case EOF:
			return strings.Join(out, " ")
		case Start:
			tag := "+" + string(s.Name())
			for _, a := range s.attrs {
				tag += fmt.Sprintf("[%s=%s]", localName(a.name), s.String(a.value))
			}
			out = append(out, tag)
		case End:
			out = append(out, "-"+string(s.Name()))
		case Text:
			out = append(out, fmt.Sprintf("%q", s.String(s.raw)))
		}
	}
}

func TestTokens(t *testing.T) {
	tests := []struct{ name, doc, want, issues string }{
		{"plain", `<?xml version="1.0"?><a x="1"><b>t</b><c/></a>`, `+a[x=1] +b "t" -b +c -c -a`, ""},
		{"prefixes and quotes", `<p:a q:x='1' y = "2" ><p:b/></p:a >`, `+a[x=1][y=2] +b -b -a`, ""},
		{"comment and CDATA", `<a><!-- <b> --><![CDATA[1 < 2 & 3]]></a>`, `+a "1 < 2 & 3" -a`, ""},
		{"byte order mark", "\ufeff<a>ü</a>", `+a "ü" -a`, ""},
		{"leading blanks", "\n  <?xml version='1.0'?><a/>", `+a -a`, "xml-leading-blanks"},
		{"leading junk", "HTTP/1.1 200\n<a/>", `+a -a`, "xml-leading-junk"},
		{"trailing zeros", "<a/>\x00\x00\x00", `+a -a`, ""},
		{"bare ampersand", `<a>R&D & more</a>`, `+a "R&D & more" -a`, "xml-bare-ampersand"},
		{"XML entities", `<a>&lt;&amp;&gt;&#65;&#x42;&quot;&apos;</a>`, `+a "<&>AB\"'" -a`, ""},
		{"HTML entities", `<a>caf&eacute;&nbsp;x</a>`, `+a "café\u00a0x" -a`, "xml-html-entity"},
		{"unknown entity", `<a>&bogus; y</a>`, `+a "&bogus; y" -a`, "xml-bare-ampersand"},
		{"bare less-than", `<a>5 < 6 <b/></a>`, `+a "5 < 6" +b -b -a`, "xml-bare-lt"},
		{"control characters", "<a>x\x01\x1by</a>", `+a "xy" -a`, "xml-control"},
		{"invalid UTF-8", "<a>L\xe4ufe</a>", `+a "Läufe" -a`, "xml-utf8"},
		{"unclosed inside", `<a><b><c>t</b></a>`, `+a +b +c "t" -c -b -a`, "xml-unclosed"},
		{"stray end", `<a></b>t</a>`, `+a "t" -a`, "xml-stray-end"},
		{"open at the end", `<a><b>t`, `+a +b "t" -b -a`, "xml-cut"},
		{"cut in a tag", `<a><b x="1`, `+a -a`, "xml-cut"},
		{"cut in an end tag", `<a><b>t</`, `+a +b "t" -b -a`, "xml-cut"},
		{"cut after less-than", `<a>t<`, `+a "t" -a`, "xml-cut"},
		{"cut in a comment", `<a>t<!-- x`, `+a "t" -a`, "xml-cut"},
		{"tag not closed", `<a><b x="1"<c/></a>`, `+a +b[x=1] +c -c -b -a`, "xml-tag xml-unclosed"},
		{"quote not closed", `<a><b x="1><c/></a>`, `+a +b[x=1>] +c -c -b -a`, "xml-tag xml-unclosed"},
		{"no quotes", `<a x=1 y=2/>`, `+a[x=1][y=2] -a`, ""},
		{"attribute without value", `<a x y="2"/>`, `+a[y=2] -a`, ""},
		{"document type", `<!DOCTYPE a [<!ENTITY e "x>y">]><a>&e;</a>`, `+a "&e;" -a`, "xml-doctype xml-bare-ampersand"},
		{"plain document type", `<!DOCTYPE a SYSTEM "a.dtd"><a/>`, `+a -a`, "xml-doctype"},
		{"quoted bracket in a document type", `<!DOCTYPE a SYSTEM "a>b.dtd"><a>t</a>`, `+a "t" -a`, "xml-doctype"},
		{"bracket in a definition", `<!DOCTYPE a [<!ENTITY e "]>"><!-- don't ]> --><!ENTITY f '<b>'>]><a>t</a>`, `+a "t" -a`, "xml-doctype"},
		{"quote in a document type not closed", `<!DOCTYPE a SYSTEM "a.dtd><a x="1">t</a>`, `+a[x=1] "t" -a`, "xml-doctype"},
		{"definitions not closed", `<!DOCTYPE a [><a>t</a>`, `+a "t" -a`, "xml-doctype"},
		{"cut in a document type", `<!DOCTYPE a SYSTEM "a`, ``, "xml-doctype xml-cut"},
		{"two documents", `<a/><?xml version="1.0"?><a/>`, `+a -a +a -a`, ""},
		{"empty", ``, ``, ""},
		{"no XML", `hello`, ``, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := New([]byte(tt.doc))
			if got := trace(s); got != tt.want {
				t.Errorf("tokens %s, want %s", got, tt.want)
			}
			if got := decodetest.Codes(s.Issues()); got != tt.issues {
				t.Errorf("issues %q, want %q", got, tt.issues)
			}
		})
	}
}

func TestValue(t *testing.T) {
	tests := []struct {
		name, doc, want string
		ok              bool
	}{
		{"leaf", `<a><v> 12 </v><w/></a>`, "12", true},
		{"inside another", `<a><v><Value>140</Value></v></a>`, "140", true},
		{"in pieces", `<a><v>1<!-- - -->2<![CDATA[3]]></v></a>`, "123", true},
		{"CDATA with ampersand", `<a><v><![CDATA[a&lt;]]></v></a>`, "a&amp;lt;", true},
		{"empty", `<a><v/></a>`, "", true},
		{"blank in the end tag", `<a><v>7</v ></a>`, "7", true},
		{"cut in the text", `<a><v>12`, "12", false},
		{"cut in the end tag", `<a><v>12</v`, "12", false},
		{"cut before the end tag", `<a><v>12<`, "12", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := New([]byte(tt.doc))
			s.Next()
			s.Next()
			raw, ok := s.Value()
			if ok != tt.ok || ok && string(raw) != tt.want {
				t.Errorf("Value() = %q, %v, want %q, %v", raw, ok, tt.want, tt.ok)
			}
			for s.Next() != EOF {
			}
			if s.Depth() != 0 {
				t.Errorf("depth %d at the end", s.Depth())
			}
		})
	}
}

// TestXMLView compares the tokens that XML returns with those of encoding/xml.
func TestXMLView(t *testing.T) {
	const doc = `<?xml version="1.0"?><g xmlns="http://g" xmlns:p="http://p" p:v="a&amp;b"><p:n>x</p:n><!-- c --><e/><n>y</n></g>`
	all := func(next func() (xml.Token, error)) (out []xml.Token) {
		for {
			switch token, err := next(); tok := token.(type) {
			case nil:
				if err != io.EOF {
					t.Fatal(err)
				}
				return out
			case xml.StartElement, xml.EndElement:
				out = append(out, xml.CopyToken(tok))
			case xml.CharData:
				out = append(out, tok.Copy())
			}
		}
	}
	s := New([]byte(doc))
	ours := all(xml.NewTokenDecoder(tokens{s}).Token)
	theirs := all(xml.NewDecoder(strings.NewReader(doc)).Token)
	if diff := cmp.Diff(theirs, ours); diff != "" {
		t.Error(diff)
	}
}

// tokens is an xml.TokenReader that returns the tokens of a scanner.
type tokens struct{ *Scanner }

func (t tokens) Token() (xml.Token, error) {
	t.Next()
	return t.XML()
}

// TestBombs checks that a hostile document takes no more memory than a small multiple of
// its size.
func TestBombs(t *testing.T) {
	const million = 1_000_000
	tests := []struct{ name, doc, issue string }{
		{"deep", strings.Repeat("<a>", million), "xml-depth"},
		{"deep and closed", strings.Repeat("<a>", million) + strings.Repeat("</a>", million), "xml-depth"},
		{"huge attribute", `<a x="` + strings.Repeat("y", 8*million) + `"/>`, "xml-text"},
		{"huge name", `<` + strings.Repeat("y", 8*million) + `/>`, ""},
		{"huge text", `<a>` + strings.Repeat("y", 8*million) + `</a>`, "xml-text"},
		{"huge CDATA", `<a><![CDATA[` + strings.Repeat("&", 8*million) + `]]></a>`, "xml-text"},
		{"many attributes", `<a ` + strings.Repeat(`x="1" `, million) + `/>`, ""},
		{"many quotes open", strings.Repeat(`<a x="`, million), "xml-tag"},
		{"many ends open", strings.Repeat("</a", million), "xml-cut"},
		{"entities", `<!DOCTYPE a [` + strings.Repeat(`<!ENTITY b "&a;&a;">`, million/10) + `]><a>` + strings.Repeat("&b;", 10_000) + `</a>`, "xml-doctype"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, data := (*Scanner)(nil), []byte(tt.doc)
			used := decodetest.Allocated(func() {
				s = New(data)
				readAll(t, s)
			})
			if used > 4<<20 {
				t.Errorf("allocated %d MB, want 4 at most", used>>20)
			}
			if tt.issue != "" && !strings.Contains(decodetest.Codes(s.Issues()), tt.issue) {
				t.Errorf("issues %q, want %q", decodetest.Codes(s.Issues()), tt.issue)
			}
		})
	}
}

// readAll reads a document with all its attributes and texts. It fails the test if too many
// elements are open.
func readAll(t *testing.T, s *Scanner) {
	t.Helper()
	for k := s.Next(); k != EOF; k = s.Next() {
		switch {
		case len(s.open) > maxDepth:
			t.Fatalf("%d elements are open, want %d at most", len(s.open), maxDepth)
		case k == Start:
			for _, a := range s.attrs {
				s.String(a.value)
			}
		case k == Text:
			s.String(s.raw)
		}
	}
}
