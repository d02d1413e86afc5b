package xlsx

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// carried is a sheet of the runner's own: its cells with their formats, its
// column widths and merged cells.
type carried struct {
	name   string
	cells  []carriedCell
	widths map[string]float64
	merged [][2]string
}

// carriedCell is one cell as it is written again.
type carriedCell struct {
	at, formula, text string
	kind              excelize.CellType
	style             *excelize.Style
}

// carry copies one sheet out of an earlier workbook.
func (k *Kept) carry(f *excelize.File, sheet string) error {
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	c := carried{name: sheet, widths: map[string]float64{}}
	for r, row := range rows {
		for col := range row {
			cell, err := readCell(f, sheet, col+1, r+1)
			if err != nil {
				return err
			}
			if cell.text != "" || cell.formula != "" {
				c.cells = append(c.cells, cell)
			}
			name, _ := excelize.ColumnNumberToName(col + 1)
			if c.widths[name], err = f.GetColWidth(sheet, name); err != nil {
				return err
			}
		}
	}
	merged, err := f.GetMergeCells(sheet)
	if err != nil {
		return err
	}
	for _, m := range merged {
		c.merged = append(c.merged, [2]string{m.GetStartAxis(), m.GetEndAxis()})
	}
	k.sheets = append(k.sheets, c)
	if slices.ContainsFunc(c.cells, func(x carriedCell) bool { return strings.Contains(x.formula, "!") }) {
		k.Warnings = append(k.Warnings, fmt.Sprintf(
			"sheet %q is carried over; its formulas point to cells of other sheets, whose rows may have moved: check them", sheet))
	}
	return nil
}

func readCell(f *excelize.File, sheet string, col, row int) (carriedCell, error) {
	at, _ := excelize.CoordinatesToCellName(col, row)
	cell := carriedCell{at: at}
	var id int
	err := firstError(
		func() (err error) { cell.formula, err = f.GetCellFormula(sheet, at); return err },
		func() (err error) {
			cell.text, err = f.GetCellValue(sheet, at, excelize.Options{RawCellValue: true})
			return err
		},
		func() (err error) { cell.kind, err = f.GetCellType(sheet, at); return err },
		func() (err error) { id, err = f.GetCellStyle(sheet, at); return err },
	)
	if err == nil && id > 0 {
		cell.style, err = f.GetStyle(id)
	}
	return cell, err
}

// writeCarried adds the runner's own sheets after the report's.
func (b *book) writeCarried(k *Kept) error {
	if k == nil {
		return nil
	}
	for _, c := range k.sheets {
		if err := b.writeSheet(c); err != nil {
			return fmt.Errorf("sheet %s: %w", c.name, err)
		}
	}
	return nil
}

func (b *book) writeSheet(c carried) error {
	if _, err := b.file.NewSheet(c.name); err != nil {
		return err
	}
	for name, width := range c.widths {
		if err := b.file.SetColWidth(c.name, name, name, width); err != nil {
			return err
		}
	}
	for _, m := range c.merged {
		if err := b.file.MergeCell(c.name, m[0], m[1]); err != nil {
			return err
		}
	}
	for _, cell := range c.cells {
		if err := b.writeCell(c.name, cell); err != nil {
			return err
		}
	}
	return nil
}

// writeCell writes a cell with the type it had; a formula is calculated by the
// program that opens the workbook.
func (b *book) writeCell(sheet string, c carriedCell) error {
	write := func() error { return b.file.SetCellDefault(sheet, c.at, c.text) }
	switch {
	case c.formula != "":
		write = func() error { return b.file.SetCellFormula(sheet, c.at, c.formula) }
	case c.kind == excelize.CellTypeBool:
		write = func() error { return b.file.SetCellBool(sheet, c.at, c.text == "1" || c.text == "TRUE") }
	case c.kind == excelize.CellTypeSharedString, c.kind == excelize.CellTypeInlineString:
		write = func() error { return b.file.SetCellStr(sheet, c.at, c.text) }
	}
	if err := write(); err != nil || c.style == nil {
		return err
	}
	id, err := b.file.NewStyle(c.style)
	if err != nil {
		return err
	}
	return b.file.SetCellStyle(sheet, c.at, c.at, id)
}

// uncarried are the parts of a sheet that stay behind, by the last word of
// their relationship type.
var uncarried = map[string]string{
	"drawing": "charts or pictures", "pivotTable": "pivot tables", "comments": "comments", "table": "tables",
}

// warnOfDrawings says which of the runner's own sheets hold what is not carried over.
func (k *Kept) warnOfDrawings(r io.ReaderAt, size int64) {
	archive, err := zip.NewReader(r, size)
	if err != nil {
		return // it was opened before: nothing to say
	}
	for _, c := range k.sheets {
		for _, rel := range relationships(archive, relsOf(sheetPart(archive, c.name))) {
			if what, ok := uncarried[path.Base(rel.Type)]; ok {
				k.Warnings = append(k.Warnings, fmt.Sprintf(
					"sheet %q is carried over without its %s: they stay in the backup of the old workbook", c.name, what))
			}
		}
	}
}

// relationship is one link from a part to another.
type relationship struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

// relsOf is the name of the part that holds a part's relationships.
func relsOf(part string) string {
	return path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
}

// relationships reads a part of relationships; nil when there is none.
func relationships(archive *zip.Reader, name string) []relationship {
	var doc struct {
		All []relationship `xml:"Relationship"`
	}
	readPart(archive, name, &doc)
	return doc.All
}

// sheetPart is the name of the part that holds a sheet.
func sheetPart(archive *zip.Reader, sheet string) string {
	var doc struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	readPart(archive, "xl/workbook.xml", &doc)
	for _, s := range doc.Sheets {
		for _, rel := range relationships(archive, "xl/_rels/workbook.xml.rels") {
			if s.Name == sheet && rel.ID == s.ID {
				return strings.TrimPrefix(path.Join("xl", rel.Target), "xl/xl/")
			}
		}
	}
	return ""
}

// readPart decodes a part; what cannot be read leaves v as it is.
func readPart(archive *zip.Reader, name string, v any) {
	f, err := archive.Open(name)
	if err != nil {
		return
	}
	defer f.Close()
	_ = xml.NewDecoder(f).Decode(v)
}
