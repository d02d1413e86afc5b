package classify

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dayafter/internal/history"
)

// thinned returns ten years of a career with periods of few runs, so that windows of every
// width occur.
func thinned() []history.Session {
	r := rand.New(rand.NewPCG(3, 4))
	var out []history.Session
	for i, s := range career(5000) {
		if keep := []float64{1, 0.06, 0.02, 0.3}[i/1250]; r.Float64() < keep {
			out = append(out, s)
		}
	}
	return out
}

// JudgePart gives any part the verdicts that it gets when all sessions are judged at once.
func TestJudgePart(t *testing.T) {
	s := thinned()
	book := bookOf(s)
	for _, past := range []bool{false, true} {
		o := Defaults()
		o.PastOnly = past
		want := make([]Verdict, len(s))
		for i, c := range judge(s, book, o) {
			want[i] = c.Verdict
		}
		for from := 0; from < len(s); from += 41 {
			to := min(from+1+from%7, len(s))
			got := JudgePart(s, from, to, book, o)
			if d := cmp.Diff(want[from:to], got[from:to], cmpopts.EquateNaNs()); d != "" {
				t.Fatalf("sessions %d to %d, past %t: %s", from, to, past, d)
			}
			if len(got) != len(s) || to < len(s) && (got[to].Class != Unknown || got[to].Stressor != -1) {
				t.Fatal("judged beyond the part")
			}
		}
	}
}

// TestJudgePieces judges a history in pieces, as Judge does with thousands of sessions.
func TestJudgePieces(t *testing.T) {
	s := career(1000)
	book, o := bookOf(s), Defaults()
	got := judgePieces(s, 0, len(s), 300, book, o)
	for i, c := range judge(s, book, o) {
		if d := cmp.Diff(c.Verdict, got[i], cmpopts.EquateNaNs()); d != "" {
			t.Fatal(fmt.Sprint("session ", i, ": "), d)
		}
	}
}
