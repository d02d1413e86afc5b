package step

import (
	"context"
	"fmt"
	"slices"

	"dayafter/internal/cohort/judged"
	"dayafter/internal/roster"
	"dayafter/internal/summary"
)

// Output is the folder of the tables that judge writes. An engine that shuffles the
// lines of the manifest itself fills the folder without a store of digests.
type Output struct {
	folder  folder
	options Options
}

// NewOutput returns the Output in out for the manifest with the given hash.
func NewOutput(out, hash string, shards int, o Options) *Output {
	return &Output{newFolder(out, judgeStep, hash, shards, o.Versions), o}
}

// Create makes the folder with the manifest in it and returns the folder's path.
func (o *Output) Create(manifest []byte) (string, error) {
	return o.folder.path, o.folder.create(manifest)
}

// Line is one line of a manifest with its number, from 0.
type Line struct {
	Number int
	Entry  roster.Entry
}

// Runner digests and judges the recordings of one runner, whose lines are given in
// any order. Roots are relative to base.
func (o *Output) Runner(ctx context.Context, base string, lines []Line) (judged.Rows, error) {
	slices.SortFunc(lines, func(a, b Line) int { return a.Number - b.Number })
	var files []summary.File
	var entries []roster.Entry
	var reasons []string
	for i := range lines {
		part, failed, err := o.folder.digest(ctx, base, lines[i].Number, &lines[i].Entry, &o.options)
		if err != nil {
			return judged.Rows{}, fmt.Errorf("line %d: %w", lines[i].Number+1, err)
		}
		if failed != "" {
			reasons = append(reasons, failed)
		}
		files, entries = append(files, part...), append(entries, lines[i].Entry)
	}
	return JudgeRunner(entries, files, reasons)
}

// Write writes the tables of one shard. rows are those of the shard's runners, in the
// order of the runners' first lines.
func (o *Output) Write(s Shard, rows []judged.Rows) (Counts, error) {
	return o.folder.writeTables(s, func(add func(judged.Rows) error) error {
		for _, r := range rows {
			if err := add(r); err != nil {
				return err
			}
		}
		return nil
	})
}
