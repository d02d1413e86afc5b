package xmlscan

import (
	"fmt"
	"math"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dayafter/internal/activity"
	"dayafter/internal/instant"
	"dayafter/internal/testing/decodetest"
)

func TestFloat(t *testing.T) {
	nan := math.NaN()
	tests := []struct {
		raw   string
		want  float64
		issue string
	}{
		{"12", 12, ""},
		{"-0.5", -0.5, ""},
		{"43.7143821", 43.7143821, ""},
		{" 12.5\n", 12.5, ""},
		{"12,5", 12.5, "xml-decimal-comma"},
		{"+3.25", 3.25, ""},
		{".5", 0.5, ""},
		{"5.", 5, ""},
		{"1.25E2", 125, ""},
		{"2.743000030517578125", 2.743000030517578125, ""},
		{"&#49;2", 12, ""},
		{"", nan, ""},
		{"NaN", nan, "xml-number"},
		{"Infinity", nan, "xml-number"},
		{"1e999", nan, "xml-number"},
		{"--", nan, "xml-number"},
		{"1,234,567", nan, "xml-number"},
		{"12 m", nan, "xml-number"},
	}
	for _, tt := range tests {
		s := New(nil)
		got := s.Float([]byte(tt.raw))
		if got != tt.want && !(math.IsNaN(got) && math.IsNaN(tt.want)) {
			t.Errorf("Float(%q) = %v, want %v", tt.raw, got, tt.want)
		}
		if c := decodetest.Codes(s.Issues()); c != tt.issue {
			t.Errorf("Float(%q): issues %q, want %q", tt.raw, c, tt.issue)
		}
	}
}

// TestFloatExact checks that parseCommon rounds exactly as strconv does.
func TestFloatExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw := rapid.StringMatching(`-?[0-9]{1,12}(\.[0-9]{0,12})?`).Draw(t, "number")
		want, err := strconv.ParseFloat(raw, 64)
		if err != nil {
			t.Fatal(err)
		}
		if got := New(nil).Float([]byte(raw)); got != want {
			t.Fatalf("Float(%q) = %v, want %v", raw, got, want)
		}
	})
}

func TestDateTime(t *testing.T) {
	tests := []struct {
		raw, want string // want is in UTC; "" for an unreadable time
		zone      instant.Zone
		east      int32
		issue     string
	}{
		{"2024-09-04T16:32:38Z", "2024-09-04T16:32:38Z", instant.UTC, 0, ""},
		{"2024-09-04T16:32:38.250Z", "2024-09-04T16:32:38.25Z", instant.UTC, 0, ""},
		{"2022-10-25T23:18:10.175000Z", "2022-10-25T23:18:10.175Z", instant.UTC, 0, ""},
		{"1999-12-13T20:45:52.2073437Z", "1999-12-13T20:45:52.2073437Z", instant.UTC, 0, ""},
		{"2021-01-07T22:51:59.179+09:00", "2021-01-07T13:51:59.179Z", instant.Offset, 9 * 3600, ""},
		{"2021-01-07T22:51:59+01:15", "2021-01-07T21:36:59Z", instant.Offset, 4500, ""},
		{"2021-01-07T22:51:59-03:30", "2021-01-08T02:21:59Z", instant.Offset, -12600, ""},
		{"2021-01-07T22:51:59+00:00", "2021-01-07T22:51:59Z", instant.UTC, 0, ""},
		{"2021-01-07T22:51:59+0900", "2021-01-07T13:51:59Z", instant.Offset, 9 * 3600, ""},
		{"2021-01-07T22:51:59+09", "2021-01-07T13:51:59Z", instant.Offset, 9 * 3600, ""},
		{"2021-01-07T22:51:59 +09:00", "2021-01-07T13:51:59Z", instant.Offset, 9 * 3600, ""},
		{"2021-01-07t22:51:59z", "2021-01-07T22:51:59Z", instant.UTC, 0, ""},
		{"2021-01-07T06:30Z", "2021-01-07T06:30:00Z", instant.UTC, 0, ""},
		{"2021-01-07T06:30+02:00", "2021-01-07T04:30:00Z", instant.Offset, 7200, ""},
		{"2021-01-07T06:30:05", "2021-01-07T06:30:05Z", instant.None, 0, "time-no-zone"},
		{"2021-01-07 06:30:05", "2021-01-07T06:30:05Z", instant.None, 0, "time-no-zone"},
		{"2021-01-07 06:30:05 UTC", "2021-01-07T06:30:05Z", instant.UTC, 0, ""},
		{"\n  2021-01-07T06:30:05Z\t", "2021-01-07T06:30:05Z", instant.UTC, 0, ""},
		{"2021/1/7 6:3:5", "2021-01-07T06:03:05Z", instant.None, 0, "time-no-zone"},
		{"20210107T063005Z", "2021-01-07T06:30:05Z", instant.UTC, 0, ""},
		{"2021-01-07T06:30:05,5Z", "2021-01-07T06:30:05.5Z", instant.UTC, 0, ""},
		{"1745942580", "2025-04-29T16:03:00Z", instant.UTC, 0, ""},
		{" 1745942580.25 ", "2025-04-29T16:03:00.25Z", instant.UTC, 0, ""},
		{"1745942580250", "2025-04-29T16:03:00.25Z", instant.UTC, 0, ""},
		{"0000000007", "", 0, 0, "time-absurd"},
		{"1745942580 s", "", 0, 0, "time-unreadable"},
		{"174594258", "", 0, 0, "time-unreadable"},
		{"2024-02-29T23:59:60Z", "2024-03-01T00:00:00Z", instant.UTC, 0, ""},
		{"2021-01-07T06&#58;30:05Z", "2021-01-07T06:30:05Z", instant.UTC, 0, ""},
		{"7493-06-01T00:00:00Z", "", 0, 0, "time-absurd"}, // a single time is not enough to decide
		{"1901-12-13T20:45:52Z", "", 0, 0, "time-absurd"},
		{"1970-01-01T00:00:07Z", "", 0, 0, "time-absurd"},
		{"2150-01-01T00:00:00Z", "", 0, 0, "time-absurd"},
		{"2021-01-07", "", 0, 0, "time-unreadable"},
		{"2021-13-07T06:30:05Z", "", 0, 0, "time-unreadable"},
		{"2021-01-07T25:30:05Z", "", 0, 0, "time-unreadable"},
		{"2021-01-07T06:30:05+99:00", "", 0, 0, "time-unreadable"},
		{"2021-01-07T06:30:05X", "", 0, 0, "time-unreadable"},
		{"", "", 0, 0, "time-unreadable"},
		{"T", "", 0, 0, "time-unreadable"},
		{"yesterday", "", 0, 0, "time-unreadable"},
	}
	for _, tt := range tests {
		s := New(nil)
		got, ok := s.DateTime([]byte(tt.raw))
		if text := got.Time().Format(time.RFC3339Nano); ok != (tt.want != "") || ok && text != tt.want {
			t.Errorf("DateTime(%q) = %s, %v, want %q", tt.raw, text, ok, tt.want)
		}
		if ok && (got.Zone != tt.zone || got.East != tt.east) {
			t.Errorf("DateTime(%q): zone %d, %d s east, want %d, %d", tt.raw, got.Zone, got.East, tt.zone, tt.east)
		}
		if c := decodetest.Codes(s.Issues()); c != tt.issue {
			t.Errorf("DateTime(%q): issues %q, want %q", tt.raw, c, tt.issue)
		}
	}
}

// TestDateTimeLikeStandard checks that RFC 3339 times are parsed as the standard library
// does.
func TestDateTimeLikeStandard(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sec := rapid.Int64Range(activity.FirstSecond+86400, activity.EndSecond-86400).Draw(t, "sec")
		nano := rapid.Int64Range(0, 999_999_999).Draw(t, "nano")
		east := rapid.IntRange(-48, 56).Draw(t, "quarters") * 900
		want := time.Unix(sec, nano).In(time.FixedZone("", east))
		for _, layout := range []string{time.RFC3339Nano, "2006-01-02 15:04:05.999999999-0700", "2006-01-02t15:04:05.999999999Z07:00"} {
			raw := want.Format(layout)
			got, ok := New(nil).DateTime([]byte(raw))
			if !ok || !got.Time().Equal(want) || got.East != int32(east) {
				t.Fatalf("DateTime(%q) = %s, %d s east, %v", raw, got.Time(), got.East, ok)
			}
		}
	})
}

func TestNoAllocations(t *testing.T) {
	data := []byte(`<g>` + fmt.Sprintf("%[1]s%[1]s%[1]s%[1]s", `<p lat="43.7143821" lon="18.1674247"><ele>21.5</ele><time>2024-09-04T16:32:38.000Z</time></p>`) + `</g>`)
	var sum float64
	read := func() {
		s := New(data)
		for k := s.Next(); k != EOF; k = s.Next() {
			if k != Start {
				continue
			}
			switch string(s.Name()) {
			case "p":
				sum += s.Float(s.Attr("lat")) + s.Float(s.Attr("lon"))
			case "ele":
				raw, _ := s.Value()
				sum += s.Float(raw)
			case "time":
				raw, _ := s.Value()
				at, _ := s.DateTime(raw)
				sum += at.Since(0)
			}
		}
	}
	if n := testing.AllocsPerRun(10, read); n > 3 {
		t.Errorf("%v allocations a document, want the scanner's own 3 at most", n)
	}
}
