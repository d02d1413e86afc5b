package ingest

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"dayafter/internal/summary"
)

// index is a table of an export that says what its files are.
type index struct {
	in   *input
	rows []row
}

// row is what an index says of one activity.
type row struct {
	line   int    // of the table
	file   string // slash-separated, seen from the index's folder; "" when the activity has no file
	stated summary.Stated
	told   *summary.Told // nil without a readable date
}

// indexReason is what a table that was used as an index is listed with.
const indexReason = "index of the export, used for titles"

// indexReaders recognise a table by its columns.
var indexReaders = []func(table [][]string) (rows []row, ok bool){stravaRows, runkeeperRows}

// table reads a CSV file, which may be the index of an export.
func (r *reader) table(in *input, b *body) summary.File {
	f := r.digester.digest(in.name, b, nil)
	if b.size > maxIndex {
		return f
	}
	table, lines := parseTable(b.data)
	for _, read := range indexReaders {
		if rows, ok := read(table); ok {
			for i := range rows {
				rows[i].line = lines[rows[i].line]
			}
			in.tree.addIndex(&index{in, rows})
			f.Reason = indexReason
			break
		}
	}
	return f
}

func (t *tree) addIndex(ix *index) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.indexes = append(t.indexes, ix)
}

// parseTable reads separated values of any of the usual separators in UTF-8 or
// UTF-16, with the line on which each record begins. Records that make no sense
// are left out.
func parseTable(data []byte) (table [][]string, lines []int) {
	data = toUTF8(data)
	first, _, _ := bytes.Cut(data, []byte("\n"))
	cr := csv.NewReader(bytes.NewReader(data))
	cr.Comma = separator(first)
	cr.LazyQuotes = true
	cr.FieldsPerRecord = -1
	for {
		record, err := cr.Read()
		if errors.Is(err, io.EOF) {
			return table, lines
		}
		if err != nil {
			continue
		}
		line, _ := cr.FieldPos(0)
		table, lines = append(table, record), append(lines, line)
	}
}

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

// columns are the places of named columns. A name that repeats stands for its
// first column.
type columns map[string]int

func columnsOf(header []string) columns {
	c := columns{}
	for i, name := range header {
		name = strings.ToLower(strings.TrimSpace(name))
		if _, repeated := c[name]; !repeated {
			c[name] = i
		}
	}
	return c
}

// find returns the first column with one of the names, else -1.
func (c columns) find(names ...string) int {
	for _, n := range names {
		if i, ok := c[n]; ok {
			return i
		}
	}
	return -1
}

// again returns the next column with the name of a column, else -1.
func again(header []string, column int) int {
	if column >= len(header) {
		return -1
	}
	i := slices.Index(header[column+1:], header[column])
	if i < 0 {
		return -1
	}
	return column + 1 + i
}

// quantity is a cell's number, which is above zero; NaN when it has none.
func quantity(record []string, column int) float64 {
	v, err := strconv.ParseFloat(cell(record, column), 64)
	if err != nil || !(v > 0) || math.IsInf(v, 0) {
		return math.NaN()
	}
	return v
}

// cell is a trimmed cell; "" where the record has no such column.
func cell(record []string, column int) string {
	if column < 0 || column >= len(record) {
		return ""
	}
	return strings.TrimSpace(record[column])
}

// set reports whether a cell is a flag that is set.
func set(record []string, column int) bool {
	switch strings.ToLower(cell(record, column)) {
	case "1", "1.0", "true", "yes", "x":
		return true
	}
	return false
}

// place is where an index finds a file.
type place struct {
	tree *tree
	path string
}

// attachIndexes writes what indexes say into the results and returns Files for
// the rows that have none. Rows are missed only in a whole reading.
func (r *reader) attachIndexes(whole bool) []summary.File {
	at := map[place][]int{}
	for i, d := range r.done {
		for in := d.in; in != nil; in = in.tree.up { // a row may name an archive
			p := place{in.tree, unpacked(in.path)}
			at[p] = append(at[p], i)
		}
	}
	var missing []summary.File
	for _, t := range r.trees {
		for _, ix := range t.indexes {
			missing = append(missing, r.attach(ix, at)...)
		}
		missing = append(missing, r.attachGarmin(t)...)
	}
	if !whole {
		return nil
	}
	return missing
}

func (r *reader) attach(ix *index, at map[place][]int) (missing []summary.File) {
	dir := path.Dir(ix.in.path)
	lost := map[string]bool{}
	for _, row := range ix.rows {
		if row.file == "" {
			missing = append(missing, ix.without(row))
			continue
		}
		found := at[place{ix.in.tree, unpacked(path.Join(dir, row.file))}]
		for _, i := range found {
			f := &r.done[i].file
			if f.Stated = row.stated; len(f.Summaries) == 0 { // as good as lost
				f.Told = row.told
			}
		}
		if len(found) > 0 {
			continue
		}
		if f := ix.lost(row, dir); !lost[f.Name] { // a file may be named by several rows
			lost[f.Name] = true
			missing = append(missing, f)
		}
	}
	return missing
}

// unpacked is a path as it is after gunzip, so that an export is recognised after
// its user unpacked the files in it.
func unpacked(p string) string { return strings.TrimSuffix(p, ".gz") }

// without is a row of the index that never had a file.
func (ix *index) without(w row) summary.File {
	f := foreign(fmt.Sprintf("%s, line %d", ix.in.name, w.line), "entered by hand: there is no recording")
	f.Stated, f.Told = w.stated, w.told
	return f
}

// lost is a row of the index whose file is not there.
func (ix *index) lost(w row, dir string) summary.File {
	name := strings.TrimSuffix(ix.in.name, path.Base(ix.in.path)) + Printable(w.file)
	f := failed(name, Unknown, "named by the index of the export, but not in it")
	f.Stated, f.Told = w.stated, w.told
	return f
}
