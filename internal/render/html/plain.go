package html

import (
	"fmt"
	"html/template"
	"io"

	"dayafter/internal/ingest"
	"dayafter/internal/report"
)

// plainPage is the input of the template of a plain page.
type plainPage struct {
	Title    string
	Style    template.CSS
	Sections []plainSection
}

// plainSection shows a sheet.
type plainSection struct {
	Heading, About string
	Parts          []plainPart
}

// plainPart is a table, or lines of text.
type plainPart struct {
	Lines []string
	Table *table
}

// WritePlain writes every sheet of a report as a section of a page: lines of text and
// tables, without pictures.
func WritePlain(w io.Writer, r *report.Report, title string) error {
	p := plainPage{Title: title, Style: style()}
	for _, sheet := range r.Sheets {
		s := plainSection{Heading: sheet.Name, About: sheet.About}
		for _, t := range sheet.Tables {
			s.Parts = append(s.Parts, plainPartOf(r, t))
		}
		p.Sections = append(p.Sections, s)
	}
	if err := templates.ExecuteTemplate(w, "plain.gohtml", p); err != nil {
		return fmt.Errorf("page: %w", err)
	}
	return nil
}

func plainPartOf(r *report.Report, t *report.Table) plainPart {
	if t.Form == report.Lines {
		return plainPart{Lines: lines(t)}
	}
	out := &table{Caption: t.Title}
	for _, c := range t.Columns {
		out.Heads = append(out.Heads, cell{Text: c.Header(), Number: isNumber(c.Quantity)})
	}
	for row := range t.Rows {
		cells, _ := rowOf(t.Columns, row, r)
		for i := range cells {
			cells[i].Long = t.Columns[i].Role == report.Long && t.Columns[i].Cells[row].Known()
			if files := t.Columns[i].Files; files != nil {
				cells[i].Link = files[row]
			}
			cells[i].Text = ingest.Printable(cells[i].Text)
		}
		out.Rows = append(out.Rows, cells)
	}
	return plainPart{Table: out}
}
