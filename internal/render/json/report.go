package json

import (
	"io"
	"math"

	"dayafter/internal/report"
	"dayafter/internal/unit"
)

// reportJ is season --json: the answer in words, then the workbook's tables.
type reportJ struct {
	Answer []string `json:"answer"`
	Sheets []sheetJ `json:"sheets"`
}

type sheetJ struct {
	Name   string   `json:"name"`
	Tables []tableJ `json:"tables"`
}

// tableJ has a row an object, by column name. Days are YYYY-MM-DD, moments
// YYYY-MM-DDThh:mm:ss local, durations and paces seconds (paces a km or mile, see
// units), shares 0 to 1; what is not known is null.
type tableJ struct {
	Name  string            `json:"name"`
	Title string            `json:"title"`
	Units map[string]string `json:"units"`
	Rows  []map[string]any  `json:"rows"`
}

// WriteReport writes the answer in words and the tables of the report.
func WriteReport(w io.Writer, r *report.Report) error {
	out := reportJ{Answer: r.Answer()}
	for _, s := range r.Sheets {
		sheet := sheetJ{Name: s.Name, Tables: []tableJ{}}
		for _, t := range s.Tables {
			sheet.Tables = append(sheet.Tables, newTableJ(t, r.Units))
		}
		out.Sheets = append(out.Sheets, sheet)
	}
	enc := NewEncoder(w)
	enc.SetIndent("", " ")
	return enc.Encode(out)
}

func newTableJ(t *report.Table, u unit.System) tableJ {
	out := tableJ{Name: t.Name, Title: t.Title, Units: map[string]string{}, Rows: make([]map[string]any, t.Rows)}
	for i := range out.Rows {
		out.Rows[i] = map[string]any{}
	}
	for _, c := range t.Columns {
		if c.Role == report.Working {
			continue
		}
		if c.Unit != "" {
			out.Units[c.Name] = c.Unit
		}
		for i := range out.Rows {
			out.Rows[i][c.Name] = cellJ(c.Cells[i], u)
		}
	}
	return out
}

// cellJ returns a cell's value as JSON has it; nil when there is none.
func cellJ(v report.Value, u unit.System) any {
	switch v.Quantity {
	case report.Missing:
		return nil
	case report.Text, report.Day, report.ShortDay, report.Month, report.Moment:
		return v.String()
	case report.Duration:
		return math.Round(v.Num*10) / 10
	case report.Pace:
		return math.Round(u.Metres()/v.Num*10) / 10
	case report.Distance:
		return number(v.Num/u.Metres(), 4)
	case report.Height:
		return number(v.Num/u.HeightMetres(), 4)
	}
	return number(v.Num, 4)
}
