// Command corpus shows how the program reads a folder of files from many devices:
// complete, repaired, partial or refused, with reasons. It also compares the number
// of points with another reader's (facts.csv in the folder or a subfolder). It is a
// tool for the program's developers: make corpus DATA=folder.
package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"dayafter/internal/activity"
	"dayafter/internal/format/fit"
	"dayafter/internal/format/gpx"
	"dayafter/internal/format/tcx"
	"dayafter/internal/ingest"
	"dayafter/internal/summary"
)

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "corpus:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("corpus", flag.ContinueOnError)
	shapes := flags.String("shapes", "", "folder to write the structures of the files to, without their content")
	if err := flags.Parse(args); err != nil {
		return err
	}
	folders := flags.Args()
	if len(folders) == 0 {
		return errors.New("want one or more folders")
	}
	if *shapes != "" {
		return writeShapes(*shapes, folders)
	}
	for _, folder := range folders {
		files, err := ingest.Read(ctx, []string{folder}, ingest.Options{})
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s: %d inputs\n", filepath.Base(folder), len(files))
		printOutcomes(out, files)
		printAgreement(out, files)
		printChanged(out, files, folder)
		printReasons(out, files, folder)
		if err := printFacts(out, folder); err != nil {
			return err
		}
	}
	return nil
}

// outcome returns the result of reading a file in one word.
func outcome(f summary.File) string {
	worst := activity.Note
	for _, i := range f.Issues {
		worst = max(worst, i.Severity)
	}
	for _, s := range f.Summaries {
		for _, i := range s.Issues {
			worst = max(worst, i.Severity)
		}
	}
	switch {
	case f.Outcome == summary.Failed:
		return "refused"
	case f.Outcome == summary.NotActivity:
		return "no activity"
	case worst == activity.Partial:
		return "partial"
	case worst == activity.Repaired:
		return "repaired"
	}
	return "whole"
}

var outcomes = []string{"whole", "repaired", "partial", "refused", "no activity"}

func printOutcomes(out io.Writer, files []summary.File) {
	counts := map[string]map[string]int{}
	for _, f := range files {
		if counts[f.Format] == nil {
			counts[f.Format] = map[string]int{}
		}
		counts[f.Format][outcome(f)]++
	}
	fmt.Fprintf(out, "  %-12s", "format")
	for _, o := range outcomes {
		fmt.Fprintf(out, "%12s", o)
	}
	fmt.Fprintln(out)
	for _, format := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(out, "  %-12s", format)
		for _, o := range outcomes {
			fmt.Fprintf(out, "%12d", counts[format][o])
		}
		fmt.Fprintln(out)
	}
}

// printReasons counts the issues of files that were read and names the files
// that were not.
func printReasons(out io.Writer, files []summary.File, folder string) {
	issues := map[string]int{}
	for _, f := range files {
		for _, i := range f.Issues {
			issues[i.Severity.String()+"  "+i.Code]++
		}
		for _, s := range f.Summaries {
			for _, i := range s.Issues {
				issues[i.Severity.String()+"  "+i.Code]++
			}
		}
	}
	fmt.Fprintln(out, "  issues, and in how many activities or files:")
	for _, code := range slices.Sorted(maps.Keys(issues)) {
		fmt.Fprintf(out, "    %5d  %s\n", issues[code], code)
	}
	fmt.Fprintln(out, "  without an activity:")
	for _, f := range files {
		if len(f.Summaries) == 0 {
			fmt.Fprintf(out, "    %-11s  %s: %s\n", outcome(f), ingest.Printable(strings.TrimPrefix(f.Name, folder+"/")), f.Reason)
		}
	}
}

// tally counts the points, and the points with heart rate, that a reader found.
type tally struct{ points, heart int }

// printFacts compares our points with those of another reader. It prints nothing
// without facts.csv.
func printFacts(out io.Writer, folder string) error {
	facts, err := findFacts(folder)
	if err != nil || facts == "" {
		return err
	}
	rows, err := readFacts(facts)
	if err != nil {
		return err
	}
	var ours, theirs tally
	fewer := 0
	fmt.Fprintln(out, "  files in which another reader found more points, or points with heart rate:")
	for _, name := range slices.Sorted(maps.Keys(rows)) {
		want := rows[name]
		got, err := count(filepath.Join(filepath.Dir(facts), name))
		ours.points, ours.heart = ours.points+got.points, ours.heart+got.heart
		theirs.points, theirs.heart = theirs.points+want.points, theirs.heart+want.heart
		if got.points < want.points || got.heart < want.heart {
			fewer++
			fmt.Fprintf(out, "    %s: %d points (%d with heart rate), the other %d (%d)%s\n", name, got.points, got.heart, want.points, want.heart, because(err))
		}
	}
	fmt.Fprintf(out, "  %d files; points: ours %d, theirs %d (%.2f %%); with heart rate: ours %d, theirs %d; fewer in %d files\n",
		len(rows), ours.points, theirs.points, 100*float64(ours.points)/float64(theirs.points), ours.heart, theirs.heart, fewer)
	return nil
}

// because returns a colon and the error; "" without an error.
func because(err error) string {
	if err == nil {
		return ""
	}
	return ": " + err.Error()
}

func findFacts(folder string) (found string, err error) {
	err = filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
		if filepath.Base(path) == "facts.csv" {
			found = path
			return fs.SkipAll
		}
		return err
	})
	return found, err
}

func readFacts(path string) (map[string]tally, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	out := map[string]tally{}
	for _, row := range rows[1:] {
		points, _ := strconv.Atoi(row[5])
		heart, _ := strconv.Atoi(row[6])
		out[row[0]] = tally{points, heart}
	}
	return out, nil
}

// count decodes one file. The error states why the file holds nothing.
func count(path string) (t tally, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return t, err
	}
	if z, err := gzip.NewReader(bytes.NewReader(data)); err == nil {
		data, _ = io.ReadAll(z)
	}
	decode := map[ingest.Kind]func([]byte) ([]*activity.Activity, activity.Issues, error){
		ingest.FIT: fit.Decode, ingest.GPX: gpx.Decode, ingest.TCX: tcx.Decode,
	}[ingest.Sniff(data)]
	if decode == nil {
		return t, fmt.Errorf("a %s", ingest.Sniff(data))
	}
	acts, _, err := decode(data)
	for _, a := range acts {
		t.points += a.Samples.Len()
		for _, hr := range a.Samples.HR {
			if !math.IsNaN(hr) {
				t.heart++
			}
		}
	}
	return t, err
}
