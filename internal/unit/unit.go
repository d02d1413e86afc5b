package unit

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// System is the runner's system of units.
type System uint8

// Systems.
const (
	Metric System = iota
	Imperial
)

// ParseSystem parses "metric" or "imperial".
func ParseSystem(s string) (System, error) {
	switch s {
	case "metric":
		return Metric, nil
	case "imperial":
		return Imperial, nil
	}
	return Metric, fmt.Errorf("units %q: want metric or imperial", s)
}

// Mile is the international mile in metres (exact, 1959).
const Mile = 1609.344

// Foot is the international foot in metres (exact, 1959).
const Foot = 0.3048

// Metres returns the length of the system's distance unit: 1 km or 1 mile.
func (s System) Metres() float64 {
	if s == Imperial {
		return Mile
	}
	return 1000
}

// DistanceName returns "km" or "mi".
func (s System) DistanceName() string {
	if s == Imperial {
		return "mi"
	}
	return "km"
}

// HeightMetres returns the length of the system's unit of climb: 1 m or 1 foot.
func (s System) HeightMetres() float64 {
	if s == Imperial {
		return Foot
	}
	return 1
}

// HeightName returns "m" or "ft".
func (s System) HeightName() string {
	if s == Imperial {
		return "ft"
	}
	return "m"
}

// Missing is the text for an unknown value.
const Missing = "–"

// Distance formats metres: "12.3 km".
func (s System) Distance(m float64) string {
	if math.IsNaN(m) {
		return Missing
	}
	return fmt.Sprintf("%.1f %s", m/s.Metres(), s.DistanceName())
}

// Pace formats a speed in m/s as time per km or mile: "5:12 /km".
func (s System) Pace(speed float64) string {
	if !(speed > 0) {
		return Missing
	}
	return Clock(s.Metres()/speed) + " /" + s.DistanceName()
}

// Speed formats a speed in m/s: "27.3 km/h" or "17.0 mph".
func (s System) Speed(speed float64) string {
	if !(speed > 0) {
		return Missing
	}
	if s == Imperial {
		return fmt.Sprintf("%.1f mph", speed*3600/Mile)
	}
	return fmt.Sprintf("%.1f km/h", speed*3.6)
}

// Yard is the international yard in metres (exact, 1959).
const Yard = 0.9144

// SwimPace formats a speed in m/s as swimmers do: "2:05 /100 m" or "1:54 /100 yd".
func (s System) SwimPace(speed float64) string {
	switch {
	case !(speed > 0):
		return Missing
	case s == Imperial:
		return Clock(100*Yard/speed) + " /100 yd"
	}
	return Clock(100/speed) + " /100 m"
}

// Clock formats seconds as m:ss, or h:mm:ss from one hour on.
func Clock(seconds float64) string {
	if math.IsNaN(seconds) || math.IsInf(seconds, 0) {
		return Missing
	}
	t := int64(math.Round(seconds))
	sign := ""
	if t < 0 {
		sign, t = "-", -t
	}
	if t >= 3600 {
		return fmt.Sprintf("%s%d:%02d:%02d", sign, t/3600, t/60%60, t%60)
	}
	return fmt.Sprintf("%s%d:%02d", sign, t/60, t%60)
}

// Spoken returns a length of time in words: "45 s", "12 min", "3 h 5 min", "6 days 3 h",
// "70 days", "35 years".
func Spoken(seconds float64) string {
	const day, year = 24 * time.Hour, 8766 * time.Hour
	d := time.Duration(math.Round(seconds)) * time.Second
	switch {
	case d < 100*time.Second:
		return fmt.Sprintf("%d s", int(d.Seconds()))
	case d < 100*time.Minute:
		return fmt.Sprintf("%d min", int(d.Minutes()+0.5))
	case d < 2*day:
		return fmt.Sprintf("%d h %d min", int(d.Hours()), int(d.Minutes())%60)
	case d < 30*day:
		return fmt.Sprintf("%d days %d h", d/day, int(d.Hours())%24)
	case d < 2*year:
		return fmt.Sprintf("%d days", d.Round(day)/day)
	}
	return fmt.Sprintf("%d years", d.Round(year)/year)
}

// ParsePace parses "4:05", "4:05/km" or "6:34/mi" as a speed in m/s. Without a unit
// the pace is in the system's own unit.
func (s System) ParsePace(text string) (float64, error) {
	body, metres := strings.TrimSpace(text), s.Metres()
	if b, ok := strings.CutSuffix(body, "/km"); ok {
		body, metres = b, 1000
	} else if b, ok := strings.CutSuffix(body, "/mi"); ok {
		body, metres = b, Mile
	}
	minutes, seconds, ok := strings.Cut(strings.TrimSpace(body), ":")
	m, err1 := strconv.Atoi(minutes)
	sec, err2 := strconv.Atoi(seconds)
	if !ok || err1 != nil || err2 != nil || m < 0 || sec < 0 || sec > 59 || m*60+sec == 0 {
		return math.NaN(), fmt.Errorf("pace %q: want minutes:seconds, as in 4:05/km", text)
	}
	return metres / float64(m*60+sec), nil
}
