package main

import (
	"cmp"
	"fmt"

	"github.com/urfave/cli/v2"

	"dayafter/internal/app"
	"dayafter/internal/command"
	"dayafter/internal/plans"
	"dayafter/internal/render/json"
	"dayafter/internal/render/text"
	"dayafter/internal/report"
)

func todayCommand() *cli.Command {
	return &cli.Command{
		Name:      "today",
		Usage:     "advise what to do today after your last runs, with limits from your own runs",
		ArgsUsage: "[PATH...]",
		Flags: append(commonFlags(), append(daysFlags(),
			&cli.StringFlag{Name: "on", Usage: "answer for the morning of `DAY`, YYYY-MM-DD, instead of now", Category: answerGroup},
			&cli.StringFlag{Name: "experiment", Usage: "print first what this `PLAN` of an experiment asks for today", DefaultText: "the plan that is running", Category: answerGroup})...),
		OnUsageError: command.OnUsageError,
		Action:       runToday,
	}
}

func runToday(c *cli.Context) error {
	o, err := parseOptions(c)
	if err != nil {
		return err
	}
	if o.On, err = command.Day(c, "on"); err != nil {
		return err
	}
	if !c.Args().Present() && o.Store == "" {
		return command.Usagef("today needs a folder, or a remembered history without --no-cache")
	}
	m, done := o.monitor(c.App.ErrWriter)
	planned, err := plans.Today(c.String("experiment"), cmp.Or(o.On, o.today()), o.Settings, m)
	if err != nil {
		return err
	}
	s, t, r, err := app.Today(c.Context, app.Inputs{Paths: c.Args().Slice()}, o.Settings, m)
	done()
	if err != nil {
		return err
	}
	words := report.TodayWords(s, &t, o.Units)
	if o.json {
		err = json.WriteToday(c.App.Writer, s, &t, words)
	} else {
		fmt.Fprint(c.App.Writer, planned)
		err = text.WriteToday(c.App.Writer, pageOf(c.App.Writer), t.Day, words)
	}
	if err != nil {
		return err
	}
	if t.Last < 0 {
		return fmt.Errorf("no activity before %s", t.Day)
	}
	return o.status(r)
}
