package tcx

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/testing/decodetest"
)

var nan = math.NaN()

// doc returns a document with one activity of the sport.
func doc(sport, inside string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2" xmlns:ns3="http://www.garmin.com/xmlschemas/ActivityExtension/v2"><Activities><Activity Sport="` +
		sport + `"><Id>17</Id>` + inside + `</Activity></Activities></TrainingCenterDatabase>`
}

// clock returns second s of a morning.
func clock(s int) string {
	return time.Date(2024, 9, 1, 6, 0, s, 0, time.UTC).Format(time.RFC3339)
}

// lapAt returns a lap that starts at second s.
func lapAt(s int, inside string) string {
	return `<Lap StartTime="` + clock(s) + `">` + inside + `</Lap>`
}

// pt returns a track point at second s, with further elements.
func pt(s int, more string) string {
	return `<Trackpoint><Time>` + clock(s) + `</Time>` + more + `</Trackpoint>`
}

// track returns a track of points from one second to another.
func track(from, to int) string {
	out := "<Track>"
	for s := from; s <= to; s++ {
		out += pt(s, "")
	}
	return out + "</Track>"
}

func TestDecode(t *testing.T) {
	a, issues := decodetest.One(t, Decode, doc("Running", lapAt(0, `<TotalTimeSeconds>60.5</TotalTimeSeconds><DistanceMeters>200.25</DistanceMeters><Calories>12</Calories>
<AverageHeartRateBpm><Value>140</Value></AverageHeartRateBpm><MaximumHeartRateBpm><Value>150</Value></MaximumHeartRateBpm>
<Intensity>Active</Intensity><TriggerMethod>Manual</TriggerMethod><Track>`+
		pt(1, `<Position><LatitudeDegrees>1.5</LatitudeDegrees><LongitudeDegrees>-30.25</LongitudeDegrees></Position><AltitudeMeters>10.5</AltitudeMeters><DistanceMeters>3.5</DistanceMeters><HeartRateBpm><Value>139.0</Value></HeartRateBpm><Extensions><ns3:TPX><ns3:Speed>3.25</ns3:Speed><ns3:RunCadence>81</ns3:RunCadence><ns3:Watts>250</ns3:Watts></ns3:TPX></Extensions>`)+
		pt(60, "")+`</Track>`)+
		lapAt(61, `<TotalTimeSeconds>30</TotalTimeSeconds><DistanceMeters>100</DistanceMeters><Calories>6</Calories><AverageHeartRateBpm><Value>152</Value></AverageHeartRateBpm><MaximumHeartRateBpm><Value>160</Value></MaximumHeartRateBpm><Intensity>Resting</Intensity><TriggerMethod>Distance</TriggerMethod><Track>`+pt(62, "")+pt(91, "")+`</Track>`)+
		`<Notes>windy &amp; cold</Notes><Training VirtualPartner="false"><Plan Type="Workout"><Name>6 x 800</Name></Plan></Training><Creator xsi:type="Device_t"><Name>Forerunner 245</Name><Version><VersionMajor>1</VersionMajor></Version></Creator>`))
	want := activity.New(activity.Run, time.Date(2024, 9, 1, 6, 0, 0, 0, time.UTC))
	want.Title, want.Device = "6 x 800", "Forerunner 245"
	first := func(v float64) []float64 { return []float64{v, nan, nan, nan} }
	want.Samples = activity.Columns{
		T: []float64{1, 60, 62, 91}, Lat: first(1.5), Lon: first(-30.25), Ele: first(10.5), Dist: first(3.5),
		Speed: first(3.25), HR: first(139), Cadence: first(162), Power: first(250),
	}
	want.Laps = []activity.Lap{
		{Start: 0, Elapsed: 61, Timer: 60.5, Distance: 200.25, AvgHR: 140, MaxHR: 150, Trigger: activity.TriggerManual, Kind: activity.LapActive, Step: -1},
		{Start: 61, Elapsed: 30, Timer: 30, Distance: 100, AvgHR: 152, MaxHR: 160, Trigger: activity.TriggerDistance, Kind: activity.LapRest, Step: -1},
	}
	want.Totals = activity.Totals{
		Elapsed: 91, Timer: 90.5, Distance: 300.25, Ascent: nan, Descent: nan,
		AvgHR: (140*60.5 + 152*30) / 90.5, MaxHR: 160, Calories: 18,
	}
	if d := decodetest.Diff(want, a); d != "" {
		t.Error(d)
	}
	if len(issues) > 0 {
		t.Errorf("issues %v, want none", issues)
	}
}

func TestSports(t *testing.T) {
	tests := []struct {
		written string
		want    activity.Sport
		issue   string
	}{
		{"Running", activity.Run, ""},
		{"Biking", activity.Ride, ""},
		{"Other", activity.Other, ""},
		{"Walking", activity.Walk, ""},
		{"Swimming", activity.Swim, ""},
		{"running", activity.Run, ""},
		{"", activity.Unknown, "tcx-sport"},
		{"Quidditch", activity.Unknown, "tcx-sport"},
	}
	for _, tt := range tests {
		a, _ := decodetest.One(t, Decode, doc(tt.written, lapAt(0, track(0, 1))))
		if a.Sport != tt.want || decodetest.Codes(a.Issues) != tt.issue {
			t.Errorf("%q: %v, issues %q, want %v, %q", tt.written, a.Sport, decodetest.Codes(a.Issues), tt.want, tt.issue)
		}
	}
}

// TestForms reads documents as vendors write them. want states the number of samples, the
// starts of the laps and the pauses.
func TestForms(t *testing.T) {
	utf8 := doc("Running", lapAt(0, track(0, 2)))
	tests := []struct{ name, doc, want, issues string }{
		{"plain", utf8, "3 [0] []", ""},
		{"leading blanks", "\n          " + utf8, "3 [0] []", "xml-leading-blanks"},
		{"byte order mark", "\ufeff" + utf8, "3 [0] []", ""},
		{"other namespace", strings.ReplaceAll(utf8, "TrainingCenterDatabase/v2", "TrainingCenterDatabase/v1"), "3 [0] []", ""},
		{"prefixed", strings.NewReplacer("<?", "<?", "</", "</t:", "<", "<t:").Replace(utf8), "3 [0] []", ""},
		{"no declaration", utf8[strings.Index(utf8, "<T"):], "3 [0] []", ""},
		{"quoted bracket in the document type", `<!DOCTYPE t SYSTEM "a>b.dtd" [<!ENTITY e "]>">]>` + utf8[strings.Index(utf8, "<T"):], "3 [0] []", "xml-doctype"},
		{"pause", doc("Running", lapAt(0, track(0, 4)+track(64, 68))), "10 [0] [{4 64}]", ""},
		{"two pauses in a lap", doc("Running", lapAt(0, track(0, 4)+track(64, 68)+track(80, 83))), "14 [0] [{4 64} {68 80}]", ""},
		{"a track for every point", doc("Running", lapAt(0, track(0, 0)+track(5, 5)+track(10, 10)+track(15, 15))), "4 [0] []", ""},
		{"a lap border is no pause", doc("Running", lapAt(0, track(0, 4))+lapAt(30, track(30, 34))), "10 [0 30] []", ""},
		{"empty tracks", doc("Running", lapAt(0, "<Track/>"+track(0, 4)+"<Track></Track>")), "5 [0] []", ""},
		{"track without lap", doc("Running", track(0, 4)), "5 [] []", ""},
		{"lap without start", doc("Running", `<Lap><TotalTimeSeconds>3</TotalTimeSeconds>`+track(2, 4)+`</Lap>`), "3 [0] []", ""},
		{"lap start on another day", doc("Running", `<Lap StartTime="2015-01-01T00:00:00Z">`+track(0, 4)+`</Lap>`), "5 [0] []", "tcx-lap-start"},
		{"clock not set at first", doc("Running", `<Lap StartTime="2000-01-01T00:00:00Z"><Track><Trackpoint><Time>2000-01-01T00:00:01Z</Time></Trackpoint></Track>`+track(0, 30)+`</Lap>`), "31 [0] []", "time-stray tcx-lap-start"},
		{"point without time", doc("Running", lapAt(0, `<Track>`+pt(0, "")+`<Trackpoint><AltitudeMeters>1</AltitudeMeters></Trackpoint>`+pt(1, "")+`</Track>`)), "2 [0] []", "tcx-no-time"},
		{"step back", doc("Running", lapAt(0, `<Track>`+pt(0, "")+pt(9, "")+pt(2, "")+pt(3, "")+`</Track>`)), "3 [0] []", "tcx-time-order"},
		{"unclosed point", doc("Running", lapAt(0, `<Track><Trackpoint><Time>`+clock(0)+`</Time>`+pt(1, "")+pt(2, "")+`</Track>`)), "3 [0] []", "xml-unclosed"},
		{"bare ampersand", doc("Running", lapAt(0, track(0, 1))+`<Name>a & b</Name>`), "2 [0] []", "xml-bare-ampersand"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, issues := decodetest.One(t, Decode, tt.doc)
			var starts []float64
			for _, l := range a.Laps {
				starts = append(starts, l.Start)
			}
			if got := fmt.Sprint(a.Samples.Len(), " ", starts, " ", a.Pauses); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
			if got := decodetest.Codes(append(issues, a.Issues...)); got != tt.issues {
				t.Errorf("issues %q, want %q", got, tt.issues)
			}
		})
	}
}

// TestPoint checks the values of a point.
func TestPoint(t *testing.T) {
	empty := activity.NoSample()
	empty.T = 0
	with := func(change func(*activity.Sample)) activity.Sample {
		s := empty
		change(&s)
		return s
	}
	tests := []struct {
		name, more, issues string
		want               activity.Sample
	}{
		{"nothing", ``, "", empty},
		{"half a position", `<Position><LatitudeDegrees>1</LatitudeDegrees></Position>`, "tcx-position", empty},
		{"null island", `<Position><LatitudeDegrees>0.0</LatitudeDegrees><LongitudeDegrees>0.0</LongitudeDegrees></Position>`, "tcx-position", empty},
		{"heart rate without Value", `<HeartRateBpm>150</HeartRateBpm>`, "", with(func(s *activity.Sample) { s.HR = 150 })},
		{"heart rate 0", `<HeartRateBpm><Value>0</Value></HeartRateBpm>`, "", empty},
		{"heart rate with type", `<HeartRateBpm xsi:type="HeartRateInBeatsPerMinute_t"> <Value> 150 </Value> </HeartRateBpm>`, "", with(func(s *activity.Sample) { s.HR = 150 })},
		{"cadence of both feet", `<Cadence>172</Cadence>`, "", with(func(s *activity.Sample) { s.Cadence = 172 })},
		{"cadence of one foot", `<Cadence>86</Cadence>`, "", with(func(s *activity.Sample) { s.Cadence = 172 })},
		{"extension of any prefix", `<Extensions><x:TPX><x:RunCadence>172</x:RunCadence><x:Watts>300.5</x:Watts></x:TPX></Extensions>`, "", with(func(s *activity.Sample) { s.Cadence, s.Power = 172, 300.5 })},
		{"extension without prefix", `<Extensions><TPX xmlns="urn:x"><Speed>2.5</Speed></TPX></Extensions>`, "", with(func(s *activity.Sample) { s.Speed = 2.5 })},
		{"altitude with comma", `<AltitudeMeters>12,5</AltitudeMeters>`, "xml-decimal-comma", with(func(s *activity.Sample) { s.Ele = 12.5 })},
		{"negative speed", `<Extensions><TPX><Speed>-2.5</Speed></TPX></Extensions>`, "tcx-value", empty},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, issues := decodetest.One(t, Decode, doc("Running", lapAt(0, `<Track>`+pt(0, tt.more)+`</Track>`)))
			if d := decodetest.Diff(tt.want, decodetest.Sample(a, 0)); d != "" {
				t.Error(d)
			}
			if got := decodetest.Codes(append(issues, a.Issues...)); got != tt.issues {
				t.Errorf("issues %q, want %q", got, tt.issues)
			}
		})
	}
}

func TestClock(t *testing.T) {
	a, _ := decodetest.One(t, Decode, strings.ReplaceAll(doc("Running", lapAt(0, track(0, 3))), "Z<", "+09:00<"))
	if a.Clock.Source != activity.ClockNone {
		t.Errorf("clock %v from a lap start in UTC", a.Clock)
	}
	a, _ = decodetest.One(t, Decode, strings.NewReplacer("Z<", "+09:00<", `Z"`, `+09:00"`).Replace(doc("Running", lapAt(0, track(0, 3)))))
	if want := time.Date(2024, 8, 31, 21, 0, 0, 0, time.UTC); !a.Start.Equal(want) || a.Clock.Offset != 9*time.Hour || a.Clock.Source != activity.ClockExplicit {
		t.Errorf("start %v, clock %v", a.Start, a.Clock)
	}
}

// TestDistanceAgain checks a distance that starts at 0 in every lap: it must count from the
// start.
func TestDistanceAgain(t *testing.T) {
	d := func(s int, m string) string { return pt(s, `<DistanceMeters>`+m+`</DistanceMeters>`) }
	a, issues := decodetest.One(t, Decode, doc("Running", lapAt(0, `<Track>`+d(0, "0")+d(1, "500")+`</Track>`)+lapAt(2, `<Track>`+d(2, "1")+d(3, "400")+`</Track>`)+lapAt(4, `<Track>`+d(4, "2")+`</Track>`)))
	if d := decodetest.Diff([]float64{0, 500, 501, 900, 902}, a.Samples.Dist); d != "" {
		t.Error(d)
	}
	if got := decodetest.Codes(append(issues, a.Issues...)); got != "tcx-distance" {
		t.Errorf("issues %q", got)
	}
}

// TestTriggers checks that auto-laps are recognised in a file that calls all laps manual.
func TestTriggers(t *testing.T) {
	const hand, auto, end = activity.TriggerManual, activity.TriggerDistance, activity.TriggerEnd
	tests := []struct {
		name   string
		metres []float64
		want   []activity.Trigger
	}{
		{"kilometres", []float64{1000, 1000, 1000, 332.3}, []activity.Trigger{auto, auto, auto, end}},
		{"miles", []float64{1609.34, 1609.35, 892.8}, []activity.Trigger{auto, auto, end}},
		{"kilometres, then by hand", []float64{1000, 1000, 1410.6, 650.5, 400}, []activity.Trigger{auto, auto, hand, hand, end}},
		{"repetitions of a kilometre", []float64{2100, 1000, 400, 1000, 400, 1800}, []activity.Trigger{hand, hand, hand, hand, hand, end}},
		{"repetitions of 400 m without rest laps", []float64{400, 400, 400, 1800}, []activity.Trigger{hand, hand, hand, end}},
		{"one lap", []float64{8000}, []activity.Trigger{end}},
	}
	for _, tt := range tests {
		var laps string
		for i, m := range tt.metres {
			laps += lapAt(300*i, fmt.Sprintf(`<TotalTimeSeconds>300</TotalTimeSeconds><DistanceMeters>%g</DistanceMeters><TriggerMethod>Manual</TriggerMethod>`, m))
		}
		a, _ := decodetest.One(t, Decode, doc("Running", laps))
		var got []activity.Trigger
		for _, l := range a.Laps {
			got = append(got, l.Trigger)
		}
		if d := decodetest.Diff(tt.want, got); d != "" {
			t.Errorf("%s: %s", tt.name, d)
		}
	}
}

// TestSeveral checks that every Activity element becomes an activity.
func TestSeveral(t *testing.T) {
	leg := func(sport string, s int) string {
		return `<Activity Sport="` + sport + `"><Id>x</Id>` + lapAt(s, track(s, s+2)) + `</Activity>`
	}
	tests := []struct{ name, inside string }{
		{"side by side", leg("Running", 0) + leg("Biking", 7200)},
		{"multisport", `<MultiSportSession><Id>x</Id><FirstSport>` + leg("Running", 0) + `</FirstSport><NextSport><Transition StartTime="` + clock(10) + `"><TotalTimeSeconds>60</TotalTimeSeconds></Transition>` + leg("Biking", 7200) + `</NextSport></MultiSportSession>`},
	}
	for _, tt := range tests {
		as, _, err := Decode([]byte(`<TrainingCenterDatabase><Activities>` + tt.inside + `</Activities><Author><Name>Watch Link</Name></Author></TrainingCenterDatabase>`))
		if err != nil || len(as) != 2 {
			t.Fatalf("%s: %d activities, error %v", tt.name, len(as), err)
		}
		if as[0].Sport != activity.Run || as[1].Sport != activity.Ride || as[1].Start.Sub(as[0].Start) != 2*time.Hour || as[1].Device != "Watch Link" {
			t.Errorf("%s: %+v", tt.name, as)
		}
	}
}

// TestWithoutPoints checks that an activity with laps but no points is kept.
func TestWithoutPoints(t *testing.T) {
	a, _ := decodetest.One(t, Decode, doc("Running", lapAt(0, `<TotalTimeSeconds>1800</TotalTimeSeconds><DistanceMeters>5000</DistanceMeters><Calories>0</Calories>`)))
	if a.Samples.Len() != 0 || len(a.Laps) != 1 || a.Totals.Distance != 5000 || a.Totals.Timer != 1800 || a.Totals.Elapsed != 1800 {
		t.Errorf("the totals of a lap without points: %+v", a)
	}
}

func TestNotActivity(t *testing.T) {
	tests := []struct{ name, doc, reason string }{
		{"course", `<TrainingCenterDatabase><Courses><Course><Name>x</Name>` + track(0, 3) + `</Course></Courses></TrainingCenterDatabase>`, "a course to follow"},
		{"workout", `<TrainingCenterDatabase><Workouts><Workout Sport="Running"><Name>x</Name></Workout></Workouts></TrainingCenterDatabase>`, "a planned workout"},
		{"empty activity", doc("Running", ""), "an activity without laps, points or times"},
		{"no activities", `<TrainingCenterDatabase/>`, "a history without activities"},
	}
	for _, tt := range tests {
		as, _, err := Decode([]byte(tt.doc))
		if !errors.Is(err, activity.ErrNotActivity) || !strings.HasSuffix(err.Error(), ": "+tt.reason) || as != nil {
			t.Errorf("%s: %d activities, error %v, want %s", tt.name, len(as), err, tt.reason)
		}
	}
}

func TestNoTCX(t *testing.T) {
	for _, doc := range []string{"", "hello", "<html/>", `<TrainingCenterDatabase><Activities>`} {
		if as, _, err := Decode([]byte(doc)); err == nil || errors.Is(err, activity.ErrNotActivity) || as != nil {
			t.Errorf("Decode(%q): %d activities, error %v", doc, len(as), err)
		}
	}
}

// TestTruncated cuts a file after every byte. All complete points must stay, and a single
// point with a time is enough for an activity.
func TestTruncated(t *testing.T) {
	var points string
	for i := range 4 {
		points += pt(i, fmt.Sprintf(`<AltitudeMeters>1%d.5</AltitudeMeters><HeartRateBpm><Value>12%d</Value></HeartRateBpm>`, i, i))
	}
	text := doc("Running", lapAt(0, `<TotalTimeSeconds>4</TotalTimeSeconds><Track>`+points+`</Track>`))
	decodetest.CheckTruncated(t, Decode, text, "</Time>", "</Trackpoint>")
}

// A lap without a start and without points begins where the previous lap ends.
func TestLapWithoutStart(t *testing.T) {
	a, _ := decodetest.One(t, Decode, doc("Running", lapAt(0, `<TotalTimeSeconds>90</TotalTimeSeconds>`+track(0, 60))+
		`<Lap><TotalTimeSeconds>30</TotalTimeSeconds></Lap><Lap><DistanceMeters>5</DistanceMeters></Lap>`))
	if len(a.Laps) != 3 || a.Laps[1].Start != 90 || a.Laps[2].Start != 120 || decodetest.Codes(a.Issues) != "tcx-lap-no-start" {
		t.Errorf("laps %+v, issues %v", a.Laps, a.Issues)
	}
}

// TestLapHeartRate checks the average heart rate that Mi Fitness writes into another
// element.
func TestLapHeartRate(t *testing.T) {
	a, _ := decodetest.One(t, Decode, doc("", lapAt(0, `<TotalTimeSeconds>60</TotalTimeSeconds><HeartRateBpm>138</HeartRateBpm>`+track(0, 60))))
	if a.Totals.AvgHR != 138 || a.Laps[0].AvgHR != 138 || a.Samples.HR != nil {
		t.Errorf("average heart rate %v, lap %v", a.Totals.AvgHR, a.Laps[0].AvgHR)
	}
}

// TestFirstPointsTooLate checks a file whose first points, and with them the lap, are dated
// an hour late.
func TestFirstPointsTooLate(t *testing.T) {
	a, _ := decodetest.One(t, Decode, doc("Running", lapAt(3600, `<TotalTimeSeconds>60</TotalTimeSeconds><Track>`+pt(3600, "")+pt(3601, "")+strings.TrimPrefix(track(2, 60), "<Track>"))))
	if a.Samples.Len() != 59 || a.Start.Second() != 2 || a.Laps[0].Start != 0 || a.Totals.Elapsed > 60 {
		t.Errorf("%d samples from %v, lap %+v, elapsed %v", a.Samples.Len(), a.Start, a.Laps[0], a.Totals.Elapsed)
	}
}
