// Package decodetest holds helpers for the tests of all decoders: comparison, and
// the invariants of every decoded activity. It is no part of the program.
package decodetest

import (
	"bytes"
	"compress/gzip"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dayafter/internal/activity"
)

// Decode is the type of every decoder.
type Decode func(data []byte) ([]*activity.Activity, activity.Issues, error)

// One decodes a document that holds one activity.
func One[Doc string | []byte](t testing.TB, decode Decode, doc Doc) (*activity.Activity, activity.Issues) {
	t.Helper()
	as, issues, err := decode([]byte(doc))
	if err != nil {
		t.Fatal(err)
	}
	if len(as) != 1 {
		t.Fatalf("%d activities, want 1", len(as))
	}
	return as[0], issues
}

// Codes returns the issues' codes in order.
func Codes(issues activity.Issues) string {
	var out []string
	for _, i := range issues {
		out = append(out, i.Code)
	}
	return strings.Join(out, " ")
}

// Diff compares two values and treats NaN as equal to NaN. It returns "" if nothing
// differs.
func Diff(want, got any) string { return cmp.Diff(want, got, cmpopts.EquateNaNs()) }

// Sample returns the i-th sample of a, NaN where a has no column.
func Sample(a *activity.Activity, i int) activity.Sample {
	at := func(column []float64) float64 {
		if column == nil {
			return math.NaN()
		}
		return column[i]
	}
	c := &a.Samples
	return activity.Sample{
		T: at(c.T), Lat: at(c.Lat), Lon: at(c.Lon), Ele: at(c.Ele), Dist: at(c.Dist), Speed: at(c.Speed),
		HR: at(c.HR), Cadence: at(c.Cadence), Power: at(c.Power), Celsius: at(c.Temp),
	}
}

// Load reads a file and decompresses it if its name ends in .gz.
func Load(t testing.TB, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if filepath.Ext(file) != ".gz" {
		return data
	}
	unzip, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if data, err = io.ReadAll(unzip); err != nil {
		t.Fatal(err)
	}
	return data
}

// Hold decodes any bytes and fails if the decoder violates a rule: it must return either an
// error or activities, Check must accept each activity, and decoding again must give the
// same result.
func Hold(t testing.TB, decode Decode, data []byte) []*activity.Activity {
	t.Helper()
	as, issues, err := decode(data)
	if (err == nil) != (len(as) > 0) {
		t.Fatalf("%d activities, error %v", len(as), err)
	}
	for _, a := range as {
		Check(t, a)
	}
	again, issuesAgain, errAgain := decode(data)
	if d := Diff(as, again) + Diff(issues, issuesAgain); d != "" || (err == nil) != (errAgain == nil) {
		t.Fatal("a second reading differs:", d)
	}
	return as
}

// maxIssues is greater than the number of kinds of issues that a file can have.
const maxIssues = 100

// Check fails if a is unusable for later stages: columns must have equal lengths and some
// values, times must ascend, and laps and pauses must be possible.
func Check(t testing.TB, a *activity.Activity) {
	t.Helper()
	checkColumns(t, &a.Samples)
	for i, p := range a.Pauses {
		if !(p.From >= 0 && p.To > p.From) || i > 0 && p.From < a.Pauses[i-1].To {
			t.Fatalf("pauses %v", a.Pauses)
		}
	}
	for _, l := range a.Laps {
		if !(l.Start >= 0) || l.Elapsed < 0 || l.Timer < 0 || l.Distance < 0 || l.AvgHR <= 0 || l.MaxHR <= 0 || math.IsInf(l.Elapsed, 0) || l.Step >= len(a.Steps) {
			t.Fatalf("lap %+v", l)
		}
	}
	t0 := a.Totals
	for _, v := range []float64{t0.Elapsed, t0.Timer, t0.Distance, t0.Ascent, t0.Descent, t0.AvgHR, t0.MaxHR, t0.Calories} {
		if v < 0 || math.IsInf(v, 0) {
			t.Fatalf("totals %+v", t0)
		}
	}
	if s := a.Start.Unix(); s < activity.FirstSecond-2*86400 || s >= activity.EndSecond+86400 { // allows for a watch without a date, and for a time zone
		t.Fatalf("start %v", a.Start)
	}
	if len(a.Issues) > maxIssues {
		t.Fatalf("%d issues", len(a.Issues))
	}
}

func checkColumns(t testing.TB, c *activity.Columns) {
	t.Helper()
	if !slices.IsSorted(c.T) || c.Len() > 0 && !(c.T[0] >= 0) {
		t.Fatalf("times %v", c.T)
	}
	for i, column := range [][]float64{c.T, c.Lat, c.Lon, c.Ele, c.Dist, c.Speed, c.HR, c.Cadence, c.Power, c.Temp, c.Core} {
		if column == nil {
			continue
		}
		if len(column) != c.Len() || !slices.ContainsFunc(column, func(v float64) bool { return !math.IsNaN(v) }) {
			t.Fatalf("column %d has %d values for %d samples, or none but NaN", i, len(column), c.Len())
		}
		if slices.ContainsFunc(column, func(v float64) bool { return math.IsInf(v, 0) }) {
			t.Fatalf("column %d is not finite", i)
		}
	}
	if (c.Lat == nil) != (c.Lon == nil) {
		t.Fatal("half a position")
	}
	for i, hr := range c.HR {
		if hr <= 0 {
			t.Fatalf("heart rate %v at %d", hr, i)
		}
	}
	for i, lat := range c.Lat {
		if math.Abs(lat) > 90 || math.Abs(c.Lon[i]) > 180 {
			t.Fatalf("position %v, %v at %d", lat, c.Lon[i], i)
		}
	}
}

// Bomb is a hostile document and the code of the issue that it must cause; "" for
// none.
type Bomb = struct{ Name, Doc, Issue string }

// CheckBombs checks that decoding hostile documents causes their issues and allocates
// at most base bytes and eight times the size of the document.
func CheckBombs(t *testing.T, base int, decode Decode, bombs []Bomb) {
	t.Helper()
	for _, b := range bombs {
		t.Run(b.Name, func(t *testing.T) {
			data := []byte(b.Doc)
			used := Allocated(func() {
				_, issues, _ := decode(data)
				if !strings.Contains(Codes(issues), b.Issue) {
					t.Errorf("issues %q, want %q", Codes(issues), b.Issue)
				}
			})
			if used > uint64(base+8*len(data)) {
				t.Errorf("allocated %d MB for %d MB", used>>20, len(data)>>20)
			}
		})
	}
}

// CheckTruncated cuts a document after every byte. From the first time on, an activity must
// remain, with all points that end before the cut, and an issue must report the cut. timeEnd
// and pointEnd are the closing tags of a time and of a point.
func CheckTruncated(t *testing.T, decode Decode, doc, timeEnd, pointEnd string) {
	t.Helper()
	whole, _ := One(t, decode, doc)
	for cut := range len(doc) {
		if !strings.Contains(doc[:cut], timeEnd) {
			continue
		}
		as, issues, err := decode([]byte(doc[:cut]))
		points := strings.Count(doc[:cut], pointEnd)
		if err != nil || len(as) != 1 || as[0].Samples.Len() < points {
			t.Fatalf("cut at %d after %d points: %d activities, error %v", cut, points, len(as), err)
		}
		if !strings.Contains(Codes(issues), "xml-cut") {
			t.Fatalf("cut at %d: issues %q, want xml-cut", cut, Codes(issues))
		}
		for i := range as[0].Samples.Len() {
			got, want := Sample(as[0], i), Sample(whole, i)
			if i < points && Diff(want, got) != "" || !isPart(got.Ele, want.Ele) || !isPart(got.HR, want.HR) {
				t.Fatalf("cut at %d: sample %d is %v, want %v", cut, i, got, want)
			}
		}
	}
}

// isPart reports whether a value is missing or equal to that of the whole document.
func isPart(got, whole float64) bool { return math.IsNaN(got) || got == whole }

// Allocated returns the number of bytes that a call allocates in total.
func Allocated(call func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	call()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
