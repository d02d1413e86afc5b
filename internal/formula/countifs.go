package formula

import (
	"slices"
	"sort"
	"strconv"
	"strings"
)

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
