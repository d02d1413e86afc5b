package classify

import (
	"testing"
	"time"
)

// On the weekday of the runner's longest runs, a shorter run is long, too.
func TestLongDay(t *testing.T) {
	for _, c := range []struct {
		day  time.Weekday
		want Class
	}{{time.Saturday, Long}, {time.Wednesday, Easy}} {
		s := weeks(10)
		for i := range s {
			if s[i].Day.Weekday() == time.Saturday {
				s[i] = sessionOf(s[i].Start, easyLegs(85))
			}
		}
		last := len(s) - 7 // the Saturday before the last week
		for s[last].Day.Weekday() != time.Saturday {
			last--
		}
		s[last] = sessionOf(s[last].Start, easyLegs(50))
		for s[last].Day.Weekday() != c.day {
			last--
		}
		s[last] = sessionOf(s[last].Start, easyLegs(71))
		for k := max(0, last-4); k < last+5; k++ {
			if k != last {
				s[k] = sessionOf(s[k].Start, easyLegs(50))
			}
		}
		if v := judgeAll(s)[last]; v.Class != c.want {
			t.Errorf("71 min where 50 are usual, on a %v: %v, want %v", c.day, v.Class, c.want)
		}
	}
}
