package main

import (
	"context"
	"path/filepath"
	"reflect"
	"slices"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"dayafter/internal/cohort/judged"
	"dayafter/internal/cohort/step"
	"dayafter/internal/disk"
	"dayafter/internal/roster"
)

// manifestLimit bounds a manifest in bytes, as in package step.
const manifestLimit = 2 << 30

// Cohort holds what every worker needs. Workers receive it as JSON.
type Cohort struct {
	Manifest string // absolute path
	Out      string // absolute path
	Hash     string // hash of the manifest
	Shards   int
	Program  string // version

	path string // folder of the tables
}

// newCohort reads the manifest and makes the folder of the tables.
func newCohort(manifest, out string, shards int, program string) (*Cohort, error) {
	data, err := disk.Read(manifest, manifestLimit)
	if err != nil {
		return nil, err
	}
	if _, err := roster.ParseManifest(data); err != nil {
		return nil, err
	}
	c := &Cohort{Hash: roster.Hash(data), Shards: shards, Program: program}
	if c.Manifest, err = filepath.Abs(manifest); err != nil {
		return nil, err
	}
	if c.Out, err = filepath.Abs(out); err != nil {
		return nil, err
	}
	c.path, err = c.output().Create(data)
	return c, err
}

func (c *Cohort) output() *step.Output {
	return step.NewOutput(c.Out, c.Hash, c.Shards, step.Defaults(c.Program))
}

// Unit is one line of the manifest on its way to the worker that reads its recordings.
type Unit struct {
	Number int // from 0
	Text   string
}

// Rows are the rows of one runner, whose first line has the given number.
type Rows struct {
	Number int
	Rows   judged.Rows
}

// register names the functions and types that workers must know. The typed functions
// of Beam's package register would take minutes to compile.
func register() {
	beam.RegisterDoFn(&readFn{})
	beam.RegisterDoFn(&judgeFn{})
	beam.RegisterDoFn(&writeFn{})
	beam.RegisterType(reflect.TypeFor[Unit]())
	beam.RegisterType(reflect.TypeFor[Rows]())
}

// pipeline returns the pipeline of a cohort. It shuffles the lines of the manifest, so that
// all lines of a runner reach one worker, and the rows, so that all rows of a shard reach
// one worker. Digests, which are thirty times as large as rows, never leave their worker.
func (c *Cohort) pipeline() *beam.Pipeline {
	p := beam.NewPipeline()
	s := p.Root()
	units, empty := beam.ParDo2(s.Scope("read"), &readFn{*c}, beam.Create(s, c.Manifest))
	rows := beam.ParDo(s.Scope("judge"), &judgeFn{*c}, beam.GroupByKey(s, units))
	beam.ParDo0(s.Scope("write"), &writeFn{*c}, beam.GroupByKey(s, beam.Flatten(s, rows, empty)))
	return p
}

// readFn reads the manifest.
type readFn struct{ Cohort Cohort }

// ProcessElement emits each line under its runner's name. It also emits empty rows for each
// shard, because a shard without runners must be written, too.
func (f *readFn) ProcessElement(manifest string, line func(string, Unit), shard func(int, Rows)) error {
	data, err := disk.Read(manifest, manifestLimit)
	if err != nil {
		return err
	}
	entries, err := roster.ParseManifest(data)
	if err != nil {
		return err
	}
	for i := range entries {
		text, err := roster.WriteManifest(entries[i : i+1])
		if err != nil {
			return err
		}
		line(entries[i].Runner, Unit{i, string(text)})
	}
	for i := range f.Cohort.Shards {
		shard(i, Rows{Number: -1})
	}
	return nil
}

// judgeFn digests and judges the recordings of one runner.
type judgeFn struct{ Cohort Cohort }

// ProcessElement emits the runner's rows under the shard of the runner's first line.
func (f *judgeFn) ProcessElement(ctx context.Context, _ string, units func(*Unit) bool, emit func(int, Rows)) error {
	var lines []step.Line
	for u := (Unit{}); units(&u); u = (Unit{}) {
		entries, err := roster.ParseManifest([]byte(u.Text))
		if err != nil {
			return err
		}
		lines = append(lines, step.Line{Number: u.Number, Entry: entries[0]})
	}
	rows, err := f.Cohort.output().Runner(ctx, filepath.Dir(f.Cohort.Manifest), lines)
	if err != nil {
		return err
	}
	first := lines[0].Number // Runner has sorted the lines
	emit(first%f.Cohort.Shards, Rows{first, rows})
	return nil
}

// writeFn writes the tables of one shard.
type writeFn struct{ Cohort Cohort }

// ProcessElement writes the rows in the order of the manifest.
func (f *writeFn) ProcessElement(shard int, rows func(*Rows) bool) error {
	var all []Rows
	for r := (Rows{}); rows(&r); r = (Rows{}) {
		if r.Number >= 0 {
			all = append(all, r)
		}
	}
	slices.SortFunc(all, func(a, b Rows) int { return a.Number - b.Number })
	sorted := make([]judged.Rows, len(all))
	for i := range all {
		sorted[i] = all[i].Rows
	}
	_, err := f.Cohort.output().Write(step.Shard{Index: shard, Of: f.Cohort.Shards}, sorted)
	return err
}
