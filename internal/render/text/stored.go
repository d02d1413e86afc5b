package text

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"dayafter/internal/store"
)

// Stored describes the data that the program keeps on this machine.
type Stored struct {
	store.Info
	Data    string         `json:"data"`      // folder of the runner's decisions; "" if there is none
	Decided map[string]int `json:"decisions"` // classes, notes and plans by runner
}

// WriteStored writes which data are stored where, and which are never stored.
func WriteStored(w io.Writer, s Stored) {
	fmt.Fprintf(w, "In %s, which can be rebuilt from your files at any time (dayafter cache clear), %.1f MB:\n", s.Dir, float64(s.Bytes)/1e6)
	fmt.Fprintf(w, "  cache.db: results of %d files (%d by another version): times, distances, speeds, heart rates, laps, titles, models of watches and hashes of their serial numbers\n", s.Files, s.Stale)
	fmt.Fprintf(w, "  runners.db: which runner these results belong to\n")
	for _, r := range s.Runners {
		fmt.Fprintf(w, "    runner %q: %d files\n", r.Name, r.Files)
	}
	if s.Data != "" {
		fmt.Fprintf(w, "In %s, which dayafter never deletes (dayafter decisions export):\n", s.Data)
		fmt.Fprintf(w, "  decisions.jsonl and a copy: the classes, notes and plans that you gave\n")
		for _, name := range slices.Sorted(maps.Keys(s.Decided)) {
			fmt.Fprintf(w, "    runner %q: %d decisions\n", name, s.Decided[name])
		}
	}
	fmt.Fprintln(w, "Apart from these, dayafter writes only the files that you name with -o and the page beside a workbook.")
	fmt.Fprintln(w, "Never stored: where you ran, the paths of your files, descriptions and comments, serial numbers. Nothing is sent anywhere.")
}
