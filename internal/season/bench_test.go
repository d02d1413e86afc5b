package season

import (
	"fmt"
	"testing"

	"dayafter/internal/zone"
)

// BenchmarkAnalyse analyses a season of 5,000 sessions with and without resamples.
func BenchmarkAnalyse(b *testing.B) {
	s := simulate(1, 0, scenarios[0])
	for week := simWeeks; len(s.history.Sessions) < 5000; week++ {
		s.week(week)
	}
	book := zone.Estimate(s.history.Sessions, zone.Settings{MaxHR: 190, RestHR: 50, LTHR: 170, ThresholdSpeed: 4})
	o := Defaults()
	o.From, o.To = s.history.Sessions[0].Day, s.history.Sessions[len(s.history.Sessions)-1].Day
	b.Run("ledger", func(b *testing.B) {
		for b.Loop() {
			Ledger(&s.history, s.verdicts, book, o)
		}
	})
	for _, resamples := range []int{0, Defaults().Resamples} {
		b.Run(fmt.Sprintf("resamples=%d", resamples), func(b *testing.B) {
			o.Resamples = resamples
			for b.Loop() {
				Analyse(&s.history, s.verdicts, book, o)
			}
		})
	}
}

// BenchmarkSeason analyses a year of five sessions a week.
func BenchmarkSeason(b *testing.B) {
	s := simulate(1, 0, scenarios[0])
	book := zone.Estimate(s.history.Sessions, zone.Settings{MaxHR: 190, RestHR: 50, LTHR: 170, ThresholdSpeed: 4})
	for b.Loop() {
		Analyse(&s.history, s.verdicts, book, Defaults())
	}
}
