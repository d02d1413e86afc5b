package gpx

import (
	"testing"

	"dayafter/internal/testing/decodetest"
)

func FuzzDecode(f *testing.F) {
	f.Add([]byte(head + pt(0, `<ele>1</ele><extensions><a:hr>120</a:hr></extensions>`) + pt(1, "") + tail))
	f.Add([]byte(head + pt(9, "<speed>3</speed>") + pt(1, "<cad>80</cad>") + `</trkseg><trkseg>` + pt(0, "") + tail))
	f.Add([]byte("\ufeff <!DOCTYPE x [<!ENTITY e 'v'>]><gpx version='1.0'><name>&e;&nbsp;&</name><trk><number/><trkpt lat=1 lon=2><time>7493-01-01T00:00+0900</time><ele>1,5"))
	f.Add([]byte("<\x00g\x00p\x00x\x00>\x00"))
	f.Add([]byte(`<gpx><trk><extensions><x:TrackStatsExtension><x:Distance>1</x:Distance></x:TrackStatsExtension></extensions><trkpt><trkpt><time>20210107T063005`))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, a := range decodetest.Hold(t, Decode, data) {
			c := a.Samples
			if c.Len() == 0 && decodetest.Codes(a.Issues) == "gpx-no-points" {
				continue
			}
			if c.Len() == 0 || c.Len() > maxPoints || c.T[0] != 0 {
				t.Fatalf("%d samples, times %v", c.Len(), c.T)
			}
		}
	})
}
