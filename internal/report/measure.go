package report

import (
	"fmt"
	"math"

	"dayafter/internal/season"
)

// measured returns a value of a measure with its unit; "" when it is missing.
func (b *builder) measured(m season.Measure, x float64) string {
	switch {
	case math.IsNaN(x):
		return ""
	case m == season.DaysUntil:
		return fmt.Sprintf("%.1f days", x)
	case m == season.Decoupling || m == season.Effort || m == season.Feel:
		return fmt.Sprintf("%+.1f points", x)
	case m == season.EarlyHeart && x < 0:
		return fmt.Sprintf("%.1f %% higher", -x)
	case m == season.EarlyHeart:
		return fmt.Sprintf("%.1f %% lower", x)
	case m == season.WakingHR:
		return fmt.Sprintf("%+.1f bpm", x)
	case m == season.WakingSleep:
		return fmt.Sprintf("%+.0f min", x)
	}
	return fmt.Sprintf("%+.1f %%", x)
}

// si returns a measure's value in days or as a share.
func si(m season.Measure, x float64) float64 {
	if quantity(m) == Decimal {
		return round(x, 1)
	}
	return round(x/100, 3)
}

// quantity returns the quantity of a measure.
func quantity(m season.Measure) Quantity {
	switch m {
	case season.DaysUntil, season.Effort, season.Feel, season.WakingHR, season.WakingSleep:
		return Decimal
	}
	return Change
}

// interval formats a 95 % interval; "" when there is none.
func (b *builder) interval(m season.Measure, low, high float64) string {
	if math.IsNaN(low) || math.IsNaN(high) {
		return ""
	}
	return b.measured(m, low) + " to " + b.measured(m, high)
}
