// Command dayafter answers from a runner's own watch files: what do you do the
// day after a long run, is it truly easy, and how does the next key workout go.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/urfave/cli/v2"
)

func main() { os.Exit(program()) }

// program runs until it is done or interrupted; a second interrupt ends it at once.
func program() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	makeRoom(0)
	return run(ctx, os.Args, os.Stdout, os.Stderr)
}

// What the garbage collector aims at, bytes: without an aim the garbage of a file
// made to harm would stand beside the next one's data, and that of a long history
// beside all of its runs, which take five to seven kB each.
const (
	memoryGoal = 384 << 20
	memoryBase = 90 << 20
	memoryRun  = 8000
)

// gcPercent is how much a heap may grow between collections. Ours: at 200, and not
// Go's 100, a tenth of the processor time is saved, and the peak of memory, which
// the aim bounds, is no higher.
const gcPercent = 200

// makeRoom sets the aim for so many files, unless the user has.
func makeRoom(files int) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(max(memoryGoal, memoryBase+memoryRun*int64(files)))
	}
}

// Exit codes.
const (
	exitOK          = 0
	exitNoResult    = 1
	exitUsage       = 2
	exitUnusable    = 3 // the result is there, but some inputs could not be used
	exitInterrupted = 130
)

const exitHelp = `EXIT CODES:
   0    all well
   1    no result: nothing to read, or it could not be written
   2    the command's words are off
   3    the result is there, but some inputs could not be used
   130  interrupted; what was there before is untouched
`

// errUnusable says that the result was written though some inputs failed.
var errUnusable = errors.New("some inputs could not be used")

// usageError is a mistake in the command's words.
type usageError struct{ error }

func usagef(format string, args ...any) error {
	return usageError{fmt.Errorf(format, args...)}
}

// run is the whole program but for the process: tests call it, too.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	app := newApp(stdout, stderr)
	err := app.RunContext(ctx, interspersed(app, args))
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
	if errors.As(err, new(usageError)) {
		return exitUsage
	}
	return exitNoResult
}

func newApp(stdout, stderr io.Writer) *cli.App {
	return &cli.App{
		Name:                      "dayafter",
		Usage:                     "what do you do the day after a long run, and is it truly easy?",
		UsageText:                 "dayafter COMMAND [options] PATH...",
		Description:               "Reads watch exports (FIT, GPX, TCX, Polar JSON; plain, .gz, folders, zips, bulk exports), offline.",
		Commands:                  []*cli.Command{seasonCommand(), scanCommand(), classifyCommand(), zonesCommand(), cacheCommand()},
		Writer:                    stdout,
		ErrWriter:                 stderr,
		HideVersion:               true,
		DisableSliceFlagSeparator: true, // a race's name and a path may hold commas
		EnableBashCompletion:      true,
		CustomAppHelpTemplate:     cli.AppHelpTemplate + "\n" + exitHelp,
		ExitErrHandler:            func(*cli.Context, error) {}, // run maps errors to exit codes
		OnUsageError:              onUsageError,
		Action:                    noCommand,
	}
}

func onUsageError(_ *cli.Context, err error, _ bool) error { return usageError{err} }

// noCommand is reached when the first word names no command.
func noCommand(c *cli.Context) error {
	if c.Args().Present() {
		return usagef("%q is no command: use season, scan, classify, zones or cache (dayafter help)", c.Args().First())
	}
	return cli.ShowAppHelp(c)
}
