// Package instant parses times in GPX, TCX and JSON: XML Schema's dateTime and its many
// variants. It keeps the zone that a time states. It does not find local days.
package instant

import (
	"bytes"
	"math"
	"strconv"
	"time"

	"dayafter/internal/activity"
)

// Instant is a point in time as a file states it.
type Instant struct {
	Sec  int64 // s since 1970-01-01 UTC
	Nano int32 // ns, 0..999,999,999
	Zone Zone
	East int32 // s east of UTC, if Zone is Offset
}

// Zone says how a time states its zone.
type Zone uint8

// Zones.
const (
	UTC    Zone = iota // Z, or an offset of zero
	None               // no zone; read as UTC
	Offset             // an offset other than zero
)

// Time returns t in UTC.
func (t Instant) Time() time.Time { return time.Unix(t.Sec, int64(t.Nano)).UTC() }

// Offset returns local time minus UTC; 0 if t names no offset.
func (t Instant) Offset() time.Duration { return time.Duration(t.East) * time.Second }

// Since returns the time from the second base to t, in s.
func (t Instant) Since(base int64) float64 {
	return float64(t.Sec-base) + float64(t.Nano)/1e9
}

// After returns the time s seconds after the second base, to the microsecond.
func After(base int64, s float64) time.Time {
	return time.Unix(base, 0).UTC().Add(time.Duration(math.Round(s*1e6)) * time.Microsecond)
}

// Plausible reports whether t lies in a year in which a watch can have recorded.
func (t Instant) Plausible() bool { return t.Sec >= activity.FirstSecond && t.Sec < activity.EndSecond }

// Parse parses a date and a time. It accepts blanks for the T, small letters, times without
// seconds, offsets with and without a colon, and the time since 1970. A time without a zone
// is read as if it were UTC, and its Zone is None.
func Parse(raw []byte) (t Instant, ok bool) {
	if t, ok = parseCommon(raw); ok {
		return t, true
	}
	if t, ok = parseEpoch(raw); ok {
		return t, true
	}
	return parseRare(raw)
}

// blanks holds the characters that XML calls white space.
const blanks = " \t\r\n"

// parseCommon parses 2006-01-02T15:04:05 with an optional fraction and Z, ±hh:mm or no
// zone.
func parseCommon(b []byte) (t Instant, ok bool) {
	if len(b) < 19 || b[4] != '-' || b[7] != '-' || b[10] != 'T' || b[13] != ':' || b[16] != ':' {
		return t, false
	}
	year := two(b[0:])*100 + two(b[2:])
	month, day := two(b[5:]), two(b[8:])
	hour, minute, second := two(b[11:]), two(b[14:]), two(b[17:])
	if year < 0 || month < 1 || month > 12 || day < 1 || day > 31 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60 {
		return t, false
	}
	t.Sec = daysFromCivil(year, month, day)*86400 + int64(hour*3600+minute*60+second)
	rest := b[19:]
	if len(rest) > 1 && rest[0] == '.' {
		t.Nano, rest = fraction(rest[1:])
	}
	switch {
	case len(rest) == 0:
		t.Zone = None
		return t, true
	case len(rest) == 1 && rest[0] == 'Z':
		return t, true
	}
	if len(rest) != 6 || rest[3] != ':' || rest[0] != '+' && rest[0] != '-' {
		return t, false
	}
	return t.withOffset(rest[0] == '-', two(rest[1:]), two(rest[4:]))
}

// two returns the number in the first two bytes. The number is far below zero if they are
// not digits.
func two(b []byte) int {
	tens, ones := b[0]-'0', b[1]-'0'
	if tens > 9 || ones > 9 {
		return -10000
	}
	return int(tens)*10 + int(ones)
}

// fraction returns the part of a second in the leading digits of b, and the rest of b.
func fraction(b []byte) (nano int32, rest []byte) {
	scale := int32(100_000_000)
	i := 0
	for ; i < len(b) && b[i]-'0' < 10; i++ {
		nano += int32(b[i]-'0') * scale
		scale /= 10
	}
	return nano, b[i:]
}

// daysFromCivil returns the day number of a date, 0 on 1970-01-01 (Hinnant 2013,
// "chrono-Compatible Low-Level Date Algorithms").
func daysFromCivil(year, month, day int) int64 {
	if month <= 2 {
		year--
	}
	era := year / 400
	yearOfEra := year - era*400
	dayOfYear := (153*((month+9)%12)+2)/5 + day - 1
	return int64(era*146097 + yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear - 719468)
}

// withOffset converts a local time to UTC. Offsets range from -12 to +14 h.
func (t Instant) withOffset(west bool, hours, minutes int) (Instant, bool) {
	east := int32(hours*3600 + minutes*60)
	if west {
		east = -east
	}
	if hours < 0 || minutes < 0 || minutes > 59 || east < -12*3600 || east > 14*3600 {
		return t, false
	}
	t.Sec -= int64(east)
	if t.East = east; east != 0 {
		t.Zone = Offset
	}
	return t, true
}

// parseEpoch parses a time since 1970-01-01 UTC: ten digits of seconds with an optional
// fraction, or thirteen digits of milliseconds.
func parseEpoch(b []byte) (t Instant, ok bool) {
	b = bytes.Trim(b, blanks)
	n := leadingDigits(b)
	rest := b[n:]
	switch {
	case n == 10:
		t.Sec = int64(number(b[:n]))
		if len(rest) > 1 && rest[0] == '.' {
			t.Nano, rest = fraction(rest[1:])
		}
	case n == 13:
		ms := int64(number(b[:n]))
		t.Sec, t.Nano = ms/1000, int32(ms%1000*1e6)
	}
	return t, t.Sec > 0 && len(rest) == 0
}

// parseRare parses the other forms: 2006-1-2 15:04, 2006/01/02t15:04:05,5+0900,
// 20060102T150405Z, years of more than four digits.
func parseRare(b []byte) (t Instant, ok bool) {
	b = bytes.ToUpper(bytes.Trim(b, blanks))
	date, rest, ok := cutDate(b)
	if !ok {
		return t, false
	}
	clock, rest, ok := cutClock(rest)
	if !ok {
		return t, false
	}
	t.Sec = daysFromCivil(date[0], date[1], date[2])*86400 + int64(clock[0]*3600+clock[1]*60+clock[2])
	if len(rest) > 1 && (rest[0] == '.' || rest[0] == ',') {
		t.Nano, rest = fraction(rest[1:])
	}
	return t.inZone(bytes.Trim(rest, blanks))
}

// inZone converts t to UTC by the text of its zone.
func (t Instant) inZone(zone []byte) (Instant, bool) {
	switch string(zone) {
	case "":
		t.Zone = None
		return t, true
	case "Z", "UTC", "GMT":
		return t, true
	}
	sign := zone[0]
	digits := bytes.ReplaceAll(zone[1:], []byte(":"), nil)
	if len(digits) == 1 || len(digits) == 3 {
		digits = append([]byte("0"), digits...)
	}
	if sign != '+' && sign != '-' || len(digits) != 2 && len(digits) != 4 {
		return t, false
	}
	minutes := 0
	if len(digits) == 4 {
		minutes = two(digits[2:])
	}
	return t.withOffset(sign == '-', two(digits), minutes)
}

// cutDate parses year, month, day and the separator after them.
func cutDate(b []byte) (date [3]int, rest []byte, ok bool) {
	if len(b) > 9 && number(b[:8]) >= 0 && b[8] == 'T' {
		return [3]int{number(b[:4]), number(b[4:6]), number(b[6:8])}, b[9:], validDate(number(b[4:6]), number(b[6:8]))
	}
	for i := range date {
		n := leadingDigits(b)
		if n == 0 || n > 6 || i > 0 && n > 2 || len(b) == n {
			return date, b, false
		}
		date[i] = number(b[:n])
		separator := b[n]
		b = b[n+1:]
		if i < 2 && separator != '-' && separator != '/' && separator != '.' || i == 2 && separator != 'T' && separator != ' ' {
			return date, b, false
		}
	}
	return date, bytes.Trim(b, blanks), validDate(date[1], date[2])
}

func validDate(month, day int) bool { return month >= 1 && month <= 12 && day >= 1 && day <= 31 }

// cutClock parses hour, minute and, if present, second.
func cutClock(b []byte) (clock [3]int, rest []byte, ok bool) {
	colons := 0
	for i := range clock {
		n := min(leadingDigits(b), 2)
		if n == 0 {
			return clock, b, false
		}
		clock[i] = number(b[:n])
		b = b[n:]
		if i == 2 {
			break
		}
		if len(b) > 0 && b[0] == ':' {
			colons++
			b = b[1:]
		} else if colons > 0 || leadingDigits(b) < 2 {
			return clock, b, i == 1 && validClock(clock)
		}
	}
	return clock, b, validClock(clock)
}

func validClock(c [3]int) bool { return c[0] <= 24 && c[1] <= 59 && c[2] <= 60 }

// leadingDigits returns the number of digits at the start of b.
func leadingDigits(b []byte) int {
	n := 0
	for n < len(b) && b[n]-'0' < 10 {
		n++
	}
	return n
}

// number returns the number in b; -1 if b is not a number.
func number(b []byte) int {
	n, err := strconv.Atoi(string(b))
	if err != nil {
		return -1
	}
	return n
}
