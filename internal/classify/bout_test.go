package classify

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// A series that none rules out by its histogram holds no bout.
func TestNoneHasNoBouts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s []uint8
		for _, dip := range rapid.SliceOfN(rapid.IntRange(0, 3), 1, 20).Draw(t, "dips") {
			s = append(append(s, 5), make([]uint8, dip)...)
		}
		c := cut{5, 4, rapid.IntRange(0, 4).Draw(t, "bridge"), rapid.IntRange(1, 20).Draw(t, "shortest")}
		h := histogramOf(s)
		c.bouts(s, func(b bout) {
			if c.none(&h) {
				t.Fatalf("bout %v", b)
			}
		})
	})
}

func TestBouts(t *testing.T) {
	for _, c := range []struct {
		name   string
		cut    cut
		series []uint8
		want   [][2]int
	}{
		{"none", cut{5, 4, 0, 1}, []uint8{1, 2, 3, 4}, nil},
		{"whole", cut{5, 4, 0, 1}, []uint8{5, 5, 5}, [][2]int{{0, 3}}},
		{"holds above off", cut{5, 4, 0, 1}, []uint8{1, 5, 4, 4, 3, 4}, [][2]int{{1, 4}}},
		{"below off ends it", cut{5, 4, 0, 1}, []uint8{5, 3, 5}, [][2]int{{0, 1}, {2, 3}}},
		{"a dip is bridged", cut{5, 4, 1, 1}, []uint8{5, 3, 5, 3, 3, 5}, [][2]int{{0, 3}, {5, 6}}},
		{"a bridge is no end", cut{5, 4, 2, 1}, []uint8{5, 3, 3}, [][2]int{{0, 1}}},
		{"short ones are left out", cut{5, 4, 0, 2}, []uint8{5, 1, 5, 5}, [][2]int{{2, 4}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got [][2]int
			c.cut.bouts(c.series, func(b bout) { got = append(got, [2]int{b.from, b.to}) })
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}
