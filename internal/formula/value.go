package formula

import (
	"math"
	"strconv"
	"strings"
)

// Kind is the type of a Value.
type Kind uint8

// Kinds of value.
const (
	Empty Kind = iota // a cell with nothing in it
	Number
	Text
	Bool
	Error // an error value such as #N/A; its name is the Text
)

// Value is the content of one cell.
type Value struct {
	Kind Kind
	Num  float64 // the number; 1 or 0 for Bool
	Str  string  // value of Text and Error
}

// Num returns a number, or an empty Value if x is NaN.
func Num(x float64) Value {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return Value{}
	}
	return Value{Kind: Number, Num: x}
}

// Str returns a text; it may be "".
func Str(s string) Value { return Value{Kind: Text, Str: s} }

// Truth returns a truth value.
func Truth(b bool) Value {
	if b {
		return Value{Kind: Bool, Num: 1}
	}
	return Value{Kind: Bool}
}

// The error values that formulas yield.
var (
	errNA    = Value{Kind: Error, Str: "#N/A"}
	errValue = Value{Kind: Error, Str: "#VALUE!"}
	errDiv   = Value{Kind: Error, Str: "#DIV/0!"}
	errNum   = Value{Kind: Error, Str: "#NUM!"}
	errEmpty = Value{Kind: Error, Str: "#EMPTY"} // spreadsheets have no such error, see Eval
	errRef   = Value{Kind: Error, Str: "#REF!"}
)

// String returns the text of the value as the operator & uses it, with at most 15 digits in
// numbers.
func (v Value) String() string {
	switch v.Kind {
	case Number:
		return strconv.FormatFloat(roundDigits(v.Num), 'f', -1, 64)
	case Bool:
		return strings.ToUpper(strconv.FormatBool(v.Num != 0))
	case Text, Error:
		return v.Str
	}
	return ""
}

// roundDigits keeps 15 significant digits, as spreadsheet programs show.
func roundDigits(x float64) float64 {
	y, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 15, 64), 64)
	return y
}

// number returns v as a number for arithmetic: an empty cell is 0, and a text is an error.
func (v Value) number() (float64, Value) {
	switch v.Kind {
	case Text:
		return 0, errValue
	case Error:
		return 0, v
	}
	return v.Num, Value{}
}

// truth returns v as a truth value, for conditions.
func (v Value) truth() (bool, Value) {
	x, bad := v.number()
	return x != 0, bad
}

// compare orders two values as spreadsheets do: numbers, then texts, ignoring case, then
// truth values; an empty cell equals 0 and "".
func compare(a, b Value) int {
	if a.Kind == Empty {
		a = emptyAs(b)
	}
	if b.Kind == Empty {
		b = emptyAs(a)
	}
	if a.Kind != b.Kind {
		return int(a.Kind) - int(b.Kind)
	}
	if a.Kind == Text {
		return strings.Compare(strings.ToLower(a.Str), strings.ToLower(b.Str))
	}
	switch {
	case a.Num < b.Num:
		return -1
	case a.Num > b.Num:
		return 1
	}
	return 0
}

func emptyAs(other Value) Value {
	if other.Kind == Text {
		return Str("")
	}
	return Value{Kind: max(other.Kind, Number)}
}
