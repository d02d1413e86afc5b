package activity

import (
	"errors"
	"fmt"
)

// ErrNotActivity reports a sound file that records no activity: a course, a
// settings file, a day of steps. Decoders wrap it with the kind of file.
var ErrNotActivity = errors.New("not an activity")

// Severity says how bad an issue is.
type Severity uint8

// Severities.
const (
	Note     Severity = iota // odd, nothing lost ("times had no time zone: read as UTC")
	Repaired                 // an error in the file that was corrected without loss ("file CRC wrong, content sound")
	Partial                  // something was lost ("file ends in the middle of a message")
)

// String returns the severity as a lower-case word.
func (s Severity) String() string { return [...]string{"note", "repaired", "partial"}[s] }

// Issue is one oddity of a file, in words that a runner understands.
type Issue struct {
	Severity Severity
	Code     string // stable and short, kebab-case: "fit-crc", "gpx-entity"; for counting
	Text     string // a sentence without the file's name; control characters already quoted
	Count    int    // number of times it was met; at least 1
}

// String returns the sentence, with the count if the issue was met more than once.
func (i Issue) String() string {
	if i.Count > 1 {
		return fmt.Sprintf("%s (%d times)", i.Text, i.Count)
	}
	return i.Text
}

// Issues collects issues, one entry per code.
type Issues []Issue

// Add records an issue. If the code was met before, Add only counts it and keeps the first
// text.
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
