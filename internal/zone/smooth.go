package zone

import (
	"math"
	"sync"

	"dayafter/internal/unit"
)

// LTHR is estimated once a month and smoothed over the months around, so that it does not
// jump when an effort enters or leaves the window. Ours.
const (
	monthDays = 30
	smoothing = 6 // months on each side, with weights that fall to 0
)

// months holds an estimate of LTHR for the middle of each month, beginning with the month
// number first. An estimate is computed when it is first used.
type months struct {
	first int
	raw   []func() Threshold
}

func monthOf(d unit.Day) int { return int(math.Floor(float64(d) / monthDays)) }

// middle returns the middle day of a month.
func middle(month int) unit.Day { return unit.Day(month*monthDays + monthDays/2) }

// nameMonths prepares months for the days of the book.
func (b *Book) nameMonths() {
	if len(b.days) == 0 {
		return
	}
	b.months.first = monthOf(b.days[0].day)
	for m := b.months.first; m <= monthOf(b.days[len(b.days)-1].day); m++ {
		b.months.raw = append(b.months.raw, sync.OnceValue(view{book: b, day: middle(m)}.rawLTHR))
	}
}

// smoothLTHR returns the estimate of the nearest month with the smoothed value, in whole
// beats. A guess is not smoothed, and does not count for other months.
func (b *Book) smoothLTHR(d unit.Day) Threshold {
	if len(b.months.raw) == 0 {
		return missing()
	}
	t := b.months.raw[min(max(monthOf(d)-b.months.first, 0), len(b.months.raw)-1)]()
	if t.Standing <= Provisional {
		return t
	}
	var weight, sum float64
	for k, estimate := range b.months.raw {
		apart := math.Abs(float64(d-middle(b.months.first+k))) / monthDays
		if apart >= smoothing {
			continue
		}
		raw := estimate()
		if w := (1 - apart/smoothing) / (raw.Margin * raw.Margin); w > 0 && raw.Standing > Provisional {
			weight, sum = weight+w, sum+w*raw.Value
		}
	}
	if weight > 0 {
		t.Value = math.Round(sum / weight)
	}
	return t
}
