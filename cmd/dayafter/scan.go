package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"

	"github.com/urfave/cli/v2"

	"dayafter/internal/app"
	"dayafter/internal/command"
	"dayafter/internal/render/csv"
	"dayafter/internal/render/json"
	"dayafter/internal/render/text"
)

func scanCommand() *cli.Command {
	return &cli.Command{
		Name:      "scan",
		Usage:     "print one line for each activity: class, pace, heart rate",
		ArgsUsage: "PATH...",
		Flags: slices.Concat(commonFlags(), seasonFlags(), []cli.Flag{
			&cli.BoolFlag{Name: "csv", Usage: "print CSV", DisableDefaultText: true, Category: outputGroup},
			&cli.StringFlag{Name: "csv-separator", Value: ",", Usage: "put `CHARACTER` between the cells of CSV: , ; | or tab", Category: outputGroup},
			&cli.BoolFlag{Name: "decimal-comma", Usage: "write 1,5 instead of 1.5 in CSV", DisableDefaultText: true, Category: outputGroup},
			&cli.BoolFlag{Name: "whole-paths", Usage: "print the whole path of each file, however wide the lines get", DisableDefaultText: true, Category: outputGroup},
		}),
		OnUsageError: command.OnUsageError,
		Action:       runScan,
	}
}

func runScan(c *cli.Context) error {
	form, err := csv.ParseOptions(c.String("csv-separator"), c.Bool("decimal-comma"))
	if err != nil {
		return command.Usagef("--csv-separator %w", err)
	}
	o, r, err := judgePaths(c)
	if err != nil {
		return err
	}
	a, entries := r.Activities(), r.InSpan()
	out := bufio.NewWriter(c.App.Writer)
	totals := io.Writer(c.App.ErrWriter)
	switch {
	case o.json:
		err = json.WriteRecords(out, &a, entries)
	case c.Bool("csv"):
		err = csv.Write(out, &a, entries, form)
	default:
		totals = out
		p := pageOf(c.App.Writer)
		p.Long = c.Bool("whole-paths")
		err = text.WriteActivities(out, p, &a, entries)
	}
	if err != nil {
		return err
	}
	if !o.quiet || totals == out {
		text.WriteSaid(totals, pageOf(c.App.Writer), r.Said(a))
		fmt.Fprintln(totals, r.History.Totals())
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return scanStatus(o, r)
}

// scanStatus returns the error of a scan whose lines are written. Lines about
// failed inputs are a result, too.
func scanStatus(o options, r *app.Result) error {
	if r.History.Totals().Failed > 0 {
		return errUnusable
	}
	if err := r.Check(); err != nil {
		return err
	}
	return o.status(r)
}
