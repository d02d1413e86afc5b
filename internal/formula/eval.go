package formula

import "math"

// scope holds the book and the row in which a formula is evaluated.
type scope struct {
	book Book
	row  int
}

// operand is a value, or a whole column.
type operand struct {
	value  Value
	column *Column
}

// scalar returns the operand as one value. A column stands for one value if it has one row.
func (o operand) scalar() Value {
	if o.column == nil {
		return o.value
	}
	if len(o.column.Values) == 1 {
		return o.column.At(0)
	}
	return errValue
}

// values returns the operand's values.
func (o operand) values() []Value {
	if o.column == nil {
		return []Value{o.value}
	}
	return o.column.all()
}

// node is a part of a formula.
type node interface{ eval(*scope) operand }

type constant struct{ value Value }

func (c constant) eval(*scope) operand { return operand{value: c.value} }

type reference struct{ ref Ref }

func (r reference) eval(s *scope) operand {
	col := s.book.Column(r.ref.Table, r.ref.Column)
	switch {
	case col == nil:
		return operand{value: errRef}
	case r.ref.Own:
		return operand{value: col.At(s.row + r.ref.Offset)}
	}
	return operand{column: col}
}

type call struct {
	name string
	fn   function
	args []node
}

func (c call) eval(s *scope) operand { return c.fn.apply(s, c.args) }

type binary struct {
	op          string
	left, right node
}

func (b binary) eval(s *scope) operand {
	l, r := b.left.eval(s).scalar(), b.right.eval(s).scalar()
	for _, v := range []Value{l, r} {
		if v.Kind == Error {
			return operand{value: v}
		}
	}
	switch b.op {
	case "&":
		return operand{value: Str(l.String() + r.String())}
	case "+", "-", "*", "/", "^":
		return operand{value: arithmetic(b.op, l, r)}
	}
	return operand{value: Truth(holds(b.op, compare(l, r)))}
}

func arithmetic(op string, l, r Value) Value {
	x, bad := l.number()
	if bad.Kind == Error {
		return bad
	}
	y, bad := r.number()
	if bad.Kind == Error {
		return bad
	}
	switch op {
	case "+":
		return checked(x + y)
	case "-":
		return checked(x - y)
	case "*":
		return checked(x * y)
	case "^":
		return checked(math.Pow(x, y))
	}
	if y == 0 {
		return errDiv
	}
	return checked(x / y)
}

// checked returns x, or an error value if x is not finite.
func checked(x float64) Value {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return errNum
	}
	return Value{Kind: Number, Num: x}
}

// holds reports whether the result of compare satisfies the operator.
func holds(op string, order int) bool {
	switch op {
	case "=":
		return order == 0
	case "<>":
		return order != 0
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	}
	return order >= 0
}
