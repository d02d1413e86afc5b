package activity

import (
	"errors"
	"fmt"
)

// ErrNotActivity says that a file is sound but records no activity: a course, a
// settings file, a day of steps. Decoders wrap it with what the file is.
var ErrNotActivity = errors.New("not an activity")

// Severity orders issues.
type Severity uint8

// Severities.
const (
	Note    Severity = iota // odd, nothing lost ("times had no zone: taken as UTC")
	Mended                  // wrong in the file, put right without loss ("file CRC wrong, content sound")
	Partial                 // something was lost ("file ends in the middle of a message")
)

// String is one lower-case word.
func (s Severity) String() string { return [...]string{"note", "mended", "partial"}[s] }

// Issue is one thing that was odd about a file, in words a runner understands.
type Issue struct {
	Severity Severity
	Code     string // stable and short, kebab-case: "fit-crc", "gpx-entity"; for counting
	Text     string // a sentence without the file's name; control characters already quoted
	Count    int    // how often it was met; at least 1
}

// String is the sentence, with the count when above one.
func (i Issue) String() string {
	if i.Count > 1 {
		return fmt.Sprintf("%s (%d times)", i.Text, i.Count)
	}
	return i.Text
}

// Issues collects issues, one entry a code.
type Issues []Issue

// Add records an issue; a code met before only counts up (its first text stays).
func (is *Issues) Add(sev Severity, code, format string, args ...any) {
	is.AddCount(sev, code, 1, format, args...)
}

// AddCount records an issue that was met n times.
func (is *Issues) AddCount(sev Severity, code string, n int, format string, args ...any) {
	for k := range *is {
		if (*is)[k].Code == code {
			(*is)[k].Count += n
			return
		}
	}
	*is = append(*is, Issue{sev, code, fmt.Sprintf(format, args...), n})
}
