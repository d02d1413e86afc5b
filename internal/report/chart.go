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
	Title      formula.Ref // the cell that holds its finding in words
	X, Y       Axis
	Categories formula.Ref // of columns and bars
	Series     []Series
	Beside     string // the table it stands beside; "": above the sheet's first grid
	Alt        string // what is to be seen, for who cannot see it
}

// Axis is one axis.
type Axis struct {
	Title     string // with its unit
	Quantity  Quantity
	Backwards bool    // larger values first, as of a pace
	Min, Max  float64 // its ends; both 0: chosen by the program that draws it
	Step      float64 // between its labels; 0: likewise
}

// Series is one series of a chart.
type Series struct {
	Name   string
	Colour string      // the class or kind whose colour it has; "": the colour of text
	X      formula.Ref // of Scatter only
	Values formula.Ref
	Line   bool // drawn as a line over the columns
}

// of refers to a whole column.
func of(table, column string) formula.Ref { return formula.Ref{Table: table, Column: column} }
