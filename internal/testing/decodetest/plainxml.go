package decodetest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"strings"
	"time"

	"dayafter/internal/activity"
)

// IsPlainXML reports whether data is one well-formed XML document in which all readers must
// find the same values: no element holds both text and elements, no attribute occurs twice
// in an element, and no element with a text occurs twice in its parent.
func IsPlainXML(data []byte) bool {
	open := []plainElement{newPlainElement()} // the document itself
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if err != nil {
			return errors.Is(err, io.EOF) && len(open) == 1 && !open[0].text
		}
		last := &open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			last.children = true
			if repeats(t.Attr) {
				return false
			}
			open = append(open, newPlainElement())
		case xml.EndElement:
			parent := &open[len(open)-2]
			if last.text && parent.values[t.Name.Local] {
				return false
			}
			parent.values[t.Name.Local] = last.text
			open = open[:len(open)-1]
		case xml.Directive: // readers differ in where a damaged declaration ends
			return false
		case xml.CharData:
			last.text = last.text || strings.TrimSpace(string(t)) != ""
		}
		if last.text && last.children {
			return false
		}
	}
}

// plainElement is an element while it is read.
type plainElement struct {
	text, children bool
	values         map[string]bool // children that hold a text
}

func newPlainElement() plainElement { return plainElement{values: map[string]bool{}} }

// repeats reports whether an attribute occurs twice.
func repeats(attributes []xml.Attr) bool {
	seen := map[string]bool{}
	for _, a := range attributes {
		if seen[a.Name.Local] {
			return true
		}
		seen[a.Name.Local] = true
	}
	return false
}

// PlainTime parses a possible time in the form of RFC 3339. It returns s since 1970.
func PlainTime(text string) (seconds float64, ok bool) {
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil || t.Unix() < activity.FirstSecond || t.Unix() >= activity.EndSecond {
		return 0, false
	}
	return float64(t.UnixMicro()) / 1e6, true
}

// TimeOf returns the time of a sample t s after the start of the activity, in s since 1970
// rounded to ms.
func TimeOf(a *activity.Activity, t float64) float64 {
	return ToMillisecond(float64(a.Start.UnixMicro())/1e6 + t)
}

// ToMillisecond rounds a time in s.
func ToMillisecond(t float64) float64 { return math.Round(t*1e3) / 1e3 }
