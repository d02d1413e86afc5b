package main

import (
	"cmp"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"

	"github.com/urfave/cli/v2"

	"dayafter/internal/cohort/pooled"
	"dayafter/internal/cohort/step"
	"dayafter/internal/command"
	"dayafter/internal/render/text"
)

// workerMemory is the goal of the garbage collector of a worker in bytes, so that
// many workers fit on one machine. Ours.
const workerMemory = 100 << 20

func extractCommand() *cli.Command {
	return stepCommand("extract", "summarise the recordings of a cohort's runners, one shard at a time", "MANIFEST", step.Extract)
}

func judgeCommand() *cli.Command {
	return stepCommand("judge", "judge the summaries of a cohort's runners and write tables, one shard at a time", "STORE", step.Judge)
}

func poolCommand() *cli.Command {
	return &cli.Command{
		Name: "pool", Usage: "compute one answer from the tables of a cohort's runners", ArgsUsage: "TABLES", OnUsageError: command.OnUsageError,
		Flags: append(publishFlags(), &cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write into `FOLDER`", DefaultText: "the folder of the tables"}),
		Action: func(c *cli.Context) error {
			return runPool(c, func(from, to string, key []byte, o step.Options) (*pooled.Cohort, error) {
				return step.Pool(c.Context, from, cmp.Or(to, from), key, o)
			})
		},
	}
}

func cohortCommand() *cli.Command {
	return &cli.Command{
		Name: "cohort", Usage: "extract, judge and pool on this machine: a subfolder or an archive for each runner", ArgsUsage: "FOLDER", OnUsageError: command.OnUsageError,
		Flags: append(publishFlags(),
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Required: true, Usage: "write into `FOLDER`"},
			&cli.IntFlag{Name: "jobs", Value: runtime.GOMAXPROCS(0), Usage: "run `N` workers at once", DefaultText: "one for each processor"}),
		Action: func(c *cli.Context) error {
			return runPool(c, func(from, to string, key []byte, o step.Options) (*pooled.Cohort, error) {
				return step.Cohort(c.Context, from, to, max(c.Int("jobs"), 1), key, o)
			})
		},
	}
}

func publishFlags() []cli.Flag {
	return []cli.Flag{&cli.StringFlag{
		Name: "publish", Usage: "write what may be published: no names, places, titles, devices or dates, no number below 10; the first line of `KEYFILE` is the key of the runners' names",
	}}
}

// runPool runs a command that ends with one answer, and prints the answer.
func runPool(c *cli.Context, run func(from, to string, key []byte, o step.Options) (*pooled.Cohort, error)) error {
	if c.Args().Len() != 1 {
		return command.Usagef("%s needs one %s", c.Command.Name, c.Command.ArgsUsage)
	}
	key, err := step.ReadKey(c.String("publish"))
	if err != nil {
		return command.NewUsageError(err)
	}
	answer, err := run(c.Args().First(), c.String("output"), key, stepOptions())
	if err != nil {
		return err
	}
	return text.WriteLines(c.App.Writer, pageOf(c.App.Writer), answer.Sentences())
}

func stepOptions() step.Options {
	return step.Defaults(version + " " + command.ReadBuild(commit).Commit)
}

func stepCommand(name, usage, argument string, run step.Func) *cli.Command {
	return &cli.Command{
		Name: name, Usage: usage, ArgsUsage: argument, OnUsageError: command.OnUsageError,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "shard", Usage: "do part `I/N`; I counts from 0", DefaultText: "everything, or the part that --shards and the batch scheduler give"},
			&cli.IntFlag{Name: "shards", Usage: "divide the work into `N` parts; the index comes from the batch scheduler"},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Required: true, Usage: "write below `FOLDER`"},
			&cli.IntFlag{Name: "jobs", Value: 1, Usage: "read `N` files at once"},
		},
		Action: func(c *cli.Context) error { return runStep(c, run) },
	}
}

// runStep runs one shard. Units that failed are rows and leave the exit code at 0,
// because a scheduler would run the shard again.
func runStep(c *cli.Context, run step.Func) error {
	shard, err := step.ShardOf(c.String("shard"), c.Int("shards"), os.Getenv)
	if err != nil {
		return command.NewUsageError(err)
	}
	if c.Args().Len() != 1 {
		return command.Usagef("%s needs one %s", c.Command.Name, c.Command.ArgsUsage)
	}
	debug.SetMemoryLimit(workerMemory)
	o := stepOptions()
	o.Jobs = c.Int("jobs")
	counts, err := run(c.Context, c.Args().First(), shard, c.String("output"), o)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.App.ErrWriter, "%s %s: %d units, %d rows, %d units failed\n", c.Command.Name, shard, counts.Units, counts.Rows, counts.Failed)
	return nil
}
