package app

import (
	"context"
	"fmt"

	"dayafter/internal/ingest"
	"dayafter/internal/store"
	"dayafter/internal/summary"
)

// memory holds the results of earlier runs of the program: the summary of each file, so
// that no file is read twice, and the runner's history. A memory without a store holds
// nothing and changes no result.
type memory struct {
	store   *store.Store
	runner  string
	monitor Monitor
	known   *store.History // the runner's history after its first reading
}

// StoreVersion names the meaning of all results in a store. A store ignores the
// results of another version.
func StoreVersion() string {
	return fmt.Sprintf("source %d, summary %d", ingest.Version, summary.Version)
}

// openMemory opens the store of the settings. If the store cannot be opened,
// openMemory warns and returns a memory without one.
func openMemory(s Settings, monitor Monitor) *memory {
	m := &memory{runner: s.Runner, monitor: monitor}
	if s.Store == "" {
		return m
	}
	var err error
	if m.store, err = store.Open(s.Store, StoreVersion()); err != nil {
		m.store = nil
		monitor.Warnf("dayafter: nothing will be remembered: %v", err)
	}
	return m
}

// close writes pending results. Closing twice does nothing.
func (m *memory) close() {
	if m.store != nil {
		m.store.Close()
		m.store, m.known = nil, nil
	}
}

// readOne reads the files of one runner. It returns a RunnersError if the files look like
// those of several.
func (m *memory) readOne(ctx context.Context, paths []string, s Settings) ([]summary.File, error) {
	files, err := m.read(ctx, paths, s)
	if err != nil {
		return nil, err
	}
	return files, m.checkOne(files, paths, s)
}

// read digests all inputs that the store does not hold yet.
func (m *memory) read(ctx context.Context, paths []string, s Settings) ([]summary.File, error) {
	o := ingest.Options{Jobs: s.Jobs, Now: s.Now, Progress: m.monitor.Progress}
	if m.store != nil {
		o.Cache = m.store
	}
	return ingest.Read(ctx, paths, o)
}

// remember adds the files to the runner's history. It warns if the history
// holds other files, so that two runners are never mixed silently.
func (m *memory) remember(files []summary.File) {
	if m.store == nil {
		return
	}
	others, err := m.store.Remember(m.runner, files)
	if err != nil {
		m.monitor.Warnf("dayafter: not remembered: %v", err)
		return
	}
	if others > 0 {
		m.monitor.Warnf("remembered with %d other files of runner %q", others, m.runner)
	}
}

// history returns the runner's history. It reads the history once.
func (m *memory) history() (*store.History, error) {
	if m.known != nil {
		return m.known, nil
	}
	h, err := m.store.History(m.runner)
	if err != nil {
		return nil, err
	}
	m.known = &h
	m.monitor.files(len(h.Files))
	return m.known, nil
}

// others returns the runner's remembered files whose content is not among given.
func (m *memory) others(given []summary.File) []summary.File {
	if m.store == nil {
		return nil
	}
	h, err := m.history()
	if err != nil {
		m.monitor.Warnf("dayafter: the remembered history cannot be used: %v", err)
		return nil
	}
	if h.Lost > 0 {
		m.monitor.Warnf("dayafter: %d remembered files of runner %q were read by another version: read their folder again with scan", h.Lost, m.runner)
	}
	others := without(h.Files, given)
	if len(others) > 0 {
		m.monitor.Warnf("judged together with %d remembered files of runner %q", len(others), m.runner)
	}
	return others
}

// without returns the files whose content is not among excluded.
func without(files, excluded []summary.File) []summary.File {
	skip := make(map[[32]byte]bool, len(excluded))
	for _, f := range excluded {
		skip[f.SHA256] = true
	}
	var out []summary.File
	for _, f := range files {
		if !skip[f.SHA256] {
			out = append(out, f)
		}
	}
	return out
}
