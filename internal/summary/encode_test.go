package summary

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"dayafter/internal/activity"
	"dayafter/internal/clean"
)

// same compares all bits. NaN equals NaN, and nil equals an empty slice.
var same = cmp.Options{
	cmp.Comparer(func(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }),
	cmp.Comparer(func(a, b float32) bool { return math.Float32bits(a) == math.Float32bits(b) }),
	cmpopts.EquateEmpty(),
}

func TestEncodingKeepsEveryBit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFile(t)
		b := AppendBinary([]byte("before"), &f)
		got, err := DecodeFile(b[len("before"):])
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(f, got, same); d != "" {
			t.Fatal(d)
		}
	})
}

// The comparison must notice a single changed bit, so that the test above can fail.
func TestSameSeesDifferences(t *testing.T) {
	a := File{Summaries: []Summary{{AvgHR: math.NaN()}}}
	b := File{Summaries: []Summary{{AvgHR: math.Copysign(math.NaN(), -1)}}}
	if cmp.Equal(a, b, same) {
		t.Error("two NaN of different bits count as the same")
	}
}

func TestDecodeFileRefusesEveryCut(t *testing.T) {
	f := File{Name: "run.fit", Summaries: []Summary{{Title: "x", Trace: Trace{Speed: Pack([]uint8{1, 2, 3})}}}}
	b := AppendBinary(nil, &f)
	for n := range b {
		if _, err := DecodeFile(b[:n]); err == nil {
			t.Fatalf("%d of %d bytes decoded", n, len(b))
		}
	}
	if _, err := DecodeFile(append(b, 0)); err == nil {
		t.Error("a byte too many decoded")
	}
}

func TestSmallestEncodings(t *testing.T) {
	size := func(f File) int { return len(AppendBinary(nil, &f)) }
	none := size(File{})
	one := Summary{}
	cases := map[string][2]int{
		"issue":   {leastIssue, size(File{Issues: make(activity.Issues, 1)}) - none},
		"summary": {leastSummary, size(File{Summaries: []Summary{one}}) - none},
	}
	base := size(File{Summaries: []Summary{one}})
	cases["lap"] = [2]int{leastLap, size(File{Summaries: []Summary{{Laps: make([]activity.Lap, 1)}}}) - base}
	cases["step"] = [2]int{leastStep, size(File{Summaries: []Summary{{Steps: make([]activity.Step, 1)}}}) - base}
	cases["break"] = [2]int{leastBreak, size(File{Summaries: []Summary{{Trace: Trace{Breaks: make([]Break, 1)}}}}) - base}
	for name, c := range cases {
		if c[0] > c[1] {
			t.Errorf("%s: taken to need %d bytes, but fits in %d", name, c[0], c[1])
		}
	}
}

func FuzzDecodeFile(f *testing.F) {
	f.Add([]byte{})
	f.Add(AppendBinary(nil, &File{Name: "a.gpx", Outcome: Failed, Reason: "empty"}))
	long := File{Summaries: []Summary{{
		Title: strings.Repeat("x", 100), Start: time.Unix(1e9, 5).UTC(), HRSeconds: []uint16{0, 0, 500},
		Trace: Trace{Speed: Pack(make([]uint8, 100)), Breaks: []Break{{3, 4}}}, Laps: make([]activity.Lap, 2),
	}}}
	f.Add(AppendBinary(nil, &long))
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := DecodeFile(b)
		if err != nil {
			return
		}
		again, err := DecodeFile(AppendBinary(nil, &got))
		if err != nil {
			t.Fatalf("what was decoded does not encode: %v", err)
		}
		if d := cmp.Diff(got, again, same); d != "" {
			t.Fatal(d)
		}
		for i := range got.Summaries {
			tr := &got.Summaries[i].Trace
			for _, s := range []Series{tr.Speed, tr.GAP, tr.HR} {
				if n := len(s.AppendTo(nil)); n != s.Len() {
					t.Fatalf("%d values of %d", n, s.Len())
				}
			}
		}
	})
}

// drawFile draws a file with every field filled.
func drawFile(t *rapid.T) File {
	f := File{
		Name: rapid.String().Draw(t, "name"), Size: rapid.Int64().Draw(t, "size"),
		Format: "fit", Outcome: Outcome(rapid.IntRange(0, 2).Draw(t, "outcome")), Reason: rapid.String().Draw(t, "reason"),
		Issues: drawIssues(t),
		Stated: Stated{Title: "long run", Sport: activity.Run, Long: true, Recovery: true},
	}
	if rapid.Bool().Draw(t, "told") {
		f.IndexEntry = &IndexEntry{
			Start: time.Unix(rapid.Int64Range(0, 1<<32).Draw(t, "start"), 0).UTC(), Local: rapid.Bool().Draw(t, "local"), ByHand: rapid.Bool().Draw(t, "by hand"),
			Elapsed: drawFloat(t), Timer: drawFloat(t), Moving: drawFloat(t), Distance: drawFloat(t), RPE: drawFloat(t), Temp: drawFloat(t),
		}
	}
	copy(f.SHA256[:], rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "sha"))
	for range rapid.IntRange(0, 3).Draw(t, "summaries") {
		f.Summaries = append(f.Summaries, drawSummary(t))
	}
	return f
}

func drawIssues(t *rapid.T) activity.Issues {
	var is activity.Issues
	for range rapid.IntRange(0, 3).Draw(t, "issues") {
		is = append(is, activity.Issue{
			Severity: activity.Partial, Code: "fit-crc",
			Text: rapid.String().Draw(t, "text"), Count: rapid.Int().Draw(t, "count"),
		})
	}
	return is
}

func drawFloat(t *rapid.T) float64 {
	return math.Float64frombits(rapid.Uint64().Draw(t, "bits"))
}

func drawSummary(t *rapid.T) Summary {
	v := func() float64 { return drawFloat(t) }
	n := func() int { return rapid.Int().Draw(t, "n") }
	series := func() Series { return Pack(rapid.SliceOfN(rapid.Byte(), 0, 100).Draw(t, "series")) }
	s := Summary{
		Sport: activity.Run, Indoor: rapid.Bool().Draw(t, "indoor"), Track: rapid.Bool().Draw(t, "track"), Virtual: rapid.Bool().Draw(t, "virtual"),
		Title: rapid.String().Draw(t, "title"), Device: "d", Serial: "s", Format: "gpx",
		Start: time.Unix(rapid.Int64Range(-1<<40, 1<<40).Draw(t, "sec"), rapid.Int64Range(0, 999999999).Draw(t, "nsec")).UTC(),
		Clock: activity.Clock{Offset: time.Duration(n()), Source: activity.ClockExplicit}, Place: "Europe/Zurich",
		Elapsed: v(), Timer: v(), Moving: v(), Distance: v(), MovingDistance: v(), Ascent: v(), Descent: v(),
		AvgHR: v(), MaxHR: v(), HRShare: v(), HRQuality: v(), AvgCadence: v(), AvgPower: v(), AvgTemp: v(),
		GAPSpeed: v(), Decoupling: v(),
		HRSeconds: rapid.SliceOfN(rapid.Uint16(), 0, 256).Draw(t, "beats"),
		Trace:     Trace{Speed: series(), GAP: series(), HR: series(), Steep: series(), Breaks: []Break{{float32(v()), float32(v())}}},
		Climbs:    n(), Pauses: n(),
		Laps:    []activity.Lap{{Start: v(), Elapsed: v(), Timer: v(), Distance: v(), AvgHR: v(), MaxHR: v(), Trigger: 3, Kind: 2, Step: -1}},
		Steps:   []activity.Step{{Name: "jog", Kind: 3, Duration: v(), Distance: v(), Repeat: n(), RepeatTo: n()}},
		Totals:  activity.Totals{Elapsed: v(), Timer: v(), Distance: v(), Ascent: v(), Descent: v(), AvgHR: v(), MaxHR: v(), Calories: v()},
		Watch:   activity.Watch{MaxHR: v(), RestHR: v(), ThresholdHR: v(), ThresholdSpeed: v(), HRZones: []float64{v(), v()}, Method: "custom"},
		Rating:  activity.Rating{RPE: v(), Feel: v()},
		Repairs: clean.Repairs{GapSeconds: v(), SpeedPoints: n(), HRPoints: n(), ElePoints: n()},
		Issues:  drawIssues(t),
	}
	for i := range CurveSeconds {
		s.Curves.Speed[i], s.Curves.GAP[i], s.Curves.HR[i] = float32(v()), float32(v()), float32(v())
	}
	return s
}
