package report

import "dayafter/internal/formula"

// ChartKind is the form of a chart.
type ChartKind uint8

// Kinds of chart.
const (
	StackedColumns ChartKind = iota
	StackedShares            // bars of equal length
	Scatter                  // dots
)

// Chart describes a chart over columns of tables.
type Chart struct {
	Kind       ChartKind
	Title      formula.Ref // the cell that holds the finding of the chart in words
	X, Y       Axis
	Categories formula.Ref // labels of columns and bars
	Series     []Series
	Beside     string // the table beside which it stands; "": above the sheet's first grid
	Alt        string // describes the chart to readers who cannot see it
}

// Axis is one axis.
type Axis struct {
	Title    string // with its unit
	Quantity Quantity
	From, To Value // the ends, the left or lower one first; missing: chosen by the program that draws the chart
	Step     Value // difference between labels, in time for paces; missing: chosen by that program
	Limit    Value // the limit of easy running; missing for none
	Advised  Value // the limit of the advised recovery run, Limit at most; missing for none
}

// Series is one series of a chart: the values of a column, or those of some rows.
type Series struct {
	Name   string
	Kind   Kind        // what the series shows; NoKind for none
	Step   int         // its position, from 1, in an order such as that of zones; 0 for none
	X      formula.Ref // for Scatter only
	Values formula.Ref
	Where  []Is // conditions on the rows that are drawn, all of them; nil draws every row
	Line   bool // drawn as a line over the columns
}

// Draws reports whether the series shows a row of its table.
func (s *Series) Draws(t *Table, row int) bool {
	for _, is := range s.Where {
		if t.Column(is.Column).Cells[row].String() != is.Text {
			return false
		}
	}
	return true
}

// Is is a condition: the column of the series' table holds the text, or the number with
// that text.
type Is struct{ Column, Text string }

// of refers to a whole column.
func of(table, column string) formula.Ref { return formula.Ref{Table: table, Column: column} }
