package classify

import (
	"strings"
	"testing"
)

// A heart rate far above the usual at an easy pace decides nothing.
func TestOddHeartDecidesNothing(t *testing.T) {
	for heart, odd := range map[float64]bool{142: false, 155: false, 172: true} {
		s, i := withHardRuns([]leg{{2700, 3, heart}})
		v := judgeAll(s)[i]
		said := strings.Contains(strings.Join(v.Missing, "; "), "counted steps")
		if v.Class != Easy || v.OddHeart != odd || said != odd || odd && v.Intensity != EasyIntensity {
			t.Errorf("%g bpm: %v, odd %v, %v, %q", heart, v.Class, v.OddHeart, v.Intensity, v.Missing)
		}
	}
}
