package formula

import (
	"math"
	"slices"
	"sort"
	"strconv"
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

// criterion is one condition of COUNTIFS and SUMIFS.
type criterion struct {
	column *Column
	op     string
	want   Value
}

// newCriterion parses a condition: a value that must be equal, or a text such as ">=3".
func newCriterion(col *Column, v Value) criterion {
	if v.Kind == Text {
		for _, op := range []string{"<>", "<=", ">=", "=", "<", ">"} {
			rest, ok := strings.CutPrefix(v.Str, op)
			if !ok {
				continue
			}
			if x, err := strconv.ParseFloat(rest, 64); err == nil {
				return criterion{col, op, Num(x)}
			}
			return criterion{col, op, Str(rest)}
		}
	}
	if v.Kind == Empty {
		v = Value{Kind: Number} // an empty criterion is 0
	}
	return criterion{col, "=", v}
}

// anyText is the condition that every text meets.
const anyText = "*"

// met reports whether the value in the row meets the condition. A value of another kind
// than the wanted one is unequal, and neither less nor greater.
func (c *criterion) met(row int) bool {
	v := c.column.At(row)
	if c.want == Str(anyText) {
		return v.Kind == Text && v.Str != ""
	}
	if v.Kind != c.want.Kind {
		empty := v.Kind == Empty && c.want == Str("")
		return (c.op == "<>") != empty && (c.op == "<>" || c.op == "=" && empty)
	}
	return holds(c.op, compare(v, c.want))
}

// meeting returns the rows that meet all conditions, given as pairs of column and condition.
func meeting(s *scope, args []node) ([]int, Value) {
	var cs []criterion
	for i := 0; i+1 < len(args); i += 2 {
		o, want := args[i].eval(s), args[i+1].eval(s).scalar()
		if o.column == nil || want.Kind == Error {
			return nil, errValue
		}
		cs = append(cs, newCriterion(o.column, want))
	}
	return filter(cs), Value{}
}

// filter returns the rows that meet all criteria, in order.
func filter(cs []criterion) []int {
	var kept []int
	for _, row := range candidates(cs) {
		meets := true
		for i := 0; meets && i < len(cs); i++ {
			meets = cs[i].met(row)
		}
		if meets {
			kept = append(kept, row)
		}
	}
	slices.Sort(kept)
	return kept
}

// candidates returns rows that include all rows that meet the criteria. It uses the index
// of the first column with an equality, or the order of a column of constants if that gives
// fewer rows.
func candidates(cs []criterion) (rows []int) {
	found, equal := false, false
	for i := range cs {
		var some []int
		switch c := &cs[i]; {
		case !equal && c.op == "=" && c.want != Str("") && c.want != Str(anyText):
			equal = true
			some = c.column.rows(c.want)
		case c.op != "=" && c.op != "<>" && c.want.Kind == Number && c.column.Cell == nil:
			some = between(c.column, cs)
		default:
			continue
		}
		if !found || len(some) < len(rows) {
			rows, found = some, true
		}
	}
	if !found {
		for row := range cs[0].column.Values {
			rows = append(rows, row)
		}
	}
	return rows
}

// between returns the rows whose numbers lie within all limits that the criteria set for a
// column.
func between(column *Column, cs []criterion) []int {
	numbers := column.numbers()
	low, high := 0, len(numbers)
	for i := range cs {
		c := &cs[i]
		if c.column != column || c.want.Kind != Number {
			continue
		}
		from := sort.SearchFloat64s(numbers, c.want.Num)
		past := from + sort.Search(len(numbers)-from, func(k int) bool { return numbers[from+k] > c.want.Num })
		switch c.op {
		case ">=":
			low = max(low, from)
		case ">":
			low = max(low, past)
		case "<":
			high = min(high, from)
		case "<=":
			high = min(high, past)
		}
	}
	return column.order[low:max(low, high)]
}

func countIfs(s *scope, args []node) operand {
	if n, ok := countAtMost(s, args); ok {
		return operand{value: Num(n)}
	}
	rows, bad := meeting(s, args)
	if bad.Kind == Error {
		return operand{value: bad}
	}
	return operand{value: Num(float64(len(rows)))}
}

// countAtMost counts the numbers of a column that are not above a limit, by their order.
// Long columns need this count often, and an index by value would not help.
func countAtMost(s *scope, args []node) (n float64, ok bool) {
	if len(args) != 2 {
		return 0, false
	}
	col, want := args[0].eval(s).column, args[1].eval(s).scalar()
	if col == nil || want.Kind != Text {
		return 0, false
	}
	c := newCriterion(col, want)
	if c.op != "<=" || c.want.Kind != Number {
		return 0, false
	}
	numbers := col.numbers()
	return float64(sort.Search(len(numbers), func(i int) bool { return numbers[i] > c.want.Num })), true
}

func sumIfs(s *scope, args []node) operand {
	col := args[0].eval(s).column
	rows, bad := meeting(s, args[1:])
	if bad.Kind == Error || col == nil {
		return operand{value: errValue}
	}
	total := 0.0
	for _, row := range rows {
		if v := col.At(row); v.Kind == Number {
			total += v.Num
		}
	}
	return operand{value: Num(total)}
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
