package report

import (
	"strings"
	"testing"

	"dayafter/internal/morning"
	"dayafter/internal/unit"
)

func TestMorningWords(t *testing.T) {
	var all []morning.Morning
	for d := range unit.Day(20) {
		m := morning.New(d)
		m.RestingHR, m.Sleep = 48, 27_000
		if d == 19 {
			m.RestingHR, m.HRV = 53, 41
		}
		all = append(all, m)
	}
	got := strings.Join(morningWords(all, 19), "\n")
	want := "Resting heart rate: 53 bpm; your usual value is 48 bpm.\n" +
		"Heart rate variability: 41 ms; your usual value is not known yet.\n" +
		"Sleep: 7.5 h; your usual value is 7.5 h."
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if words := morningWords(all, 30); words != nil {
		t.Errorf("a day without measurements: %q", words)
	}
}
