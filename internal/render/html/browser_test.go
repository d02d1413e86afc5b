package html_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"dayafter/internal/render/html"
	"dayafter/internal/report"
	"dayafter/internal/testing/proof"
	"dayafter/internal/testing/reporttest"
	"dayafter/internal/unit"
)

// inspect opens pages in Chromium and returns their faults; see testdata/inspect.cjs.
func inspect(t *testing.T, pages ...string) string {
	t.Helper()
	modules := os.Getenv("DAYAFTER_BROWSER_MODULES")
	if modules == "" {
		modules = filepath.Join(os.Getenv("HOME"), ".cache", "dayafter-ci", "node_modules")
	}
	for _, need := range []string{"puppeteer-core", "axe-core"} {
		if _, err := os.Stat(filepath.Join(modules, need)); err != nil {
			proof.Missing(t, "the npm package "+need+" is not in "+modules+" (DAYAFTER_BROWSER_MODULES)")
		}
	}
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		proof.Missing(t, "chromium is not in PATH")
	}
	cmd := exec.Command("node", append([]string{filepath.Join("testdata", "inspect.cjs")}, pages...)...)
	cmd.Env = append(os.Environ(), "NODE_PATH="+modules, "DAYAFTER_CHROMIUM="+chromium)
	var errors strings.Builder
	cmd.Stderr = &errors
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("inspect.cjs: %v\n%s", err, &errors)
	}
	return string(out)
}

func TestBrowserFindsNoFault(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	folder := t.TempDir()
	put := func(name string, content []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	faults := inspect(t,
		put("season.html", write(t, hostile(8), report.Options{Units: unit.Imperial})),
		put("empty.html", write(t, reporttest.Season(0), report.Defaults())),
		put("plain.html", writePlain(t)),
		put("faulty.html", []byte(`<!DOCTYPE html><title>x</title><img src="nowhere.png"><script>console.log("hello")</script><p style="width:2000px">wide</p><section><div class="scroll" style="overflow:auto;width:200px"><p style="width:2000px">wide</p></div></section>`)),
	)
	for _, want := range []string{"request for ", "console: hello", "the page is ", "a table is ", "axe html-has-lang", "axe image-alt"} {
		if !strings.Contains(faults, "faulty.html: ") || !strings.Contains(faults, want) {
			t.Errorf("the inspection of the faulty page does not report %q", want)
		}
	}
	for line := range strings.Lines(faults) {
		if !strings.HasPrefix(line, "faulty.html: ") {
			t.Error(strings.TrimSpace(line))
		}
	}
}

// writePlain returns a page with a table as wide as that of a squad.
func writePlain(t *testing.T) []byte {
	t.Helper()
	words := [][2]string{
		{"Runner", "Maria Fernanda de Oliveira"},
		{"Easy the day after", "12 of 24"},
		{"Interval", "76 to 100 %"},
		{"Lately", strings.Repeat("●", 26)},
		{"Today", "Your files cannot say. Your last recorded run was on 18 Aug 2025. If you have not run since then, start with short easy runs."},
		{"Too fast", "10 of 12"},
		{"On schedule", "12 of 24"},
		{"Long runs", "24"},
		{"Last long run", "Sat 16 Aug 2025"},
		{"Workbook", "Maria Fernanda de Oliveira.xlsx"},
	}
	table := &report.Table{Form: report.Grid, Rows: 1}
	for _, w := range words {
		table.Columns = append(table.Columns, &report.Column{Name: w[0], Quantity: report.Text, Cells: []report.Value{report.Words(w[1])}})
	}
	table.Columns[4].Role = report.Long
	var page bytes.Buffer
	if err := html.WritePlain(&page, &report.Report{Sheets: []*report.Sheet{{Name: "Squad", Tables: []*report.Table{table}}}}, "Squad"); err != nil {
		t.Fatal(err)
	}
	return page.Bytes()
}
