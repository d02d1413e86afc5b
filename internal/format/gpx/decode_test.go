package gpx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"dayafter/internal/activity"
	"dayafter/internal/testing/decodetest"
)

// head and tail of a document of one track with one segment.
const (
	head = `<?xml version="1.0" encoding="UTF-8"?><gpx version="1.1" creator="Watch" xmlns="http://www.topografix.com/GPX/1/1" xmlns:a="urn:a"><trk><name>Lauf</name><type>running</type><trkseg>`
	tail = `</trkseg></trk></gpx>`
)

var nan = math.NaN()

// pt returns a track point at second s of a morning, with further elements.
func pt(s int, more string) string {
	return fmt.Sprintf(`<trkpt lat="1.5" lon="-30.25"><time>2024-09-01T%02d:%02d:%02dZ</time>%s</trkpt>`, 6+s/3600, s/60%60, s%60, more)
}

func TestATrackIsRead(t *testing.T) {
	a, issues := decodetest.One(t, Decode, head+
		pt(0, `<ele>10.5</ele><extensions><a:TrackPointExtension><a:hr>120</a:hr><a:cad>80</a:cad><a:atemp>21</a:atemp></a:TrackPointExtension><power>250</power></extensions>`)+
		pt(1, `<ele>11</ele>`)+
		pt(3, `<extensions><a:TrackPointExtension><a:hr>0</a:hr><a:speed>3.25</a:speed></a:TrackPointExtension></extensions>`)+tail)
	want := activity.New(activity.Run, time.Date(2024, 9, 1, 6, 0, 0, 0, time.UTC))
	want.Title, want.Device = "Lauf", "Watch"
	want.Samples = activity.Columns{
		T:   []float64{0, 1, 3},
		Lat: []float64{1.5, 1.5, 1.5}, Lon: []float64{-30.25, -30.25, -30.25},
		Ele:     []float64{10.5, 11, nan},
		Speed:   []float64{nan, nan, 3.25},
		HR:      []float64{120, nan, nan},
		Cadence: []float64{160, nan, nan},
		Power:   []float64{250, nan, nan},
		Temp:    []float64{21, nan, nan},
	}
	if d := decodetest.Diff(want, a); d != "" {
		t.Error(d)
	}
	if len(issues) > 0 {
		t.Errorf("issues %v, want none", issues)
	}
}

// TestPointsInTheFormsOfVendors checks the values of a point in the forms that vendors write.
func TestPointsInTheFormsOfVendors(t *testing.T) {
	const at = `<time>2024-09-01T06:00:00Z</time>`
	full := activity.Sample{Lat: 1.5, Lon: -30.25, Ele: nan, Dist: nan, Speed: nan, HR: nan, Cadence: nan, Power: nan, Celsius: nan}
	with := func(change func(*activity.Sample)) activity.Sample {
		s := full
		change(&s)
		return s
	}
	place := func(lat, lon float64) func(*activity.Sample) {
		return func(s *activity.Sample) { s.Lat, s.Lon = lat, lon }
	}
	tests := []struct {
		name, point, issues string
		want                activity.Sample
	}{
		{"position only", `<trkpt lat="1.5" lon="-30.25">` + at + `</trkpt>`, "", full},
		{"attributes turned round", `<trkpt lon='-30.25' lat='1.5' >` + at + `</trkpt>`, "", full},
		{"decimal commas", `<trkpt lat="1,5" lon="-30,25">` + at + `</trkpt>`, "xml-decimal-comma", full},
		{"no latitude", `<trkpt lon="-30.25">` + at + `</trkpt>`, "gpx-position", with(place(nan, nan))},
		{"no position", `<trkpt>` + at + `</trkpt>`, "gpx-position", with(place(nan, nan))},
		{"null island", `<trkpt lat="0" lon="0.0">` + at + `</trkpt>`, "gpx-position", with(place(nan, nan))},
		{"latitude 100", `<trkpt lat="100" lon="0">` + at + `</trkpt>`, "gpx-position", with(place(nan, nan))},
		{"position NaN", `<trkpt lat="NaN" lon="NaN">` + at + `</trkpt>`, "xml-number gpx-position", with(place(nan, nan))},
		{"on the equator", `<trkpt lat="0" lon="32.5">` + at + `</trkpt>`, "", with(place(0, 32.5))},
		{"elevation with blanks", `<trkpt lat="1.5" lon="-30.25"><ele>` + "\n  12.5\n" + `</ele>` + at + `</trkpt>`, "", with(func(s *activity.Sample) { s.Ele = 12.5 })},
		{"elevation with comma", `<trkpt lat="1.5" lon="-30.25"><ele>12,5</ele>` + at + `</trkpt>`, "xml-decimal-comma", with(func(s *activity.Sample) { s.Ele = 12.5 })},
		{"elevation impossible", `<trkpt lat="1.5" lon="-30.25"><ele>1e20</ele>` + at + `</trkpt>`, "gpx-value", full},
		{"elevation no number", `<trkpt lat="1.5" lon="-30.25"><ele>high</ele>` + at + `</trkpt>`, "xml-number", full},
		{"elevation empty", `<trkpt lat="1.5" lon="-30.25"><ele/>` + at + `</trkpt>`, "", full},
		{"satellites as 7.0", `<trkpt lat="1.5" lon="-30.25"><sat>7.0</sat>` + at + `</trkpt>`, "", full},
		{"Garmin v2", pt(0, `<extensions><gpxtpx:TrackPointExtension><gpxtpx:hr>150</gpxtpx:hr><gpxtpx:speed>3.5</gpxtpx:speed><gpxtpx:course>3</gpxtpx:course></gpxtpx:TrackPointExtension></extensions>`), "", with(func(s *activity.Sample) { s.HR, s.Speed = 150, 3.5 })},
		{"Cluetrust", pt(0, `<extensions><gpxdata:hr>150</gpxdata:hr><gpxdata:cadence>170</gpxdata:cadence><gpxdata:temp>20</gpxdata:temp></extensions>`), "", with(func(s *activity.Sample) { s.HR, s.Cadence, s.Celsius = 150, 170, 20 })},
		{"Strava power", pt(0, `<extensions><power>200</power></extensions>`), "", with(func(s *activity.Sample) { s.Power = 200 })},
		{"Garmin power", pt(0, `<extensions><pwr:PowerInWatts>50</pwr:PowerInWatts></extensions>`), "", with(func(s *activity.Sample) { s.Power = 50 })},
		{"without prefix", pt(0, `<extensions><TrackPointExtension><hr>150</hr></TrackPointExtension></extensions>`), "", with(func(s *activity.Sample) { s.HR = 150 })},
		{"under the point", pt(0, `<hr>150</hr><speed>3</speed><cad>165</cad>`), "", with(func(s *activity.Sample) { s.HR, s.Speed, s.Cadence = 150, 3, 165 })},
		{"deep inside", pt(0, `<extensions><x><y><z><heartrate>150</heartrate></z></y></x></extensions>`), "", with(func(s *activity.Sample) { s.HR = 150 })},
		{"heart rate as a float", pt(0, `<extensions><a:hr> 150.0 </a:hr></extensions>`), "", with(func(s *activity.Sample) { s.HR = 150 })},
		{"heart rate twice", pt(0, `<extensions><a:hr>150</a:hr><b:hr>90</b:hr></extensions>`), "", with(func(s *activity.Sample) { s.HR = 150 })},
		{"heart rate 0", pt(0, `<extensions><a:hr>0</a:hr></extensions>`), "", full},
		{"heart rate 999", pt(0, `<extensions><a:hr>999</a:hr></extensions>`), "gpx-value", full},
		{"negative speed", pt(0, `<speed>-1</speed>`), "gpx-value", full},
		{"CDATA", pt(0, `<ele><![CDATA[12.5]]></ele>`), "", with(func(s *activity.Sample) { s.Ele = 12.5 })},
		{"prefixed", `<g:trkpt lat="1.5" lon="-30.25"><g:ele>12</g:ele><g:time>2024-09-01T06:00:00Z</g:time></g:trkpt>`, "", with(func(s *activity.Sample) { s.Ele = 12 })},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, issues := decodetest.One(t, Decode, head+tt.point+tail)
			if d := decodetest.Diff(tt.want, decodetest.Sample(a, 0)); d != "" {
				t.Error(d)
			}
			if got := decodetest.Codes(issues); got != tt.issues {
				t.Errorf("issues %q, want %q", got, tt.issues)
			}
		})
	}
}

func TestSportTitleAndDevice(t *testing.T) {
	tests := []struct {
		name, doc             string // %s stands for the segment
		sport                 activity.Sport
		indoor, track         bool
		title, device, issues string
	}{
		{
			"metadata", `<gpx version="1.1" creator="Pod"><metadata><name>Tempo</name><desc>windy</desc></metadata><trk><type>run</type>%s</trk></gpx>`,
			activity.Run, false, false, "Tempo", "Pod", "",
		},
		{
			"track before metadata", `<gpx version="1.1" creator="Pod"><metadata><name>x</name></metadata><trk><name>Tempo</name><cmt>hot</cmt><type>Trail_Running</type>%s</trk></gpx>`,
			activity.Run, false, false, "Tempo", "Pod", "",
		},
		{
			"GPX 1.0", `<gpx version="1.0" creator="Pod"><name>Old</name><desc>d</desc><trk><type>Laufen</type>%s</trk></gpx>`,
			activity.Run, false, false, "Old", "Pod", "",
		},
		{
			"prefixed", `<g:gpx version="1.1" creator="Pod" xmlns:g="http://www.topografix.com/GPX/1/1"><g:trk><g:name>Tempo</g:name><g:type>9</g:type>%s</g:trk></g:gpx>`,
			activity.Run, false, false, "Tempo", "Pod", "",
		},
		{
			"quoted bracket in the document type", `<!DOCTYPE gpx SYSTEM "a>b.dtd" [<!ENTITY e "]>">]><gpx version="1.1"><trk><name>Tempo</name><type>running</type>%s</trk></gpx>`,
			activity.Run, false, false, "Tempo", "", "",
		},
		{
			"no namespace, no version", `<gpx><trk><name>Tempo</name><type>running</type>%s</trk></gpx>`,
			activity.Run, false, false, "Tempo", "", "",
		},
		{
			"treadmill", `<gpx version="1.1"><trk><type>treadmill_running</type>%s</trk></gpx>`,
			activity.Run, true, false, "", "", "",
		},
		{
			"athletics track", `<gpx version="1.1"><trk><type>track_running</type>%s</trk></gpx>`,
			activity.Run, false, true, "", "", "",
		},
		{
			"Strava's virtual ride", `<gpx version="1.1"><trk><type>17</type>%s</trk></gpx>`,
			activity.Ride, true, false, "", "", "",
		},
		{
			"Strava's own title", `<gpx version="1.1" creator="StravaGPX"><trk><name>Lunch Run</name>%s</trk></gpx>`,
			activity.Run, false, false, "Lunch Run", "StravaGPX", "",
		},
		{
			"a runner's title is no sport", `<gpx version="1.1" creator="StravaGPX"><trk><name>Run forest run</name>%s</trk></gpx>`,
			activity.Unknown, false, false, "Run forest run", "StravaGPX", "gpx-sport",
		},
		{
			"Runkeeper", `<gpx version="1.1" creator="Runkeeper - http://www.runkeeper.com"><trk><name>Running 8/28/14 7:45 am</name>%s</trk></gpx>`,
			activity.Run, false, false, "Running 8/28/14 7:45 am", "Runkeeper - http://www.runkeeper.com", "",
		},
		{
			"Joyrun", `<gpx version="1.1" creator="gpx.py"><trk><name>gpx from joyrun</name>%s</trk></gpx>`,
			activity.Run, false, false, "gpx from joyrun", "gpx.py", "",
		},
		{
			"unknown type", `<gpx version="1.1"><trk><type>&lt;b&gt;</type>%s</trk></gpx>`,
			activity.Unknown, false, false, "", "", "gpx-sport",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, _ := decodetest.One(t, Decode, fmt.Sprintf(tt.doc, `<trkseg>`+pt(0, "")+`</trkseg>`))
			got := []any{a.Sport, a.Indoor, a.Track, a.Title, a.Device, decodetest.Codes(a.Issues)}
			want := []any{tt.sport, tt.indoor, tt.track, tt.title, tt.device, tt.issues}
			if d := decodetest.Diff(want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestEncodingsThatTheLibraryRefuses checks that the texts of files that the library refuses are read.
func TestEncodingsThatTheLibraryRefuses(t *testing.T) {
	text := strings.Replace(head, "Lauf", "R&D &amp; caf&eacute;&nbsp;\x01Läufe", 1) + pt(0, "<ele>7</ele>") + tail
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	latin1, err := charmap.ISO8859_1.NewEncoder().String(strings.Replace(text, "UTF-8", "ISO-8859-1", 1))
	if err != nil {
		t.Fatal(err)
	}
	undeclared, err := charmap.ISO8859_1.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	const words = "xml-bare-ampersand xml-html-entity xml-control"
	tests := []struct{ name, doc, issues string }{
		{"UTF-8", text, words},
		{"byte order mark", "\ufeff" + text, words},
		{"UTF-16", utf16, "xml-utf16 " + words},
		{"Latin-1", latin1, words},
		{"Latin-1 that says UTF-8", undeclared, "xml-bare-ampersand xml-html-entity xml-utf8 xml-control"},
	}
	for _, tt := range tests {
		a, issues := decodetest.One(t, Decode, tt.doc)
		if want := "R&D & café\u00a0Läufe"; a.Title != want || a.Sport != activity.Run || a.Samples.Ele[0] != 7 {
			t.Errorf("%s: title %q, want %q, sport %v", tt.name, a.Title, want, a.Sport)
		}
		if got := decodetest.Codes(issues); got != tt.issues {
			t.Errorf("%s: issues %q, want %q", tt.name, got, tt.issues)
		}
	}
}

// TestGPX10IsRead checks that GPX 1.0 is read, with its own elements and with extensions that
// only GPX 1.1 allows.
func TestGPX10IsRead(t *testing.T) {
	a, issues := decodetest.One(t, Decode, `<gpx version="1.0" creator="Old"><name>Doc</name><time>2024-09-01T06:00:00Z</time><trk><name>Track</name><number>1</number><type>running</type><trkseg>`+
		pt(0, `<course>10.5</course><speed>3.5</speed><extensions><hr>150</hr></extensions>`)+tail)
	want := activity.Sample{Lat: 1.5, Lon: -30.25, Ele: nan, Dist: nan, Speed: 3.5, HR: 150, Cadence: nan, Power: nan, Celsius: nan}
	if d := decodetest.Diff(want, decodetest.Sample(a, 0)); d != "" || a.Title != "Track" || a.Sport != activity.Run || len(issues) > 0 {
		t.Errorf("title %q, sport %v, issues %v; want Track, a run without issues; the point differs: %s", a.Title, a.Sport, issues, d)
	}
}

// panicking is a token reader that panics in the library.
type panicking struct{}

func (panicking) Token() (xml.Token, error) { panic("broken") }

func TestAPanicOfTheLibraryIsAnError(t *testing.T) {
	if g, err := parse(panicking{}, nil); err == nil || g != nil {
		t.Errorf("document %v, error %v; want only an error", g, err)
	}
}

func TestStatedTotalsAreRead(t *testing.T) {
	a, _ := decodetest.One(t, Decode, `<gpx version="1.1"><trk><type>running</type><extensions><x:TrackStatsExtension><x:Distance>10023.5</x:Distance><x:TimerTime>3000</x:TimerTime><x:TotalElapsedTime>3100</x:TotalElapsedTime><x:Ascent>0</x:Ascent><x:Calories>600</x:Calories></x:TrackStatsExtension></extensions><trkseg>`+pt(0, "")+tail)
	want := activity.New(activity.Run, time.Time{}).Totals
	want.Distance, want.Timer, want.Elapsed, want.Calories = 10023.5, 3000, 3100, 600
	if d := decodetest.Diff(want, a.Totals); d != "" {
		t.Error(d)
	}
}

func TestDistanceMustGrow(t *testing.T) {
	d := func(m string) string { return `<extensions><a:distance>` + m + `</a:distance></extensions>` }
	tests := []struct {
		name string
		m    [4]string
		want []float64
		own  string
	}{
		{"from the start", [4]string{"0", "3.5", "7", "10"}, []float64{0, 3.5, 7, 10}, ""},
		{"from point to point", [4]string{"12", "12", "11", "12"}, nil, "gpx-distance"},
		{"standing still", [4]string{"0", "0", "0", "0"}, nil, "gpx-distance"},
	}
	for _, tt := range tests {
		doc := head
		for i, m := range tt.m {
			doc += pt(i, d(m))
		}
		a, _ := decodetest.One(t, Decode, doc+tail)
		if d := decodetest.Diff(tt.want, a.Samples.Dist); d != "" || decodetest.Codes(a.Issues) != tt.own {
			t.Errorf("%s: %s, issues %q, want %q", tt.name, d, decodetest.Codes(a.Issues), tt.own)
		}
	}
}

// TestARecordingWithoutPositionsIsIndoors checks that a recording without positions is kept.
func TestARecordingWithoutPositionsIsIndoors(t *testing.T) {
	doc := head
	for i := range 5 {
		doc += strings.Replace(pt(i, fmt.Sprintf("<hr>%d</hr>", 120+i)), ` lat="1.5" lon="-30.25"`, "", 1)
	}
	a, _ := decodetest.One(t, Decode, doc+tail)
	if a.Samples.Lat != nil || a.Samples.Lon != nil || !a.Indoor {
		t.Errorf("lat %v, lon %v, indoor %v; want no positions, indoors", a.Samples.Lat, a.Samples.Lon, a.Indoor)
	}
	if d := decodetest.Diff([]float64{120, 121, 122, 123, 124}, a.Samples.HR); d != "" {
		t.Error(d)
	}
}

// TestAnActivityWithoutPointsIsKept checks that an indoor activity is kept as Garmin exports it, without
// points.
func TestAnActivityWithoutPointsIsKept(t *testing.T) {
	a, issues := decodetest.One(t, Decode, `<gpx version="1.1" creator="Garmin Connect"><metadata><time>2024-09-01T20:00:00.000+09:00</time></metadata><trk><name>Pool</name><type>lap_swimming</type><trkseg/></trk></gpx>`)
	want := activity.New(activity.Swim, time.Date(2024, 9, 1, 11, 0, 0, 0, time.UTC))
	want.Title, want.Device, want.Indoor = "Pool", "Garmin Connect", true
	want.Clock = activity.Clock{Offset: 9 * time.Hour, Source: activity.ClockExplicit}
	want.Issues = activity.Issues{{Severity: activity.Note, Code: "gpx-no-points", Text: "no points: only the start and the sport are known", Count: 1}}
	if d := decodetest.Diff(want, a); d != "" || len(issues) > 0 {
		t.Errorf("issues %v: %s", issues, d)
	}
}

func TestFilesThatHoldNoRecording(t *testing.T) {
	same := strings.Repeat(pt(0, ""), 30)
	tests := []struct{ name, doc, reason string }{
		{"route", `<gpx version="1.1"><rte><rtept lat="1" lon="2"/><rtept lat="1" lon="2"/></rte></gpx>`, "a route without times (2 points)"},
		{"waypoints", `<gpx version="1.1"><wpt lat="1" lon="2"><time>2024-09-01T06:00:00Z</time></wpt></gpx>`, "waypoints only (1)"},
		{"no times", `<gpx version="1.1"><trk><trkseg><trkpt lat="1" lon="2"/></trkseg></trk></gpx>`, "a track without times (1 points)"},
		{"a day to come, seconds as they are", head + join(shifted("7493-06-01T00:00:00Z")) + tail, "a track whose times cannot be read or cannot be true (6 points)"},
		{"a step of ten seconds, or of one ten times over", head + join(future("2025-03-26T20:38:24Z", 10)) + tail, "a track whose times cannot be read or cannot be true (6 points)"},
		{"too few to tell", head + join(future("2025-03-26T20:38:24Z", 100)[:5]) + tail, "a track whose times cannot be read or cannot be true (5 points)"},
		{"absurd times", head + strings.ReplaceAll(pt(0, ""), "2024", "1901") + tail, "a track whose times cannot be read or cannot be true (1 points)"},
		{"one time for all", head + same + tail, "a track whose points all have the same time: drawn, not recorded (30 points)"},
		{"indoor without a time", `<gpx version="1.1"><trk><type>lap_swimming</type><trkseg/></trk></gpx>`, "a track without points, sport or time"},
		{"indoor without a sport", `<gpx version="1.1"><metadata><time>2024-09-01T06:00:00Z</time></metadata><trk><trkseg/></trk></gpx>`, "a track without points, sport or time"},
		{"nothing", `<gpx version="1.1"/>`, "no track points"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			as, _, err := Decode([]byte(tt.doc))
			if !errors.Is(err, activity.ErrNotActivity) || !strings.HasSuffix(err.Error(), ": "+tt.reason) || as != nil {
				t.Errorf("%d activities, error %v, want %s", len(as), err, tt.reason)
			}
		})
	}
}

func TestOtherContentIsRefused(t *testing.T) {
	for _, doc := range []string{"", "hello", "<html><body/></html>", "<kml/>", "\x00\x01\x02"} {
		if as, _, err := Decode([]byte(doc)); err == nil || errors.Is(err, activity.ErrNotActivity) || as != nil {
			t.Errorf("Decode(%q): %d activities, error %v; want an error that is not ErrNotActivity", doc, len(as), err)
		}
	}
}

// TestACutFileKeepsItsPoints cuts a file after every byte. All complete points must stay, and a single
// point with a time is enough for an activity.
func TestACutFileKeepsItsPoints(t *testing.T) {
	doc := head
	for i := range 4 {
		doc += pt(i, fmt.Sprintf(`<ele>1%d.5</ele><extensions><a:hr>12%d</a:hr></extensions>`, i, i))
	}
	doc += tail
	decodetest.CheckTruncated(t, Decode, doc, "</time>", "</trkpt>")
}
