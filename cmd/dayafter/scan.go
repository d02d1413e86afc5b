package main

import (
	"bufio"
	"fmt"
	"io"

	"github.com/urfave/cli/v2"

	"dayafter/internal/app"
	"dayafter/internal/render/csv"
	"dayafter/internal/render/json"
	"dayafter/internal/render/text"
)

func scanCommand() *cli.Command {
	return &cli.Command{
		Name:         "scan",
		Usage:        "one line an activity: its class, pace, heart rate",
		ArgsUsage:    "PATH...",
		Flags:        append(commonFlags(), append(seasonFlags(), &cli.BoolFlag{Name: "csv", Usage: "CSV on standard output"})...),
		OnUsageError: onUsageError,
		Action:       runScan,
	}
}

func runScan(c *cli.Context) error {
	o, r, err := judgePaths(c)
	if err != nil {
		return err
	}
	a := r.Activities()
	out := bufio.NewWriter(c.App.Writer)
	totals := io.Writer(out)
	write := text.WriteActivities
	switch {
	case o.json:
		write, totals = json.WriteRecords, c.App.ErrWriter
	case c.Bool("csv"):
		write, totals = csv.Write, c.App.ErrWriter
	}
	if err := write(out, &a, r.InSpan()); err != nil {
		return err
	}
	if !o.quiet || totals == out {
		for _, words := range r.Words(a) {
			fmt.Fprintln(totals, words)
		}
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
	if err := r.CheckAny(); err != nil {
		return err
	}
	if err := r.CheckSpan(); err != nil {
		return err
	}
	return o.status(r)
}
