package report

import (
	"math"
	"strconv"
	"time"

	"dayafter/internal/unit"
)

// Value is the content of one cell. It is in SI units, whatever units the runner has
// chosen. Each renderer converts values to its own form.
type Value struct {
	// Quantity says what the value measures; it is Missing for an unknown value.
	Quantity Quantity
	// Num is the number in the unit of its Quantity; 0 for texts.
	Num float64
	// Text is the content of a text; "" for numbers.
	Text string
	// Kind is the kind of the class, kind of day or verdict that a text names; NoKind for
	// other texts.
	Kind Kind
}

// Quantity says what a value measures, in which unit, and with how many decimals
// it is shown.
type Quantity uint8

// Quantities.
const (
	Missing   Quantity = iota // not known
	Text                      // words
	Count                     // a whole number
	Decimal                   // a number with one decimal place
	Ratio                     // a number with two decimal places
	Day                       // a civil day: unit.Day
	ShortDay                  // a civil day on an axis
	Month                     // the month of a civil day on an axis of years
	Moment                    // a local date and time: s since 1970-01-01 by the runner's clock
	Duration                  // s, shown as h:mm:ss
	Distance                  // m, shown in km or miles
	Pace                      // speed in m/s, shown as time per km or mile
	HeartRate                 // beats/min
	Height                    // m, shown in m or ft
	Share                     // 0 to 1, shown as per cent
	Change                    // a signed share, shown as per cent with one decimal
)

// number returns a value of the quantity; Missing when x is not finite.
func number(q Quantity, x float64) Value {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return Value{}
	}
	return Value{Quantity: q, Num: x}
}

// words returns a text; Missing when it is empty.
func words(s string) Value {
	if s == "" {
		return Value{}
	}
	return Value{Quantity: Text, Text: s}
}

// Words returns a text; Missing when it is empty.
func Words(s string) Value { return words(s) }

// Known reports whether the cell has a value.
func (v Value) Known() bool { return v.Quantity != Missing }

// IsText reports whether the value is a text.
func (v Value) IsText() bool { return v.Quantity == Text }

// Day returns the civil day of a Day value.
func (v Value) Day() unit.Day { return unit.Day(v.Num) }

// Time returns the local date and time of a Moment value, with UTC as its nominal zone.
func (v Value) Time() time.Time { return time.Unix(int64(math.Round(v.Num)), 0).UTC() }

// String returns a text as it is and a number in SI units; "" when the value is missing.
func (v Value) String() string {
	switch v.Quantity {
	case Missing:
		return ""
	case Text:
		return v.Text
	case Day, ShortDay, Month:
		return v.Day().String()
	case Moment:
		return v.Time().Format("2006-01-02T15:04:05")
	}
	return strconv.FormatFloat(v.Num, 'f', -1, 64)
}
