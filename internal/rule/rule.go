// Package rule states decisions as data: conditions and ordered decision tables over named
// facts. Go evaluates them, and Formula compiles the same statement to a live formula for a
// spreadsheet, so that the two cannot differ. It knows nothing of runs, sheets or files.
package rule

import (
	"fmt"
	"strings"

	"dayafter/internal/formula"
)

// Fact is a named value of a T that rules use. A spreadsheet has a column of the same name
// with the same value.
type Fact[T any] struct {
	Name string
	Of   func(*T) formula.Value
}

// Facts lists the facts of a T that rules may use.
type Facts[T any] []Fact[T]

// expression is a parsed formula over the facts of a T.
type expression[T any] struct {
	formula *formula.Formula
	facts   Facts[T]
}

// parse reads a formula whose references are names of facts. It panics on any other
// reference, because rules are constants of the program.
func (f Facts[T]) parse(source string) expression[T] {
	e := expression[T]{formula.MustParse(source, ""), f}
	if err := e.formula.Check(&asked[T]{facts: f}); err != nil {
		panic("rule: " + err.Error())
	}
	return e
}

func (e expression[T]) eval(of *T) formula.Value {
	return e.formula.Eval(&asked[T]{e.facts, of}, 0)
}

// source returns the text of the formula with each fact replaced by a cell.
func (e expression[T]) source(cells Cells) string {
	texts, refs := e.formula.Split()
	var b strings.Builder
	for i, text := range texts {
		b.WriteString(text)
		if i < len(refs) {
			b.WriteString(cells.of(refs[i].Column))
		}
	}
	return b.String()
}

// Cells says which cell holds a fact, for formulas in tables whose columns have other
// names. A fact without an entry is in the column of its own name.
type Cells map[string]string

func (c Cells) of(fact string) string {
	if cell, ok := c[fact]; ok {
		return cell
	}
	return "[" + fact + "]"
}

// asked is the formula.Book of one T, in which each column holds one value.
type asked[T any] struct {
	facts Facts[T]
	of    *T
}

// Column returns the fact of that name; nil when there is none.
func (a *asked[T]) Column(_, name string) *formula.Column {
	fact := a.facts.of(name)
	switch {
	case fact == nil:
		return nil
	case a.of == nil:
		return &formula.Column{}
	}
	return &formula.Column{Values: []formula.Value{fact(a.of)}}
}

// Condition is a statement about a T that is true or false.
type Condition[T any] struct {
	expression[T]
	compiled func(*T) bool // nil for a formula that formula.Condition does not compile
}

// When returns the condition that a formula states, such as `[Runs]<=3`.
func (f Facts[T]) When(source string) Condition[T] {
	e := f.parse(source)
	return Condition[T]{e, formula.Condition(e.formula, f.of)}
}

// of returns the function that computes the fact with a name; nil for an unknown name.
func (f Facts[T]) of(name string) func(*T) formula.Value {
	for i := range f {
		if f[i].Name == name {
			return f[i].Of
		}
	}
	return nil
}

// Holds reports whether the condition holds. It returns false if the formula gives an
// error.
func (c Condition[T]) Holds(of *T) bool {
	if c.compiled != nil {
		return c.compiled(of)
	}
	v := c.eval(of)
	return v.Kind == formula.Bool && v.Num != 0
}

// Formula returns the condition as a live formula.
func (c Condition[T]) Formula() string { return c.source(nil) }

// Row is one row of a decision table: the outcome if its condition holds and no condition
// of a row above it does. A row without a condition always holds.
type Row[O any] struct {
	When string
	Then O
}

// Table is an ordered decision table about a T.
type Table[T, O any] struct {
	conditions []Condition[T]
	outcomes   []O
	text       func(O) string
}

// Decide returns the table with the rows. Only the last row has no condition. text returns
// the text of an outcome in a cell.
func Decide[T, O any](facts Facts[T], text func(O) string, rows ...Row[O]) *Table[T, O] {
	t := &Table[T, O]{text: text}
	for i, row := range rows {
		if last := i == len(rows)-1; last != (row.When == "") {
			panic(fmt.Sprintf("rule: row %d of %d: only the last row has no condition", i+1, len(rows)))
		}
		if row.When != "" {
			t.conditions = append(t.conditions, facts.When(row.When))
		}
		t.outcomes = append(t.outcomes, row.Then)
	}
	return t
}

// Of returns the outcome for one T.
func (t *Table[T, O]) Of(of *T) O {
	for i := range t.conditions {
		if t.conditions[i].Holds(of) {
			return t.outcomes[i]
		}
	}
	return t.outcomes[len(t.outcomes)-1]
}

// Outcomes returns the outcome of every row, in order.
func (t *Table[T, O]) Outcomes() []O { return t.outcomes }

// Formula returns the table as a live formula that gives the outcome's text.
func (t *Table[T, O]) Formula() string { return t.Write(nil, t.text) }

// Over returns the table as a live formula over the given cells.
func (t *Table[T, O]) Over(cells Cells) string { return t.Write(cells, t.text) }

// Write returns the table as a live formula over the given cells with another text for each
// outcome.
func (t *Table[T, O]) Write(cells Cells, text func(O) string) string {
	last := len(t.outcomes) - 1
	source := quote(text(t.outcomes[last]))
	for i := last - 1; i >= 0; i-- {
		then := quote(text(t.outcomes[i]))
		if then == ending(source) { // the rows below give the same text
			continue
		}
		source = fmt.Sprintf("IF(%s,%s,%s)", t.conditions[i].source(cells), then, source)
	}
	return source
}

// ending returns the source when it is a single text; "" otherwise.
func ending(source string) string {
	if strings.HasPrefix(source, `"`) {
		return source
	}
	return ""
}

// quote returns a text as a formula writes it.
func quote(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// Text returns a text as a fact.
func Text(s string) formula.Value { return formula.Str(s) }

// Count returns a count as a fact.
func Count(n int) formula.Value { return formula.Num(float64(n)) }

// YesNo returns a truth value as a fact: "yes" or "no".
func YesNo(yes bool) formula.Value {
	if yes {
		return formula.Str("yes")
	}
	return formula.Str("no")
}
