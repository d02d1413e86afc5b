package gpx

import (
	"fmt"
	"strings"
	"testing"

	"dayafter/internal/testing/decodetest"
)

// TestWhichPartsFormOneActivity checks which segments and tracks form one activity.
func TestWhichPartsFormOneActivity(t *testing.T) {
	trk := func(kind string, segments ...string) string {
		out := "<trk><name>" + kind + "</name><type>" + kind + "</type>"
		for _, s := range segments {
			out += "<trkseg>" + s + "</trkseg>"
		}
		return out + "</trk>"
	}
	// seg returns a segment of points from one second to another.
	seg := func(from, to int) (out string) {
		for s := from; s <= to; s++ {
			out += pt(s, "")
		}
		return out
	}
	const hour = 3600
	tests := []struct {
		name, tracks string
		want         []string
		issues       string
	}{
		{"two segments", trk("running", seg(0, 3), seg(63, 65)), []string{"run 65s [{3 63}]"}, ""},
		{"segments without a break", trk("running", seg(0, 3), seg(4, 6)), []string{"run 6s []"}, ""},
		{"empty segments", trk("running", "", seg(0, 3), "", seg(63, 65), ""), []string{"run 65s [{3 63}]"}, ""},
		{"two tracks close by", trk("running", seg(0, 3)) + trk("running", seg(hour, hour+2)), []string{"run 3602s [{3 3600}]"}, ""},
		{"second track without type", trk("running", seg(0, 3)) + trk("", seg(63, 65)), []string{"run 65s [{3 63}]"}, ""},
		{"first track without type", trk("", seg(0, 3)) + trk("running", seg(63, 65)), []string{"run 65s [{3 63}]"}, ""},
		{"tracks far apart", trk("running", seg(0, 3)) + trk("running", seg(5*hour, 5*hour+2)), []string{"run 3s []", "run 2s []"}, ""},
		{"two sports", trk("running", seg(0, 3)) + trk("cycling", seg(63, 65)), []string{"run 3s []", "ride 2s []"}, ""},
		{"segments hours apart in one track", trk("running", seg(0, 3), seg(5*hour, 5*hour+2)), []string{"run 18002s [{3 18000}]"}, ""},
		{"a log of two days in one track", trk("running", seg(0, 3), seg(9*hour, 9*hour+2)), []string{"run 32402s [{3 32400}]"}, ""},
		{"neighbouring points swapped", trk("running", seg(1, 1)+seg(0, 0)+seg(3, 3)+seg(2, 2)+seg(5, 5)+seg(4, 4)), []string{"run 4s []"}, "gpx-time-order"},
		{"newest segment first", trk("running", seg(63, 65), seg(0, 3)), []string{"run 65s [{3 63}]"}, "gpx-part-order"},
		{"the same track twice", trk("running", seg(0, 9)) + trk("running", seg(0, 9)), []string{"run 9s []"}, "gpx-time-order"},
		{"clock not set at first", trk("running", `<trkpt><time>2000-01-01T00:00:00Z</time></trkpt>`, seg(0, 30)), []string{"run 30s []"}, "gpx-position time-stray"},
		{"a year of short logs", trk("running", seg(0, 30)) + trk("running", strings.ReplaceAll(seg(0, 3), "2024", "2023")), []string{"run 3s []", "run 30s []"}, "gpx-part-order"},
		{"points outside a segment", `<trk><type>running</type>` + seg(0, 3) + `</trk>`, []string{"run 3s []"}, ""},
		{"numbers and bounds", `<metadata><bounds minlat="x"/></metadata><bounds minlat="x"/><trk><number></number><name>n</name><number/><type>running</type><trkseg>` + seg(0, 3) + `</trkseg></trk>`, []string{"run 3s []"}, ""},
		{"waypoints with strange values", `<wpt lat="x"><sat>7.0</sat></wpt>` + trk("running", seg(0, 3)) + `<rte><rtept lat=""/></rte>`, []string{"run 3s []"}, ""},
		{"unclosed point", trk("running", `<trkpt lat="1" lon="2"><time>2024-09-01T06:00:00Z</time>`+seg(1, 3)), []string{"run 3s []"}, "xml-unclosed"},
		{"unclosed name", `<trk><name>x<type>running</type><trkseg>` + seg(0, 3) + `</trkseg></trk>`, []string{"unknown 3s []"}, "xml-unclosed gpx-sport"},
		{"two documents in one file", trk("running", seg(0, 3)) + `</gpx><?xml version="1.0"?><gpx version="1.1">` + trk("cycling", seg(63, 65)), []string{"run 3s []", "ride 2s []"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			as, issues, err := Decode([]byte(`<gpx version="1.1">` + tt.tracks + `</gpx>`))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, a := range as {
				got = append(got, fmt.Sprintf("%v %gs %v", a.Sport, a.Samples.T[a.Samples.Len()-1], a.Pauses))
				issues = append(issues, a.Issues...)
			}
			if d := decodetest.Diff(tt.want, got); d != "" {
				t.Error(d)
			}
			if decodetest.Codes(issues) != tt.issues {
				t.Errorf("issues %q, want %q", decodetest.Codes(issues), tt.issues)
			}
		})
	}
}
