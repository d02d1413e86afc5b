package main

import (
	"github.com/urfave/cli/v2"

	"dayafter/internal/command"
	"dayafter/internal/render/json"
	"dayafter/internal/render/text"
)

func zonesCommand() *cli.Command {
	return &cli.Command{
		Name:      "zones",
		Usage:     "show your thresholds and zones, each threshold with the effort behind it",
		ArgsUsage: "PATH...",
		Flags: append(commonFlags(), append(seasonFlags(), &cli.BoolFlag{
			Name: "all", Usage: "print a line for each change instead of the last zones", DisableDefaultText: true, Category: outputGroup,
		})...),
		OnUsageError: command.OnUsageError,
		Action:       runZones,
	}
}

func runZones(c *cli.Context) error {
	o, r, err := judgePaths(c)
	if err != nil {
		return err
	}
	if err := r.Check(); err != nil {
		return err
	}
	switch {
	case o.json:
		err = json.WriteZones(c.App.Writer, r.Periods())
	case c.Bool("all"):
		err = text.WriteAllZones(c.App.Writer, pageOf(c.App.Writer), r.Periods(), o.Units)
	default:
		err = text.WriteZones(c.App.Writer, pageOf(c.App.Writer), r.Periods(), o.Units)
	}
	if err != nil {
		return err
	}
	o.remark(c.App.ErrWriter, r.History.Totals().String())
	return o.status(r)
}
