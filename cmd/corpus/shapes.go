package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dayafter/internal/testing/synth/shape"
)

// writeShapes writes the different structures of the folders' files, one file for each
// format and one line for each structure.
func writeShapes(dir string, folders []string) error {
	lines := map[string][]string{}
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
			format := strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))
			if err != nil || !slices.Contains(shape.Formats(), format) {
				return err
			}
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			if line := shape.Of(format, data); line != "" {
				lines[format] = append(lines[format], line)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	for _, format := range shape.Formats() {
		slices.Sort(lines[format])
		text := strings.Join(slices.Compact(lines[format]), "\n") + "\n"
		if err := os.WriteFile(filepath.Join(dir, format+".txt"), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
