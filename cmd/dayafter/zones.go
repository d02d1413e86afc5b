package main

import (
	"github.com/urfave/cli/v2"

	"dayafter/internal/render/json"
	"dayafter/internal/render/text"
)

func zonesCommand() *cli.Command {
	return &cli.Command{
		Name:         "zones",
		Usage:        "thresholds and zones over time, each with the effort it came from",
		ArgsUsage:    "PATH...",
		Flags:        append(commonFlags(), seasonFlags()...),
		OnUsageError: onUsageError,
		Action:       runZones,
	}
}

func runZones(c *cli.Context) error {
	o, r, err := judgePaths(c)
	if err != nil {
		return err
	}
	if err := r.CheckAny(); err != nil {
		return err
	}
	if err := r.CheckSpan(); err != nil {
		return err
	}
	if o.json {
		err = json.WriteZones(c.App.Writer, r.Periods())
	} else {
		err = text.WriteZones(c.App.Writer, r.Periods(), o.Units)
	}
	if err != nil {
		return err
	}
	o.remark(c.App.ErrWriter, r.History.Totals().String())
	return o.status(r)
}
