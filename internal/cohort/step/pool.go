package step

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"dayafter/internal/cohort/pooled"
	"dayafter/internal/cohort/table"
	"dayafter/internal/disk"
	"dayafter/internal/render/html"
	"dayafter/internal/render/xlsx"
)

// Pool computes the answer over all runners from the tables below out, and writes
// cohort.json, cohort.xlsx, cohort.html and dictionary.md into folder. With a key, it also
// writes the tables, and everything that it writes may be published: it leaves out names
// and small numbers.
func Pool(ctx context.Context, out, folder string, key []byte, o Options) (*pooled.Cohort, error) {
	p := pooled.New()
	if err := Rows(out, RunnersTable, o, p.AddRunners); err != nil {
		return nil, err
	}
	if err := Rows(out, LongRunsTable, o, p.AddLongRuns); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	c, rows, dictionary := p.Cohort(o.Versions), p.Runners(), table.Dictionary()
	if key != nil {
		c, dictionary = c.Published(), table.PublishedDictionary()
		if err := publish(out, folder, pooled.NewPublisher(key, rows), o); err != nil {
			return nil, err
		}
		rows = nil
	}
	return &c, writeAnswer(folder, &c, rows, dictionary)
}

// writeAnswer writes the answer in all forms.
func writeAnswer(folder string, c *pooled.Cohort, rows []table.Runner, dictionary string) error {
	text, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return err
	}
	var book, page bytes.Buffer
	r := c.Report(rows)
	if err := xlsx.Write(&book, r, xlsx.Defaults()); err != nil {
		return err
	}
	if err := html.WritePlain(&page, r, "The day after, across runners"); err != nil {
		return err
	}
	for _, f := range []struct {
		name string
		data []byte
	}{{"cohort.json", append(text, '\n')}, {"cohort.xlsx", book.Bytes()}, {"cohort.html", page.Bytes()}, {"dictionary.md", []byte(dictionary)}} {
		if err := disk.Write(filepath.Join(folder, f.name), f.data); err != nil {
			return err
		}
	}
	return nil
}

// publish writes the tables in their published form.
func publish(out, folder string, p *pooled.Publisher, o Options) error {
	err := Rows(out, RunsTable, o, p.AddSports)
	if err == nil {
		err = publishTable(out, folder, RunsTable, o, func(r *table.Run) (table.PublishedRun, bool) { return p.Run(r) })
	}
	if err == nil {
		err = publishTable(out, folder, LongRunsTable, o, func(r *table.LongRun) (table.PublishedLongRun, bool) { return p.LongRun(r) })
	}
	if err == nil {
		err = publishTable(out, folder, RunnersTable, o, func(r *table.Runner) (table.PublishedRunner, bool) { return p.Runner(r) })
	}
	return err
}

func publishTable[R, P any](out, folder, name string, o Options, convert func(*R) (P, bool)) error {
	file, err := newTemp(filepath.Join(folder, name+".parquet"))
	if err != nil {
		return err
	}
	defer file.drop()
	w := table.NewWriter[P](file, o.Versions)
	err = Rows(out, name, o, func(rows []R) error { return addConverted(w, rows, convert) })
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return file.keep()
}

// addConverted adds the rows that may be published, in their published form.
func addConverted[R, P any](w *table.Writer[P], rows []R, convert func(*R) (P, bool)) error {
	for i := range rows {
		row, ok := convert(&rows[i])
		if !ok {
			continue
		}
		if err := w.Add([]P{row}); err != nil {
			return err
		}
	}
	return nil
}
