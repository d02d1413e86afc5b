package xlsx

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"dayafter/internal/report"
)

// setUp sets the view, and the print: landscape, one page wide, with heads repeated.
func (b *book) setUp(p *page) error {
	name, yes, no := p.sheet.Name, true, false
	landscape, a4, one, tall := "landscape", 9, 1, 0
	if p.bottom <= onePage {
		tall = 1
	}
	side, top := 0.4, 0.6
	return firstError(
		func() error { return b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}) },
		func() error { return b.file.SetSheetView(name, 0, &excelize.ViewOptions{ShowGridLines: &no}) },
		func() error {
			return b.file.SetPageLayout(name, &excelize.PageLayoutOptions{
				Orientation: &landscape, Size: &a4, FitToWidth: &one, FitToHeight: &tall,
			})
		},
		func() error {
			return b.file.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &top})
		},
		func() error {
			return b.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L&A&RPage &P of &N"})
		},
		func() error { return b.keepHeads(p) },
	)
}

// onePage is the number of rows that fit on one sheet of paper.
const onePage = 62

// frozenColumns is the number of columns of a wide table that stay visible: the number and
// the day of a run.
const frozenColumns = 2

// frozenRows is the lowest row of heads that stay visible. Lower heads would also keep the
// rows above them visible, which is half a screen.
const frozenRows = 8

// keepHeads keeps the heads of a page's only grid visible, and repeats the heads of the
// last grid on each printed page.
func (b *book) keepHeads(p *page) error {
	printed := p.lastGrid()
	if printed == nil || printed.table.Rows == 0 {
		return nil
	}
	main := p.mainGrid()
	if printed.table.Form == report.Cells {
		main = printed
	}
	if main != nil && len(p.charts) == 0 && main.head <= frozenRows {
		columns := 0
		if main.shown > 12 {
			columns = frozenColumns
		}
		err := b.file.SetPanes(p.sheet.Name, &excelize.Panes{
			Freeze: true, XSplit: columns, YSplit: main.head, TopLeftCell: cellName(columns+1, main.head+1), ActivePane: pane(columns),
		})
		if err != nil {
			return err
		}
	}
	return firstError(
		func() error {
			return b.name(p, "_xlnm.Print_Titles", fmt.Sprintf("$%d:$%d", printed.head, printed.head))
		},
		func() error { return b.limitPrint(p, printed) },
	)
}

func (b *book) name(p *page, name, area string) error {
	return b.file.SetDefinedName(&excelize.DefinedName{Name: name, Scope: p.sheet.Name, RefersTo: quoted(p.sheet.Name) + "!" + area})
}

// limitPrint excludes from print the table beside a calendar and, in wide tables, the
// columns from the first Screen column on.
func (b *book) limitPrint(p *page, main *place) error {
	if main.table.Form == report.Cells {
		last, _ := excelize.CoordinatesToCellName(main.right()+printRoom, main.below()-1, true)
		return b.name(p, "_xlnm.Print_Area", "$A$1:"+last)
	}
	long := slices.IndexFunc(main.columns, func(c *report.Column) bool { return c.Role == report.Screen })
	if long < 15 {
		return nil
	}
	last, _ := excelize.CoordinatesToCellName(main.left+long-1, p.bottom, true)
	return b.name(p, "_xlnm.Print_Area", "$A$1:"+last)
}

func pane(columns int) string {
	if columns > 0 {
		return "bottomRight"
	}
	return "bottomLeft"
}

// addExtras adds dropdowns, links and notes.
func (b *book) addExtras(p *page) error {
	for _, pl := range p.places {
		for _, c := range pl.columns {
			err := firstError(
				func() error { return b.addChoices(pl, c) },
				func() error { return b.addLink(pl, c) },
				func() error { return b.addNote(pl, c) },
			)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// addChoices adds a dropdown list.
func (b *book) addChoices(pl *place, c *report.Column) error {
	if len(c.Choices) == 0 || pl.table.Rows == 0 {
		return nil
	}
	dv := excelize.NewDataValidation(true)
	dv.Sqref = pl.area(c.Name)
	if err := dv.SetDropList(c.Choices); err != nil {
		return err
	}
	dv.SetInput(c.Name, title(c.Note))
	dv.SetError(excelize.DataValidationErrorStyleStop, c.Name, "Choose one of: "+strings.Join(c.Choices, ", ")+"; or leave it empty.")
	return b.file.AddDataValidation(pl.sheet, dv)
}

// title returns a sentence with a capital letter and a full stop.
func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] + "." }

// addLink adds a link to another sheet of the workbook, or links to other files.
func (b *book) addLink(pl *place, c *report.Column) error {
	for i, file := range c.Files {
		if file == "" {
			continue
		}
		col, row := pl.spot(c.Name, i)
		if err := b.file.SetCellHyperLink(pl.sheet, cellName(col, row), file, "External"); err != nil {
			return err
		}
	}
	if c.To == "" {
		return nil
	}
	col, row := pl.spot(c.Name, 0)
	return b.file.SetCellHyperLink(pl.sheet, cellName(col, row), quoted(c.To)+"!A1", "Location")
}

// longestNote is the longest prompt that Excel shows, in characters.
const longestNote = 255

// addNote shows what a column means when its head is selected.
func (b *book) addNote(pl *place, c *report.Column) error {
	if c.Note == "" || c.Role == report.Working || pl.table.Form != report.Grid {
		return nil
	}
	i := pl.at[c.Name]
	dv := excelize.NewDataValidation(true)
	dv.Sqref = cellName(pl.col(i), pl.head)
	note := []rune(title(c.Note))
	dv.SetInput(c.Name, string(note[:min(len(note), longestNote)]))
	return b.file.AddDataValidation(pl.sheet, dv)
}

// addTable makes the only grid of Runs and Files a table that can be sorted and filtered.
func addTable(sw *excelize.StreamWriter, p *page) error {
	main := p.mainGrid()
	if main == nil || main.table.Rows == 0 || (main.table.Name != "Runs" && main.table.Name != "Files") {
		return nil
	}
	heads := make([]any, len(main.columns))
	for i, c := range main.columns {
		heads[i] = c.Header()
	}
	if err := sw.SetRow(cellName(main.left, main.head), heads); err != nil {
		return err
	}
	return sw.AddTable(&excelize.Table{
		Range: cellName(main.left, main.head) + ":" + cellName(main.left+len(main.columns)-1, main.head+main.table.Rows),
		Name:  main.table.Name + "Table",
	})
}
