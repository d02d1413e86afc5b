package morning

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"dayafter/internal/unit"
)

// columns holds, for each column, a function that sets its value. Sleep is in hours, as
// people write it.
var columns = map[string]func(*Morning, float64){
	"resting_hr": func(m *Morning, v float64) { m.RestingHR = v },
	"hrv":        func(m *Morning, v float64) { m.HRV = v },
	"sleep_h":    func(m *Morning, v float64) { m.Sleep = v * 3600 },
}

// ParseCSV parses a table that the runner keeps by hand: a header line with date and any of
// resting_hr (bpm), hrv (ms) and sleep_h (hours), then one line for each morning. An empty
// cell stands for a value that was not measured. The separator is a comma, a semicolon or a
// tab. If it is not a comma, a comma may be the decimal point. The error names the line.
func ParseCSV(data []byte) ([]Morning, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma, r.FieldsPerRecord, r.TrimLeadingSpace = separator(data), -1, true
	header, err := r.Read()
	if err != nil {
		return nil, errors.New("want a header line: date,resting_hr,hrv,sleep_h")
	}
	t := table{separator: r.Comma}
	for _, name := range header {
		t.columns = append(t.columns, strings.ToLower(strings.TrimSpace(name)))
	}
	if err := t.check(); err != nil {
		return nil, err
	}
	var all []Morning
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		line, _ := r.FieldPos(0)
		m, err := t.parse(cells)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		all = append(all, m)
	}
}

// separator returns the separator of the header line.
func separator(data []byte) rune {
	line, _, _ := bytes.Cut(data, []byte("\n"))
	for _, c := range ";\t" {
		if bytes.ContainsRune(line, c) {
			return c
		}
	}
	return ','
}

// table parses the lines below a header.
type table struct {
	columns   []string
	separator rune
}

const dateColumn = "date"

// check returns an error for a header without a date or with an unknown column.
func (t *table) check() error {
	dated := false
	for _, name := range t.columns {
		dated = dated || name == dateColumn
		if columns[name] == nil && name != dateColumn {
			return fmt.Errorf("unknown column %q: want date, resting_hr, hrv or sleep_h", name)
		}
	}
	if !dated {
		return errors.New("no column date")
	}
	return nil
}

func (t *table) parse(cells []string) (Morning, error) {
	m := New(0)
	for i, cell := range cells {
		cell = strings.TrimSpace(cell)
		if i >= len(t.columns) || cell == "" {
			continue
		}
		var err error
		if t.columns[i] == dateColumn {
			m.Day, err = unit.ParseDay(cell)
		} else {
			err = t.set(&m, t.columns[i], cell)
		}
		if err != nil {
			return m, err
		}
	}
	if m.Day == 0 {
		return m, errors.New("no date")
	}
	return m, nil
}

func (t *table) set(m *Morning, column, cell string) error {
	if t.separator != ',' {
		cell = strings.Replace(cell, ",", ".", 1)
	}
	v, err := strconv.ParseFloat(cell, 64)
	if err != nil {
		return fmt.Errorf("%s: %q is no number", column, cell)
	}
	alone := New(m.Day)
	columns[column](&alone, v)
	if alone.checked().IsEmpty() {
		return fmt.Errorf("%s: %s is impossible", column, cell)
	}
	columns[column](m, v)
	return nil
}
