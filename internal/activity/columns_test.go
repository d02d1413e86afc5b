package activity

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

var nan = math.NaN()

func diff(want, got any) string { return cmp.Diff(want, got, cmpopts.EquateNaNs()) }

// rows makes columns of samples.
func rows(samples ...Sample) Columns {
	var c Columns
	for i := range samples {
		c.Append(&samples[i])
	}
	return c
}

// at returns a sample at t with a heart rate.
func at(t, hr float64) Sample {
	s := NoSample()
	s.T, s.HR = t, hr
	return s
}

func TestAppend(t *testing.T) {
	got := rows(at(0, nan), at(1, 120), at(2, nan))
	if d := diff(Columns{T: []float64{0, 1, 2}, HR: []float64{nan, 120, nan}}, got); d != "" {
		t.Error(d)
	}
}

func TestSlice(t *testing.T) {
	c := rows(at(0, nan), at(1, nan), at(2, 120), at(3, 121))
	if d := diff(Columns{T: []float64{0, 1}}, c.Slice(0, 2)); d != "" {
		t.Error(d)
	}
	if d := diff(Columns{T: []float64{1, 2}, HR: []float64{nan, 120}}, c.Slice(1, 3)); d != "" {
		t.Error(d)
	}
}

func TestDropBackwards(t *testing.T) {
	tests := []struct {
		name    string
		t, want []float64
	}{
		{"in order", []float64{0, 1, 1, 2}, []float64{0, 1, 1, 2}},
		{"one step back", []float64{0, 5, 4, 6, 7}, []float64{0, 4, 6, 7}},
		{"one jump ahead", []float64{0, 1, 900, 2, 3, 4}, []float64{0, 1, 2, 3, 4}},
		{"the same twice", []float64{0, 1, 2, 0, 1, 2}, []float64{0, 0, 1, 2}},
		{"none", nil, nil},
	}
	for _, tt := range tests {
		c := Columns{T: slices.Clone(tt.t)}
		dropped := c.DropBackwards()
		if d := diff(tt.want, c.T); d != "" || dropped != len(tt.t)-len(tt.want) {
			t.Errorf("%s: dropped %d: %s", tt.name, dropped, d)
		}
	}
}

// TestDropBackwardsFewest compares the number of dropped samples with the smallest that a
// quadratic search finds.
func TestDropBackwardsFewest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		times := rapid.SliceOfN(rapid.Float64Range(0, 20), 0, 40).Draw(t, "times")
		best := make([]int, len(times)) // longest ascent that ends here
		longest := 0
		for i, v := range times {
			for k := range i {
				if times[k] <= v {
					best[i] = max(best[i], best[k])
				}
			}
			best[i]++
			longest = max(longest, best[i])
		}
		c := Columns{T: slices.Clone(times)}
		if dropped := c.DropBackwards(); dropped != len(times)-longest || !slices.IsSorted(c.T) {
			t.Fatalf("dropped %d of %v, left %v", dropped, times, c.T)
		}
	})
}

func TestDropImpossible(t *testing.T) {
	s := NoSample()
	s.HR, s.Power, s.Ele, s.Speed = 0, 250, 100, 3
	if s.DropImpossible() || !math.IsNaN(s.HR) || s.Power != 250 {
		t.Errorf("a missing heart rate: %+v", s)
	}
	s.HR, s.Power, s.Ele, s.Cadence = 301, -1, 1e9, -3
	if !s.DropImpossible() || diff(Sample{nan, nan, nan, nan, nan, 3, nan, nan, nan, nan}, s) != "" {
		t.Errorf("impossible values stay: %+v", s)
	}
}

func TestDropStrays(t *testing.T) {
	const year = 365 * 86400.0
	run := make([]float64, 40)
	for i := range run {
		run[i] = year + float64(i)
	}
	tests := []struct {
		name    string
		t       []float64
		dropped int
	}{
		{"none", run, 0},
		{"clock not set at first", slices.Concat([]float64{0, 1}, run), 2},
		{"clock lost at the end", slices.Concat(run, []float64{9 * year}), 1},
		{"a log of two days a year apart", slices.Concat([]float64{0, 1, 2, 3}, run), 0},
		{"too few to tell", []float64{0, year, year + 1}, 0},
	}
	for _, tt := range tests {
		c := Columns{T: slices.Clone(tt.t)}
		if n := c.DropStrays(); n != tt.dropped || c.Len() != len(tt.t)-n {
			t.Errorf("%s: dropped %d, want %d", tt.name, n, tt.dropped)
		}
	}
}

func TestPauses(t *testing.T) {
	tests := []struct {
		name         string
		t            []float64
		breaks, want []Span
	}{
		{"a pause", []float64{0, 1, 2, 60, 61}, []Span{{2, 60}}, []Span{{2, 60}}},
		{"a lap's border", []float64{0, 1, 2, 3, 4}, []Span{{2, 3}}, nil},
		{"a track for every point", []float64{0, 5, 10, 15}, []Span{{0, 5}, {5, 10}, {10, 15}}, nil},
		{"no breaks", []float64{0, 1, 60}, nil, nil},
	}
	for _, tt := range tests {
		if d := diff(tt.want, Pauses(tt.t, tt.breaks)); d != "" {
			t.Errorf("%s: %s", tt.name, d)
		}
	}
}

func TestStepsPerMinute(t *testing.T) {
	tests := []struct {
		name          string
		cadence, want []float64
		doubled       bool
	}{
		{"one foot", []float64{0, 82, 84, nan, 83}, []float64{0, 164, 168, nan, 166}, true},
		{"both feet", []float64{0, 164, 0, nan, 168}, []float64{0, 164, 0, nan, 168}, false},
		{"never moving", []float64{0, 0, nan}, []float64{0, 0, nan}, false},
		{"no column", nil, nil, false},
	}
	for _, tt := range tests {
		got := slices.Clone(tt.cadence)
		if doubled := StepsPerMinute(got); doubled != tt.doubled || diff(tt.want, got) != "" {
			t.Errorf("%s: %v, %v", tt.name, got, doubled)
		}
	}
}
