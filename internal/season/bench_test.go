package season

import (
	"fmt"
	"testing"

	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// BenchmarkAnalyse is a season of 5,000 sessions, as nobody runs in one, with
// and without chance.
func BenchmarkAnalyse(b *testing.B) {
	s := simulate(1, 0)
	for len(s.history.Sessions) < 5000 {
		n := len(s.history.Sessions)
		s.week(s.history.Sessions[n-1].Day.WeekStart(0)+unit.Day(7), 0.5)
	}
	book := zone.Estimate(s.history.Sessions, zone.Settings{MaxHR: 190, RestHR: 50, LTHR: 170, ThresholdSpeed: 4})
	o := Defaults()
	o.From, o.To = s.history.Sessions[0].Day, s.history.Sessions[len(s.history.Sessions)-1].Day
	b.Run("ledger", func(b *testing.B) {
		for b.Loop() {
			Ledger(&s.history, s.verdict, book, o)
		}
	})
	for _, resamples := range []int{0, Defaults().Resamples} {
		b.Run(fmt.Sprintf("resamples=%d", resamples), func(b *testing.B) {
			o.Resamples = resamples
			for b.Loop() {
				Analyse(&s.history, s.verdict, book, o)
			}
		})
	}
}

// BenchmarkSeason is a year of five sessions a week, as it is shown.
func BenchmarkSeason(b *testing.B) {
	s := simulate(1, 0)
	book := zone.Estimate(s.history.Sessions, zone.Settings{MaxHR: 190, RestHR: 50, LTHR: 170, ThresholdSpeed: 4})
	for b.Loop() {
		Analyse(&s.history, s.verdict, book, Defaults())
	}
}
