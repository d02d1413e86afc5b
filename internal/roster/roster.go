// Package roster parses the list of runners of a squad or a cohort: for each runner a name,
// the folder or archive of the recordings, settings and decisions. A manifest has a JSON
// object for each runner, each on a line; squad.toml has tables. Package roster opens no
// path and does not judge.
package roster

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"dayafter/internal/classify"
	"dayafter/internal/store/decisions"
)

// Entry is one line of a manifest or one runner of squad.toml.
type Entry struct {
	Runner string // unique name; several entries with one name are parts of one runner
	// Root is the runner's folder, archive or file, relative to the list that
	// names it. The names of the runner's files are relative to Root.
	Root string
	// Files lists the files of this entry, relative to Root; nil for all files of Root.
	Files     []string
	Settings  map[string]any    // by the long name of the option, see Entry.AppSettings
	Overrides map[string]string // classes by session key
}

// Decisions returns the overrides of the entries as the runner's decisions.
func Decisions(entries []Entry) map[string]decisions.Decision {
	out := map[string]decisions.Decision{}
	for _, e := range entries {
		for key, class := range e.Overrides {
			out[key] = decisions.Decision{Class: class}
		}
	}
	return out
}

// Names returns the names of the runners in order, each once.
func Names(entries []Entry) []string {
	set := map[string]bool{}
	for _, e := range entries {
		set[e.Runner] = true
	}
	return slices.Sorted(maps.Keys(set))
}

// Check returns an error that names the first entry that cannot be used.
func Check(entries []Entry) error {
	settings := map[string]map[string]any{}
	for i, e := range entries {
		if err := e.check(); err != nil {
			return fmt.Errorf("runner %d (%q): %w", i+1, e.Runner, err)
		}
		if given, ok := settings[e.Runner]; ok && !equalSettings(given, e.Settings) {
			return fmt.Errorf("runner %d (%q): its settings differ from those of an earlier entry of the same runner", i+1, e.Runner)
		}
		settings[e.Runner] = e.Settings
	}
	return nil
}

func equalSettings(a, b map[string]any) bool { return fmt.Sprint(a) == fmt.Sprint(b) } // fmt sorts the keys of maps

func (e *Entry) check() error {
	switch {
	case strings.TrimSpace(e.Runner) == "":
		return fmt.Errorf("no name: want \"runner\"")
	case e.Root == "":
		return fmt.Errorf("no folder or archive: want \"root\"")
	}
	for _, f := range e.Files {
		if !filepath.IsLocal(filepath.FromSlash(f)) {
			return fmt.Errorf("file %q: want a path inside the root", f)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(e.Overrides)) {
		if _, ok := classify.ParseOverride(e.Overrides[key]); !ok {
			return fmt.Errorf("override %q: %q is no class", key, e.Overrides[key])
		}
	}
	_, err := e.AppSettings()
	return err
}

// Paths returns the paths of the entry's files for a list in folder.
func (e *Entry) Paths(folder string) []string {
	root := e.rootIn(folder)
	if e.Files == nil {
		return []string{root}
	}
	out := make([]string, len(e.Files))
	for i, f := range e.Files {
		out[i] = filepath.Join(root, filepath.FromSlash(f))
	}
	return out
}

func (e *Entry) rootIn(folder string) string {
	root := filepath.FromSlash(e.Root)
	if filepath.IsAbs(root) {
		return root
	}
	return filepath.Join(folder, root)
}

// Relative returns a file's name relative to the entry's root, with forward slashes. If the
// file is the root itself, it returns the last part of the root's path.
func (e *Entry) Relative(folder, name string) string {
	root := filepath.ToSlash(e.rootIn(folder))
	name = filepath.ToSlash(name)
	rest, inside := strings.CutPrefix(name, root)
	if !inside {
		return name
	}
	return cmp.Or(strings.TrimLeft(rest, "/!"), path.Base(name))
}
