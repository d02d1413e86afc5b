package main

import (
	"cmp"
	"fmt"
	"os"
	"runtime"
	"time"

	"github.com/urfave/cli/v2"

	"dayafter/internal/cohort/step"
	"dayafter/internal/command"
	"dayafter/internal/squad"
	"dayafter/internal/unit"
)

func squadCommand() *cli.Command {
	return &cli.Command{
		Name: "squad", Usage: "write a workbook and a page for each of a coach's runners, and one table of all", ArgsUsage: "FOLDER", OnUsageError: command.OnUsageError,
		Description: "FOLDER holds a subfolder or an archive for each runner, or squad.toml with a table [[runner]] for each: name, root and settings.",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write into `FOLDER`; classes and notes written into earlier workbooks there are kept", DefaultText: "the folder squad-reports"},
			&cli.StringFlag{Name: "on", Usage: "advise for the morning of `DAY`, YYYY-MM-DD, instead of now; changes the advice only"},
			&cli.StringFlag{Name: "units", Value: "metric", Usage: "`metric|imperial`"},
			&cli.StringFlag{Name: "data", Usage: "keep the runners' decisions in `FOLDER`", DefaultText: "in the workbooks alone"},
			&cli.IntFlag{Name: "jobs", Value: runtime.GOMAXPROCS(0), Usage: "judge `N` runners at once", DefaultText: "one for each processor"},
		},
		Action: runSquad,
	}
}

func runSquad(c *cli.Context) (err error) {
	if c.Args().Len() != 1 {
		return command.Usagef("squad needs one folder")
	}
	o := squad.Options{Jobs: c.Int("jobs"), Now: time.Now(), Data: c.String("data")}
	if o.Units, err = unit.ParseSystem(c.String("units")); err != nil {
		return command.Usagef("--units: %w", err)
	}
	if o.On, err = command.Day(c, "on"); err != nil {
		return err
	}
	entries, err := step.List(c.Args().First())
	if err != nil {
		return err
	}
	out := cmp.Or(c.String("output"), "squad-reports")
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	s, err := squad.Run(c.Context, entries, out, o)
	if err != nil {
		return err
	}
	if err := s.Write(out, o.Units); err != nil {
		return err
	}
	fmt.Fprintf(c.App.Writer, "wrote %s/squad.xlsx and squad.html\n%s\n", out, s.Totals())
	if s.Failed() > 0 {
		return errUnusable
	}
	return nil
}
