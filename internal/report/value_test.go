package report

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"dayafter/internal/formula"
	"dayafter/internal/unit"
)

// TestStoredValuesAreTypedBack checks that converting a stored value to a typed value and
// back gives the same stored value.
func TestStoredValuesAreTypedBack(t *testing.T) {
	for _, u := range []unit.System{unit.Metric, unit.Imperial} {
		rapid.Check(t, func(t *rapid.T) {
			q := Quantity(rapid.IntRange(int(Count), int(Change)).Draw(t, "quantity"))
			x := float64(rapid.IntRange(1, 4e6).Draw(t, "number"))
			if q == Pace {
				x = rapid.Float64Range(0.2, 12).Draw(t, "speed")
			}
			stored := number(q, x).Stored(u)
			if got := typed(stored, q, u).Stored(u); math.Abs(got.Num-stored.Num) > 1e-9 || got.Kind != stored.Kind {
				t.Errorf("quantity %d: %v is read back and stored as %v", q, stored, got)
			}
		})
	}
}

// TestStored compares stored values with those that spreadsheet programs show.
func TestStored(t *testing.T) {
	for _, c := range []struct {
		v    Value
		u    unit.System
		want float64
	}{
		{number(Day, 20454), unit.Metric, 46023},                   // 2026-01-01
		{number(Moment, 20454*86400+21600), unit.Metric, 46023.25}, // at 6:00
		{number(Duration, 5400.4), unit.Metric, 0.0625},
		{number(Distance, 16093.44), unit.Imperial, 10},
		{number(Pace, 1000.0/360), unit.Metric, 360.0 / 86400},
		{number(Pace, unit.Mile/480), unit.Imperial, 480.0 / 86400},
		{number(Height, 30.48), unit.Imperial, 100},
		{number(HeartRate, 140), unit.Imperial, 140},
	} {
		if got := c.v.Stored(c.u); math.Abs(got.Num-c.want) > 1e-12 {
			t.Errorf("%+v is stored as %v, want %g", c.v, got, c.want)
		}
	}
	for _, f := range []formula.Value{{}, formula.Str(""), formula.Str("–")} {
		if got := typed(f, Pace, unit.Metric); got.Known() {
			t.Errorf("%+v is %+v, want it missing", f, got)
		}
	}
}

// TestEveryKindHasAWord checks that at least one word has each kind.
func TestEveryKindHasAWord(t *testing.T) {
	found := map[Kind]bool{}
	words := map[string]Kind{}
	for _, term := range Terms() {
		found[term.Kind] = true
		if k, ok := words[term.Word]; ok {
			t.Errorf("%q is of kind %d and %d", term.Word, k, term.Kind)
		}
		words[term.Word] = term.Kind
	}
	for k := NoKind + 1; k < Kinds; k++ {
		if !found[k] {
			t.Errorf("kind %d has no word", k)
		}
	}
}
