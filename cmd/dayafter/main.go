// Command dayafter answers three questions from a runner's own watch files: What do you do
// the day after a long run? Is it truly easy? How does the next key workout go?
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/urfave/cli/v2"

	"dayafter/internal/app"
	"dayafter/internal/command"
	"dayafter/internal/ingest"
)

func main() { os.Exit(run(context.Background(), os.Args, os.Stdout, os.Stderr)) }

// Exit codes.
const (
	exitOK          = 0
	exitNoResult    = 1
	exitUsage       = 2
	exitUnusable    = 3 // the result is there, but some inputs or decisions could not be used
	exitInterrupted = 130
)

const exitHelp = `EXIT CODES:
   0    success
   1    no result: nothing to read, or it could not be written
   2    the command line has a mistake
   3    the result is there, but some inputs could not be used or some of your classes and notes were lost
   130  interrupted; existing files are unchanged
`

// errUnusable means that the result was written although some inputs failed or
// decisions were lost.
var errUnusable = errors.New("some inputs or decisions could not be used")

// run runs the program and returns its exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	return runWithin(ctx, patience, args, stdout, stderr)
}

// runWithin runs the program and returns its exit code. The first interrupt ends ctx, and
// the process after the given time. The second interrupt ends the process at once.
func runWithin(ctx context.Context, limit time.Duration, args []string, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	defer endAtLast(ctx, limit, stderr)()
	tuneHeap()
	program := newProgram(stdout, stderr)
	args, remark := command.WithDefault(program, args, exists)
	if remark != "" {
		fmt.Fprintln(stderr, "dayafter:", ingest.Printable(remark))
	}
	err := program.RunContext(ctx, command.Interspersed(program, args))
	var runners *app.RunnersError
	if errors.As(err, &runners) {
		runners.Command = args[1]
		err = command.NewUsageError(err)
	}
	return exitStatus(err, stderr)
}

// patience is the time in which an interrupted program has to end by itself. Ours: reading
// the largest file takes less.
const patience = 5 * time.Second

// endAtLast ends the process if it still runs when ctx has ended and the given time has
// passed. So one signal ends the program even while it waits for a disk or a pipe. It leaves
// no file half written. Call done when the program ends by itself.
func endAtLast(ctx context.Context, limit time.Duration, stderr io.Writer) (done func()) {
	ended := make(chan struct{})
	context.AfterFunc(ctx, func() {
		select {
		case <-ended:
		case <-time.After(limit):
			os.Exit(exitStatus(context.Canceled, stderr))
		}
	})
	return func() { close(ended) }
}

// exitStatus prints the error and returns the exit code for it.
func exitStatus(err error, stderr io.Writer) int {
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errUnusable):
		return exitUnusable
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "dayafter: interrupted; nothing was overwritten")
		return exitInterrupted
	}
	fmt.Fprintln(stderr, "dayafter:", err)
	if errors.As(err, new(command.UsageError)) {
		return exitUsage
	}
	return exitNoResult
}

func newProgram(stdout, stderr io.Writer) *cli.App {
	return &cli.App{
		Name:                      "dayafter",
		Usage:                     "what do you do the day after a long run, and is it truly easy?",
		UsageText:                 "dayafter COMMAND [options] PATH...",
		Description:               "Reads watch exports (FIT, GPX, TCX, Polar JSON; plain, .gz, folders, zips, bulk exports), offline.",
		Commands:                  append(commands(), command.ManCommands()...),
		Flags:                     []cli.Flag{versionFlag()},
		Writer:                    stdout,
		ErrWriter:                 stderr,
		HideVersion:               true,
		DisableSliceFlagSeparator: true, // a race's name and a path may hold commas
		EnableBashCompletion:      true,
		CustomAppHelpTemplate:     cli.AppHelpTemplate + "\n" + exitHelp,
		ExitErrHandler:            func(*cli.Context, error) {}, // exitStatus maps errors to exit codes
		OnUsageError:              command.OnUsageError,
		Action:                    noCommand,
	}
}

// commands returns the program's commands in the order in which the help lists them.
func commands() []*cli.Command {
	return []*cli.Command{
		seasonCommand(), todayCommand(), scanCommand(), classifyCommand(), zonesCommand(), experimentCommand(), decisionsCommand(),
		squadCommand(), extractCommand(), judgeCommand(), poolCommand(), cohortCommand(), cacheCommand(), command.Completion(),
	}
}

// noCommand runs if the first word names no command.
func noCommand(c *cli.Context) error {
	if c.Bool("version") {
		return printVersion(c.App.Writer)
	}
	if !c.Args().Present() {
		return cli.ShowAppHelp(c)
	}
	word := c.Args().First()
	return command.Usagef("%q is not a command: use season, today, scan, classify, zones, experiment, decisions or cache (dayafter help)%s", word, command.SimilarCommand(c.App, word))
}

// exists reports whether something is at the path.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
