package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"dayafter/internal/app"
	"dayafter/internal/history"
	"dayafter/internal/ingest"
	"dayafter/internal/render/json"
	"dayafter/internal/render/text"
)

func classifyCommand() *cli.Command {
	return &cli.Command{
		Name:      "classify",
		Usage:     "one run: its class, how sure, why, and its zones",
		ArgsUsage: "FILE",
		Flags: append(commonFlags(), &cli.StringSliceFlag{
			Name: "history", Usage: "the runner's other files, `PATH`; may be given several times",
		}),
		OnUsageError: onUsageError,
		Action:       runClassify,
	}
}

func runClassify(c *cli.Context) error {
	o, err := parseOptions(c)
	if err != nil {
		return err
	}
	if c.NArg() != 1 {
		return usagef("classify takes one file (got %d): dayafter classify FILE --history FOLDER", c.NArg())
	}
	file := c.Args().First()
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		return usagef("%s is a folder: classify explains one file; to list all of its runs, type dayafter scan %s", file, file)
	}
	m, done := o.monitor(c.App.ErrWriter)
	r, err := app.JudgeFile(c.Context, archiveOf(file), app.Inputs{Paths: c.StringSlice("history")}, o.Settings, m)
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
	if err := checkActivity(file, mine); err != nil {
		return err
	}
	return o.status(r)
}

// archiveOf returns the archive of a member named archive.zip!member. It returns
// any other name unchanged.
func archiveOf(file string) string {
	if _, err := os.Lstat(file); err == nil {
		return file
	}
	archive, _, _ := strings.Cut(file, "!")
	return archive
}

// checkActivity returns an error if no entry of the file is an activity.
func checkActivity(file string, entries []history.Entry) error {
	for _, e := range entries {
		if e.Session >= 0 {
			return nil
		}
	}
	if len(entries) == 1 {
		return fmt.Errorf("%s: %s", ingest.Printable(file), entries[0].Reason)
	}
	return fmt.Errorf("%s: holds no activity", ingest.Printable(file))
}
