package xlsx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// parts holds the parts of a workbook by name.
type parts map[string][]byte

func unzip(t testing.TB, data []byte) parts {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all := parts{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if all[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// lint returns complaints about content that Excel repairs or refuses, or that our
// workbooks must not hold, although the validator and LibreOffice accept it. Every
// complaint begins with its kind.
func lint(p parts) []string {
	l := &linter{parts: p}
	l.readWorkbook()
	l.sheetNames()
	l.definedNames()
	l.relationships()
	l.contentTypes()
	l.styles()
	for _, s := range l.sheets {
		l.sheet(s)
	}
	l.tables()
	l.charts()
	return l.complaints
}

type linter struct {
	parts      parts
	book       lintBook
	sheets     []lintSheet
	cellStyles int
	dxfs       int
	complaints []string
}

type lintBook struct {
	Sheets []struct {
		Name string `xml:"name,attr"`
		ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
	} `xml:"sheets>sheet"`
	Names []struct {
		Name string `xml:"name,attr"`
		Text string `xml:",chardata"`
	} `xml:"definedNames>definedName"`
}

type lintSheet struct {
	name, part string
	Rows       []struct {
		R     int        `xml:"r,attr"`
		Cells []lintCell `xml:"c"`
	} `xml:"sheetData>row"`
	Columns []struct {
		Min    int  `xml:"min,attr"`
		Max    int  `xml:"max,attr"`
		Hidden bool `xml:"hidden,attr"`
	} `xml:"cols>col"`
	Merged []struct {
		Ref string `xml:"ref,attr"`
	} `xml:"mergeCells>mergeCell"`
	Formats []struct {
		Rules []struct {
			Dxf *int `xml:"dxfId,attr"`
		} `xml:"cfRule"`
	} `xml:"conditionalFormatting"`
	Lists []struct {
		Formula string `xml:"formula1"`
	} `xml:"dataValidations>dataValidation"`
	Links []struct {
		Location string `xml:"location,attr"`
	} `xml:"hyperlinks>hyperlink"`
}

func (l *linter) complain(kind, format string, args ...any) {
	l.complaints = append(l.complaints, kind+": "+fmt.Sprintf(format, args...))
}

func (l *linter) decode(part string, v any) {
	if err := xml.Unmarshal(l.parts[part], v); err != nil {
		l.complain("unreadable part", "%s: %v", part, err)
	}
}

func (l *linter) readWorkbook() {
	l.decode("xl/workbook.xml", &l.book)
	targets := map[string]string{}
	for _, r := range l.rels("xl/_rels/workbook.xml.rels") {
		targets[r.ID] = path.Join("xl", strings.TrimPrefix(r.Target, "/xl/"))
	}
	for _, s := range l.book.Sheets {
		sheet := lintSheet{name: s.Name, part: targets[s.ID]}
		l.decode(sheet.part, &sheet)
		l.sheets = append(l.sheets, sheet)
	}
}

func (l *linter) sheetNames() {
	seen := map[string]bool{}
	for _, s := range l.sheets {
		low := strings.ToLower(s.name)
		if s.name == "" || len([]rune(s.name)) > 31 || strings.ContainsAny(s.name, `[]:*?/\`) ||
			strings.HasPrefix(s.name, "'") || strings.HasSuffix(s.name, "'") || low == "history" || seen[low] {
			l.complain("sheet name", "%q", s.name)
		}
		seen[low] = true
	}
}

var cellLike = regexp.MustCompile(`(?i)^([a-z]{1,3}[0-9]+|r[0-9]*c[0-9]*)$`)

func (l *linter) definedNames() {
	for _, n := range l.book.Names {
		if cellLike.MatchString(n.Name) {
			l.complain("name like a cell", "%s", n.Name)
		}
		l.references("defined name "+n.Name, n.Text)
	}
}

type lintRel struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
	Mode   string `xml:"TargetMode,attr"`
}

func (l *linter) rels(part string) []lintRel {
	var doc struct {
		All []lintRel `xml:"Relationship"`
	}
	if _, ok := l.parts[part]; ok {
		l.decode(part, &doc)
	}
	return doc.All
}

func (l *linter) relationships() {
	for _, part := range slices.Sorted(maps.Keys(l.parts)) {
		if !strings.HasSuffix(part, ".rels") {
			continue
		}
		base := path.Dir(path.Dir(part))
		for _, r := range l.rels(part) {
			if r.Mode == "External" {
				l.external(part, r)
				continue
			}
			target := path.Join(base, r.Target)
			if strings.HasPrefix(r.Target, "/") {
				target = r.Target[1:]
			}
			if _, ok := l.parts[target]; !ok {
				l.complain("dangling relationship", "%s: %s", part, r.Target)
			}
		}
	}
}

// external complains of links other than those to http(s) or to a file beside the workbook.
func (l *linter) external(part string, r lintRel) {
	u, err := url.Parse(r.Target)
	safe := err == nil && (u.Scheme == "http" || u.Scheme == "https" || u.Scheme == "" && !strings.HasPrefix(u.Path, "/") && !strings.Contains(u.Path, `\`))
	if !safe || !strings.HasSuffix(r.Type, "/hyperlink") {
		l.complain("unsafe link", "%s: %s", part, r.Target)
	}
}

func (l *linter) contentTypes() {
	var doc struct {
		Overrides []struct {
			Name string `xml:"PartName,attr"`
		} `xml:"Override"`
	}
	l.decode("[Content_Types].xml", &doc)
	typed := map[string]bool{}
	for _, o := range doc.Overrides {
		typed[strings.TrimPrefix(o.Name, "/")] = true
	}
	for _, part := range slices.Sorted(maps.Keys(l.parts)) {
		if strings.HasPrefix(part, "xl/") && strings.HasSuffix(part, ".xml") && !typed[part] {
			l.complain("part without content type", "%s", part)
		}
	}
}

func (l *linter) styles() {
	var doc struct {
		Fonts []struct {
			Name struct {
				Val string `xml:"val,attr"`
			} `xml:"name"`
		} `xml:"fonts>font"`
		Cells []struct{} `xml:"cellXfs>xf"`
		Dxfs  []struct{} `xml:"dxfs>dxf"`
	}
	l.decode("xl/styles.xml", &doc)
	for i, f := range doc.Fonts {
		if f.Name.Val == "" {
			l.complain("font without a name", "font %d", i)
		}
	}
	l.cellStyles, l.dxfs = len(doc.Cells), len(doc.Dxfs)
}
