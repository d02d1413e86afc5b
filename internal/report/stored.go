package report

import (
	"math"
	"time"

	"dayafter/internal/formula"
	"dayafter/internal/unit"
)

// A spreadsheet counts days from 1899-12-30, stores durations and paces as fractions of a
// day, and stores distances and heights in the unit in which it shows them. The report's
// formulas must give the same results as a spreadsheet program, so they are evaluated on
// stored values. This file is the only place that converts between stored values and typed
// ones.

// secondsPerDay turns seconds into fractions of a day.
const secondsPerDay = 86400

// epoch is the day that spreadsheets count as 0.
var epoch = unit.DayOf(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC))

// Stored returns the value as a spreadsheet in the given units stores it, rounded
// to what is shown: durations and paces to the second, distances to a thousandth.
func (v Value) Stored(u unit.System) formula.Value {
	switch v.Quantity {
	case Missing:
		return formula.Value{}
	case Text:
		return formula.Str(v.Text)
	case Day, ShortDay, Month:
		return formula.Num(v.Num - float64(epoch))
	case Moment:
		days, seconds := math.Floor(v.Num/secondsPerDay), math.Mod(v.Num, secondsPerDay)
		return formula.Num(days - float64(epoch) + seconds/secondsPerDay)
	case Duration:
		return formula.Num(math.Round(v.Num) / secondsPerDay)
	case Distance:
		return formula.Num(math.Round(v.Num/u.Metres()*1000) / 1000)
	case Pace:
		return formula.Num(math.Round(u.Metres()/v.Num) / secondsPerDay)
	case Height:
		return formula.Num(math.Round(v.Num / u.HeightMetres()))
	}
	return formula.Num(v.Num)
}

// dash is the text that a formula gives for a missing value.
const dash = unit.Missing

// typed returns the typed value of a stored value of the quantity.
func typed(f formula.Value, q Quantity, u unit.System) Value {
	switch f.Kind {
	case formula.Number:
		return number(q, unstore(f.Num, q, u))
	case formula.Text:
		if f.Str == dash {
			return Value{}
		}
		return words(f.Str)
	}
	return words(f.String())
}

// unstore returns a stored number in the unit of its quantity.
func unstore(x float64, q Quantity, u unit.System) float64 {
	switch q {
	case Day, ShortDay, Month:
		return math.Round(x) + float64(epoch)
	case Moment:
		return math.Round((x + float64(epoch)) * secondsPerDay)
	case Duration:
		return x * secondsPerDay
	case Distance:
		return x * u.Metres()
	case Pace:
		return u.Metres() / (x * secondsPerDay)
	case Height:
		return x * u.HeightMetres()
	}
	return x
}
