package decisions

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/crc32"
)

// Version is the newest version of the file that this program can read.
const Version = 1

// Topics of rows.
const (
	session = "session"
	plan    = "plan"
)

// Row is one decision as the file holds it.
type Row struct {
	Runner string `json:"runner"`
	Topic  string `json:"topic"`           // "session" or "plan"
	Key    string `json:"key"`             // session key, or the plan's name
	Class  string `json:"class,omitempty"` // of a session
	Note   string `json:"note,omitempty"`  // of a session
	Text   string `json:"text,omitempty"`  // of a plan
}

// SessionRow returns the row for a decision about a session.
func SessionRow(runner, key string, d Decision) Row {
	return Row{Runner: runner, Topic: session, Key: key, Class: d.Class, Note: d.Note}
}

// id identifies a row: a new row with the same id replaces the old one.
type id struct{ runner, topic, key string }

// String orders ids by runner, topic and key.
func (i id) String() string { return i.runner + "\x00" + i.topic + "\x00" + i.key }

func (r Row) id() id { return id{r.Runner, r.Topic, r.Key} }

// empty reports whether the row has no content. Such a row removes the decision with its
// id.
func (r Row) empty() bool { return r.Class == "" && r.Note == "" && r.Text == "" }

// header is the first line of a file.
type header struct {
	Dayafter string `json:"dayafter"`
	Version  int    `json:"version"`
}

// line is any later line: a row with its checksum, or the last line, which states the
// number of rows. Without the last line, a file that was cut between two lines would look
// complete.
type line struct {
	CRC  uint32          `json:"crc"`
	Row  json.RawMessage `json:"row,omitempty"`
	Rows *int            `json:"rows,omitempty"`
}

// castagnoli is the table of CRC-32C, which processors compute in hardware.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// encode writes rows as the lines of a file.
func encode(rows []Row) []byte {
	var out bytes.Buffer
	w := json.NewEncoder(&out)
	w.SetEscapeHTML(false)
	w.Encode(header{"decisions", Version})
	all := crc32.New(castagnoli)
	for _, r := range rows {
		text, _ := json.Marshal(r) // strings always marshal
		all.Write(text)
		w.Encode(line{CRC: crc32.Checksum(text, castagnoli), Row: text})
	}
	n := len(rows)
	w.Encode(line{CRC: all.Sum32(), Rows: &n})
	return out.Bytes()
}

// content is the content of one file.
type content struct {
	rows    []Row
	missing bool   // there is no such file
	damage  string // what is wrong, in words; "" for a sound or missing file
}

// sound reports whether the file exists and is undamaged.
func (c *content) sound() bool { return !c.missing && c.damage == "" }

// decode reads the lines of a file. Rows with a wrong checksum are left out and
// counted in damage. The error wraps ErrNewer.
func decode(data []byte) (c content, err error) {
	if len(data) == 0 {
		return content{damage: "it is empty"}, nil
	}
	lines := bytes.Split(data, []byte("\n"))
	var h header
	json.Unmarshal(lines[0], &h)
	if h.Dayafter == "decisions" && h.Version > Version {
		return c, ErrNewer
	}
	bad, ended := 0, false // ended: the last line states the number of rows
	if h != (header{"decisions", Version}) {
		bad++
	}
	all := crc32.New(castagnoli)
	for _, text := range lines[1:] {
		if len(text) == 0 {
			continue
		}
		var l line
		switch err := json.Unmarshal(text, &l); {
		case err == nil && l.Rows != nil:
			ended = *l.Rows == len(c.rows) && l.CRC == all.Sum32()
		case err == nil && c.add(l):
			all.Write(l.Row)
			ended = false
		default:
			bad++
		}
	}
	c.damage = damageWords(bad, ended)
	if c.damage == "" && !bytes.Equal(encode(c.rows), data) {
		c.damage = "it is not as dayafter wrote it"
	}
	return c, nil
}

// add appends the row of l. It reports whether the row is sound.
func (c *content) add(l line) bool {
	var r Row
	if l.CRC != crc32.Checksum(l.Row, castagnoli) || json.Unmarshal(l.Row, &r) != nil {
		return false
	}
	c.rows = append(c.rows, r)
	return true
}

// damageWords describes the damage to a file; "" if there is none.
func damageWords(bad int, ended bool) string {
	switch {
	case bad == 1:
		return "1 line is damaged"
	case bad > 1:
		return fmt.Sprintf("%d lines are damaged", bad)
	case !ended:
		return "the end is missing"
	}
	return ""
}
