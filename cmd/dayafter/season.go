package main

import (
	"bytes"
	"fmt"
	"io"

	"github.com/urfave/cli/v2"

	"dayafter/internal/app"
	"dayafter/internal/render/json"
	"dayafter/internal/render/xlsx"
	"dayafter/internal/report"
)

func seasonCommand() *cli.Command {
	return &cli.Command{
		Name:      "season",
		Usage:     "the season workbook: what you did the day after your long runs",
		ArgsUsage: "PATH...",
		Flags: append(commonFlags(), append(seasonFlags(), &cli.StringFlag{
			Name: "output", Aliases: []string{"o"}, Value: "season.xlsx", Usage: "write the workbook to `FILE`; classes and notes written into an earlier one are kept",
		})...),
		OnUsageError: onUsageError,
		Action:       runSeason,
	}
}

func runSeason(c *cli.Context) error {
	o, paths, err := optionsAndPaths(c)
	if err != nil {
		return err
	}
	path := c.String("output")
	earlier, err := readBack(path)
	if err != nil {
		return err
	}
	for _, w := range warnings(earlier) {
		o.remark(c.App.ErrWriter, "dayafter: "+path+": "+w)
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
	rep := r.Report(o.list(c))
	var book bytes.Buffer
	if err := xlsx.Write(&book, rep, xlsx.Options{Kept: earlier}); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if err := c.Context.Err(); err != nil {
		return err
	}
	backup, err := replaceWorkbook(path, earlier != nil, book.Bytes())
	if err != nil {
		return err
	}
	if err := printSeason(c, o, rep, fmt.Sprintf("wrote %s%s\n%s\n", path, backup, r.History.Totals())); err != nil {
		return err
	}
	return o.status(r)
}

// printSeason prints the answer, and after it which files were written and read.
// With --json, standard output has nothing but JSON.
func printSeason(c *cli.Context, o options, rep *report.Report, files string) error {
	if !o.json {
		for _, line := range rep.Answer() {
			if _, err := fmt.Fprintln(c.App.Writer, line); err != nil {
				return err
			}
		}
		_, err := io.WriteString(c.App.Writer, files)
		return err
	}
	if err := json.WriteReport(c.App.Writer, rep); err != nil {
		return err
	}
	if !o.quiet {
		io.WriteString(c.App.ErrWriter, files)
	}
	return nil
}
