package xlsx_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dayafter/internal/report"
	"dayafter/internal/testing/reporttest"
)

// Parts of the workbook into which the tests insert faults.
const (
	bookPart    = "xl/workbook.xml"
	summaryPart = "xl/worksheets/sheet1.xml"
	runsPart    = "xl/worksheets/sheet5.xml"
	stylePart   = "xl/styles.xml"
	tablePart   = "xl/tables/table1.xml"
	chartPart   = "xl/charts/chart1.xml"
	typesPart   = "[Content_Types].xml"
)

// fault inserts one fault that lint must find.
type fault struct {
	kind  string // the complaint's
	name  string
	plant func(t *testing.T, p parts)
}

// swap replaces the first match of a pattern in a part.
func swap(part, pattern, with string) func(*testing.T, parts) {
	return func(t *testing.T, p parts) {
		re := regexp.MustCompile(`(?s)` + pattern)
		at := re.FindSubmatchIndex(p[part])
		if at == nil {
			t.Fatalf("%s has no %s", part, pattern)
		}
		out := slices.Clone(p[part][:at[0]])
		out = re.Expand(out, []byte(with), p[part], at)
		p[part] = append(out, p[part][at[1]:]...)
	}
}

// anyFormula is a formula cell whose value is a number.
const anyFormula = `<c r="([A-Z]+[0-9]+)"( s="[0-9]+")?><f>[^<]*</f><v>[^<]*</v></c>`

var faults = []fault{
	{"sheet name", "reserved", swap(bookPart, `name="Files"`, `name="History"`)},
	{"sheet name", "too long", swap(bookPart, `name="Files"`, `name="Files that were read from the disk"`)},
	{"sheet name", "alike but for case", swap(bookPart, `name="Files"`, `name="RUNS"`)},
	{"name like a cell", "defined name", swap(bookPart, `name="_xlnm.Print_Titles"`, `name="AB12"`)},
	{"name like a cell", "table", swap(tablePart, `displayName="[^"]*"`, `displayName="R1C1"`)},
	{"table heads alike", "by case", swap(tablePart, `name="Sport"`, `name="DATE"`)},
	{"table head unlike its cell", "renamed", swap(tablePart, `name="Sport"`, `name="Discipline"`)},
	{"overlapping tables", "a second table", func(t *testing.T, p parts) {
		rels := "xl/worksheets/_rels/sheet5.xml.rels"
		swap(rels, `</Relationships>`,
			`<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/table" Target="../tables/table1.xml"/></Relationships>`)(t, p)
	}},
	{"formula without a value", "cache lost", swap(runsPart, anyFormula, `<c r="$1"><f>1+1</f></c>`)},
	{"error value", "cached error", swap(runsPart, anyFormula, `<c r="$1" t="e"><f>1/0</f><v>#DIV/0!</v></c>`)},
	{"function not everywhere known", "XLOOKUP", swap(runsPart, anyFormula, `<c r="$1"><f>_xlfn.XLOOKUP(1,A1:A2,B1:B2)</f><v>1</v></c>`)},
	{"function not everywhere known", "TEXT of a date", swap(runsPart, anyFormula, `<c r="$1" t="str"><f>TEXT(A1,"ddd")</f><v>Mon</v></c>`)},
	{"formula that reaches outside", "another workbook", swap(runsPart, anyFormula, `<c r="$1"><f>[1]Sheet1!A1</f><v>1</v></c>`)},
	{"formula that reaches outside", "a program", swap(runsPart, anyFormula, `<c r="$1"><f>cmd|'/c calc'!A1</f><v>1</v></c>`)},
	{"dead reference", "no such sheet", swap(runsPart, anyFormula, `<c r="$1"><f>Nowhere!A1</f><v>1</v></c>`)},
	{"dead reference", "#REF!", swap(runsPart, anyFormula, `<c r="$1"><f>#REF!+1</f><v>1</v></c>`)},
	{"dead reference", "of a chart", swap(chartPart, `<c:val><c:numRef><c:f>[^<]*`, `<c:val><c:numRef><c:f>Nowhere!$$A$$1:$$A$$9`)},
	{"style that does not exist", "of a cell", swap(runsPart, `<c r="A5" s="[0-9]+"`, `<c r="A5" s="9999"`)},
	{"style that does not exist", "of a condition", swap(runsPart, `dxfId="[0-9]+"`, `dxfId="999"`)},
	{"font without a name", "left to the program", swap(stylePart, `<name val="[^"]*"></name>`, ``)},
	{"text too long", "40,000 characters", swap(runsPart, `<is><t>[^<]*</t></is>`, `<is><t>`+strings.Repeat("x", 40000)+`</t></is>`)},
	{"control character", "escaped", swap(runsPart, `<is><t>[^<]*</t></is>`, `<is><t>a_x0007_b</t></is>`)},
	{"coordinates", "in a text", swap(runsPart, `<is><t>[^<]*</t></is>`, `<is><t>start 58.91234, 13.45678</t></is>`)},
	{"number that is none", "NaN", swap(runsPart, `<v>[0-9.]+</v>`, `<v>NaN</v>`)},
	{"cell written twice", "same place", swap(runsPart, `<c r="B5"`, `<c r="A5"`)},
	{"rows out of order", "backwards", swap(runsPart, `<row r="6"`, `<row r="3"`)},
	{"row far out of sight", "hidden columns alone", swap(runsPart, `</sheetData>`, `<row r="3000"><c r="DZ3000"><v>1</v></c></row></sheetData>`)},
	{"columns out of order", "backwards", swap(runsPart, `<col min="2"`, `<col min="9"`)},
	{"attribute that a cell cannot have", "space", swap(runsPart, `<c r="B5"`, `<c xml:space="preserve" r="B5"`)},
	{"overlapping merged cells", "crossing", swap(runsPart, `</sheetData>(.*)<conditionalFormatting`,
		`</sheetData>$1<mergeCells count="2"><mergeCell ref="A1:C3"/><mergeCell ref="B2:D4"/></mergeCells><conditionalFormatting`)},
	{"dropdown too long", "300 characters", swap(runsPart, `<formula1>[^<]*</formula1>`, `<formula1>"`+strings.Repeat("long,", 60)+`"</formula1>`)},
	{"unsafe link", "script", swap("xl/worksheets/_rels/sheet5.xml.rels", `</Relationships>`,
		`<Relationship Id="rId98" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="javascript:alert(1)" TargetMode="External"/></Relationships>`)},
	{"unsafe link", "a file anywhere", swap("xl/worksheets/_rels/sheet5.xml.rels", `</Relationships>`,
		`<Relationship Id="rId98" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="file:///etc/passwd" TargetMode="External"/></Relationships>`)},
	{"dangling relationship", "lost part", func(_ *testing.T, p parts) { delete(p, "xl/charts/chart2.xml") }},
	{"part without content type", "untyped", swap(typesPart, `<Override PartName="/xl/charts/chart1.xml"[^>]*></Override>`, ``)},
	{"chart without a title", "untitled", swap(chartPart, `<c:chart><c:title>.*?</c:title>`, `<c:chart>`)},
	{"axis without a title", "untitled", swap(chartPart, `(<c:valAx>.*?)<c:title>.*?</c:title>`, `$1`)},
	{"formula too long", "9,000 characters", swap(runsPart, anyFormula, `<c r="$1"><f>1`+strings.Repeat("+1", 4500)+`</f><v>1</v></c>`)},
}

// TestLint checks that lint finds no fault in a workbook, and every fault that is inserted.
func TestLint(t *testing.T) {
	show(t, lint(unzip(t, workbook(t, reporttest.Season(20), report.Defaults()))))
	clean := unzip(t, workbook(t, reporttest.Season(3), report.Defaults()))
	show(t, lint(clean))
	kinds := map[string]bool{}
	for _, f := range faults {
		kinds[f.kind] = true
		t.Run(f.kind+" "+f.name, func(t *testing.T) {
			p := maps.Clone(clean)
			f.plant(t, p)
			found := lint(p)
			if !slices.ContainsFunc(found, func(c string) bool { return strings.HasPrefix(c, f.kind+": ") }) {
				t.Errorf("not found; complaints: %q", found)
			}
		})
	}
	t.Logf("%d kinds of fault, %d planted", len(kinds), len(faults))
}

// TestEveryRowIsInSight checks the workbook of three years, in which the table Days has a
// row for each day.
func TestEveryRowIsInSight(t *testing.T) {
	l := &linter{parts: unzip(t, workbook(t, reporttest.Season(156), report.Defaults()))}
	l.readWorkbook()
	for _, s := range l.sheets {
		l.sight(s)
	}
	show(t, l.complaints)
}
