// Package terminal shows on a terminal how far the program has come, and describes
// the terminal's page. It writes nothing to files and pipes.
package terminal

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"dayafter/internal/ingest"
	"dayafter/internal/render/text"
)

// Progress shows on one line of a terminal how many files have been read. A nil
// Progress shows nothing.
type Progress struct {
	terminal *os.File
	begin    time.Time
	shown    time.Time // when the line was last written; zero before the first time
	now      func() time.Time
}

// The line appears only if reading takes a while, and changes no more often than a person
// can read.
const (
	firstShown = 300 * time.Millisecond
	shownEvery = 100 * time.Millisecond
)

// NewProgress returns a line on standard error, or nil for a pipe or with
// --quiet.
func NewProgress(stderr io.Writer, quiet bool, now func() time.Time) *Progress {
	f, ok := stderr.(*os.File)
	if !ok || quiet || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	return &Progress{terminal: f, begin: now(), now: now}
}

// Show rewrites the line if enough time has passed.
func (l *Progress) Show(p ingest.Progress) {
	if l == nil {
		return
	}
	now := l.now()
	if now.Sub(l.begin) < firstShown || now.Sub(l.shown) < shownEvery {
		return
	}
	l.shown = now
	l.write(func(columns int) string { return progressText(p, now.Sub(l.begin), columns) })
}

// Clear blanks the line.
func (l *Progress) Clear() {
	if l != nil && !l.shown.IsZero() {
		l.write(func(int) string { return "" })
	}
}

// write replaces the whole line. The text leaves room for the ^C that a terminal may add,
// so that the line does not wrap.
func (l *Progress) write(text func(columns int) string) {
	columns, _, err := term.GetSize(int(l.terminal.Fd()))
	if err != nil || columns < 1 {
		columns = 80
	}
	blank := strings.Repeat(" ", columns-1)
	fmt.Fprint(l.terminal, "\r"+blank+"\r"+text(max(columns-len("^C ")-1, 0)))
}

// progressText formats files done, speed, time left and the last file in at most
// the given number of columns. The time left is estimated by files and grows
// while archives open.
func progressText(p ingest.Progress, spent time.Duration, columns int) string {
	line := fmt.Sprintf("%d of %d files", p.Done, p.Known)
	if s := spent.Seconds(); s > 0 {
		line += fmt.Sprintf(", %.0f MB/s", float64(p.Bytes)/1e6/s)
	}
	if left := p.Known - p.Done; p.Done > 0 && left > 0 {
		line += fmt.Sprintf(", %s left", brief(spent*time.Duration(left)/time.Duration(p.Done)))
	}
	line += "  "
	line = line[:min(len(line), columns)]
	return line + text.Ending(ingest.Printable(p.Name), columns-len(line))
}

// brief formats a duration in seconds or minutes.
func brief(d time.Duration) string {
	if d < 90*time.Second {
		return fmt.Sprintf("%.0f s", max(d.Seconds(), 1))
	}
	return fmt.Sprintf("%.0f min", d.Minutes())
}

// PageOf describes the terminal that the writer is, or a plain page.
func PageOf(w io.Writer, colour bool) text.Page {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return text.Plain()
	}
	p := text.Page{Width: text.Plain().Width, Colour: colour}
	if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
		p.Width = columns
	}
	return p
}
