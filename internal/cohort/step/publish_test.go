package step

import (
	"archive/zip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dayafter/internal/cohort/table"
	"dayafter/internal/roster"
)

// The published files keep each promise of publishedAbout.
func TestPublished(t *testing.T) {
	manifest, store, out := addRunners(t, makeCohort(t), 8), t.TempDir(), t.TempDir()
	extractAll(t, manifest, 1, store)
	judgeAll(t, store, 1, out)
	text := publishedTexts(t, out, "a secret of many characters")
	t.Run("names nobody", func(t *testing.T) { checkNamesNobody(t, text) })
	t.Run("names depend on the key", func(t *testing.T) { checkKey(t, text, publishedTexts(t, out, "another secret of many"), 12) })
	t.Run("is rounded", func(t *testing.T) { checkRounded(t, text) })
	t.Run("leaves out small numbers", func(t *testing.T) { checkSmallNumbers(t, text) })
	t.Run("hides rare sports", func(t *testing.T) { checkSports(t, text) })
}

// No row is published if there are few runners.
func TestPublishedOfFewRunners(t *testing.T) {
	manifest, store, out := makeCohort(t), t.TempDir(), t.TempDir()
	extractAll(t, manifest, 1, store)
	judgeAll(t, store, 1, out)
	text := publishedTexts(t, out, "a secret of many characters")
	if strings.Contains(text, `"Runner":"`) || !strings.Contains(text, "fewer than 10 runners") || !strings.Contains(text, "The tables have no rows") {
		t.Error("rows of few runners are published, or nothing says why there are none")
	}
	checkSmallNumbers(t, text)
}

// addRunners adds n runners with the runs of cleo to the manifest.
func addRunners(t *testing.T, manifest string, n int) string {
	t.Helper()
	entries := readManifest(t, manifest)
	for i := range n {
		entries = append(entries, roster.Entry{Runner: fmt.Sprintf("friend %d", i), Root: "runners/cleo"})
	}
	return writeManifest(t, filepath.Dir(manifest), entries)
}

// publishedTexts returns the texts of all published files of a cohort: rows as JSON, and
// the unpacked content of every other file.
func publishedTexts(t *testing.T, out, key string) string {
	t.Helper()
	folder := t.TempDir()
	if _, err := Pool(context.Background(), out, folder, []byte(key), Defaults("test")); err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	writeRows[table.PublishedRun](t, &all, filepath.Join(folder, RunsTable+".parquet"))
	writeRows[table.PublishedLongRun](t, &all, filepath.Join(folder, LongRunsTable+".parquet"))
	writeRows[table.PublishedRunner](t, &all, filepath.Join(folder, RunnersTable+".parquet"))
	files, _ := os.ReadDir(folder)
	for _, f := range files {
		if path := filepath.Join(folder, f.Name()); !strings.HasSuffix(path, ".parquet") {
			writePlain(t, &all, path)
		}
	}
	if n := strings.Count(all.String(), "\n"); len(files) != 7 || n < 30 {
		t.Fatalf("%d files with %d lines", len(files), n)
	}
	return all.String()
}

func writeRows[R any](t *testing.T, w io.Writer, path string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, _ := f.Stat()
	parquet, err := table.Open[R](f, info.Size(), Defaults("test").Versions)
	if err != nil {
		t.Fatal(err)
	}
	for g := range parquet.Groups() {
		rows, err := parquet.Rows(g)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			text, err := json.Marshal(r)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(w, "%s\n", text)
		}
	}
}

func writePlain(t *testing.T, w io.Writer, path string) {
	t.Helper()
	if z, err := zip.OpenReader(path); err == nil {
		defer z.Close()
		for _, m := range z.File {
			r, err := m.Open()
			if err != nil {
				t.Fatal(err)
			}
			io.Copy(w, r)
			r.Close()
		}
		return
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	w.Write(data)
}

// checkNamesNobody fails if the text holds a runner, file, title, device, session, date,
// start time or place.
func checkNamesNobody(t *testing.T, text string) {
	for _, secret := range []string{"anna", "cleo", ".fit", "broken", "Tempo", "Long run", "synthetic", "Stockholm", "58.9", "13.4", "/runners"} {
		if strings.Contains(strings.ReplaceAll(text, "Long runs", ""), secret) {
			t.Errorf("%q is published", secret)
		}
	}
	for _, pattern := range []string{`20\d\d-\d\d-\d\d`, `\d\d:\d\d`, `"(Day|Start|Session|File|Title|Device|Notes)"`} {
		if found := regexp.MustCompile(pattern).FindString(strings.ReplaceAll(text, "1980-01-01T00:00:00Z", "")); found != "" {
			t.Errorf("%q is published", found)
		}
	}
}

// checkKey fails unless the names of the runners depend on the key. Without the key, nobody
// can then find a runner by trying names.
func checkKey(t *testing.T, text, other string, runners int) {
	names := regexp.MustCompile(`"Runner":"([0-9a-f]{16})"`)
	namesOf := func(text string) []string {
		var out []string
		for _, m := range names.FindAllStringSubmatch(text, -1) {
			out = append(out, m[1])
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
	a, b := namesOf(text), namesOf(other)
	if len(a) != runners || len(b) != len(a) {
		t.Fatalf("%d and %d runners", len(a), len(b))
	}
	for _, name := range a {
		if slices.Contains(b, name) {
			t.Errorf("%s does not depend on the key", name)
		}
	}
}

// checkRounded fails unless days are whole weeks and distances whole kilometres.
func checkRounded(t *testing.T, text string) {
	weeks := regexp.MustCompile(`"Week":(\d+)`).FindAllStringSubmatch(text, -1)
	if len(weeks) < 20 {
		t.Fatalf("%d weeks", len(weeks))
	}
	for _, w := range weeks {
		if len(w[1]) > 1 {
			t.Errorf("week %s in a season of two months", w[1])
		}
	}
	if found := regexp.MustCompile(`"DistanceKm":\d+\.`).FindString(text); found != "" {
		t.Errorf("not rounded: %s", found)
	}
	if found := regexp.MustCompile(`"MovingMin":\d*[1-46-9][,}]`).FindString(text); found != "" {
		t.Errorf("not rounded to 5 min: %s", found)
	}
}

// checkSmallNumbers fails if a number of runners or long runs, or a count of a runner,
// from 1 to 9 is published.
func checkSmallNumbers(t *testing.T, text string) {
	at := strings.Index(text, `"schema"`)
	cohort := text[at:]
	cohort = cohort[:strings.Index(cohort, "\n}\n")]
	if found := regexp.MustCompile(`"(n|runners|judged|failed|no_activity|long_runs|failed_inputs)": [1-9]\b`).FindString(cohort); found != "" {
		t.Errorf("published: %s", found)
	}
	if found := regexp.MustCompile(`"(Runs|LongRuns|Recorded|Easy|Recovery|NoRecord|NextRuns|TrulyEasy|TooFast|Scheduled|OnTime)":[1-9][,}]`).FindString(text); found != "" {
		t.Errorf("published: %s", found)
	}
	if !strings.Contains(cohort, `"runners": null`) || !strings.Contains(text, "Numbers below 10 are left out") {
		t.Error("nothing was left out")
	}
}

// checkSports fails if the sport of a few runners is published.
func checkSports(t *testing.T, text string) {
	sports := map[string]int{}
	for _, m := range regexp.MustCompile(`"Sport":"([^"]+)"`).FindAllStringSubmatch(text, -1) {
		sports[m[1]]++
	}
	if len(sports) != 2 || sports["run"] == 0 || sports["another sport"] == 0 {
		t.Errorf("sports: %v", sports)
	}
}
