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

// Generator is a tag in the first Start bytes of every page.
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
		Style:    style(),
		Groups:   groupBars(r),
		Examples: lines(r.Table("Examples")),
	}
	p.say(r.Said())
	share, err := shared(r)
	p.Sections = sections(r, share)
	return p, err
}

// page is the input of the page's template.
type page struct {
	Title    string
	Style    template.CSS
	Lead     string          // the number of long runs; "" if First states it
	First    report.Answer   // the main question
	Answers  []report.Answer // the others
	Next     report.Answer   // the advice for next time; the zero value if there is none
	Groups   *picture        // the bars of groupBars; nil without long runs
	Examples []string
	Notes    []string
	Sections []*section
}

// say sets the questions and answers, which the program also prints. The question about the
// next day and the question about next time have places of their own.
func (p *page) say(said report.Said) {
	p.Lead, p.First = said.Lead, report.Answer{Question: report.EasyNextDay.Text}
	for _, a := range said.Answers {
		a.Text = sentence(a.Text)
		switch a.Question {
		case report.EasyNextDay.Text:
			p.First = a
		case report.NextTime.Text:
			p.Next = a
		default:
			p.Answers = append(p.Answers, a)
		}
	}
	if p.First.Text == "" {
		p.First.Text, p.Lead = p.Lead, ""
	}
	for _, n := range said.Notes {
		p.Notes = append(p.Notes, sentence(n))
	}
}

// sentence returns a text as the page shows it: on one line, with no line break between a
// number and its unit.
func sentence(text string) string { return unbroken(ingest.Printable(text)) }

// text returns the text in the first row of a column; "" if there is none.
func text(r *report.Report, table, column string) string {
	t := r.Table(table)
	if t == nil || t.Column(column) == nil || t.Rows == 0 {
		return ""
	}
	return sentence(t.Column(column).Cells[0].Text)
}

// lines returns the shown texts of a table of lines.
func lines(t *report.Table) (texts []string) {
	if t == nil {
		return nil
	}
	for _, c := range t.Columns {
		if c.Role != report.Working && c.Cells[0].Known() {
			texts = append(texts, sentence(c.Cells[0].Text))
		}
	}
	return texts
}
