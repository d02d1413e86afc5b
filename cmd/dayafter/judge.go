package main

import (
	"fmt"
	"io"
	"os"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"dayafter/internal/app"
	"dayafter/internal/ingest"
	"dayafter/internal/render/text"
)

// judgePaths parses the command line, reads the paths and judges every session.
func judgePaths(c *cli.Context) (options, *app.Result, error) {
	o, paths, err := optionsAndPaths(c)
	if err != nil {
		return o, nil, err
	}
	r, err := judge(c, o, app.Inputs{Paths: paths})
	return o, r, err
}

// optionsAndPaths parses the command line. A command line without a path is an error.
func optionsAndPaths(c *cli.Context) (options, []string, error) {
	o, err := parseOptions(c)
	if err == nil && !c.Args().Present() {
		err = usagef("%s needs a file, folder or zip to read", c.Command.Name)
	}
	return o, c.Args().Slice(), err
}

// judge reads and judges the inputs. It shows progress on a terminal.
func judge(c *cli.Context, o options, in app.Inputs) (*app.Result, error) {
	m, done := o.monitor(c.App.ErrWriter)
	defer done()
	return app.Judge(c.Context, in, o.Settings, m)
}

// monitor returns functions that show progress and warnings, and a function that
// clears the progress line.
func (o options) monitor(stderr io.Writer) (m app.Monitor, done func()) {
	line := newProgressLine(stderr, o.quiet)
	known := 0
	m.Progress = func(p ingest.Progress) {
		if p.Known > known {
			known = p.Known
			makeRoom(known)
		}
		line.show(p)
	}
	m.Files = makeRoom
	m.Warn = func(text string) {
		line.clear()
		o.remark(stderr, text)
	}
	m.Loss = func(text string) {
		line.clear()
		fmt.Fprintln(stderr, "dayafter:", text)
	}
	return m, line.clear
}

// remark prints a line to standard error unless --quiet.
func (o options) remark(stderr io.Writer, text string) {
	if !o.quiet {
		fmt.Fprintln(stderr, text)
	}
}

// status returns errUnusable if inputs failed or decisions of the runner were lost.
// With --strict, inputs without an activity and repaired files count, too.
func (o options) status(r *app.Result) error {
	if r.Lost || r.Unusable(o.strict) {
		return errUnusable
	}
	return nil
}

// page describes the terminal that the writer is, or a plain page. Colour obeys
// NO_COLOR (no-color.org).
func pageOf(w io.Writer) text.Page {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return text.Plain()
	}
	p := text.Page{Width: text.Plain().Width, Colour: os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
	if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
		p.Width = columns
	}
	return p
}
