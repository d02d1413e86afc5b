package xmlscan_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dayafter/internal/activity"
	"dayafter/internal/format/gpx"
	"dayafter/internal/format/tcx"
	"dayafter/internal/testing/decodetest"
)

// decoders holds the decoders that use the scanner.
var decoders = map[string]func([]byte) ([]*activity.Activity, activity.Issues, error){
	".gpx": gpx.Decode,
	".tcx": tcx.Decode,
}

// TestCorpus reads every GPX and TCX file below the folder that DAYAFTER_DATA names. It
// compares the result with corpus/facts.csv, which holds the results of another reader:
// each point that the other reader found must be read, or an issue must say why not. With
// -v, it prints a table.
func TestCorpus(t *testing.T) {
	root := os.Getenv("DAYAFTER_DATA")
	if root == "" {
		t.Skip("DAYAFTER_DATA names no folder of real files")
	}
	facts := readFacts(t, filepath.Join(root, "corpus", "facts.csv"))
	tables := map[string]*tally{}
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		format := filepath.Ext(strings.TrimSuffix(strings.ToLower(file), ".gz"))
		decode := decoders[format]
		if err != nil || entry.IsDir() || decode == nil {
			return err
		}
		name, _ := filepath.Rel(filepath.Join(root, "corpus"), file)
		key := format + " in " + strings.Split(strings.TrimPrefix(name, "../labelled/"), "/")[0]
		if _, ok := facts[name]; ok {
			key = format + " in corpus"
		}
		if tables[key] == nil {
			tables[key] = &tally{}
		}
		as, issues, err := decode(decodetest.Load(t, file))
		if line := tables[key].count(as, issues, err); line != "" {
			t.Logf("%s: %s", name, line)
		}
		if f, ok := facts[name]; ok {
			f.check(t, name, as, issues, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range slices.Sorted(maps.Keys(tables)) {
		c := tables[key]
		t.Logf("%-20s whole %3d, repaired %2d, partial %2d, no activity %2d, refused %d", key, c.whole, c.repaired, c.partial, c.none, c.refused)
	}
}

// fact holds the numbers of points that another reader found in a file.
type fact struct{ points, withHR int }

func readFacts(t *testing.T, file string) map[string]fact {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	facts := map[string]fact{}
	for _, row := range rows[1:] {
		points, _ := strconv.Atoi(row[5])
		withHR, _ := strconv.Atoi(row[6])
		facts[row[0]] = fact{points, withHR}
	}
	return facts
}

// leftOut holds the issues that say how many points were left out.
var leftOut = map[string]bool{"gpx-no-time": true, "gpx-time-order": true, "tcx-no-time": true, "tcx-time-order": true}

// check compares the activities that were read with the fact.
func (f fact) check(t *testing.T, name string, as []*activity.Activity, issues activity.Issues, err error) {
	t.Helper()
	if err != nil {
		if f.points > 0 && !errors.Is(err, activity.ErrNotActivity) {
			t.Errorf("%s: %d points, but %v", name, f.points, err)
		}
		return
	}
	points, withHR := 0, 0
	for _, a := range as {
		issues = append(issues, a.Issues...)
		points += a.Samples.Len()
		for _, hr := range a.Samples.HR {
			if hr > 0 {
				withHR++
			}
		}
	}
	for _, i := range issues {
		if leftOut[i.Code] {
			points += i.Count
		}
	}
	if points != f.points || withHR != f.withHR {
		t.Errorf("%s: %d points, %d with heart rate, want %d, %d", name, points, withHR, f.points, f.withHR)
	}
}

// tally counts how files were read.
type tally struct{ whole, repaired, partial, none, refused int }

// count adds one file and returns a remark on it.
func (c *tally) count(as []*activity.Activity, issues activity.Issues, err error) string {
	for _, a := range as {
		issues = append(issues, a.Issues...)
	}
	worst := activity.Note
	for _, i := range issues {
		worst = max(worst, i.Severity)
	}
	switch {
	case errors.Is(err, activity.ErrNotActivity):
		c.none++
		return err.Error()
	case err != nil:
		c.refused++
		return "refused: " + err.Error()
	case worst == activity.Partial:
		c.partial++
	case worst == activity.Repaired:
		c.repaired++
	default:
		c.whole++
		return ""
	}
	return fmt.Sprintf("%v: %v", worst, issues)
}
