package morning

import (
	"math"
	"strings"
	"testing"

	"dayafter/internal/unit"
)

func day(t *testing.T, s string) unit.Day {
	t.Helper()
	d, err := unit.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParseCSV(t *testing.T) {
	for name, text := range map[string]string{
		"comma":         "date,resting_hr,hrv,sleep_h\n2025-03-03,48,,7.5\n",
		"semicolon":     "\xef\xbb\xbfDate;sleep_h;resting_hr\r\n2025-03-03;7,5;48\r\n",
		"tab":           "resting_hr\tdate\tsleep_h\n48\t2025-03-03\t7,5\n",
		"blanks, lines": "date, resting_hr, sleep_h\n\n2025-03-03, 48, 7.5\n\n",
	} {
		all, err := ParseCSV([]byte(text))
		if err != nil || len(all) != 1 {
			t.Errorf("%s: %v, %v", name, all, err)
			continue
		}
		if m := all[0]; m.Day != day(t, "2025-03-03") || m.RestingHR != 48 || m.Sleep != 27000 || !math.IsNaN(m.HRV) {
			t.Errorf("%s: %+v", name, m)
		}
	}
}

func TestParseCSVNamesTheMistake(t *testing.T) {
	for text, want := range map[string]string{
		"":                                  "want a header line",
		"day,hrv\n":                         `unknown column "day"`,
		"hrv\n60\n":                         "no column date",
		"date,hrv\n2025-03-03,much\n":       `line 2: hrv: "much" is no number`,
		"date,hrv\n2025-03-03,60\n,61\n":    "line 3: no date",
		"date,hrv\n3.3.2025,60\n":           "line 2: ",
		"date,sleep_h\n2025-03-03,25200\n":  "line 2: sleep_h: 25200 is impossible",
		"date,resting_hr\n2025-03-03,-48\n": "line 2: resting_hr: -48 is impossible",
	} {
		if _, err := ParseCSV([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func TestMerge(t *testing.T) {
	a, b := New(20), New(20)
	a.RestingHR, b.RestingHR, b.HRV = 48, 52, 61
	wrong := New(19)
	wrong.Sleep = 5
	all := Merge([]Morning{a}, []Morning{b, wrong, New(18)})
	if len(all) != 1 || all[0].RestingHR != 48 || all[0].HRV != 61 {
		t.Errorf("merged mornings: %+v", all)
	}
}

func TestUsual(t *testing.T) {
	var all []Morning
	for d := range unit.Day(40) {
		m := New(d)
		m.RestingHR = 50
		if d < 10 {
			m.RestingHR = 80 // too long ago
		}
		if d%5 == 0 {
			m.HRV = 60 // six times in four weeks
		}
		all = append(all, m)
	}
	if u := Usual(all, 38); u.RestingHR != 50 || !math.IsNaN(u.HRV) {
		t.Errorf("usual values: %+v", u)
	}
	if u := Usual(all, 5); !math.IsNaN(u.RestingHR) {
		t.Errorf("five mornings: %+v", u)
	}
	if m := At(all, 39); m.RestingHR != 50 {
		t.Errorf("the morning of day 39: %+v", m)
	}
	if m := At(all, 77); !m.IsEmpty() {
		t.Errorf("a day without a morning must be empty: %+v", m)
	}
}
