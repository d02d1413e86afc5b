package shape

import (
	"fmt"
	"strings"
	"time"
)

// xmlFiller writes a document of a given structure.
type xmlFiller struct {
	out    strings.Builder
	rest   string // rest of the structure
	second int    // time of the current point since the start
}

func fillXML(structure string) ([]byte, error) {
	w := &xmlFiller{rest: structure}
	w.out.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	for w.rest != "" {
		if err := w.element(); err != nil {
			return nil, err
		}
		w.rest = strings.TrimPrefix(w.rest, " ")
	}
	return []byte(w.out.String()), nil
}

// element writes the element at the start of the rest.
func (w *xmlFiller) element() error {
	end := strings.IndexAny(w.rest, "( )")
	if end < 0 {
		end = len(w.rest)
	}
	head := w.rest[:end]
	w.rest = w.rest[end:]
	head, kind, _ := strings.Cut(head, "~")
	parts := strings.Split(head, "@")
	name := parts[0]
	if name == "" {
		return fmt.Errorf("no name before %.20q", w.rest)
	}
	w.out.WriteString("<" + name)
	for _, a := range parts[1:] {
		a, value, ok := strings.Cut(a, "=")
		if !ok {
			value = w.attribute(a)
		}
		fmt.Fprintf(&w.out, " %s=%q", a, value)
	}
	w.out.WriteString(">" + w.value(name, kind))
	if strings.HasPrefix(w.rest, "(") {
		if err := w.childrenOf(name); err != nil {
			return err
		}
	}
	w.out.WriteString("</" + name + ">\n")
	if name == "trkpt" || name == "Trackpoint" {
		w.second++
	}
	return nil
}

// childrenOf writes the children of an element.
func (w *xmlFiller) childrenOf(name string) error {
	for !strings.HasPrefix(w.rest, ")") {
		if w.rest == "" {
			return fmt.Errorf("%s has no end", name)
		}
		w.rest = w.rest[1:]
		if err := w.element(); err != nil {
			return err
		}
	}
	w.rest = w.rest[1:]
	return nil
}

// attribute returns an invented value of an attribute.
func (w *xmlFiller) attribute(name string) string {
	switch name {
	case "lat":
		return fmt.Sprintf("%.7f", 58.9+27e-6*float64(w.second))
	case "lon":
		return "5.7000000"
	case "Sport":
		return "Running"
	case "StartTime":
		return w.at().Format(time.RFC3339)
	}
	if strings.HasPrefix(name, "xmlns") {
		return "http://example.invalid/" + strings.TrimPrefix(name, "xmlns:")
	}
	return "invented"
}

// at returns the time of the current point.
func (w *xmlFiller) at() time.Time {
	return time.Date(2025, 6, 1, 5, 0, w.second, 0, time.UTC)
}

// value returns an invented text of an element.
func (w *xmlFiller) value(name, kind string) string {
	at := w.at()
	switch kind {
	case number:
		return w.numberOf(name)
	case utcTime:
		return at.Format(time.RFC3339)
	case fineTime:
		return at.Format("2006-01-02T15:04:05.000Z")
	case zoneTime:
		return at.In(time.FixedZone("", 7200)).Format(time.RFC3339)
	case bareTime:
		return at.Format("2006-01-02T15:04:05")
	case word:
		return wordOf(name)
	}
	return ""
}

// numberOf returns an invented number that suits an element's name.
func (w *xmlFiller) numberOf(name string) string {
	switch name[strings.Index(name, ":")+1:] {
	case "LatitudeDegrees":
		return w.attribute("lat")
	case "LongitudeDegrees":
		return w.attribute("lon")
	case "ele", "AltitudeMeters":
		return fmt.Sprintf("%.1f", 20+float64(w.second)/10)
	case "DistanceMeters", "distance":
		return fmt.Sprint(3 * w.second)
	case "Value", "hr":
		return fmt.Sprint(130 + w.second%20)
	case "Speed", "speed":
		return "3.0"
	case "TotalTimeSeconds":
		return "9"
	}
	return fmt.Sprint(80 + w.second%5)
}

// wordOf returns an invented word that suits an element's name.
func wordOf(name string) string {
	switch name {
	case "type":
		return "running"
	case "Intensity":
		return "Active"
	case "TriggerMethod":
		return "Manual"
	}
	return "invented"
}
