// Package xlsx draws a report as an Excel workbook, and reads back the runner's edits of a
// workbook. It decides layout, formats and colours. Every value and every formula comes
// from package report.
package xlsx

import (
	"cmp"
	"fmt"
	"io"
	"runtime"

	"github.com/xuri/excelize/v2"

	"dayafter/internal/formula"
	"dayafter/internal/report"
)

// Options are the settings of Write.
type Options struct {
	Kept *Kept // content of the workbook that this one replaces; the runner's own sheets are carried over
	Jobs int   // concurrent jobs that draw and compress rows; 0: one for each processor. The bytes do not depend on it
}

// Defaults returns the settings of a user who states none.
func Defaults() Options { return Options{} }

// Write draws the report as a workbook. Equal reports give equal bytes.
func Write(w io.Writer, r *report.Report, o Options) error {
	f := excelize.NewFile()
	defer f.Close()
	b := &book{file: f, report: r, styles: map[style]int{}, tints: map[tintUse]int{}, places: map[string]*place{}}
	if err := firstError(b.draw, func() error { return b.writeCarried(o.Kept) }); err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter {
		return &packer{out: w, repairs: b.repairs(), pages: b.pagesByPart(), jobs: cmp.Or(max(o.Jobs, 0), runtime.GOMAXPROCS(0))}
	})
	if err := f.Write(w); err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	return nil
}

// pagesByPart returns the pages by the part of their sheet.
func (b *book) pagesByPart() map[string]*page {
	all := map[string]*page{}
	for i, p := range b.pages {
		all[sheetName(i)] = p
	}
	return all
}

// book holds a workbook while it is drawn.
type book struct {
	file   *excelize.File
	report *report.Report
	styles map[style]int
	tints  map[tintUse]int // conditional styles
	pages  []*page
	charts int               // number of charts drawn so far
	places map[string]*place // position of each table, by its name
}

func (b *book) draw() error {
	if err := b.file.SetDefaultFont(fontName); err != nil {
		return err
	}
	if err := b.file.SetDocProps(&excelize.DocProperties{
		Title: "Season", Creator: "dayafter", LastModifiedBy: "dayafter", Created: undated, Modified: undated,
	}); err != nil {
		return err
	}
	if err := b.file.SetAppProps(&excelize.AppProperties{Application: "dayafter"}); err != nil {
		return err
	}
	for i, sheet := range b.report.Sheets {
		if err := b.addSheet(i, sheet.Name); err != nil {
			return err
		}
		b.pages = append(b.pages, b.layOut(sheet))
	}
	for _, p := range b.pages {
		if err := b.drawPage(p); err != nil {
			return fmt.Errorf("sheet %s: %w", p.sheet.Name, err)
		}
	}
	return nil
}

// undated is the workbook's time of creation. It is constant so that equal reports give
// equal bytes.
const undated = "1980-01-01T00:00:00Z"

// addSheet names the first sheet and appends the others.
func (b *book) addSheet(i int, name string) error {
	if i == 0 {
		return b.file.SetSheetName(b.file.GetSheetName(0), name)
	}
	_, err := b.file.NewSheet(name)
	return err
}

// locate returns the range of a whole column.
func (b *book) locate(r formula.Ref) string { return b.places[r.Table].column(r.Column) }
