package garmin

import (
	"testing"
	"time"
)

func TestParseTime(t *testing.T) {
	want := time.Date(2024, 3, 1, 6, 30, 0, 0, time.UTC)
	for _, s := range []string{"1709274600000", "1709274600000.0", "1.7092746E12", "2024-03-01T06:30:00.0", "2024-03-01 06:30:00"} {
		if got := parseTime([]byte(s)); !got.Equal(want) {
			t.Errorf("parseTime(%s) = %s", s, got)
		}
	}
	for _, s := range []string{"", "x", "-5", "0", "1709274600", "9e99", "null"} {
		if got := parseTime([]byte(s)); !got.IsZero() {
			t.Errorf("parseTime(%s) = %s", s, got)
		}
	}
}
