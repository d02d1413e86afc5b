package squad

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dayafter/internal/cohort/step"
	"dayafter/internal/cohort/table"
	"dayafter/internal/output"
)

// makeSquad makes a folder with a subfolder for each of n runners, who share a few
// recordings of the sample season, and one runner with damaged files only.
func makeSquad(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	files, err := filepath.Glob("../../fixtures/season/2025-08-1*.fit")
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	put := func(path string, data []byte) {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for i := range n {
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			put(filepath.Join(dir, fmt.Sprintf("runner %02d", i), filepath.Base(f)), data)
		}
	}
	put(filepath.Join(dir, "damaged", "x.fit"), []byte("no recording"))
	return dir
}

func run(t *testing.T, folder, out string) *Squad {
	t.Helper()
	entries, err := step.List(folder)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Run(context.Background(), entries, out, Options{Jobs: 4, Now: time.Date(2025, 8, 20, 8, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Write(out, 0); err != nil {
		t.Fatal(err)
	}
	return s
}

// Every runner gets a row and files, even if another runner's files are damaged, and the
// totals add up.
func TestSquad(t *testing.T) {
	folder, out := makeSquad(t, 3), t.TempDir()
	s := run(t, folder, out)
	want := "4 runners = 3 judged + 1 without an activity + 0 failed; read 19 = runs 15 + other sports 3 + duplicates 0 + not activities 0 + failed 1"
	if got := s.Totals(); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for _, r := range s.Rows[:3] {
		if r.Figures.Status != table.Judged || r.Today == "" || r.Remark != "" {
			t.Errorf("a runner with sound files: %+v", r)
		}
		for _, file := range []string{r.Book, r.Page} {
			if _, err := os.Stat(filepath.Join(out, file)); err != nil {
				t.Error(err)
			}
		}
	}
	if last := s.Rows[3]; last.Runner != "damaged" || last.Remark == "" {
		t.Errorf("the runner with damaged files must be last, with a remark: %+v", last)
	}
	page, err := os.ReadFile(filepath.Join(out, "squad.html"))
	if err != nil || !strings.Contains(string(page), `<a href="runner%2001.html">`) {
		t.Errorf("the page leads to no runner: %v", err)
	}
}

// A second call of Run keeps the class that a coach wrote into a workbook, and judges by
// it.
func TestSquadKeepsOverrides(t *testing.T) {
	folder, out := makeSquad(t, 1), t.TempDir()
	before := run(t, folder, out).Rows[0].Figures.LongRuns
	book := filepath.Join(out, "runner 00.xlsx")
	key := setClass(t, book, "long")
	after := run(t, folder, out)
	earlier, err := output.Paths{Book: book}.Open()
	if err != nil {
		t.Fatal(err)
	}
	if class := earlier.Kept.Classes[key]; class.String() != "long" {
		t.Errorf("%s is %q in the new workbook", key, class)
	}
	if d := cmp.Diff(before+1, after.Rows[0].Figures.LongRuns); d != "" {
		t.Errorf("long runs: %s", d)
	}
}

// The names of files come from the runners' names and are unique.
func TestFileNames(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"Anna B.", "bo", "[Anna B bo]"}, {"a/b", "x", "[a-b x]"}, {"Anna", "anna", "give another name"}, {"squad", "x", "give another name"}, {"..", "x", "give another name"},
	} {
		names, err := fileNames(entriesOf(c.a, c.b))
		if got := fmt.Sprint(names, err); !strings.Contains(got, c.want) {
			t.Errorf("%s, %s: %s, want %s", c.a, c.b, got, c.want)
		}
	}
}
