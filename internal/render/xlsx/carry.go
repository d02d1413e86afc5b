package xlsx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"dayafter/internal/report"
)

// carried is one of the runner's own sheets: its cells with their formats, its column
// widths and merged cells.
type carried struct {
	name    string
	rows    []carriedRow
	columns []string // letters, from left to right
	widths  map[string]float64
	merged  [][2]string
}

// carriedRow is one row, its cells from the first column on.
type carriedRow struct {
	number int
	cells  []carriedCell
}

// carriedCell holds one cell with its style.
type carriedCell struct {
	formula, text string
	kind          excelize.CellType
	style         *excelize.Style
}

// ownName returns the name under which one of the runner's sheets is kept, because the
// program may need the sheet's name.
func ownName(sheet string) string {
	if strings.EqualFold(sheet, report.ExperimentSheet) {
		return "My " + sheet
	}
	return sheet
}

// carry reads one of the runner's own sheets from an earlier workbook.
func (k *Kept) carry(f *excelize.File, sheet string) error {
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	c := carried{name: ownName(sheet), widths: map[string]float64{}}
	for r, row := range rows {
		if len(row) == 0 {
			continue
		}
		if err := c.readRow(f, sheet, r+1, len(row)); err != nil {
			return err
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
	if c.pointsElsewhere() {
		k.Warnings = append(k.Warnings, fmt.Sprintf(
			"sheet %q is carried over; its formulas point to cells of other sheets, whose rows may have moved: check them", sheet))
	}
	return nil
}

// readRow adds a row of cells, and the widths of columns that no earlier row has.
func (c *carried) readRow(f *excelize.File, sheet string, number, cells int) error {
	row := carriedRow{number: number}
	for col := 1; col <= cells; col++ {
		cell, err := readCell(f, sheet, col, number)
		if err != nil {
			return err
		}
		row.cells = append(row.cells, cell)
		if col <= len(c.columns) {
			continue
		}
		name := columnName(col)
		c.columns = append(c.columns, name)
		if c.widths[name], err = f.GetColWidth(sheet, name); err != nil {
			return err
		}
	}
	c.rows = append(c.rows, row)
	return nil
}

// pointsElsewhere reports whether a formula refers to a cell of another sheet.
func (c *carried) pointsElsewhere() bool {
	foreign := func(cell carriedCell) bool { return strings.Contains(cell.formula, "!") }
	return slices.ContainsFunc(c.rows, func(r carriedRow) bool { return slices.ContainsFunc(r.cells, foreign) })
}

func readCell(f *excelize.File, sheet string, col, row int) (carriedCell, error) {
	at, cell := cellName(col, row), carriedCell{}
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
	// Go from right to left, see setColumns.
	for _, name := range slices.Backward(c.columns) {
		if err := b.file.SetColWidth(c.name, name, name, c.widths[name]); err != nil {
			return err
		}
	}
	sw, err := b.file.NewStreamWriter(c.name)
	if err != nil {
		return err
	}
	for _, m := range c.merged {
		if err := sw.MergeCell(m[0], m[1]); err != nil {
			return err
		}
	}
	for _, row := range c.rows {
		if err := b.writeRow(sw, row); err != nil {
			return err
		}
	}
	return sw.Flush()
}

// writeRow writes the cells of one row with the types and styles they had.
func (b *book) writeRow(sw *excelize.StreamWriter, row carriedRow) error {
	cells := make([]any, len(row.cells))
	for i, c := range row.cells {
		if c.text == "" && c.formula == "" && c.style == nil {
			continue
		}
		out := excelize.Cell{Formula: c.formula, Value: c.value()}
		if c.style != nil {
			id, err := b.file.NewStyle(c.style)
			if err != nil {
				return err
			}
			out.StyleID = id
		}
		cells[i] = out
	}
	return sw.SetRow(cellName(1, row.number), cells)
}

// value returns the cell's content, typed.
func (c carriedCell) value() any {
	switch c.kind {
	case excelize.CellTypeBool:
		return c.text == "1" || c.text == "TRUE"
	case excelize.CellTypeUnset, excelize.CellTypeNumber, excelize.CellTypeFormula:
		if x, err := strconv.ParseFloat(c.text, 64); err == nil {
			return x
		}
	}
	return c.text
}
