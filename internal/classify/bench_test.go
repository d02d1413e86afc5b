package classify

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"dayafter/internal/history"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
)

// career is n sessions, ten a week: one in five a workout, one in ten long.
func career(n int) []history.Session { return sessionsEvery(n, 7*24*time.Hour/10) }

// distinct is the number of different sessions of a career. Later sessions repeat them.
const distinct = 500

// startingAt returns a copy of a session that starts at another time.
func startingAt(s history.Session, at time.Time) history.Session {
	sum := *s.Sum
	sum.Start = at
	s.Sum, s.Start, s.Day, s.Key = &sum, at, unit.DayOf(at), at.Format(time.RFC3339)+" run"
	s.Parts = []*summary.Summary{&sum}
	return s
}

// sessionsEvery returns n sessions with a gap between their starts.
func sessionsEvery(n int, gap time.Duration) []history.Session {
	r := rand.New(rand.NewPCG(1, 2))
	all := make([]history.Session, n)
	for i := range all {
		at := monday.Add(time.Duration(i) * gap)
		if i >= distinct {
			all[i] = startingAt(all[i-distinct], at)
			continue
		}
		legs := []leg{{600 + r.IntN(3000), 2.8 + r.Float64()/3, 130}, {900, 3, 140}}
		switch i % 10 {
		case 2, 6:
			legs = repeats(4+r.IntN(8), 60+r.IntN(200), 4.2)
		case 9:
			legs = easyLegs(100 + r.IntN(40))
		}
		all[i] = sessionOf(at, legs)
	}
	return all
}

func BenchmarkJudge(b *testing.B) {
	for _, n := range []int{500, 5000, 50000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			if n > 5000 && testing.Short() {
				b.Skip("slow to make")
			}
			s := career(n)
			book := bookOf(s)
			b.ReportAllocs()
			for b.Loop() {
				Judge(s, book, Defaults())
			}
		})
	}
}

// BenchmarkJudgeDense judges runs that crowd into 28 days.
func BenchmarkJudgeDense(b *testing.B) {
	for _, n := range []int{1000, 4000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := sessionsEvery(n, 28*24*time.Hour/time.Duration(n))
			book := bookOf(s)
			for b.Loop() {
				Judge(s, book, Defaults())
			}
		})
	}
}
