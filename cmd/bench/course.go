package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"dayafter/internal/testing/synth"
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
	real   string // folder of real files; "" for simulated files
	number int    // number of the folder
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
	courses []*course // real files, the shapes of FIT, the richest shape by size, GPX
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

// courses returns a course for each corpus that the options ask for, with the sides to
// measure.
func courses(o options) []*course {
	var all []*course
	for i, folder := range o.data {
		all = append(all,
			&course{format: synth.RichFIT, real: folder, number: i, rounds: o.rounds, sides: []string{scanCold, tormoderBy, muktihariBy, bound, scanWarm}, costs: map[string][]cost{}},
			&course{format: synth.RichGPX, real: folder, number: i, rounds: o.rounds, sides: []string{scanCold, gpxgoBy, bound, scanWarm}, costs: map[string][]cost{}})
	}
	if o.shapes > 0 {
		for _, format := range []string{synth.SmartFIT, synth.PlainFIT} {
			sides := []string{scanCold, tormoderBy, muktihariBy, bound, scanWarm, readOnly}
			all = append(all, &course{format: format, files: o.shapes, rounds: o.rounds, sides: sides, costs: map[string][]cost{}})
		}
	}
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
			c.sides = []string{scanCold, scanWarm, scanOneNew, classify} // writing a season would take as long as the scan
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
	corpus := filepath.Join(s.folder, fmt.Sprintf("%s-%d-%d", c.format, c.files, c.number))
	fresh := corpus + "-new"
	defer os.RemoveAll(corpus)
	defer os.RemoveAll(fresh)
	if err := s.fill(ctx, c, corpus, fresh); err != nil {
		return err
	}
	var err error
	if c.files, c.bytes, err = folderBytes(corpus); err != nil || c.files == 0 {
		return err
	}
	if c.rich() && c.files <= roundsUpTo {
		if err := s.workbook(ctx, c, corpus); err != nil {
			return err
		}
	}
	for round := range c.rounds {
		t := &turn{stand: s, corpus: corpus, fresh: fresh, number: round, first: c.files, format: c.format, real: c.real != ""}
		if err := t.sides(ctx, c); err != nil {
			return err
		}
	}
	if c.files > countUpTo || c.real != "" {
		return nil
	}
	t := &turn{stand: s, corpus: corpus, fresh: fresh, number: c.rounds, first: c.files, format: c.format}
	return t.count(ctx, c)
}

// fill writes or copies the files of a course, and those that are new in a turn.
func (s *stand) fill(ctx context.Context, c *course, corpus, fresh string) error {
	if c.real != "" {
		_, err := s.child(ctx, "copy", corpus, c.format, c.real)
		return err
	}
	fmt.Fprintf(s.log, "%d %s: writing them\n", c.files, c.name())
	if err := s.corpus(ctx, corpus, c.format, 0, c.files); err != nil {
		return err
	}
	return s.corpus(ctx, fresh, c.format, c.files, 2*(c.rounds+1))
}

// names describes a course's files in the words of the report.
var names = map[string]string{
	synth.RichFIT:  "FIT files, 1 Hz, 29 fields",
	synth.PlainFIT: "FIT files, 1 Hz, 9 fields",
	synth.SmartFIT: "FIT files, smart recording, 9 fields, gzip",
	synth.RichGPX:  "GPX files, 1 Hz, with heart rate",
}

// name describes the files.
func (c *course) name() string {
	switch {
	case c.real == "":
		return names[c.format]
	case c.format == synth.RichGPX:
		return "real GPX files of " + filepath.Base(c.real)
	}
	return "real FIT files of " + filepath.Base(c.real)
}

// rich reports whether the files are the simulated FIT files with all fields.
func (c *course) rich() bool { return c.real == "" && c.format == synth.RichFIT }

// corpus writes the files in a child process. The system counts this process's memory
// towards the peak of every later child, so it must stay small.
func (s *stand) corpus(ctx context.Context, folder, format string, first, n int) error {
	_, err := s.child(ctx, "corpus", folder, format, strconv.Itoa(first), strconv.Itoa(n))
	return err
}

// folderBytes returns the number of files in a folder and their bytes.
func folderBytes(folder string) (files int, n int64, err error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return 0, 0, err
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			return 0, 0, err
		}
		n += info.Size()
	}
	return len(entries), n, nil
}
