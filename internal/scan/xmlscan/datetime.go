package xmlscan

import (
	"dayafter/internal/activity"
	"dayafter/internal/instant"
)

// DateTime parses the date and time in raw. It returns false, and records an issue, if raw
// holds no time, or a year in which no recording is possible.
func (s *Scanner) DateTime(raw []byte) (t instant.Instant, ok bool) {
	if t, ok = instant.Parse(raw); !ok {
		if t, ok = instant.Parse(s.unescaped(raw)); !ok {
			s.issues.Add(activity.Partial, "time-unreadable", "a time could not be read: its point was left out")
			return t, false
		}
	}
	if t.Zone == instant.None {
		s.noteOnce("time-no-zone", "times had no time zone: read as UTC")
	}
	if t.Plausible() {
		return t, true
	}
	return s.repairYear(t)
}

// noteOnce records a note without counting how often it applies.
func (s *Scanner) noteOnce(code, text string) {
	for _, i := range s.issues {
		if i.Code == code {
			return
		}
	}
	s.issues.Add(activity.Note, code, "%s", text)
}
