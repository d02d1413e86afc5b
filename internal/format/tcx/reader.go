package tcx

import (
	"dayafter/internal/activity"
	"dayafter/internal/scan/xmlscan"
)

// Limits for one file. Ours: 2^21 points are 24 days at one each second; 2^14 laps are one
// every five seconds for a day.
const (
	maxPoints     = 1 << 21 // points of a file
	maxLaps       = 1 << 14 // laps of a file
	maxActivities = 1 << 12 // activities of a file; the whole history of an old watch has a few hundred
)

// reader walks over a TCX document once.
type reader struct {
	scan   *xmlscan.Scanner
	out    []*activity.Activity
	issues activity.Issues

	root              string // outermost element
	author            string // the program that wrote the file
	points, laps      int    // numbers in the whole file
	courses, workouts int    // numbers of elements that are no activity
	empty             int    // number of activities without a start
}

func newReader(data []byte) *reader { return &reader{scan: xmlscan.New(data)} }

// document reads the file's activities.
func (r *reader) document() {
	for {
		switch r.scan.Next() {
		case xmlscan.EOF:
			r.nameAuthors()
			return
		case xmlscan.Start:
			r.element(string(r.scan.Name()))
		}
	}
}

// element reads an element outside activities.
func (r *reader) element(name string) {
	if r.root == "" {
		r.root = name
	}
	switch name {
	case "Activity":
		r.activity()
	case "Transition": // the transition between two sports is no activity
		r.scan.Skip()
	case "Course":
		r.courses++
		r.scan.Skip()
	case "Workout":
		r.workouts++
		r.scan.Skip()
	case "Author":
		r.author = r.readName()
	}
}

// readName reads the current element to its end and returns the first Name in it.
func (r *reader) readName() (name string) {
	for depth := r.scan.Depth(); r.scan.StartInside(depth); {
		if name == "" && string(r.scan.Name()) == "Name" {
			name = r.text()
		}
	}
	return name
}

// nameAuthors sets the device of each activity without one to the program that wrote the
// file.
func (r *reader) nameAuthors() {
	for _, a := range r.out {
		if a.Device == "" {
			a.Device = r.author
		}
		if a.Virtual || activity.IsVirtualWorld(a.Device) {
			a.Virtual, a.Indoor = true, true
		}
	}
}

// text returns the text of the current element; "" if the document ends in it.
func (r *reader) text() string {
	raw, ok := r.scan.Value()
	if !ok {
		return ""
	}
	return r.scan.String(raw)
}
