package main

import (
	"os"

	"github.com/urfave/cli/v2"

	"dayafter/internal/app"
	"dayafter/internal/command"
	"dayafter/internal/disk"
	"dayafter/internal/render/json"
	"dayafter/internal/render/text"
)

func classifyCommand() *cli.Command {
	return &cli.Command{
		Name:      "classify",
		Usage:     "judge one run: its class, the confidence, the reasons, and its zones",
		ArgsUsage: "FILE",
		Flags: append(commonFlags(), &cli.StringSliceFlag{
			Name: "history", Usage: "the runner's other files, `PATH`; may be given several times",
		}),
		OnUsageError: command.OnUsageError,
		Action:       runClassify,
	}
}

func runClassify(c *cli.Context) error {
	o, err := parseOptions(c)
	if err != nil {
		return err
	}
	if c.NArg() != 1 {
		return command.Usagef("classify takes one file (got %d): dayafter classify FILE --history FOLDER", c.NArg())
	}
	file := c.Args().First()
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		return command.Usagef("%s is a folder: classify explains one file; to list all of its runs, type dayafter scan %s", file, file)
	}
	m, done := o.monitor(c.App.ErrWriter)
	r, err := app.JudgeFile(c.Context, disk.ArchiveOf(file), app.Inputs{Paths: c.StringSlice("history")}, o.Settings, m)
	done()
	if err != nil {
		return err
	}
	mine := r.Of(file)
	a := r.Around(mine)
	if o.json {
		if err := json.WriteRecords(c.App.Writer, &a, mine); err != nil {
			return err
		}
	} else {
		text.WriteSessions(c.App.Writer, &a, mine)
	}
	if err := app.CheckActivity(file, mine); err != nil {
		return err
	}
	return o.status(r)
}
