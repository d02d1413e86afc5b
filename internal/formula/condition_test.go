package formula

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// trio holds three values, to which a condition refers as [A], [B] and [C].
type trio map[string]Value

func (t trio) Column(_, name string) *Column { return &Column{Values: []Value{t[name]}} }

// ofTrio returns a function that returns the value with the given name.
func ofTrio(name string) func(*trio) Value { return func(t *trio) Value { return (*t)[name] } }

// values draws any value of a cell except an error.
var values = rapid.OneOf(
	rapid.Just(Value{}),
	rapid.Map(rapid.Float64Range(-3, 3), Num),
	rapid.Map(rapid.IntRange(0, 4), func(n int) Value { return Num(float64(n)) }),
	rapid.Map(rapid.SampledFrom([]string{"", "run", "Run", "RUN ", "long", "K", "\u212a"}), Str),
	rapid.Map(rapid.Bool(), Truth),
)

// drawCondition writes a random condition that nests at most the given number of functions.
func drawCondition(t *rapid.T, depth int) string {
	operands := rapid.SampledFrom([]string{"[A]", "[B]", "[C]", "2", "1/4", `"run"`, `"k"`, `""`, "TRUE", "0"})
	if depth == 0 || rapid.Bool().Draw(t, "compares") {
		return operands.Draw(t, "left") + rapid.SampledFrom(comparisons).Draw(t, "operator") + operands.Draw(t, "right")
	}
	name := rapid.SampledFrom([]string{"AND", "OR", "NOT"}).Draw(t, "function")
	var args []string
	for range rapid.IntRange(1, 3).Draw(t, "arguments") {
		args = append(args, drawCondition(t, depth-1))
	}
	if name == "NOT" {
		args = args[:1]
	}
	return fmt.Sprintf("%s(%s)", name, strings.Join(args, ","))
}

// TestACompiledConditionDecidesAsItsFormula compares both ways on random conditions and
// values.
func TestACompiledConditionDecidesAsItsFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		source := drawCondition(t, 3)
		f := MustParse(source, "")
		compiled := Condition(f, ofTrio)
		if compiled == nil {
			t.Fatalf("%s was not compiled", source)
		}
		given := trio{"A": values.Draw(t, "A"), "B": values.Draw(t, "B"), "C": values.Draw(t, "C")}
		if got, want := compiled(&given), f.Eval(given, 0); want.Kind != Bool || Truth(got) != want {
			t.Errorf("%s over %v: compiled %v, evaluated %v", source, given, got, want)
		}
	})
}

// TestOtherFormulasAreNotCompiled checks formulas that could give an error.
func TestOtherFormulasAreNotCompiled(t *testing.T) {
	for _, source := range []string{`[A]+1>2`, `IF([A]=1,TRUE,FALSE)`, `[A]`, `AND([A]=1,[B])`, `[A]=1/0`, `[A]&"x"="x"`} {
		if Condition(MustParse(source, ""), ofTrio) != nil {
			t.Errorf("%s was compiled", source)
		}
	}
}
