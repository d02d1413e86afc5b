// Package html writes a season's report as one page for a browser: the answer, pictures
// and tables. The page needs no script, no other file and no network. It computes
// nothing: every figure comes from the report.
package html

import (
	"embed"
	"fmt"
	"html/template"
	"io"

	"dayafter/internal/ingest"
	"dayafter/internal/report"
)

//go:embed page.gohtml plain.gohtml picture.gohtml card.gohtml page.css
var files embed.FS

var templates = template.Must(template.ParseFS(files, "*.gohtml"))

// Generator is a tag of every page. It comes within the first Start bytes.
const (
	Generator = `<meta name="generator" content="dayafter">`
	Start     = 1024
)

// Write writes the report as a page. Equal reports give equal bytes.
func Write(w io.Writer, r *report.Report) error {
	p, err := newPage(r)
	if err != nil {
		return fmt.Errorf("page: %w", err)
	}
	if err := templates.ExecuteTemplate(w, "page.gohtml", p); err != nil {
		return fmt.Errorf("page: %w", err)
	}
	return nil
}

// newPage arranges the report.
func newPage(r *report.Report) (*page, error) {
	p := &page{
		Title:    "The day after · " + text(r, "Answer", "Span"),
		Lead:     text(r, "Answer", "Sentence"),
		About:    text(r, "Answer", "About"),
		Races:    text(r, "Habit", "Races"),
		Style:    style(),
		Groups:   groupBars(r),
		Examples: lines(r.Table("Examples")),
	}
	p.answers(r)
	share, err := shared(r)
	p.Sections = sections(r, share)
	return p, err
}

// page is the input of the page's template.
type page struct {
	Title, Lead, About, Races string
	Style                     template.CSS
	First                     answer   // the main question
	Answers                   []answer // the others
	Next                      answer   // what to do next time
	Groups                    *picture // what came the next day; nil without long runs
	Examples                  []string
	Sections                  []*section
}

// answer is a question with its answer.
type answer struct{ Question, Text string }

// answers takes the questions and answers: the first and the last apart.
func (p *page) answers(r *report.Report) {
	questions := report.Questions()
	for i, q := range questions {
		a := answer{q.Text, text(r, "Verdict", q.Column)}
		switch {
		case i == 0:
			p.First = a
		case a.Text == "":
		case i == len(questions)-1:
			p.Next = a
		default:
			p.Answers = append(p.Answers, a)
		}
	}
}

// text returns the text in the first row of a column; "" when there is none.
func text(r *report.Report, table, column string) string {
	t := r.Table(table)
	if t == nil || t.Column(column) == nil || t.Rows == 0 {
		return ""
	}
	return unbroken(ingest.Printable(t.Column(column).Cells[0].Text))
}

// lines returns the shown texts of a table of lines.
func lines(t *report.Table) (texts []string) {
	if t == nil {
		return nil
	}
	for _, c := range t.Columns {
		if c.Role != report.Working && c.Cells[0].Known() {
			texts = append(texts, unbroken(c.Cells[0].Text))
		}
	}
	return texts
}
