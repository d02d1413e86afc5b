package fit

import (
	"math"
	"slices"
	"testing"

	"dayafter/internal/activity"
	"dayafter/internal/testing/decodetest"
	"dayafter/internal/testing/synth/shape"
)

// FuzzSecondReader compares the decoder with the second reader. The fuzzer changes the
// messages; the frame around them is always right, because both readers trust it.
func FuzzSecondReader(f *testing.F) {
	shape.Add(f, "fit")
	f.Add(run(12).file())
	f.Fuzz(func(t *testing.T, data []byte) {
		file, ok := reframed(data)
		if !ok || !isActivity(file) {
			return
		}
		as := decodetest.Hold(t, Decode, file)
		other := secondReading(file, repairRecords)
		if other.err != nil || other.vague || isDamaged(file) {
			return
		}
		if len(as) == 0 {
			if slices.ContainsFunc(other.Records, isDated) {
				t.Fatalf("nothing is read, but the other reader sees %d records", len(other.Records))
			}
			return
		}
		if d := differences(ours(file), other); d != "" {
			t.Fatal(d)
		}
		holdTotals(t, as, other)
	})
}

// isDamaged reports whether our decoder skips bytes of the file, together with the record
// before them. The second reader takes such bytes for messages.
func isDamaged(file []byte) bool {
	_, issues, _ := Decode(file)
	return slices.ContainsFunc(issues, func(i activity.Issue) bool { return i.Code == "fit-damaged" })
}

// isDated reports whether the time of a record is possible. The decoder leaves out later
// sessions.
func isDated(r seenRecord) bool { return int64(r.Time) < activity.EndSecond-epoch }

// TestSeedsAreCompared checks that the second reader reads most seeds to their end, so
// that fuzzing compares something.
func TestSeedsAreCompared(t *testing.T) {
	compared, records := 0, 0
	for i, seed := range shape.Need(t, "fit") {
		if !isActivity(seed) {
			continue
		}
		other := secondReading(seed, repairRecords)
		if other.err != nil || other.vague {
			t.Logf("seed %d: error %v, definitions against the profile %v", i+1, other.err, other.vague)
			continue
		}
		if d := differences(ours(seed), other); d != "" {
			t.Errorf("seed %d: %s", i+1, d)
		}
		compared++
		records += len(other.Records)
	}
	if compared < 90 || records < 300 {
		t.Errorf("%d seeds with %d records are compared", compared, records)
	}
}

// repairRecords leaves out the records before the first time and repairs the rest as the
// decoder does. So the test compares the reading of the two readers, not the repairs of
// ours.
func repairRecords(l *listener, _ int) {
	c := &columns{}
	for q := range c.values {
		c.values[q] = []float64{}
	}
	for _, r := range l.Records {
		if r.Time == 0 {
			continue
		}
		c.time = append(c.time, r.Time)
		for q, v := range r.Values {
			c.values[q] = append(c.values[q], v)
		}
	}
	c.repair(&activity.Issues{})
	l.Records = recordsOf(c)
}

// reframed returns the messages of data as a file with a correct header and checksums.
func reframed(data []byte) ([]byte, bool) {
	if !isHeader(data) {
		return nil, false
	}
	head := headerFull
	if data[0] == headerMin {
		head = headerMin
	}
	return shape.Frame(data[data[0]:], head), true
}

// holdTotals compares records, time and distance of the activities with those of the second
// reader: no sample is invented, no time lies outside the records and sessions, and no
// distance is greater than the greatest that was recorded.
func holdTotals(t *testing.T, as []*activity.Activity, other reading) {
	t.Helper()
	times := make([]uint32, 0, len(other.Records))
	farthest := math.NaN()
	for _, r := range other.Records {
		times = append(times, r.Time)
		if d := r.Values[distance]; !(d <= farthest) && !math.IsNaN(d) {
			farthest = d
		}
	}
	samples := 0
	for _, a := range as {
		samples += a.Samples.Len()
		for i, s := range a.Samples.T {
			at := uint32(a.Start.Unix()-epoch) + uint32(math.Round(s))
			if !slices.Contains(times, at) {
				t.Fatalf("sample %d at %d: no record has that time", i, at)
			}
		}
		for i, d := range a.Samples.Dist {
			if d > farthest+1 {
				t.Fatalf("sample %d: %v m, but no record is beyond %v m", i, d, farthest)
			}
		}
	}
	if samples > len(times) {
		t.Fatalf("%d samples from %d records", samples, len(times))
	}
}
