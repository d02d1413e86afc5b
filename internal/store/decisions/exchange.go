package decisions

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Export writes all decisions as an indented JSON list, which a person can read
// and edit.
func (b *Book) Export(w io.Writer) error {
	rows := b.Rows()
	if rows == nil {
		rows = []Row{}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(rows)
}

// ParseExport reads the rows that Export wrote. The error names the first row
// that cannot be used.
func ParseExport(r io.Reader) ([]Row, error) {
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	var rows []Row
	if err := d.Decode(&rows); err != nil {
		return nil, fmt.Errorf("this is not a list of decisions as `dayafter decisions export` writes it: %w", err)
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("something follows the list of decisions: put all decisions into one list")
	}
	for i, r := range rows {
		if r.Runner == "" || r.Key == "" || r.Topic != session && r.Topic != plan {
			return nil, fmt.Errorf("decision %d needs a runner, a key and the topic %q or %q", i+1, session, plan)
		}
	}
	return rows, nil
}
