package export

import (
	"testing"
	"time"
)

func TestParseTime(t *testing.T) {
	want := time.Date(2024, 3, 1, 18, 30, 5, 0, time.UTC)
	for _, s := range []string{
		"Mar 1, 2024, 6:30:05 PM", "Mar 1, 2024, 6:30:05\u202fPM", "01.03.2024, 18:30:05", "1 mars 2024 à 18:30:05",
		"1 mar 2024, 18:30:05", "1 de mar. de 2024, 18:30:05", "1 mrt. 2024 18:30:05", "1. März 2024, 18:30:05",
		"2024-03-01 18:30:05", "2024/03/01 18:30:05", "2024年3月1日 18:30:05", "2024-03-01T18:30:05Z",
	} {
		if got, ok := ParseTime(s); !ok || !got.Equal(want) {
			t.Errorf("ParseTime(%q) = %s, %v", s, got, ok)
		}
	}
	for s, want := range map[string]string{
		"Dec 31, 2023, 12:00:00 AM": "2023-12-31T00:00:00Z", "Jun 9, 2023, 12:05 PM": "2023-06-09T12:05:00Z",
		"9 juin 2023, 06:05:00": "2023-06-09T06:05:00Z", "9 juil. 2023, 06:05:00": "2023-07-09T06:05:00Z",
		"5 mei 2023 06:05:00": "2023-05-05T06:05:00Z", "5 mag 2023, 06:05": "2023-05-05T06:05:00Z",
	} {
		if got, ok := ParseTime(s); !ok || got.Format(time.RFC3339) != want {
			t.Errorf("ParseTime(%q) = %s, %v, want %s", s, got, ok, want)
		}
	}
	for _, s := range []string{
		"", "x", "3/1/2024 6:30:00 AM", "Mar 1, 2024", "Feb 30, 2024, 6:30:00 AM", "Mar 1, 2024, 25:30:00", "2024-13-01 06:30:00",
		"Mar 1, 1024, 6:30:00 AM", "6:30", "99999999999999999999-03-01 06:30:00", "Mar 1, 2024, 16:30:00 PM",
	} {
		if got, ok := ParseTime(s); ok {
			t.Errorf("ParseTime(%q) = %s, want none", s, got)
		}
	}
}
