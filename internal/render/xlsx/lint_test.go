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
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
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

type lintCell struct {
	R string `xml:"r,attr"`
	S int    `xml:"s,attr"`
	T string `xml:"t,attr"`
	F string `xml:"f"`
	V string `xml:"v"`
	I string `xml:"is>t"`
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

// unseen is the number of rows after the last visible content that LibreOffice 7.4 keeps
// when it saves a sheet.
const unseen = 1000

// sight complains of rows that LibreOffice would lose, because they lie far below all
// visible content.
func (l *linter) sight(s lintSheet) {
	hidden := map[int]bool{}
	for _, c := range s.Columns {
		for col := c.Min; c.Hidden && col <= c.Max; col++ {
			hidden[col] = true
		}
	}
	seen := 0
	for _, row := range s.Rows {
		if slices.ContainsFunc(row.Cells, func(c lintCell) bool {
			col, _, err := excelize.CellNameToCoordinates(c.R)
			return err == nil && !hidden[col]
		}) {
			seen = row.R
		} else if row.R > seen+unseen {
			l.complain("row far out of sight", "%s row %d, of row %d something is seen", s.name, row.R, seen)
			return
		}
	}
}

func (l *linter) sheet(s lintSheet) {
	last := 0
	for _, c := range s.Columns {
		if c.Min <= last || c.Max < c.Min {
			l.complain("columns out of order", "%s: %d to %d after %d", s.name, c.Min, c.Max, last)
		}
		last = c.Max
	}
	if bytes.Contains(l.parts[s.part], []byte("<c xml:space")) {
		l.complain("attribute that a cell cannot have", "%s: xml:space", s.name)
	}
	last = 0
	for _, row := range s.Rows {
		if row.R <= last {
			l.complain("rows out of order", "%s row %d after %d", s.name, row.R, last)
		}
		last = row.R
		seen := map[string]bool{}
		for _, c := range row.Cells {
			if seen[c.R] {
				l.complain("cell written twice", "%s!%s", s.name, c.R)
			}
			seen[c.R] = true
			l.cell(s.name+"!"+c.R, c)
		}
	}
	l.sight(s)
	for i, m := range s.Merged {
		for _, n := range s.Merged[:i] {
			if overlap(m.Ref, n.Ref) {
				l.complain("overlapping merged cells", "%s %s %s", s.name, m.Ref, n.Ref)
			}
		}
	}
	for _, f := range s.Formats {
		for _, r := range f.Rules {
			if r.Dxf != nil && *r.Dxf >= l.dxfs {
				l.complain("style that does not exist", "%s: conditional style %d of %d", s.name, *r.Dxf, l.dxfs)
			}
		}
	}
	for _, v := range s.Lists {
		if len(utf16.Encode([]rune(v.Formula))) > 255 {
			l.complain("dropdown too long", "%s: %d characters", s.name, len(v.Formula))
		}
	}
	for _, link := range s.Links {
		if link.Location != "" {
			l.references(s.name+" link", link.Location)
		}
	}
}

var coordinates = regexp.MustCompile(`-?\d{1,2}\.\d{4,}\s*[,;/ ]\s*-?\d{1,3}\.\d{4,}`)

func (l *linter) cell(at string, c lintCell) {
	text := c.I
	if c.T == "str" {
		text = c.V
	}
	if c.S >= l.cellStyles {
		l.complain("style that does not exist", "%s: style %d of %d", at, c.S, l.cellStyles)
	}
	if len(utf16.Encode([]rune(text))) > excelize.TotalCellChars {
		l.complain("text too long", "%s: %d characters", at, len(text))
	}
	if strings.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0xfffd }) || strings.Contains(text, "_x00") {
		l.complain("control character", "%s: %q", at, text)
	}
	if coordinates.MatchString(text) {
		l.complain("coordinates", "%s: %q", at, text)
	}
	if x, err := strconv.ParseFloat(c.V, 64); (c.T == "" || c.T == "n") && c.V != "" && (err != nil || x != x || x > 1e300 || x < -1e300) {
		l.complain("number that is none", "%s: %q", at, c.V)
	}
	if c.F != "" {
		l.formula(at, c)
	}
}

// knownFunctions lists the functions that work alike in Excel 2016, LibreOffice and Google
// Sheets.
var knownFunctions = []string{
	"IF", "IFERROR", "AND", "OR", "NOT", "COUNTIFS", "SUMIFS", "SUM", "COUNT", "MAX", "MIN", "SMALL", "MATCH", "INDEX",
	"ROUND", "INT", "ABS", "SQRT", "MOD", "MID", "RIGHT", "REPT",
}

var (
	quotedText   = regexp.MustCompile(`"(?:[^"]|"")*"`)
	functionCall = regexp.MustCompile(`([A-Za-z_.][A-Za-z0-9_.]*)\(`)
	sheetRef     = regexp.MustCompile(`(?:'((?:[^']|'')+)'|([A-Za-z0-9_.]+))!`)
)

func (l *linter) formula(at string, c lintCell) {
	bare := quotedText.ReplaceAllString(c.F, `""`)
	for _, m := range functionCall.FindAllStringSubmatch(bare, -1) {
		if !slices.Contains(knownFunctions, m[1]) {
			l.complain("function not everywhere known", "%s: %s", at, m[1])
		}
	}
	if strings.ContainsAny(bare, "[]|") {
		l.complain("formula that reaches outside", "%s: %s", at, c.F)
	}
	if c.V == "" && c.T != "str" {
		l.complain("formula without a value", "%s: %s", at, c.F)
	}
	if c.T == "e" || strings.HasPrefix(c.V, "#") {
		l.complain("error value", "%s: %s", at, c.V)
	}
	if len(c.F) > 8192 {
		l.complain("formula too long", "%s: %d characters", at, len(c.F))
	}
	l.references(at, bare)
}

// references complains of sheets that do not exist and of #REF!.
func (l *linter) references(at, text string) {
	if strings.Contains(text, "#REF!") {
		l.complain("dead reference", "%s: %s", at, text)
	}
	for _, m := range sheetRef.FindAllStringSubmatch(text, -1) {
		name := strings.ReplaceAll(m[1], "''", "'") + m[2]
		if !slices.ContainsFunc(l.sheets, func(s lintSheet) bool { return s.name == name }) {
			l.complain("dead reference", "%s: no sheet %q", at, name)
		}
	}
}

type lintTable struct {
	Name    string `xml:"displayName,attr"`
	Ref     string `xml:"ref,attr"`
	Columns []struct {
		Name string `xml:"name,attr"`
	} `xml:"tableColumns>tableColumn"`
}

func (l *linter) tables() {
	names := map[string]bool{}
	for _, s := range l.sheets {
		var refs []string
		for _, r := range l.rels(path.Join(path.Dir(s.part), "_rels", path.Base(s.part)+".rels")) {
			if !strings.HasSuffix(r.Type, "/table") {
				continue
			}
			var t lintTable
			l.decode(path.Join(path.Dir(s.part), r.Target), &t)
			low := strings.ToLower(t.Name)
			if cellLike.MatchString(t.Name) || names[low] {
				l.complain("name like a cell", "table %s", t.Name)
			}
			names[low] = true
			for _, other := range refs {
				if overlap(t.Ref, other) {
					l.complain("overlapping tables", "%s: %s %s", s.name, t.Ref, other)
				}
			}
			refs = append(refs, t.Ref)
			l.table(s, t)
		}
	}
}

func (l *linter) table(s lintSheet, t lintTable) {
	from, _, _ := strings.Cut(t.Ref, ":")
	col, row, _ := excelize.CellNameToCoordinates(from)
	heads := map[string]string{}
	for _, r := range s.Rows {
		for _, c := range r.Cells {
			if r.R == row {
				heads[c.R] = c.I
			}
		}
	}
	seen := map[string]bool{}
	for i, c := range t.Columns {
		at, _ := excelize.CoordinatesToCellName(col+i, row)
		if heads[at] != c.Name {
			l.complain("table head unlike its cell", "%s!%s: %q, table says %q", s.name, at, heads[at], c.Name)
		}
		if seen[strings.ToLower(c.Name)] {
			l.complain("table heads alike", "%s: %q", t.Name, c.Name)
		}
		seen[strings.ToLower(c.Name)] = true
	}
}

func (l *linter) charts() {
	for _, part := range slices.Sorted(maps.Keys(l.parts)) {
		if !strings.HasPrefix(part, "xl/charts/chart") {
			continue
		}
		var doc struct {
			Title *struct{} `xml:"chart>title"`
			Refs  []string  `xml:"chart>plotArea>barChart>ser>val>numRef>f"`
			Dots  []string  `xml:"chart>plotArea>scatterChart>ser>yVal>numRef>f"`
			Axes  []struct {
				Title *struct{} `xml:"title"`
			} `xml:"chart>plotArea>valAx"`
		}
		l.decode(part, &doc)
		if doc.Title == nil {
			l.complain("chart without a title", "%s", part)
		}
		for _, a := range doc.Axes {
			if a.Title == nil {
				l.complain("axis without a title", "%s", part)
			}
		}
		for _, ref := range append(doc.Refs, doc.Dots...) {
			l.references(part, ref)
		}
	}
}

// overlap reports whether two ranges share a cell.
func overlap(a, b string) bool {
	x1, y1, x2, y2 := corners(a)
	u1, v1, u2, v2 := corners(b)
	return x1 <= u2 && u1 <= x2 && y1 <= v2 && v1 <= y2
}

func corners(ref string) (x1, y1, x2, y2 int) {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		to = from
	}
	x1, y1, _ = excelize.CellNameToCoordinates(from)
	x2, y2, _ = excelize.CellNameToCoordinates(to)
	return x1, y1, x2, y2
}
