package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"dayafter/internal/app"
	"dayafter/internal/command"
	"dayafter/internal/output"
	"dayafter/internal/render/json"
	"dayafter/internal/render/text"
)

func seasonCommand() *cli.Command {
	return &cli.Command{
		Name:      "season",
		Usage:     "write a workbook and a page about the season: what you did the day after your long runs",
		ArgsUsage: "PATH...",
		Flags: slices.Concat(withoutJSON(commonFlags()), seasonFlags(), []cli.Flag{
			&cli.StringFlag{
				Name: "output", Aliases: []string{"o"}, Value: "season.xlsx", Category: outputGroup,
				Usage: "write the workbook to `FILE` and the page beside it; a name that ends in .html writes only the page, and - writes the workbook to standard output; classes and notes written into an earlier workbook are kept",
			},
			&cli.StringFlag{Name: "experiment", Usage: "show the result of the experiment's `PLAN`, too", Category: answerGroup},
			&cli.BoolFlag{Name: "no-html", Usage: "write no page beside the workbook", DisableDefaultText: true, Category: outputGroup},
			&cli.GenericFlag{Name: "json", Value: new(command.Depth), Usage: "print JSON with all tables; --json=answer prints only the answer", Category: outputGroup},
		}),
		OnUsageError: command.OnUsageError,
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
	if o.Experiment, err = o.findPlan(c, c.String("experiment")); err != nil {
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
	if err := r.Check(); err != nil {
		return err
	}
	w, err := out.Save(c.Context, c.App.Writer, earlier, r, command.Listed(c, o.given, o.thresholds), func(text string) { o.remark(c.App.ErrWriter, text) })
	if err != nil {
		return err
	}
	if o.json {
		if err := json.WriteReport(c.App.Writer, w.Season, w.Report, command.DepthOf(c) == command.DepthAnswer); err != nil {
			return err
		}
	}
	if err := printSeason(c, o, out, w); err != nil {
		return err
	}
	return o.status(w.Result)
}

// parseOutput parses --output and --no-html.
func parseOutput(c *cli.Context) (output.Paths, error) {
	out, err := output.Parse(c.String("output"), c.Bool("no-html"))
	switch {
	case err != nil:
		return out, command.NewUsageError(err)
	case out.Streams() && command.DepthOf(c) != command.DepthNone:
		return out, command.Usagef("--json and -o - both write to standard output: name a file with -o")
	}
	return out, nil
}

// printSeason prints the answer and then the names of the files written and read.
// If standard output has JSON or the workbook, the rest goes to standard error.
func printSeason(c *cli.Context, o options, out output.Paths, s output.Saved) error {
	w, p := c.App.Writer, pageOf(c.App.Writer)
	if o.json || out.Streams() {
		w, p = c.App.ErrWriter, pageOf(c.App.ErrWriter)
		if o.quiet {
			return nil
		}
	}
	var b strings.Builder // never fails
	if !o.json {
		text.WriteSaid(&b, p, s.Report.Said())
	}
	b.WriteString(s.Files)
	text.WriteFailures(&b, p, s.Result.History.Entries, "the Files sheet")
	fmt.Fprintln(&b, s.Result.History.Totals())
	_, err := io.WriteString(w, b.String())
	return err
}

// withoutJSON drops the plain --json from the options.
func withoutJSON(flags []cli.Flag) []cli.Flag {
	return slices.DeleteFunc(flags, func(f cli.Flag) bool { return f.Names()[0] == "json" })
}
