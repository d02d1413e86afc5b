package text

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dayafter/internal/history"
)

// Every line fits the page, no line begins with a unit, and no word is lost.
func TestWrap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"long", "runs", "36", "%", "5:04", "/km", "晨跑", "the"})
		text := strings.Join(rapid.SliceOfN(word, 0, 60).Draw(t, "words"), " ")
		p := Page{Width: rapid.IntRange(least, 120).Draw(t, "width")}
		wrapped := p.wrap(text, "  ")
		for i, line := range strings.Split(wrapped, "\n") {
			if Columns(line) > p.Width {
				t.Errorf("%d columns on a page of %d: %q", Columns(line), p.Width, line)
			}
			if i > 0 && !strings.HasPrefix(line, "  ") {
				t.Errorf("no indent: %q", line)
			}
		}
		if got, want := strings.Fields(wrapped), strings.Fields(text); strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%q became %q", want, got)
		}
	})
}

func TestUnitStaysWithItsNumber(t *testing.T) {
	text := strings.Repeat("x", least-4) + " 36 %"
	if got := (Page{Width: least}).wrap(text, "  "); !strings.HasSuffix(got, "\n  36 %") {
		t.Errorf("the unit was separated from its number: %q", got)
	}
}

func TestColour(t *testing.T) {
	if got := Plain().paint("key", "key"); got != "key" {
		t.Errorf("colour in a pipe: %q", got)
	}
	p := Page{Width: 80, Colour: true}
	if got := p.paint("key", "key"); got != "\x1b[31mkey\x1b[0m" {
		t.Errorf("colour of a key run: %q", got)
	}
	if got := p.paint("walk", "walk"); got != "walk" {
		t.Errorf("a sport has a colour: %q", got)
	}
}

func TestFit(t *testing.T) {
	line := strings.Repeat("跑", 50)
	if got := Plain().fit(line); Columns(got) > 80 || !strings.HasSuffix(got, "…") {
		t.Errorf("%d columns: %q", Columns(got), got)
	}
	if got := (Page{Width: 80, Long: true}).fit(line); got != line {
		t.Error("a long page is cut")
	}
}

// The first five failures are named, and the others counted.
func TestWriteFailures(t *testing.T) {
	entries := []history.Entry{{File: "good.fit", Status: history.Used}}
	for range 17 {
		entries = append(entries, history.Entry{File: "bad.fit", Status: history.Failed, Reason: "an empty file"})
	}
	var b strings.Builder
	if err := WriteFailures(&b, Plain(), entries, "the Files sheet"); err != nil {
		t.Fatal(err)
	}
	want := strings.Repeat("could not read bad.fit: an empty file\n", 5) + "and 12 more; see the Files sheet\n"
	if b.String() != want {
		t.Errorf("got %s", b.String())
	}
}
