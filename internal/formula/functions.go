package formula

import (
	"math"
	"slices"
	"strings"
)

// function is one spreadsheet function. If most is 0, it takes any number of arguments.
type function struct {
	least, most int
	apply       func(s *scope, args []node) operand
}

// functions holds the functions that work alike in Excel 2016, LibreOffice 7 and Google
// Sheets.
var functions = map[string]function{
	"IF":       {2, 3, ifThen},
	"IFERROR":  {2, 2, ifError},
	"AND":      {1, 0, overTruths(func(all []bool) bool { return !slices.Contains(all, false) })},
	"OR":       {1, 0, overTruths(func(all []bool) bool { return slices.Contains(all, true) })},
	"NOT":      {1, 1, overTruths(func(all []bool) bool { return !all[0] })},
	"COUNTIFS": {2, 0, countIfs},
	"SUMIFS":   {3, 0, sumIfs},
	"SUM":      {1, 0, overNumbers(sum)},
	"COUNT":    {1, 0, overNumbers(func(x []float64) Value { return Num(float64(len(x))) })},
	"MAX":      {1, 0, overNumbers(func(x []float64) Value { return extreme(x, slices.Max[[]float64]) })},
	"MIN":      {1, 0, overNumbers(func(x []float64) Value { return extreme(x, slices.Min[[]float64]) })},
	"SMALL":    {2, 2, small},
	"MATCH":    {3, 3, match},
	"INDEX":    {2, 2, index},
	"ROUND":    {2, 2, numeric(round)},
	"INT":      {1, 1, numeric(func(x []float64) float64 { return math.Floor(x[0]) })},
	"ABS":      {1, 1, numeric(func(x []float64) float64 { return math.Abs(x[0]) })},
	"SQRT":     {1, 1, numeric(func(x []float64) float64 { return math.Sqrt(x[0]) })},
	"MOD":      {2, 2, numeric(func(x []float64) float64 { return x[0] - x[1]*math.Floor(x[0]/x[1]) })},
	"MID":      {3, 3, mid},
	"RIGHT":    {2, 2, right},
	"REPT":     {2, 2, repeat},
}

func ifThen(s *scope, args []node) operand {
	yes, bad := args[0].eval(s).scalar().truth()
	switch {
	case bad.Kind == Error:
		return operand{value: bad}
	case yes:
		return args[1].eval(s)
	case len(args) == 3:
		return args[2].eval(s)
	}
	return operand{value: Truth(false)}
}

func ifError(s *scope, args []node) operand {
	if o := args[0].eval(s); o.scalar().Kind != Error {
		return o
	}
	return args[1].eval(s)
}

// overTruths returns a function that applies f to the truth values of the arguments.
func overTruths(f func([]bool) bool) func(*scope, []node) operand {
	return func(s *scope, args []node) operand {
		all := make([]bool, len(args))
		for i, a := range args {
			var bad Value
			if all[i], bad = a.eval(s).scalar().truth(); bad.Kind == Error {
				return operand{value: bad}
			}
		}
		return operand{value: Truth(f(all))}
	}
}

// overNumbers returns a function that applies f to the numbers among the arguments. As in
// spreadsheets, cells of columns that hold no number are ignored.
func overNumbers(f func([]float64) Value) func(*scope, []node) operand {
	return func(s *scope, args []node) operand {
		var xs []float64
		for _, a := range args {
			for _, v := range a.eval(s).values() {
				if v.Kind == Error {
					return operand{value: v}
				}
				if v.Kind == Number {
					xs = append(xs, v.Num)
				}
			}
		}
		return operand{value: f(xs)}
	}
}

func sum(xs []float64) Value {
	total := 0.0
	for _, x := range xs {
		total += x
	}
	return checked(total)
}

// extreme returns f of the numbers, or 0 if there are none.
func extreme(xs []float64, f func([]float64) float64) Value {
	if len(xs) == 0 {
		return Value{Kind: Number}
	}
	return checked(f(xs))
}

func small(s *scope, args []node) operand {
	col, k := args[0].eval(s).column, args[1].eval(s).scalar()
	if col == nil || k.Kind != Number {
		return operand{value: errValue}
	}
	numbers := col.numbers()
	if k.Num < 1 || int(k.Num) > len(numbers) {
		return operand{value: errNum}
	}
	return operand{value: Num(numbers[int(k.Num)-1])}
}

// match returns the position, from 1, of the first cell of a column that equals a value.
func match(s *scope, args []node) operand {
	want, col := args[0].eval(s).scalar(), args[1].eval(s).column
	if want.Kind == Error {
		return operand{value: want}
	}
	if col == nil {
		return operand{value: errValue}
	}
	if rows := col.rows(want); len(rows) > 0 {
		return operand{value: Num(float64(rows[0] + 1))}
	}
	return operand{value: errNA}
}

func index(s *scope, args []node) operand {
	col, n := args[0].eval(s).column, args[1].eval(s).scalar()
	switch {
	case n.Kind == Error:
		return operand{value: n}
	case col == nil || n.Kind != Number:
		return operand{value: errValue}
	}
	return operand{value: col.At(int(n.Num) - 1)}
}

// numeric returns a spreadsheet function that takes numbers only.
func numeric(f func([]float64) float64) func(*scope, []node) operand {
	return func(s *scope, args []node) operand {
		xs := make([]float64, len(args))
		for i, a := range args {
			x, bad := a.eval(s).scalar().number()
			if bad.Kind == Error {
				return operand{value: bad}
			}
			xs[i] = x
		}
		return operand{value: checked(f(xs))}
	}
}

// round rounds half away from zero at 15 significant digits, so that 2.675
// rounds to 2.68 as it does in a spreadsheet.
func round(x []float64) float64 {
	scale := math.Pow(10, x[1])
	return math.Round(roundDigits(x[0]*scale)) / scale
}

// mid returns a part of a text: a number of characters from a position, counted from 1.
func mid(s *scope, args []node) operand {
	text := []rune(args[0].eval(s).scalar().String())
	from, bad1 := args[1].eval(s).scalar().number()
	length, bad2 := args[2].eval(s).scalar().number()
	if bad1.Kind == Error || bad2.Kind == Error || from < 1 || length < 0 {
		return operand{value: errValue}
	}
	lo := min(int(from)-1, len(text))
	hi := min(lo+int(length), len(text))
	return operand{value: Str(string(text[lo:hi]))}
}

func right(s *scope, args []node) operand {
	text := []rune(args[0].eval(s).scalar().String())
	n, bad := args[1].eval(s).scalar().number()
	if bad.Kind == Error || n < 0 {
		return operand{value: errValue}
	}
	return operand{value: Str(string(text[max(0, len(text)-int(n)):]))}
}

// maxText is the number of characters that a cell can hold.
const maxText = 32767

func repeat(s *scope, args []node) operand {
	text := args[0].eval(s).scalar().String()
	n, bad := args[1].eval(s).scalar().number()
	if bad.Kind == Error || n < 0 || n*float64(len(text)) > maxText {
		return operand{value: errValue}
	}
	return operand{value: Str(strings.Repeat(text, int(n)))}
}
