package xlsx

import (
	"strings"

	"dayafter/internal/formula"
	"dayafter/internal/report"
)

// plan holds the styles and the formula of a column's cells.
type plan struct {
	head, body, spare int // styles
	formula           *rowFormula
}

// planRows prepares the styles and formulas of the page's rows. Rows can then be drawn
// concurrently, because drawing changes nothing.
func (b *book) planRows(p *page) error {
	for _, l := range []look{heading, about, section, label} {
		id, err := b.style(style{look: l})
		if err != nil {
			return err
		}
		p.looks[l] = id
	}
	for _, pl := range p.places {
		for _, c := range pl.columns {
			column, err := b.plan(pl, c, pl == p.places[0])
			if err != nil {
				return err
			}
			pl.plans = append(pl.plans, column)
		}
	}
	return nil
}

func (b *book) plan(pl *place, c *report.Column, first bool) (out plan, err error) {
	out.formula = b.rowFormula(c.Formula)
	body, head := pl.styleOf(c, first), style{look: head, quantity: c.Quantity, left: pl.leads(c)}
	if dayColumn(pl.table, c) {
		head = style{look: dayHead}
	}
	waiting := body
	if waiting.look == grid {
		waiting.look = spare
	}
	return out, firstError(
		func() (err error) { out.head, err = b.style(head); return err },
		func() (err error) { out.body, err = b.style(body); return err },
		func() (err error) { out.spare, err = b.style(waiting); return err },
	)
}

// leads reports whether the column is a day in the first column of a grid.
func (pl *place) leads(c *report.Column) bool {
	return c.Quantity == report.Day && pl.table.Form == report.Grid && c == pl.columns[0]
}

// styleOf returns the style of a column's values; first marks the page's first table.
func (pl *place) styleOf(c *report.Column, first bool) style {
	s := style{quantity: c.Quantity, wrap: c.Role == report.Long, left: pl.leads(c)}
	switch {
	case c.Role == report.Working:
		return style{look: hidden}
	case c.Role == report.Editable:
		s.look = editable
	case c.Role == report.Link:
		s.look = link
	case pl.table.Form == report.Record:
		s.look = figure
	case dayColumn(pl.table, c):
		s.look = dayCell
	case pl.table.Form == report.Lines && c == pl.columns[0] && first:
		s.look = sentence
	case pl.table.Form == report.Lines:
		s.look = line
	}
	return s
}

// rowFormula holds a column's formula in XML, cut at the row numbers.
type rowFormula struct {
	texts   []string // one more than offsets
	offsets []int    // row numbers between the texts, relative to the formula's own row
}

// rowFormula returns a formula prepared for drawing rows; nil for constants.
func (b *book) rowFormula(f *formula.Formula) *rowFormula {
	if f == nil {
		return nil
	}
	s := &rowFormula{}
	var text strings.Builder
	texts, refs := f.Split()
	for i, ref := range refs {
		text.WriteString(escape(texts[i]))
		home := b.places[ref.Table]
		switch {
		case !ref.Own:
			text.WriteString(escape(home.column(ref.Column)))
		case home.lines():
			text.WriteString(home.cell(ref.Column, 0))
		default:
			text.WriteString(home.letters[home.at[ref.Column]])
			s.texts, s.offsets = append(s.texts, text.String()), append(s.offsets, ref.Offset)
			text.Reset()
		}
	}
	text.WriteString(escape(texts[len(refs)]))
	s.texts = append(s.texts, text.String())
	return s
}
