package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

// The sides, by the letters of the report.
const (
	scanCold    = "a"
	seasonCold  = "b"
	tormoderBy  = "c"
	muktihariBy = "d"
	gpxgoBy     = "e"
	bound       = "f"
	scanWarm    = "g"
	scanOneNew  = "h"
	classify    = "i"
	readOnly    = "r" // our reading without the judging, for its allocations
)

// course is one corpus with its measurements.
type course struct {
	format string
	files  int
	bytes  int64
	rounds int
	sides  []string
	costs  map[string][]cost
	failed error // why it was not measured
}

// measured holds all courses and the machine they were measured on.
type measured struct {
	machine machine
	jobs    int
	courses []*course // FIT by size, then GPX
}

// stand holds the folder, the programs and the log of a measurement.
type stand struct {
	folder  string // temporary
	self    string // this program, for the children
	program string // the measured one
	jobs    int
	log     io.Writer
	env     []string // for the measured program
}

func measureAll(ctx context.Context, o options, log io.Writer) (*measured, error) {
	folder, err := os.MkdirTemp("", "dayafter-bench-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	s := &stand{folder: folder, program: o.program, jobs: o.jobs, log: log}
	if s.self, err = os.Executable(); err != nil {
		return nil, err
	}
	if s.program == "" {
		s.program = filepath.Join(folder, "dayafter")
		build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", s.program, "dayafter/cmd/dayafter")
		if out, err := build.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("go build: %w\n%s", err, out)
		}
	}
	if err := s.buildCounting(ctx); err != nil {
		return nil, err
	}
	m := &measured{machine: thisMachine(), jobs: o.jobs, courses: courses(o)}
	for _, c := range m.courses {
		if c.failed = s.measure(ctx, c); ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if c.failed != nil {
			fmt.Fprintln(log, c.failed)
		}
	}
	m.machine.loadAfter = loadAverage()
	return m, nil
}

// seasonUpTo is the largest number of files for which every round writes the
// workbook. The workbook of a larger corpus is written once.
const seasonUpTo = 1000

// courses returns the corpora that the options ask for, with the sides to
// measure on each.
func courses(o options) []*course {
	var all []*course
	for i, n := range o.sizes {
		c := &course{format: "fit", files: n, rounds: o.rounds, costs: map[string][]cost{}}
		switch {
		case i == 0:
			c.sides = []string{scanCold, seasonCold, tormoderBy, muktihariBy, bound, scanWarm, scanOneNew, classify, readOnly}
		default:
			c.sides = []string{scanCold, seasonCold, scanWarm, scanOneNew, classify}
		}
		if n > roundsUpTo {
			c.rounds = 1
			c.sides = []string{scanCold, scanWarm, scanOneNew, classify} // a season would take as long as the scan again
		}
		all = append(all, c)
	}
	if o.gpx > 0 {
		sides := []string{scanCold, gpxgoBy, bound, readOnly}
		all = append(all, &course{format: "gpx", files: o.gpx, rounds: o.rounds, sides: sides, costs: map[string][]cost{}})
	}
	return all
}

// measure writes the corpus, measures all sides in turns and removes the corpus.
func (s *stand) measure(ctx context.Context, c *course) error {
	corpus := filepath.Join(s.folder, fmt.Sprintf("%s-%d", c.format, c.files))
	fresh := corpus + "-new"
	defer os.RemoveAll(corpus)
	defer os.RemoveAll(fresh)
	fmt.Fprintf(s.log, "%d %s files: writing them\n", c.files, c.format)
	if err := s.corpus(ctx, corpus, c.format, 0, c.files); err != nil {
		return err
	}
	if err := s.corpus(ctx, fresh, c.format, c.files, 2*(c.rounds+1)); err != nil {
		return err
	}
	var err error
	if c.bytes, err = folderBytes(corpus); err != nil {
		return err
	}
	if c.format == "fit" && c.files <= roundsUpTo {
		if err := s.workbook(ctx, c, corpus); err != nil {
			return err
		}
	}
	for round := range c.rounds {
		t := &turn{stand: s, corpus: corpus, fresh: fresh, number: round, first: c.files, format: c.format}
		for _, side := range c.sides {
			if side == seasonCold && c.files > seasonUpTo && round > 0 {
				continue
			}
			cost, err := t.side(ctx, side)
			if err != nil {
				return err
			}
			fmt.Fprintf(s.log, "%d %s files, round %d, %s: %.3f s, %.3f s of CPU, %d MB\n",
				c.files, c.format, round+1, sideNames[side], cost.wall.Seconds(), cost.cpu.Seconds(), cost.rss>>20)
			c.costs[side] = append(c.costs[side], cost)
		}
		if err := os.RemoveAll(t.cache("")); err != nil {
			return err
		}
	}
	if c.files > countUpTo {
		return nil
	}
	t := &turn{stand: s, corpus: corpus, fresh: fresh, number: c.rounds, first: c.files, format: c.format}
	return t.count(ctx, c)
}

// corpus makes a child process write the files, so that our own memory stays
// small: the system counts it towards the peak of a child.
func (s *stand) corpus(ctx context.Context, folder, format string, first, n int) error {
	_, err := measure(ctx, []string{s.self, childCommand, "corpus", folder, format, strconv.Itoa(first), strconv.Itoa(n)}, true)
	return err
}

func folderBytes(folder string) (n int64, err error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return 0, err
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			return 0, err
		}
		n += info.Size()
	}
	return n, nil
}
