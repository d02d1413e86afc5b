package main

import (
	"io"
	"math"
	"time"

	"dayafter/internal/formula"
	"dayafter/internal/report"
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

func writeReportJSON(w io.Writer, r *report.Report) error {
	out := reportJ{Answer: r.Answer()}
	for _, s := range r.Sheets {
		sheet := sheetJ{Name: s.Name, Tables: []tableJ{}}
		for _, t := range s.Tables {
			sheet.Tables = append(sheet.Tables, newTableJ(t))
		}
		out.Sheets = append(out.Sheets, sheet)
	}
	enc := jsonEncoder(w)
	enc.SetIndent("", " ")
	return enc.Encode(out)
}

func newTableJ(t *report.Table) tableJ {
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
			out.Rows[i][c.Name] = cellJ(c.Cells[i], c.Quantity)
		}
	}
	return out
}

// epoch is day 0 of a spreadsheet.
var epoch = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

// cellJ is a cell's value as JSON has it; nil when there is none.
func cellJ(v formula.Value, q report.Quantity) any {
	switch v.Kind {
	case formula.Text:
		if v.Str == "" || v.Str == "–" {
			return nil
		}
		return v.Str
	case formula.Bool:
		return v.Num != 0
	case formula.Number:
		return figureJ(v.Num, q)
	}
	return nil
}

func figureJ(x float64, q report.Quantity) any {
	const day = 24 * time.Hour
	switch q {
	case report.Day:
		return epoch.Add(time.Duration(math.Round(x)) * day).Format(time.DateOnly)
	case report.Moment:
		return epoch.Add(time.Duration(math.Round(x*86400)) * time.Second).Format("2006-01-02T15:04:05")
	case report.Duration, report.Pace:
		return math.Round(x*864000) / 10
	}
	return number(x, 4)
}
