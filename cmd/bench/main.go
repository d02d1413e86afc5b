// Command bench compares the program's speed and memory with its targets. It
// measures whole commands, the bare decoding of other libraries, and the lower
// bound of reading and hashing the bytes, in turns, on the same files with the
// same number of workers. It writes reports/performance.md. It is a tool for the
// program's developers: make bench.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"strconv"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// options holds the settings of one measurement.
type options struct {
	sizes   []int    // numbers of FIT files; all sides are measured on the first, only our own sides on the others
	gpx     int      // GPX files
	shapes  int      // files of each further shape of FIT
	data    []string // folders of real files
	rounds  int      // with up to roundsUpTo files; with more files there is one round
	jobs    int
	program string // built program to measure; "" builds it
	out     string // report; "" prints it
}

// roundsUpTo is the largest number of files that is measured in several rounds.
const roundsUpTo = 10_000

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if len(args) > 0 && args[0] == childCommand {
		return runChild(args[1:], stdout)
	}
	o, err := parse(args, stderr)
	if err != nil {
		return err
	}
	m, err := measureAll(ctx, o, stderr)
	if err != nil {
		return err
	}
	if o.out == "" {
		return m.write(stdout)
	}
	f, err := os.Create(o.out)
	if err != nil {
		return err
	}
	return errors.Join(m.write(f), f.Close())
}

func parse(args []string, stderr io.Writer) (options, error) {
	var o options
	var sizes string
	set := flag.NewFlagSet("bench", flag.ContinueOnError)
	set.SetOutput(stderr)
	set.StringVar(&sizes, "sizes", "500", "numbers of FIT files; with 5000,50000 it takes minutes and 12 GB of disk")
	set.IntVar(&o.gpx, "gpx", 100, "number of GPX files")
	set.IntVar(&o.shapes, "shapes", 300, "number of smart-recorded FIT files, and of FIT files with few fields")
	set.Func("data", "a `FOLDER` of real files to measure too; may be repeated", func(folder string) error {
		o.data = append(o.data, folder)
		return nil
	})
	set.IntVar(&o.rounds, "rounds", 5, "rounds; the report has their medians")
	set.IntVar(&o.jobs, "jobs", runtime.GOMAXPROCS(0), "workers")
	set.StringVar(&o.program, "program", "", "measure this built program instead of building it")
	set.StringVar(&o.out, "o", "", "write the report to `FILE`")
	if err := set.Parse(args); err != nil {
		return o, err
	}
	for _, word := range strings.Split(sizes, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(word))
		if err != nil || n < 1 {
			return o, fmt.Errorf("-sizes %q: want numbers of files", sizes)
		}
		o.sizes = append(o.sizes, n)
	}
	return o, nil
}
