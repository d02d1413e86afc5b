package export

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// months lists the beginnings of the names of the months: English, German, French, Spanish,
// Portuguese, Italian, Dutch, Scandinavian, Finnish, Polish, Hungarian, Turkish, Russian.
var months = [12][]string{
	{"jan", "ene", "gen", "tammi", "sty", "oca", "янв"},
	{"feb", "fév", "fev", "helmi", "lut", "şub", "фев"},
	{"mar", "mär", "mrt", "maa", "már", "мар"},
	{"apr", "avr", "abr", "huhti", "kwi", "ápr", "nis", "апр"},
	{"may", "mai", "mei", "mag", "maj", "touko", "máj", "май", "мая"},
	{"jun", "juin", "giu", "kesä", "cze", "jún", "haz", "июн"},
	{"jul", "juil", "lug", "heinä", "lip", "júl", "tem", "июл"},
	{"aug", "aoû", "ago", "elo", "sie", "ağu", "авг"},
	{"sep", "set", "syys", "wrz", "sze", "eyl", "сен"},
	{"oct", "okt", "ott", "out", "loka", "paź", "eki", "окт"},
	{"nov", "marras", "lis", "kas", "ноя"},
	{"dec", "dez", "déc", "dic", "des", "joulu", "gru", "ara", "дек"},
}

// clockPart matches the time of day in a date with time. dottedClock matches one that is
// written with dots; its empty groups stand for the words and letters before and after noon.
// datePart matches the words and numbers before the time.
var (
	clockPart   = regexp.MustCompile(`(?i)(上午|午前|오전|下午|午後|오후)?\s*(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[\s\x{202f}]*([ap])\.?m)?`)
	dottedClock = regexp.MustCompile(`()(\d{1,2})\.(\d{2})(?:\.(\d{2}))?()$`)
	datePart    = regexp.MustCompile(`\d+|\p{L}+`)
)

// ParseTime parses a date with a time of day in the runner's language, as exports write it,
// and returns it as UTC: "Mar 1, 2024, 6:30:00 AM", "01.03.2024, 06:30:00", "1 mars 2024 à
// 06:30", "1. mar. 2024 06.30.00", "2024-03-01 06:30:00", "2024年3月1日 上午6:30:00". ok is
// false for an ambiguous date, such as 3/1/2024.
func ParseTime(s string) (t time.Time, ok bool) {
	s = strings.TrimSpace(s)
	c := clockPart.FindStringSubmatch(s)
	if c == nil {
		c = dottedClock.FindStringSubmatch(s)
	}
	if c == nil {
		return t, false
	}
	day, ok := parseDay(s[:strings.LastIndex(s, c[0])])
	hour, minute, second := number(c[2]), number(c[3]), number(c[4])
	switch half := halfOfDay(c[1], c[5]); {
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

// halfOfDay returns "a" before noon and "p" after noon, by the word before a time of day or the
// letter after it; "" without either.
func halfOfDay(before, after string) string {
	switch before {
	case "上午", "午前", "오전":
		return "a"
	case "下午", "午後", "오후":
		return "p"
	}
	return strings.ToLower(after)
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

// monthOf returns the number of the month that a word names, or 0. The longest beginning counts:
// Finnish November begins like March.
func monthOf(word string) int {
	month, longest := 0, 0
	for i, names := range months {
		for _, n := range names {
			if len(n) > longest && strings.HasPrefix(word, n) {
				month, longest = i+1, len(n)
			}
		}
	}
	return month
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
