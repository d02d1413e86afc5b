package main

import (
	"fmt"
	"io"

	"github.com/urfave/cli/v2"

	"dayafter/internal/report"
	"dayafter/internal/season"
	"dayafter/internal/xlsx"
)

func seasonCommand() *cli.Command {
	return &cli.Command{
		Name:      "season",
		Usage:     "the season workbook: what you did the day after your long runs",
		ArgsUsage: "PATH...",
		Flags: append(commonFlags(), append(seasonFlags(), &cli.StringFlag{
			Name: "output", Aliases: []string{"o"}, Value: "season.xlsx", Usage: "write the workbook to `FILE`",
		})...),
		OnUsageError: onUsageError,
		Action:       runSeason,
	}
}

func runSeason(c *cli.Context) error {
	s, err := parseSettings(c)
	if err != nil {
		return err
	}
	paths, err := pathsOf(c)
	if err != nil {
		return err
	}
	j, err := judgePaths(c, s, paths)
	if err != nil {
		return err
	}
	if err := j.none(); err != nil {
		return err
	}
	opt := s.season
	opt.Rejudge = j.rejudge
	sea := season.Analyse(j.history, j.verdicts, j.book, opt)
	rep := report.Build(j.history, sea, report.Options{Units: s.units})
	path := c.String("output")
	if err := writeFile(path, func(w io.Writer) error { return xlsx.Write(w, rep, xlsx.Options{}) }); err != nil {
		return err
	}
	for _, line := range rep.Answer() {
		fmt.Fprintln(c.App.Writer, line)
	}
	fmt.Fprintf(c.App.Writer, "wrote %s\n%s\n", path, j.history.Totals())
	return j.status(s.strict)
}
