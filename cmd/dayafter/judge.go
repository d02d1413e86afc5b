package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/urfave/cli/v2"

	"dayafter/internal/app"
	"dayafter/internal/command"
	"dayafter/internal/ingest"
	"dayafter/internal/render/text"
	"dayafter/internal/terminal"
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
		err = command.Usagef("%s needs a file, folder or zip to read", c.Command.Name)
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
	line := terminal.NewProgress(stderr, o.quiet, time.Now)
	known := 0
	m.Progress = func(p ingest.Progress) {
		if p.Known > known {
			known = p.Known
			makeRoom(known)
		}
		line.Show(p)
	}
	m.Files = makeRoom
	m.Warn = func(text string) {
		line.Clear()
		o.remark(stderr, text)
	}
	m.Loss = func(text string) {
		line.Clear()
		fmt.Fprintln(stderr, "dayafter:", text)
	}
	return m, line.Clear
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

// pageOf describes the writer's terminal, or a plain page. Colour obeys NO_COLOR
// (no-color.org).
func pageOf(w io.Writer) text.Page {
	return terminal.PageOf(w, os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb")
}
