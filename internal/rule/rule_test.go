package rule_test

import (
	"testing"

	"dayafter/internal/formula"
	"dayafter/internal/rule"
)

type week struct{ runs, keys int }

var facts = rule.Facts[week]{
	{Name: "Runs", Of: func(w *week) formula.Value { return rule.Count(w.runs) }},
	{Name: "Key", Of: func(w *week) formula.Value { return rule.Count(w.keys) }},
}

func text(s string) string { return s }

var size = rule.Decide(facts, text,
	rule.Row[string]{When: `[Runs]=0`, Then: "none"},
	rule.Row[string]{When: `AND([Runs]<=3,[Key]=0)`, Then: `a "few"`},
	rule.Row[string]{Then: "many"},
)

// book holds the columns of one row, by the names that the live formula uses.
type book map[string]formula.Value

func (b book) Column(_, name string) *formula.Column {
	if v, ok := b[name]; ok {
		return &formula.Column{Values: []formula.Value{v}}
	}
	return nil
}

// TestTableAndItsFormulaAgree checks that Go and the formula decide every small week alike.
func TestTableAndItsFormulaAgree(t *testing.T) {
	live := formula.MustParse(size.Over(rule.Cells{"Key": "[Hard]"}), "")
	seen := map[string]bool{}
	for runs := range 6 {
		for keys := range 3 {
			want := size.Of(&week{runs, keys})
			got := live.Eval(book{"Runs": rule.Count(runs), "Hard": rule.Count(keys)}, 0).String()
			if got != want {
				t.Errorf("%d runs, %d key: formula says %q, the table %q", runs, keys, got, want)
			}
			seen[want] = true
		}
	}
	for _, o := range size.Outcomes() {
		if !seen[o] {
			t.Errorf("no week is %q", o)
		}
	}
}

// TestUnknownFactsAndOpenTablesPanic checks that rules with an unknown fact or without a
// last row panic.
func TestUnknownFactsAndOpenTablesPanic(t *testing.T) {
	for name, build := range map[string]func(){
		"unknown fact": func() { facts.When(`[Walks]=0`) },
		"no last row":  func() { rule.Decide(facts, text, rule.Row[string]{When: `[Runs]=0`, Then: "none"}) },
		"early end":    func() { rule.Decide(facts, text, rule.Row[string]{Then: "a"}, rule.Row[string]{Then: "b"}) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			build()
		})
	}
}
