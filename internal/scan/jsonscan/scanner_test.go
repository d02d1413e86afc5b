package jsonscan

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
)

// tree reads any document into maps and slices.
func tree(s *Scanner, depth int) any {
	if depth > 50 {
		s.Skip()
		return nil
	}
	switch s.Peek() {
	case '{':
		m := map[string]any{}
		s.Object(func(key []byte) { k := string(key); m[k] = tree(s, depth+1) })
		return m
	case '[':
		l := []any{}
		s.Array(func() { l = append(l, tree(s, depth+1)) })
		return l
	case '"':
		return s.Text()
	case 't', 'f', 'n':
		switch s.Text() {
		case "true":
			return true
		case "false":
			return false
		}
		return nil
	}
	return s.Number()
}

func TestBrokenDocuments(t *testing.T) {
	for _, c := range []struct{ doc, want string }{
		{`{"a":[1,2,NaN,null,"3","x"],"b":{"c":"d"}}`, `map[a:[1 2 NaN <nil> 3 x] b:map[c:d]] false`},
		{"\xef\xbb\xbf[1]", `[1] false`},
		{`{"a":[1,2`, `map[a:[1 2]] true`},
		{`{"a":[1,{"b":"tex`, `map[a:[1 map[b:tex]]] true`},
		{`{"a" 1,"b":2}`, `map[] true`},
		{`{"a":1}}`, `map[a:1] false`},
		{`[1 2]`, `[1 2] false`},
		{`{"a":}`, `map[a:NaN] true`},
		{`{"a":,"b":1}`, `map[a:NaN] true`},
		{`[1e999,-0.5e3]`, `[NaN -500] false`},
		{`"\u00e4\n\ud83d\ude00"`, "ä\n😀 false"},
		{`"\q"`, `\q false`},
		{`{"\u0061":1}`, `map[a:1] false`},
		{``, `NaN true`},
	} {
		s := New([]byte(c.doc))
		if got := fmt.Sprint(tree(s, 0), " ", s.Broken()); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.doc, got, c.want)
		}
	}
}

// A caller that does not read a value, or expects another kind, can still read the values
// after it.
func TestSkipping(t *testing.T) {
	s := New([]byte(`{"a":{"x":[1,{"y":"]}"}]},"b":"text","c":[1],"d":7,"e":null,"f":true,"g":8}`))
	var got []string
	s.Object(func(key []byte) {
		switch string(key) {
		case "b":
			got = append(got, fmt.Sprint(s.Number()))
		case "c":
			got = append(got, s.Text()+"|")
		case "d":
			s.Array(func() { t.Error("a number is no array") })
		case "e":
			s.Object(func([]byte) { t.Error("null is no object") })
		case "g":
			got = append(got, s.Text())
		}
	})
	if want := "NaN | 8"; strings.Join(got, " ") != want || s.Broken() {
		t.Errorf("got %q, broken %v", got, s.Broken())
	}
}

func TestBounds(t *testing.T) {
	deep := New([]byte(strings.Repeat(`[`, 1<<20)))
	deep.Skip()
	if !deep.Broken() {
		t.Error("a document of brackets that never close is whole")
	}
}

// A long text is cut, but never within an escape, because then the whole text would be
// lost.
func TestLongTexts(t *testing.T) {
	for _, escape := range []string{`\u00e4`, `\n`, `\\`} {
		for lead := range 8 {
			text := New([]byte(`"` + strings.Repeat("x", lead) + strings.Repeat(escape, maxText) + `"`)).Text()
			if n := len(text); n == 0 || n > maxText || strings.Contains(text, `\u`) || strings.Contains(text, `\n`) || strings.Count(text, `\`) > maxText/2 {
				t.Errorf("%d bytes before many %s: a text of %d bytes that ends in %q", lead, escape, n, text[n-9:])
			}
		}
	}
}

// FuzzScanner compares the reading of every valid document with that of the standard
// library.
func FuzzScanner(f *testing.F) {
	f.Add([]byte(`{"a":[1,2.5e3,-7,true,false,null,"x\ty"],"b":{"c":{}},"d":[]}`))
	f.Add([]byte(`[{"dateTime":"2024-03-01T06:30:00.000","value":120},{"value":NaN}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		s := New(data)
		got := tree(s, 0)
		var want any
		if !json.Valid(data) || json.Unmarshal(data, &want) != nil || odd(data) {
			return
		}
		if s.Broken() || !reflect.DeepEqual(got, want) && !holdsNaN(got) {
			t.Fatalf("%q\ngot  %#v\nwant %#v", data, got, want)
		}
	})
}

// odd reports whether the scanner reads a document differently on purpose: it is too deep,
// has a text that is too long, or is not UTF-8.
func odd(data []byte) bool {
	return len(data) > maxText || bytes.Count(data, []byte("["))+bytes.Count(data, []byte("{")) > 40 || strings.ToValidUTF8(string(data), "") != string(data)
}

func holdsNaN(v any) bool {
	switch v := v.(type) {
	case float64:
		return math.IsNaN(v)
	case []any:
		for _, x := range v {
			if holdsNaN(x) {
				return true
			}
		}
	case map[string]any:
		for _, x := range v {
			if holdsNaN(x) {
				return true
			}
		}
	}
	return false
}
