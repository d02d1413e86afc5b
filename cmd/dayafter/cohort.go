package main

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"

	"github.com/urfave/cli/v2"

	"dayafter/internal/cohort/pooled"
	"dayafter/internal/cohort/step"
	"dayafter/internal/disk"
	"dayafter/internal/render/text"
)

// shardVariables are the environment variables in which batch schedulers give a
// worker the index of its shard: Slurm, Kubernetes and AWS Batch.
var shardVariables = []string{"SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX", "AWS_BATCH_JOB_ARRAY_INDEX"}

// workerMemory is the goal of the garbage collector of a worker in bytes, so that
// many workers fit on one machine. Ours.
const workerMemory = 100 << 20

func extractCommand() *cli.Command {
	return stepCommand("extract", "the recordings of a cohort's runners become summaries, one shard at a time", "MANIFEST", step.Extract)
}

func judgeCommand() *cli.Command {
	return stepCommand("judge", "the summaries of a cohort's runners become tables, one shard at a time", "STORE", step.Judge)
}

func poolCommand() *cli.Command {
	return &cli.Command{
		Name: "pool", Usage: "the tables of a cohort's runners become one answer", ArgsUsage: "TABLES", OnUsageError: onUsageError,
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
		Name: "cohort", Usage: "extract, judge and pool on this machine: a subfolder or an archive for each runner", ArgsUsage: "FOLDER", OnUsageError: onUsageError,
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
		return usagef("%s needs one %s", c.Command.Name, c.Command.ArgsUsage)
	}
	key, err := readKey(c.String("publish"))
	if err != nil {
		return err
	}
	answer, err := run(c.Args().First(), c.String("output"), key, stepOptions())
	if err != nil {
		return err
	}
	return text.WriteLines(c.App.Writer, pageOf(c.App.Writer), answer.Sentences())
}

// leastKey is the fewest bytes of a key. Ours: shorter keys can be guessed.
const leastKey = 16

// readKey returns the key of a file; nil if path is empty.
func readKey(path string) ([]byte, error) {
	if path == "" {
		return nil, nil
	}
	data, err := disk.Read(path, disk.TextLimit)
	if err != nil {
		return nil, err
	}
	key, _, _ := bytes.Cut(data, []byte("\n"))
	if key = bytes.TrimSpace(key); len(key) < leastKey {
		return nil, usagef("%s: a key needs %d characters or more", path, leastKey)
	}
	return key, nil
}

func stepOptions() step.Options { return step.Defaults(version + " " + readBuild().commit) }

func stepCommand(name, usage, argument string, run step.Func) *cli.Command {
	return &cli.Command{
		Name: name, Usage: usage, ArgsUsage: argument, OnUsageError: onUsageError,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "shard", Usage: "do part `I/N`, I counts from 0", DefaultText: "the whole, or the index that a batch scheduler gives, with --shards"},
			&cli.IntFlag{Name: "shards", Usage: "there are `N` parts; the index comes from the batch scheduler"},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Required: true, Usage: "write below `FOLDER`"},
			&cli.IntFlag{Name: "jobs", Value: 1, Usage: "read `N` files at once"},
		},
		Action: func(c *cli.Context) error { return runStep(c, run) },
	}
}

// runStep runs one shard. Units that failed are rows and leave the exit code at 0,
// because a scheduler would run the shard again.
func runStep(c *cli.Context, run step.Func) error {
	shard, err := shardOf(c, os.Getenv)
	if err != nil {
		return usageError{err}
	}
	if c.Args().Len() != 1 {
		return usagef("%s needs one %s", c.Command.Name, c.Command.ArgsUsage)
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

// shardOf returns the shard of --shard, or the one that a batch scheduler gives.
func shardOf(c *cli.Context, getenv func(string) string) (step.Shard, error) {
	switch {
	case c.String("shard") != "" && c.Int("shards") != 0:
		return step.Shard{}, fmt.Errorf("--shard and --shards: give one of them")
	case c.String("shard") != "":
		return step.ParseShard(c.String("shard"))
	case c.Int("shards") == 0:
		return step.Shard{Of: 1}, nil
	}
	for _, name := range shardVariables {
		if index := getenv(name); index != "" {
			return step.ParseShard(index + "/" + strconv.Itoa(c.Int("shards")))
		}
	}
	return step.Shard{}, fmt.Errorf("--shards needs a batch scheduler that sets %v; else use --shard", shardVariables)
}
