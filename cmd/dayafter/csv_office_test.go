package main

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"dayafter/internal/testing/proof"
	"dayafter/internal/testing/testfile"
)

// openMacro opens text files in LibreOffice and saves the sheets.
//
//go:embed testdata/office/open.bas
var openMacro string

// officeProfile holds the files of a LibreOffice user profile by path; %s stands for the
// macro. LibreOffice overwrites the macros of a profile that says it is new.
var officeProfile = map[string]string{
	"registrymodifications.xcu": `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/Office">
<prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item></oor:items>`,
	"basic/script.xlc": `<?xml version="1.0" encoding="UTF-8"?>
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/></library:libraries>`,
	"basic/Standard/script.xlb": `<?xml version="1.0" encoding="UTF-8"?>
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
<library:element library:name="Open"/></library:library>`,
	"basic/Standard/Open.xba": `<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Open" script:language="StarBasic"><![CDATA[%s]]></script:module>`,
}

// opening is a text file that LibreOffice opens with a separator in a language.
type opening struct {
	path      string
	separator rune
	language  int // LCID
	saved     string
}

// Languages of LibreOffice by their LCID.
const (
	english = 1033
	german  = 1031 // decimal comma
)

// openInOffice opens all files in one start of LibreOffice, which takes seconds.
func openInOffice(t *testing.T, all []opening) {
	t.Helper()
	var calls strings.Builder
	for _, o := range all {
		fmt.Fprintf(&calls, "Save(%q, \"%d,34,76,1,,%d,false,true\", %q)\n", o.path, o.separator, o.language, o.saved)
	}
	macro := regexp.MustCompile(`(?m)^  JOBS$`).ReplaceAllLiteralString(openMacro, calls.String())
	profile := t.TempDir()
	for name, text := range officeProfile {
		path := filepath.Join(profile, "user", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		testfile.Put(t, path, []byte(strings.ReplaceAll(text, "%s", macro)))
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	log, err := exec.CommandContext(ctx, "soffice", "-env:UserInstallation=file://"+filepath.ToSlash(profile), "--headless", "--norestore", "macro:///Standard.Open.Main").CombinedOutput()
	if err != nil {
		t.Fatalf("soffice: %v\n%s", err, log)
	}
}

// TestCSVInOffice opens CSV files with hostile titles in LibreOffice, with the right
// separator and with wrong ones, in languages with a decimal point and with a decimal
// comma.
func TestCSVInOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	if _, err := exec.LookPath("soffice"); err != nil {
		proof.Missing(t, "LibreOffice (soffice) is not installed: no CSV was opened")
	}
	titles := slices.DeleteFunc(slices.Clone(evil), func(title string) bool { return len(title) > longestText }) // LibreOffice takes seconds for each
	dir, folder := t.TempDir(), evilExport(t, titles)
	formula := filepath.Join(dir, "formula.csv") // shows that the test can fail
	testfile.Put(t, formula, []byte("=1+1\n"))
	paths := []string{formula}
	for i, form := range [][]string{{"--csv-separator", ","}, {"--csv-separator", ";", "--decimal-comma"}, {"--csv-separator", "tab", "--decimal-comma"}} {
		var out, errs bytes.Buffer
		if code := run(t.Context(), slices.Concat([]string{"dayafter", "scan", "--csv", "--no-cache", folder}, form), &out, &errs); code != exitOK {
			t.Fatalf("exit code %d: %s", code, errs.String())
		}
		paths = append(paths, filepath.Join(dir, fmt.Sprintf("%d.csv", i)))
		testfile.Put(t, paths[i+1], out.Bytes())
	}
	var all []opening
	for _, as := range []opening{{separator: ',', language: english}, {separator: ',', language: german}, {separator: ';', language: german}, {separator: '\t', language: german}} {
		for _, path := range paths {
			as.path, as.saved = path, fmt.Sprintf("%s.%d.fods", path, len(all))
			all = append(all, as)
		}
	}
	openInOffice(t, all)
	for _, o := range all {
		sheet := string(testfile.Read(t, o.saved))
		formulas, n := strings.Count(sheet, "table:formula="), strings.Count(sheet, "evil")
		if o.path == formula && formulas != 1 || o.path != formula && (formulas != 0 || n < len(titles)*2/3) {
			t.Errorf("%s opened with %q in %d: %d formulas, %d titles", filepath.Base(o.path), o.separator, o.language, formulas, n)
		}
	}
}
