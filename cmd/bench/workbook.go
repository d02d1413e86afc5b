package main

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"time"

	"dayafter/internal/app"
	"dayafter/internal/render/xlsx"
	"dayafter/internal/report"
)

// The sides that write the workbook of a whole corpus, each several times in one
// process, after reading it.
const (
	workbookBy = "j"
	bareZip    = "k"
)

// writings is the number of times that one process writes the workbook.
const writings = 5

// Targets of a workbook of manyRuns activities.
const (
	workbookSeconds = 1.5
	workbookMemory  = 250e6 // bytes
)

// writing holds the time of writing a workbook once, without reading and judging.
type writing struct {
	Wall, CPU time.Duration
}

// wrote counts what a child wrote.
type wrote struct {
	Writings   []writing
	Activities int   // rows of the sheet Runs
	XML, Bytes int64 // size of the workbook's parts, and of the workbook
}

// workbook measures writing the workbook of a corpus, and then compressing the parts of
// that workbook without building them.
func (s *stand) workbook(ctx context.Context, c *course, corpus string) error {
	path := filepath.Join(s.folder, "workbook.xlsx")
	defer os.Remove(path)
	for _, side := range []string{workbookBy, bareZip} {
		whole, err := s.child(ctx, childSides[side], corpus, strconv.Itoa(s.jobs), path)
		if err != nil {
			return err
		}
		for _, w := range whole.work.Writings {
			c.costs[side] = append(c.costs[side], cost{wall: w.Wall, cpu: w.CPU, rss: whole.rss, work: whole.work})
		}
		m := median(c.costs[side])
		fmt.Fprintf(s.log, "%d %s files, %s: %.3f s, %.3f s of CPU, %d MB\n",
			c.files, c.format, sideNames[side], m.wall.Seconds(), m.cpu.Seconds(), m.rss>>20)
	}
	return nil
}

// writeWorkbook reads and judges a corpus and then writes its workbook with all
// activities several times. The last workbook goes to path.
func writeWorkbook(folder string, jobs int, path string) (w wrote, err error) {
	settings := app.Defaults()
	settings.Jobs = jobs
	settings.Season.From, settings.Season.To = math.MinInt32, math.MaxInt32
	r, err := app.Judge(context.Background(), app.Inputs{Paths: []string{folder}}, settings, app.Monitor{})
	if err != nil {
		return w, err
	}
	s := r.Analyse()
	w.Activities = len(s.Runs)
	var out bytes.Buffer
	w.Writings, err = timed(func() error {
		out.Reset()
		return xlsx.Write(&out, report.Build(r.History, s, report.Defaults()), xlsx.Options{Jobs: jobs})
	})
	return w, errors.Join(err, os.WriteFile(path, out.Bytes(), 0o600))
}

// zipBare compresses the parts of the workbook, which is the minimum work of
// writing one.
func zipBare(path string) (w wrote, err error) {
	archive, err := zip.OpenReader(path)
	if err != nil {
		return w, err
	}
	defer archive.Close()
	parts := make([][]byte, len(archive.File))
	for i, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			return w, err
		}
		if parts[i], err = io.ReadAll(r); err != nil {
			return w, err
		}
		w.XML += int64(len(parts[i]))
	}
	var out bytes.Buffer
	w.Writings, err = timed(func() error {
		out.Reset()
		zw := zip.NewWriter(&out)
		for i, f := range archive.File {
			part, err := zw.Create(f.Name)
			if err != nil {
				return err
			}
			if _, err := part.Write(parts[i]); err != nil {
				return err
			}
		}
		return zw.Close()
	})
	w.Bytes = int64(out.Len())
	return w, err
}

// timed repeats the work and measures each time by itself.
func timed(do func() error) (all []writing, err error) {
	for range writings {
		runtime.GC()
		cpu, begin := ownCPU(), time.Now()
		if err := do(); err != nil {
			return nil, err
		}
		all = append(all, writing{time.Since(begin), ownCPU() - cpu})
	}
	return all, nil
}

// ownCPU returns the CPU time that this process has used.
func ownCPU() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// workbookTargets returns the targets for the workbook.
func (c *course) workbookTargets() []target {
	m := median(c.costs[workbookBy])
	if m.work.Activities < manyRuns {
		return nil
	}
	at := fmt.Sprintf("workbook of %d activities", m.work.Activities)
	return []target{
		c.seconds(at, workbookBy, workbookSeconds),
		{"peak memory, " + at, "MB", workbookMemory / 1e6, float64(m.rss) / 1e6, 0},
	}
}

// writeWorkbook writes what was measured of the workbook.
func (c *course) writeWorkbook(out io.Writer) {
	if len(c.costs[workbookBy]) == 0 {
		return
	}
	a, z := median(c.costs[workbookBy]), median(c.costs[bareZip])
	fmt.Fprintf(out, "\nIts workbook with all %d activities, %.1f MB of XML; medians of %d writings by one process. The time is that of writing\n"+
		"alone, tables and words included; the memory that of the process, reading and judging included.\n\n"+
		"| side | wall s | CPU s | MB of XML/s | peak RSS MB |\n|---|---:|---:|---:|---:|\n", a.work.Activities, float64(z.work.XML)/1e6, writings)
	for _, side := range []string{workbookBy, bareZip} {
		m := median(c.costs[side])
		fmt.Fprintf(out, "| %s. %s | %.3f | %.3f | %.0f | %.0f |\n", side, sideNames[side], m.wall.Seconds(), m.cpu.Seconds(),
			float64(z.work.XML)/1e6/m.wall.Seconds(), float64(m.rss)/1e6)
	}
}
