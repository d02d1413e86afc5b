package step

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"dayafter/internal/app"
	"dayafter/internal/cohort/judged"
	"dayafter/internal/cohort/table"
	"dayafter/internal/disk"
	"dayafter/internal/roster"
	"dayafter/internal/summary"
)

// Judge turns the digests below store into the tables of the shard's runners
// below out. It refuses to start while a shard of extract is missing.
func Judge(ctx context.Context, store string, s Shard, out string, o Options) (Counts, error) {
	from, err := find(store, extractStep, o.Versions)
	if err != nil {
		return Counts{}, err
	}
	markers, err := from.allDone()
	if err != nil {
		return Counts{}, err
	}
	manifest, err := disk.Read(from.at(manifestFile), manifestLimit)
	if err != nil {
		return Counts{}, err
	}
	entries, err := from.entries(manifest)
	if err != nil {
		return Counts{}, err
	}
	to := newFolder(out, judgeStep, from.hash, s.Of, o.Versions)
	if m, err := to.done(s.Index); m != nil || err != nil {
		return countsOf(m), err
	}
	if err := to.create(manifest); err != nil {
		return Counts{}, err
	}
	j := judge{ctx: ctx, reader: reader{folder: from, markers: markers}, entries: entries, lines: linesOf(entries)}
	defer j.reader.close()
	return to.writeTables(s, func(add func(judged.Rows) error) error { return j.run(s, add) })
}

// judge judges the runners of one shard.
type judge struct {
	ctx     context.Context
	reader  reader
	entries []roster.Entry
	lines   map[string][]int // lines of each runner in the manifest
}

// linesOf returns the lines of each runner.
func linesOf(entries []roster.Entry) map[string][]int {
	out := map[string][]int{}
	for i, e := range entries {
		out[e.Runner] = append(out[e.Runner], i)
	}
	return out
}

// run passes the rows of each runner to add. A runner belongs to the shard of the runner's
// first line. So a shard reads only one table if judge has as many shards as extract.
func (j *judge) run(s Shard, add func(judged.Rows) error) error {
	for line, e := range j.entries {
		if !s.has(line) || j.lines[e.Runner][0] != line {
			continue
		}
		rows, err := j.runner(e.Runner)
		if err == nil {
			err = add(rows)
		}
		if err != nil {
			return fmt.Errorf("runner %q: %w", e.Runner, err)
		}
	}
	return nil
}

// runner returns the rows of one runner.
func (j *judge) runner(name string) (judged.Rows, error) {
	if err := j.ctx.Err(); err != nil {
		return judged.Rows{}, err
	}
	files, reasons, err := j.files(name)
	if err != nil {
		return judged.Rows{}, err
	}
	entries := make([]roster.Entry, 0, len(j.lines[name]))
	for _, line := range j.lines[name] {
		entries = append(entries, j.entries[line])
	}
	return JudgeRunner(entries, files, reasons)
}

// JudgeRunner judges the files of one runner, whose order does not matter. The entries are
// the runner's lines of the manifest; reasons say why lines failed.
func JudgeRunner(entries []roster.Entry, files []summary.File, reasons []string) (judged.Rows, error) {
	s, err := entries[0].AppSettings()
	if err != nil {
		return judged.Rows{}, err
	}
	slices.SortStableFunc(files, func(a, b summary.File) int { return strings.Compare(a.Name, b.Name) })
	rows := judged.Of(entries[0].Runner, app.JudgeFiles(files, roster.Decisions(entries), s))
	if len(reasons) == 0 {
		return rows, nil
	}
	slices.Sort(reasons)
	reason := strings.Join(slices.Compact(reasons), "; ")
	rows.Runner.Reason = &reason
	if len(files) == 0 {
		rows.Runner.Status = table.Failed
	}
	return rows, nil
}

// files returns the digested files of a runner and why lines of the runner failed.
func (j *judge) files(name string) (files []summary.File, reasons []string, err error) {
	for _, line := range j.lines[name] {
		rows, err := j.reader.line(line)
		if err != nil {
			return nil, nil, err
		}
		for _, row := range rows {
			if row.Failed != "" {
				reasons = append(reasons, row.Failed)
				continue
			}
			f, err := summary.DecodeFile(row.Summary)
			if err != nil {
				return nil, nil, fmt.Errorf("%s: %w", row.File, err)
			}
			files = append(files, f)
		}
	}
	return files, reasons, nil
}
