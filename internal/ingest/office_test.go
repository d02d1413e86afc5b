package ingest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// workbook returns a workbook whose properties name the given program.
func workbook(t *testing.T, program string) []byte {
	return zipOf(
		t, entry{"[Content_Types].xml", []byte("<Types/>")}, entry{"docProps/app.xml", []byte("<Properties><Application>" + program + "</Application></Properties>")},
		entry{"docProps/core.xml", []byte("<coreProperties><dc:creator>somebody</dc:creator></coreProperties>")}, entry{"xl/workbook.xml", []byte("<workbook/>")},
	)
}

// TestOfficeDocumentsAreOneInput checks that a document is listed once, without its
// members, and that a workbook of this program is recognised.
func TestOfficeDocumentsAreOneInput(t *testing.T) {
	dir := folder(
		t, entry{"season.xlsx", workbook(t, "dayafter")}, entry{"other.xlsx", workbook(t, "Some Office")}, entry{"in.zip", zipOf(t, entry{"old.xlsx", workbook(t, "dayafter")})},
		entry{"page.html", []byte(`<!DOCTYPE html><html><head><meta name="generator" content="dayafter"></head></html>`)}, entry{"a.gpx", gpxRun(0, 5)},
	)
	want := []string{
		"a.gpx [gpx] read",
		"in.zip!old.xlsx [dayafter] not: a workbook that dayafter wrote",
		"other.xlsx [zip] not: an office document, not a recording",
		"page.html [dayafter] not: a page that dayafter wrote",
		"season.xlsx [dayafter] not: a workbook that dayafter wrote",
	}
	if d := cmp.Diff(want, lines(under(dir, read(t, Options{}, dir)))); d != "" {
		t.Error(d)
	}
}

// TestTooManyMembersAreRefused checks that an archive of very many empty members is refused
// quickly.
func TestTooManyMembersAreRefused(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range 50_001 {
		if _, err := w.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("%d.fit", i), Method: zip.Store}); err != nil {
			t.Fatal(err)
		}
	}
	w.Close()
	dir := folder(t, entry{"many.zip", b.Bytes()})
	want := []string{"many.zip [zip] failed: a zip archive with 50001 members, more than 50000"}
	if d := cmp.Diff(want, lines(under(dir, read(t, Options{}, dir)))); d != "" {
		t.Error(d)
	}
}
