package json

import (
	"io"
	"strings"
	"unicode"

	"dayafter/internal/report"
	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// SeasonSchema names the form of season --json. Its number rises if a program that reads
// the older form would misread the newer one.
const SeasonSchema = "dayafter.season/2"

// Season is season --json: the answer as numbers and in words, and the tables of
// the report. Values are in SI units, whatever the units of the report.
type Season struct {
	Schema    string   `json:"schema"`
	Answer    Answer   `json:"answer"`
	Sentences []string `json:"sentences"`
	Sheets    []Sheet  `json:"sheets,omitempty"` // absent in --json=answer
}

// Sheet is one sheet of the report.
type Sheet struct {
	Name   string  `json:"name"`
	Tables []Table `json:"tables"`
}

// Table has an object for each row, by the keys of its columns. Days are
// YYYY-MM-DD, moments YYYY-MM-DDThh:mm:ss local, shares 0 to 1.
type Table struct {
	Name    string           `json:"name"`
	Title   string           `json:"title"`
	Columns []Column         `json:"columns"`
	Rows    []map[string]any `json:"rows"`
}

// Column describes the values under a key.
type Column struct {
	Key  string  `json:"key"`
	Name string  `json:"name"` // in the workbook
	Unit *string `json:"unit"` // s, m, s/km or bpm; null for others
}

// WriteReport writes the answer and the tables of the report. If answerOnly, it
// leaves the tables out.
func WriteReport(w io.Writer, s *season.Season, r *report.Report, answerOnly bool) error {
	said := r.Said()
	out := Season{Schema: SeasonSchema, Answer: newAnswer(s), Sentences: said.Sentences()}
	if !answerOnly {
		out.Sheets = newSheets(r.Sheets)
	}
	enc := NewEncoder(w)
	enc.SetIndent("", " ")
	return enc.Encode(out)
}

func newSheets(all []*report.Sheet) (sheets []Sheet) {
	for _, sheet := range all {
		tables := []Table{}
		for _, t := range sheet.Tables {
			tables = append(tables, newTable(t))
		}
		sheets = append(sheets, Sheet{sheet.Name, tables})
	}
	return sheets
}

func newTable(t *report.Table) Table {
	out := Table{Name: t.Name, Title: t.Title, Columns: []Column{}, Rows: make([]map[string]any, t.Rows)}
	for i := range out.Rows {
		out.Rows[i] = map[string]any{}
	}
	for _, c := range t.Columns {
		if c.Role == report.Working {
			continue
		}
		key := snake(c.Name)
		out.Columns = append(out.Columns, Column{key, c.Name, unitOf(c)})
		for i := range out.Rows {
			out.Rows[i][key] = cell(c.Cells[i])
		}
	}
	for n := len(out.Rows); n > 0 && t.Spare > 0 && empty(out.Rows[n-1]); n = len(out.Rows) {
		out.Rows = out.Rows[:n-1]
	}
	return out
}

// empty reports whether no key of a row has a value, as in rows that the workbook keeps in
// reserve.
func empty(row map[string]any) bool {
	for _, v := range row {
		if v != nil && v != "" && v != (*float64)(nil) {
			return false
		}
	}
	return true
}

// snake turns a column's name into a key: "Next key, days" → "next_key_days".
func snake(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, "_")
}

// unitOf returns the unit of the first cell that has a unit.
func unitOf(c *report.Column) *string {
	for _, v := range c.Cells {
		if u, ok := units[v.Quantity]; ok {
			return &u
		}
	}
	return nil
}

var units = map[report.Quantity]string{
	report.Duration: "s", report.Distance: "m", report.Height: "m", report.Pace: "s/km", report.HeartRate: "bpm",
}

// cell converts a value; nil stands for a missing value.
func cell(v report.Value) any {
	switch v.Quantity {
	case report.Missing:
		return nil
	case report.Text, report.Day, report.ShortDay, report.Month, report.Moment:
		return v.String()
	case report.Duration, report.Distance, report.Height:
		return unit.Optional(v.Num, 1)
	case report.Pace:
		return pace(v.Num)
	}
	return unit.Optional(v.Num, 4)
}
