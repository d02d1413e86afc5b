// Package app turns a runner's inputs and settings into judged sessions and a
// report. It connects ingest, store, history, zone, classify, season and report
// in the one order in which they work, so that every command and tool gives the
// same result. It does not print, exit or read the environment, the clock or the
// machine's time zone: the caller passes these as settings. The caller also
// opens and writes workbooks and chooses the renderer.
package app

import (
	"context"
	"fmt"
	"sync"
	"time"

	"dayafter/internal/experiment"
	"dayafter/internal/ingest"
	"dayafter/internal/render/xlsx"
	"dayafter/internal/season"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// Settings are the settings of one runner and the surroundings of the program.
// Start from Defaults.
type Settings struct {
	Now      time.Time      // when the program started; zero: even recently changed files are cached
	On       unit.Day       // the day for Today; 0: the day of Now
	Zone     *time.Location // the runner's time zone for all files; nil: each file's own
	Fallback *time.Location // the time zone of files that state none; UTC when nil
	Units    unit.System    // units of sentences and tables
	Zones    zone.Settings  // thresholds that the runner states
	Season   season.Options // days, races, start of the week
	LongFrom float64        // running time in s from which every run is long; 0: what is long for this runner
	Jobs     int            // files read at once; 0: one for each processor
	Store    string         // folder of remembered results; "" reads everything and remembers nothing
	Data     string         // folder of the runner's decisions; "" keeps none
	OldData  string         // cache folder where an earlier version kept decisions; "" if there is none
	Runner   string         // whose history the store adds the files to
	Named    bool           // the user named the Runner; otherwise, a second runner in the store stops the work
	// OneRunner says that all files are one runner's, whatever they look like.
	OneRunner bool
	// Experiment is the plan whose result the report shows; nil for none.
	Experiment *experiment.Plan
}

// Defaults returns the settings of a runner who states nothing. Nothing is
// remembered, and files without a time zone count as UTC.
func Defaults() Settings {
	return Settings{Zones: zone.Defaults(), Season: season.Defaults(), Runner: "default"}
}

// Inputs holds the files that a runner wants judged.
type Inputs struct {
	Paths   []string   // files, folders and archives
	Earlier *xlsx.Kept // the workbook to be replaced, with the runner's classes and notes, which count; nil without one
}

// Monitor receives events while inputs are read and judged. A nil function is
// not called. Calls never overlap.
type Monitor struct {
	Progress func(ingest.Progress) // called after each input
	Files    func(count int)       // called when remembered files are added, before they use memory
	Warn     func(text string)     // a problem that does not stop the work, or a fact to check
	Loss     func(text string)     // decisions of the runner were lost or could not be kept
}

// Warnf passes a formatted warning to Warn.
func (m Monitor) Warnf(format string, args ...any) {
	if m.Warn != nil {
		m.Warn(fmt.Sprintf(format, args...))
	}
}

func (m Monitor) lossf(format string, args ...any) {
	if m.Loss != nil {
		m.Loss(fmt.Sprintf(format, args...))
	}
}

func (m Monitor) files(count int) {
	if m.Files != nil {
		m.Files(count)
	}
}

// Judge reads the paths, adds the files to the runner's remembered history and
// judges every session among the others.
func Judge(ctx context.Context, in Inputs, s Settings, m Monitor) (*Result, error) {
	own, err := OpenDecided(s, m)
	if err != nil {
		return nil, err
	}
	mem := openMemory(s, m)
	defer mem.close()
	files, err := mem.readOne(ctx, in.Paths, s)
	if err != nil {
		return nil, err
	}
	sessions := own.sessions(in.Earlier)
	var writing sync.WaitGroup // judging need not wait for the disk
	defer writing.Wait()
	writing.Go(func() {
		mem.remember(files)
		mem.close()
	})
	r := judgeFiles(files, sessions, s)
	r.Lost = own.Lost
	r.again = func(earlier *xlsx.Kept) *Result {
		again := judgeFiles(files, own.sessions(earlier), s)
		again.Lost, again.again = own.Lost, r.again
		return again
	}
	return r, ctx.Err()
}

// JudgeFile reads one file or archive and judges its sessions among those of
// the paths in others. Without others, it uses the remembered history. The
// sessions far from the file get no verdict.
func JudgeFile(ctx context.Context, path string, others Inputs, s Settings, m Monitor) (*Result, error) {
	own, err := OpenDecided(s, m)
	if err != nil {
		return nil, err
	}
	mem := openMemory(s, m)
	defer mem.close()
	paths := append([]string{path}, others.Paths...)
	files, err := mem.readOne(ctx, paths, s)
	if err != nil {
		return nil, err
	}
	if len(others.Paths) == 0 {
		files = append(files, mem.others(files)...)
	}
	var writing sync.WaitGroup
	defer writing.Wait()
	writing.Go(mem.close)
	r := buildSessions(files, own.sessions(others.Earlier), s)
	r.Lost = own.Lost
	r.judgeAround(path)
	return r, nil
}
