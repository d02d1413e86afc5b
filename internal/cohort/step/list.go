package step

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"dayafter/internal/disk"
	"dayafter/internal/ingest"
	"dayafter/internal/roster"
)

// List returns the runners of a folder: those of its squad.toml or of its
// manifest.jsonl, or else one for each subfolder and archive. The roots are absolute.
func List(folder string) ([]roster.Entry, error) {
	entries, err := listIn(folder)
	if err != nil {
		return nil, err
	}
	base, err := filepath.Abs(folder)
	if err != nil {
		return nil, err
	}
	for i := range entries {
		if !filepath.IsAbs(entries[i].Root) {
			entries[i].Root = filepath.ToSlash(filepath.Join(base, filepath.FromSlash(entries[i].Root)))
		}
	}
	return entries, nil
}

func listIn(folder string) ([]roster.Entry, error) {
	for name, parse := range map[string]func([]byte) ([]roster.Entry, error){roster.SquadFile: roster.ParseSquad, manifestFile: roster.ParseManifest} {
		path := filepath.Join(folder, name)
		data, err := disk.Read(path, manifestLimit)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		var entries []roster.Entry
		if err == nil {
			entries, err = parse(data)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		return entries, nil
	}
	return listFolder(folder)
}

// listFolder returns a runner for each subfolder and archive.
func listFolder(folder string) ([]roster.Entry, error) {
	found, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("cannot read %s: %w", folder, ingest.Cause(err))
	}
	var out []roster.Entry
	for _, f := range found {
		name, archive := strings.CutSuffix(f.Name(), ".zip")
		if strings.HasPrefix(f.Name(), ".") || !f.IsDir() && !archive && f.Type()&fs.ModeSymlink == 0 {
			continue
		}
		out = append(out, roster.Entry{Runner: name, Root: f.Name()})
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: it holds no subfolder and no archive of a runner", folder)
	}
	return out, roster.Check(out)
}
