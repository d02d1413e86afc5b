package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"dayafter/internal/app"
	"dayafter/internal/render/json"
	"dayafter/internal/render/text"
	"dayafter/internal/report"
)

func seasonCommand() *cli.Command {
	return &cli.Command{
		Name:      "season",
		Usage:     "the season as a workbook and a page: what you did the day after your long runs",
		ArgsUsage: "PATH...",
		Flags: slices.Concat(withoutJSON(commonFlags()), seasonFlags(), []cli.Flag{
			&cli.StringFlag{
				Name: "output", Aliases: []string{"o"}, Value: "season.xlsx", Category: outputGroup,
				Usage: "write the workbook to `FILE` and the page beside it; a name that ends in .html writes the page alone, - the workbook to standard output; classes and notes written into an earlier workbook are kept",
			},
			&cli.BoolFlag{Name: "no-html", Usage: "write no page beside the workbook", DisableDefaultText: true, Category: outputGroup},
			&cli.GenericFlag{Name: "json", Value: new(jsonDepth), Usage: "print JSON with all tables; --json=answer prints the answer alone", Category: outputGroup},
		}),
		OnUsageError: onUsageError,
		Action:       runSeason,
	}
}

func runSeason(c *cli.Context) error {
	out, err := parseOutput(c)
	if err != nil {
		return err
	}
	o, paths, err := optionsAndPaths(c)
	if err != nil {
		return err
	}
	earlier, err := out.readBack()
	if err != nil {
		return err
	}
	for _, w := range warnings(earlier) {
		o.remark(c.App.ErrWriter, "dayafter: "+out.name()+": "+w)
	}
	r, err := judge(c, o, app.Inputs{Paths: paths, Earlier: earlier})
	if err != nil {
		return err
	}
	if err := r.CheckAny(); err != nil {
		return err
	}
	if err := r.CheckSpan(); err != nil {
		return err
	}
	sea, rep := r.Report(o.list(c))
	files, err := out.render(rep, earlier)
	if err != nil {
		return err
	}
	if err := c.Context.Err(); err != nil {
		return err
	}
	written, err := out.write(c.App.Writer, earlier != nil, files)
	if err != nil {
		return err
	}
	if o.json {
		if err := json.WriteReport(c.App.Writer, sea, rep, depthOf(c) == jsonAnswer); err != nil {
			return err
		}
	}
	if err := printSeason(c, o, out, rep, r, written); err != nil {
		return err
	}
	return o.status(r)
}

// printSeason prints the answer, and after it which files were written and read.
// If standard output has JSON or the workbook, the rest goes to standard error.
func printSeason(c *cli.Context, o options, out output, rep *report.Report, r *app.Result, written string) error {
	w, p := c.App.Writer, pageOf(c.App.Writer)
	if o.json || out.streams() {
		w, p = c.App.ErrWriter, pageOf(c.App.ErrWriter)
		if o.quiet {
			return nil
		}
	}
	var b strings.Builder // never fails
	if !o.json {
		text.WriteSaid(&b, p, rep.Said())
	}
	b.WriteString(written)
	text.WriteFailures(&b, p, r.History.Entries, "the Files sheet")
	fmt.Fprintln(&b, r.History.Totals())
	_, err := io.WriteString(w, b.String())
	return err
}

// jsonDepth is how much JSON season prints.
type jsonDepth string

// Values of --json. Without a value, --json means all.
const (
	jsonNone   jsonDepth = ""
	jsonAll    jsonDepth = "all"
	jsonAnswer jsonDepth = "answer"
)

// Set parses a value of --json.
func (d *jsonDepth) Set(value string) error {
	switch value {
	case "true", string(jsonAll):
		*d = jsonAll
	case string(jsonAnswer):
		*d = jsonAnswer
	case "false":
		*d = jsonNone
	default:
		return errors.New("want answer or all")
	}
	return nil
}

// String returns the value.
func (d *jsonDepth) String() string { return string(*d) }

// IsBoolFlag lets --json stand without a value.
func (d *jsonDepth) IsBoolFlag() bool { return true }

// depthOf returns how much JSON the command line asks for.
func depthOf(c *cli.Context) jsonDepth {
	if d, ok := c.Generic("json").(*jsonDepth); ok {
		return *d
	}
	if c.Bool("json") {
		return jsonAll
	}
	return jsonNone
}

// withoutJSON drops the plain --json from the options.
func withoutJSON(flags []cli.Flag) []cli.Flag {
	return slices.DeleteFunc(flags, func(f cli.Flag) bool { return f.Names()[0] == "json" })
}
