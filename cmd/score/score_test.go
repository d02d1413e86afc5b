package main

import (
	"bytes"
	"context"
	"math"
	"os"
	"path/filepath"
	"testing"

	"dayafter/internal/classify"
)

func TestConfusionCountsByHand(t *testing.T) {
	const l, k, e, r, u = classify.Long, classify.Key, classify.Easy, classify.Recovery, classify.Unknown
	pairs := []pair{{l, u, l}, {l, u, k}, {k, u, k}, {k, u, k}, {e, u, r}, {e, u, k}, {e, u, u}, {k, e, e}}
	m := count(pairs, three)
	key := m.of(k)
	if key.n != 2 || key.recall != 1 || key.precision != 0.5 || math.Abs(key.f1-2.0/3) > 1e-12 {
		t.Errorf("key: %+v", key)
	}
	easy := m.of(e)
	if easy.n != 4 || easy.recall != 0.5 || easy.precision != 1 {
		t.Errorf("easy: %+v", easy)
	}
	// Count each label three times, so that key and easy have enough labels for the mean;
	// long has six.
	for k := range m {
		for c := range m[k] {
			m[k][c] *= 3
		}
	}
	want := (2.0/3 + 2.0/3 + 2.0/3) / 3
	if got := m.macro(); math.Abs(got-want) > 1e-12 {
		t.Errorf("macro-F1 %v, want %v", got, want)
	}
	if got := m.right(); got != 5.0/8 {
		t.Errorf("right %v, want 5 of 8", got)
	}
}

func TestUpdateKeepsWhatIsWrittenByHand(t *testing.T) {
	path := filepath.Join(t.TempDir(), "accuracy.md")
	for _, measured := range []string{"first\n", "second\n"} {
		if err := update(path, []byte(measured)); err != nil {
			t.Fatal(err)
		}
		text, _ := os.ReadFile(path)
		text = bytes.Replace(text, []byte("# Accuracy\n"), []byte("# Accuracy\n\nBy hand.\n"), 1)
		if measured == "second\n" && (!bytes.Contains(text, []byte("By hand.")) || bytes.Contains(text, []byte("first"))) {
			t.Errorf("after the second run:\n%s", text)
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestTitlesChangeNothing needs real labelled folders: DAYAFTER_DATA names them.
func TestTitlesChangeNothing(t *testing.T) {
	root := os.Getenv("DAYAFTER_DATA")
	if root == "" {
		t.Skip("DAYAFTER_DATA is not set")
	}
	runners, err := load(context.Background(), root)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range runners {
		if r.changed != 0 {
			t.Errorf("%s: %d verdicts depend on a title", r.name, r.changed)
		}
	}
}
