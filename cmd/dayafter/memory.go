package main

import (
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"time"

	"github.com/urfave/cli/v2"

	"dayafter/internal/ingest"
	"dayafter/internal/store"
	"dayafter/internal/summary"
)

// memory is what earlier runs of the program left: per-file results, so that
// nothing is read twice, and a runner's remembered history and overrides. A nil
// store remembers nothing; every result is the same without one.
type memory struct {
	store  *store.Store
	runner string
}

// memoryVersion names the meaning of all that is stored.
func memoryVersion() string {
	return fmt.Sprintf("source %d, summary %d", ingest.Version, summary.Version)
}

// openMemory opens the store, or goes on without one and says so.
func openMemory(s settings, stderr io.Writer) *memory {
	m := &memory{runner: s.runner}
	if s.noCache {
		return m
	}
	dir, err := cacheDir(s.cache)
	if err == nil {
		m.store, err = store.Open(dir, memoryVersion())
	}
	if err != nil {
		s.remark(stderr, "dayafter: nothing will be remembered: %v", err)
	}
	return m
}

func cacheDir(given string) (string, error) {
	if given != "" {
		return given, nil
	}
	dir, err := os.UserCacheDir()
	return filepath.Join(dir, "dayafter"), err
}

// close writes what is left to write. Closing twice does nothing.
func (m *memory) close() {
	if m.store != nil {
		m.store.Close()
		m.store = nil
	}
}

// read digests all inputs; what is known from before is not read again.
func (m *memory) read(c *cli.Context, s settings, paths []string) ([]summary.File, error) {
	line := newProgressLine(c.App.ErrWriter, s.quiet)
	defer line.clear()
	known := 0
	o := ingest.Options{Jobs: s.jobs, Now: time.Now(), Progress: func(p ingest.Progress) {
		if p.Known > known {
			known = p.Known
			makeRoom(known)
		}
		line.show(p)
	}}
	if m.store != nil {
		o.Cache = m.store
	}
	return ingest.Read(c.Context, paths, o)
}

// remember adds the files to the runner's history and says so when it holds
// others: two runners must never be mixed silently.
func (m *memory) remember(files []summary.File, s settings, stderr io.Writer) {
	if m.store == nil {
		return
	}
	others, err := m.store.Remember(m.runner, files)
	if err != nil {
		s.remark(stderr, "dayafter: not remembered: %v", err)
		return
	}
	if others > 0 {
		s.remark(stderr, "remembered with %d other files of runner %q (someone else's? use --runner NAME)", others, m.runner)
	}
}

// context are the runner's remembered files that are not among those given.
func (m *memory) context(given []summary.File, s settings, stderr io.Writer) []summary.File {
	if m.store == nil {
		return nil
	}
	h, err := m.store.History(m.runner)
	if err != nil {
		s.remark(stderr, "dayafter: the remembered history cannot be used: %v", err)
		return nil
	}
	makeRoom(len(h.Files))
	if h.Lost > 0 {
		s.remark(stderr, "dayafter: %d remembered files of runner %q were read by another version: read their folder again with scan", h.Lost, m.runner)
	}
	others := missingFrom(h.Files, given)
	if len(others) > 0 {
		s.remark(stderr, "judged beside %d remembered files of runner %q", len(others), m.runner)
	}
	return others
}

// decisions are the runner's own classes and notes by session key: those
// remembered, changed by what an earlier workbook says of its activities.
func (m *memory) decisions(kept earlier, s settings, stderr io.Writer) map[string]store.Override {
	all, err := m.overrides()
	changed := kept.decide(all)
	if m.store != nil && err == nil {
		err = m.store.SetOverrides(m.runner, changed)
	}
	if err != nil {
		s.remark(stderr, "dayafter: classes and notes cannot be remembered: %v", err)
	}
	maps.Copy(all, changed)
	return all
}

// overrides are the remembered decisions; none without a store.
func (m *memory) overrides() (map[string]store.Override, error) {
	if m.store == nil {
		return map[string]store.Override{}, nil
	}
	all, err := m.store.Overrides(m.runner)
	if err != nil {
		all = map[string]store.Override{}
	}
	return all, err
}

// missingFrom are the files of all whose content is not among some.
func missingFrom(all, some []summary.File) []summary.File {
	have := make(map[[32]byte]bool, len(some))
	for _, f := range some {
		have[f.SHA256] = true
	}
	var out []summary.File
	for _, f := range all {
		if !have[f.SHA256] {
			out = append(out, f)
		}
	}
	return out
}
