package export

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// Table is a file of separated values. Its first record is the header.
type Table struct {
	Header  []string
	Records []Record
}

// Record is one record of a table below the header.
type Record struct {
	Line  int // line on which the record begins, 1 for the first of the file
	Cells []string
}

// Rows returns the activities of the records. A record without the column least is
// incomplete and left out.
func (t *Table) Rows(least int, of func(*Record) Row) (rows []Row) {
	for i := range t.Records {
		if r := &t.Records[i]; len(r.Cells) > least {
			rows = append(rows, of(r))
		}
	}
	return rows
}

// ParseTable parses values separated by commas, semicolons or tabs, in UTF-8 or UTF-16. It
// leaves out records that cannot be parsed.
func ParseTable(data []byte) Table {
	data = toUTF8(data)
	first, _, _ := bytes.Cut(data, []byte("\n"))
	cr := csv.NewReader(bytes.NewReader(data))
	cr.Comma = separator(first)
	cr.LazyQuotes = true
	cr.FieldsPerRecord = -1
	var t Table
	for {
		cells, err := cr.Read()
		if errors.Is(err, io.EOF) {
			return t
		}
		if err != nil {
			continue
		}
		if t.Header == nil {
			t.Header = cells
			continue
		}
		line, _ := cr.FieldPos(0)
		t.Records = append(t.Records, Record{line, cells})
	}
}

// separator returns the separator that is most frequent in a table's first line.
func separator(line []byte) rune {
	best := ','
	for _, c := range ";\t" {
		if bytes.Count(line, []byte(string(c))) > bytes.Count(line, []byte(string(best))) {
			best = c
		}
	}
	return best
}

// toUTF8 drops a byte order mark and converts UTF-16, which spreadsheets write.
func toUTF8(data []byte) []byte {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return data[3:]
	case !bytes.HasPrefix(data, []byte("\xff\xfe")) && !bytes.HasPrefix(data, []byte("\xfe\xff")):
		return data
	}
	low := int(0xff - data[0]) // index of the low byte: 0 for little endian
	units := make([]uint16, 0, len(data)/2)
	for i := 2; i+1 < len(data); i += 2 {
		units = append(units, uint16(data[i+low])|uint16(data[i+1-low])<<8)
	}
	return []byte(string(utf16.Decode(units)))
}

// Columns maps the lower-case name of a column to the column's index. A repeated name
// stands for its first column.
type Columns map[string]int

// Columns returns the columns of the table by name.
func (t *Table) Columns() Columns {
	c := Columns{}
	for i, name := range t.Header {
		name = strings.ToLower(strings.TrimSpace(name))
		if _, repeated := c[name]; !repeated {
			c[name] = i
		}
	}
	return c
}

// Find returns the first column with one of the names, or -1.
func (c Columns) Find(names ...string) int {
	for _, n := range names {
		if i, ok := c[n]; ok {
			return i
		}
	}
	return -1
}

// Repeated returns the next column with the same name as column, or -1.
func (t *Table) Repeated(column int) int {
	if column >= len(t.Header) {
		return -1
	}
	i := slices.Index(t.Header[column+1:], t.Header[column])
	if i < 0 {
		return -1
	}
	return column + 1 + i
}

// Cell returns a trimmed cell, or "" if the record has no such column.
func (r *Record) Cell(column int) string {
	if column < 0 || column >= len(r.Cells) {
		return ""
	}
	return strings.TrimSpace(r.Cells[column])
}

// Quantity returns a cell's number, or NaN if the cell has none above zero.
func (r *Record) Quantity(column int) float64 {
	return Positive(r.Number(column))
}

// Number returns a cell's number, or NaN.
func (r *Record) Number(column int) float64 {
	v, err := strconv.ParseFloat(r.Cell(column), 64)
	if err != nil || math.IsInf(v, 0) {
		return math.NaN()
	}
	return v
}

// Flag reports whether a cell holds a flag that is set.
func (r *Record) Flag(column int) bool {
	switch strings.ToLower(r.Cell(column)) {
	case "1", "1.0", "true", "yes", "x":
		return true
	}
	return false
}
