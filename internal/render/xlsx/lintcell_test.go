package xlsx_test

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

type lintCell struct {
	R string `xml:"r,attr"`
	S int    `xml:"s,attr"`
	T string `xml:"t,attr"`
	F string `xml:"f"`
	V string `xml:"v"`
	I string `xml:"is>t"`
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

var (
	quotedText   = regexp.MustCompile(`"(?:[^"]|"")*"`)
	functionCall = regexp.MustCompile(`([A-Za-z_.][A-Za-z0-9_.]*)\(`)
	sheetRef     = regexp.MustCompile(`(?:'((?:[^']|'')+)'|([A-Za-z0-9_.]+))!`)
)
