package garmin

import (
	"time"

	"dayafter/internal/morning"
	"dayafter/internal/scan/jsonscan"
	"dayafter/internal/unit"
)

// The export also holds one entry for each day in three kinds of files. Garmin does not
// document them; several public readers of such exports agree on these members:
//
//	DI-Connect-Wellness/…_sleepData.json         [{"calendarDate", "deepSleepSeconds", "lightSleepSeconds", "remSleepSeconds", …}]
//	DI-Connect-Wellness/…_healthStatusData.json  [{"calendarDate", "metrics": [{"type": "HRV" or "HR", "value"}]}]
//	DI-Connect-Aggregator/UDSFile_….json         [{"calendarDate", "restingHeartRate", …}]

// WellnessMember is a member of every entry.
const WellnessMember = "calendarDate"

// WellnessSigns are members of which each kind of file has at least one.
var WellnessSigns = []string{"deepSleepSeconds", "sleepStartTimestampGMT", "restingHeartRate", "currentDayRestingHeartRate", "metrics"}

// maxMornings limits the entries of a file: a hundred years.
const maxMornings = 36_525

// Mornings returns the entries of a file that have a day and a value.
func Mornings(data []byte) []morning.Morning {
	var all []morning.Morning
	s := jsonscan.New(data)
	s.Array(func() {
		if m := parseMorning(s); m.Day != 0 && !m.IsEmpty() && len(all) < maxMornings {
			all = append(all, m)
		}
	})
	return all
}

func parseMorning(s *jsonscan.Scanner) morning.Morning {
	m, asleep := morning.New(0), 0.0
	s.Object(func(key []byte) {
		switch string(key) {
		case WellnessMember:
			m.Day = parseDay(s)
		case "deepSleepSeconds", "lightSleepSeconds", "remSleepSeconds":
			if v := s.Number(); v > 0 {
				asleep += v
			}
		case "restingHeartRate":
			m.RestingHR = s.Number()
		case "metrics":
			s.Array(func() { parseMetric(s, &m) })
		}
	})
	if asleep > 0 {
		m.Sleep = asleep
	}
	return m
}

// parseMetric parses an entry of the health status.
func parseMetric(s *jsonscan.Scanner, m *morning.Morning) {
	kind, value := "", morning.New(0).HRV
	s.Object(func(key []byte) {
		switch string(key) {
		case "type":
			kind = s.Text()
		case "value":
			value = s.Number()
		}
	})
	switch kind {
	case "HRV":
		m.HRV = value
	case "HR":
		m.RestingHR = value
	}
}

// oldDay is the form of a day in the exports of some years, inside an object.
const oldDay = "Jan 2, 2006 3:04:05 PM"

// parseDay parses 2025-03-03 or {"date": "Mar 3, 2025 12:00:00 AM"}. It returns 0 for
// anything else.
func parseDay(s *jsonscan.Scanner) unit.Day {
	text := ""
	if s.Peek() == '{' {
		s.Object(func(key []byte) {
			if string(key) == "date" {
				text = s.Text()
			}
		})
	} else {
		text = s.Text()
	}
	if day, err := unit.ParseDay(text); err == nil {
		return day
	}
	if at, err := time.Parse(oldDay, text); err == nil {
		return unit.DayOf(at)
	}
	return 0
}
