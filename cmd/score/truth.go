package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"dayafter/internal/classify"
)

// truthName names the file with a folder's labels. Its columns are file (a path relative to
// the folder), label and alt; further columns are ignored.
const truthName = "truth.csv"

// label holds what the runner called the run of one file. If alt is set, it is right, too.
type label struct {
	file       string
	class, alt classify.Class
}

// strict reports whether only one answer is right.
func (l label) strict() bool { return l.alt == classify.Unknown }

// readTruth reads a folder's labels in the order written.
func readTruth(folder string) ([]label, error) {
	path := filepath.Join(folder, truthName)
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(rows) == 0 || len(rows[0]) < 3 {
		return nil, fmt.Errorf("%s: want the columns file, label and alt", path)
	}
	var labels []label
	for i, row := range rows[1:] {
		class, err := parseLabel(row[1])
		if err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", path, i+2, err)
		}
		alt, err := parseLabel(row[2])
		if err != nil && strings.TrimSpace(row[2]) != "" {
			return nil, fmt.Errorf("%s: line %d: %w", path, i+2, err)
		}
		labels = append(labels, label{row[0], class, alt})
	}
	return labels, nil
}

// parseLabel reads a class; a race is a key run.
func parseLabel(s string) (classify.Class, error) {
	s = strings.TrimSpace(s)
	if s == "race" {
		return classify.Key, nil
	}
	if c, ok := classify.ParseClass(s); ok && c != classify.Unknown {
		return c, nil
	}
	return classify.Unknown, fmt.Errorf("label %q: want long, key, easy, recovery or race", s)
}
