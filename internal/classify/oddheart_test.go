package classify

import (
	"math"
	"strings"
	"testing"
)

// A heart rate that follows the steps on the flat at an easy pace decides nothing.
func TestOddHeartDecidesNothing(t *testing.T) {
	for _, c := range []struct {
		name                   string
		heart, cadence, ascent float64
		odd                    bool
	}{
		{"usual", 142, 170, 10, false},
		{"a little higher", 155, 170, 10, false},
		{"as many beats as steps", 172, 170, 10, true},
		{"far from the steps", 172, 150, 10, false},
		{"without a cadence", 172, math.NaN(), 10, false},
		{"in the hills", 172, 170, 400, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, i := withHardRuns([]leg{{2700, 3, c.heart}})
			s[i].Sum.AvgCadence, s[i].Sum.Ascent = c.cadence, c.ascent
			v := judgeAll(s)[i]
			said := strings.Contains(strings.Join(v.Missing, "; "), "counted steps")
			if v.OddHeart != c.odd || said != c.odd || c.odd && (v.Class != Easy || v.Intensity != EasyIntensity) {
				t.Errorf("%v, odd %v, %v, %q", v.Class, v.OddHeart, v.Intensity, v.Missing)
			}
		})
	}
}
