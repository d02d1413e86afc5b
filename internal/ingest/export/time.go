package export

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// months lists the beginnings of the names of the months in the languages of the exports
// that we have seen: English, German, French, Spanish, Portuguese, Italian, Dutch.
var months = [12][]string{
	{"jan", "ene", "gen"},
	{"feb", "fév", "fev"},
	{"mar", "mär", "mrt", "maa"},
	{"apr", "avr", "abr"},
	{"may", "mai", "mei", "mag"},
	{"jun", "juin", "giu"},
	{"jul", "juil", "lug"},
	{"aug", "aoû", "ago"},
	{"sep", "set"},
	{"oct", "okt", "ott", "out"},
	{"nov"},
	{"dec", "dez", "déc", "dic"},
}

// clockPart matches the time of day in a date with time; datePart matches the words and
// numbers around it.
var (
	clockPart = regexp.MustCompile(`(?i)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[\s\x{202f}]*([ap])\.?m)?`)
	datePart  = regexp.MustCompile(`\d+|\p{L}+`)
)

// ParseTime parses a date with a time of day in the runner's language, as exports write it,
// and returns it as UTC: "Mar 1, 2024, 6:30:00 AM", "01.03.2024, 06:30:00", "1 mars 2024 à
// 06:30", "2024-03-01 06:30:00", "2024年3月1日 6:30:00". ok is false for an ambiguous date,
// such as 3/1/2024.
func ParseTime(s string) (t time.Time, ok bool) {
	at := clockPart.FindStringSubmatchIndex(s)
	if at == nil {
		return t, false
	}
	day, ok := parseDay(s[:at[0]])
	c := clockPart.FindStringSubmatch(s)
	hour, minute, second := number(c[1]), number(c[2]), number(c[3])
	switch half := strings.ToLower(c[4]); {
	case half != "" && (hour < 1 || hour > 12):
		return t, false
	case half == "p":
		hour = hour%12 + 12
	case half == "a":
		hour %= 12
	}
	if !ok || hour > 23 || minute > 59 || second > 59 {
		return t, false
	}
	return day.Add(time.Duration(hour*3600+minute*60+second) * time.Second), true
}

// parseDay parses a date with the name of the month, with the year first, or with
// dots.
func parseDay(s string) (time.Time, bool) {
	var n []int
	month := 0
	for _, p := range datePart.FindAllString(strings.ToLower(s), -1) {
		if p[0] >= '0' && p[0] <= '9' {
			n = append(n, number(p))
		} else if m := monthOf(p); m > 0 && month == 0 {
			month = m
		}
	}
	switch {
	case month > 0 && len(n) == 2 && n[0] > 31: // the year first
		return date(n[0], month, n[1])
	case month > 0 && len(n) == 2:
		return date(n[1], month, n[0])
	case month == 0 && len(n) == 3 && n[0] > 31:
		return date(n[0], n[1], n[2])
	case month == 0 && len(n) == 3 && strings.Contains(s, "."):
		return date(n[2], n[1], n[0])
	}
	return time.Time{}, false
}

// date returns a day; ok is false if there is no such day.
func date(year, month, day int) (t time.Time, ok bool) {
	t = time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return t, year >= 1990 && year < 2100 && int(t.Month()) == month && t.Day() == day
}

// monthOf returns the number of the month that a word names, or 0.
func monthOf(word string) int {
	for i, names := range months {
		for _, n := range names {
			if strings.HasPrefix(word, n) {
				return i + 1
			}
		}
	}
	return 0
}

// number returns the number that the digits form: 0 without digits, -1 if there are
// too many.
func number(digits string) int {
	if digits == "" {
		return 0
	}
	n, err := strconv.Atoi(digits)
	if err != nil {
		return -1
	}
	return n
}
