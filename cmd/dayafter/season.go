package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"dayafter/internal/app"
	"dayafter/internal/output"
	"dayafter/internal/render/json"
	"dayafter/internal/render/text"
	"dayafter/internal/report"
	"dayafter/internal/season"
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
	o, paths, err := optionsAndPaths(c)
	if err != nil {
		return err
	}
	out, err := parseOutput(c)
	if err != nil {
		return err
	}
	earlier, err := out.Open()
	if err != nil {
		return err
	}
	for _, w := range earlier.Warnings() {
		o.remark(c.App.ErrWriter, "dayafter: "+out.Name()+": "+w)
	}
	r, err := judge(c, o, app.Inputs{Paths: paths, Earlier: earlier.Kept})
	if err != nil {
		return err
	}
	if err := r.CheckAny(); err != nil {
		return err
	}
	if err := r.CheckSpan(); err != nil {
		return err
	}
	w, err := writeFiles(c, o, out, earlier, r)
	if err != nil {
		return err
	}
	if o.json {
		if err := json.WriteReport(c.App.Writer, w.season, w.report, depthOf(c) == jsonAnswer); err != nil {
			return err
		}
	}
	if err := printSeason(c, o, out, w); err != nil {
		return err
	}
	return o.status(w.result)
}

// parseOutput parses --output and --no-html.
func parseOutput(c *cli.Context) (output.Paths, error) {
	out, err := output.Parse(c.String("output"), c.Bool("no-html"))
	switch {
	case err != nil:
		return out, usageError{err}
	case out.Streams() && depthOf(c) != jsonNone:
		return out, usagef("--json and -o - both write to standard output: name a file with -o")
	}
	return out, nil
}

// written is a season whose files are on disk.
type written struct {
	season *season.Season
	report *report.Report
	result *app.Result
	files  string // a line that names the files
}

// mostSaves is how often a season is judged anew because the runner saved the workbook
// meanwhile. Then the new files are written beside it. Ours.
const mostSaves = 3

// writeFiles writes the files. What the runner saved into the workbook meanwhile counts.
func writeFiles(c *cli.Context, o options, out output.Paths, earlier *output.Earlier, r *app.Result) (w written, err error) {
	for saves := 0; ; saves++ {
		w.result = r
		w.season, w.report = r.Report(o.list(c))
		files, err := out.Render(w.report, earlier)
		if err != nil {
			return w, err
		}
		if err := c.Context.Err(); err != nil {
			return w, err
		}
		w.files, err = out.Write(c.App.Writer, earlier, files)
		if !errors.Is(err, output.ErrSaved) {
			o.remarkOpen(c, out)
			return w, err
		}
		now, err := out.Open()
		if err != nil || saves == mostSaves {
			o.remark(c.App.ErrWriter, fmt.Sprintf("dayafter: %s is being saved by another program: what you saved last is not in the new files, which are written beside it", out.Name()))
			out = out.Beside()
			if earlier, err = earlier.At(out); err != nil {
				return w, err
			}
			continue
		}
		o.remark(c.App.ErrWriter, fmt.Sprintf("dayafter: %s was saved meanwhile: what you wrote there counts", out.Name()))
		earlier, r = now, r.Again(now.Kept)
	}
}

// remarkOpen warns if the workbook seems to be open in a spreadsheet program.
func (o options) remarkOpen(c *cli.Context, out output.Paths) {
	if program, lock := out.OpenIn(); program != "" {
		o.remark(c.App.ErrWriter, fmt.Sprintf("dayafter: %s seems to be open in %s (%s is there): close it without saving and open it again, or its next save replaces the new workbook", out.Name(), program, lock))
	}
}

// printSeason prints the answer, and after it which files were written and read.
// If standard output has JSON or the workbook, the rest goes to standard error.
func printSeason(c *cli.Context, o options, out output.Paths, s written) error {
	w, p := c.App.Writer, pageOf(c.App.Writer)
	if o.json || out.Streams() {
		w, p = c.App.ErrWriter, pageOf(c.App.ErrWriter)
		if o.quiet {
			return nil
		}
	}
	var b strings.Builder // never fails
	if !o.json {
		text.WriteSaid(&b, p, s.report.Said())
	}
	b.WriteString(s.files)
	text.WriteFailures(&b, p, s.result.History.Entries, "the Files sheet")
	fmt.Fprintln(&b, s.result.History.Totals())
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
