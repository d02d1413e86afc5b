package season

import (
	"testing"

	"dayafter/internal/history"
	"dayafter/internal/unit"
)

func TestSpanStaysWithinTheData(t *testing.T) {
	h := &history.History{}
	for d := range 20 {
		h.Sessions = append(h.Sessions, history.Session{Day: 20000 + unit.Day(d)*7})
	}
	first, last := h.Sessions[0].Day, h.Sessions[19].Day
	for _, c := range []struct {
		name               string
		from, to           unit.Day
		wantFrom, wantLast unit.Day
		ok                 bool
	}{
		{"nothing asked", 0, 0, first, last, true},
		{"from long before", 1, 0, first, last, true},
		{"to long after", 0, 40000, first, last, true},
		{"from after the data", last + 1, 0, 0, 0, false},
		{"to before the data", 0, first - 1, 0, 0, false},
		{"between two sessions", first + 1, first + 3, 0, 0, false},
		{"inside", first + 3, last - 3, first + 3, last - 3, true},
	} {
		from, to, ok := Span(h, c.from, c.to)
		if ok != c.ok || ok && (from != c.wantFrom || to != c.wantLast) {
			t.Errorf("%s: %s to %s, %v; want %s to %s, %v", c.name, from, to, ok, c.wantFrom, c.wantLast, c.ok)
		}
	}
	h.Sessions = append(h.Sessions, history.Session{Day: last + 5000})
	if _, to, _ := Span(h, 0, 0); to != last {
		t.Errorf("one session of a wrong clock moves the season's end to %s", to)
	}
	if _, to, _ := Span(h, 0, last+6000); to != last+5000 {
		t.Errorf("asked for, it is left out: %s", to)
	}
}
