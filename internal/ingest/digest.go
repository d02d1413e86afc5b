package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"dayafter/internal/activity"
	"dayafter/internal/summary"
)

// Digest is the per-file half of the work as a pure function of bytes: inflate,
// sniff, decode, clean, summarise. The name is only passed on and, where the
// content is no activity, says whether one was promised. It never panics.
func Digest(name string, data []byte) summary.File {
	b, err := load(bytes.NewReader(data), maxFile, nil)
	if errors.Is(err, errReserved) {
		err = errTooLarge
	}
	if err != nil {
		return failed(name, b.kind, err.Error())
	}
	return settle(newDigester().digest(name, &b, nil))
}

// digest decodes, lets complete add what the file itself cannot know, cleans and
// summarises. complete may be nil.
func (d *digester) digest(name string, b *body, complete func(*activity.Activity)) (f summary.File) {
	f = summary.File{Name: name, Size: b.size, SHA256: b.sha, Format: string(b.kind), Issues: b.issues}
	decode := d.decoders[b.kind]
	if decode == nil {
		f.Outcome, f.Reason = summary.NotActivity, what[b.kind]
		return f
	}
	defer func() {
		if p := recover(); p != nil {
			f.Summaries = nil
			f.Outcome, f.Reason = summary.Failed, Printable(fmt.Sprintf("a fault of this program met in reading it: %v", p))
		}
	}()
	acts, issues, err := decode(b.data)
	f.Issues = append(f.Issues, issues...)
	space := d.spaces.Get().(*summary.Workspace)
	for _, a := range acts {
		if complete != nil {
			complete(a)
		}
		f.Summaries = append(f.Summaries, space.Summarise(a, f.Format))
	}
	d.spaces.Put(space) // not after a panic, which may leave it in any state
	if len(f.Summaries) == 0 {
		f.Outcome, f.Reason = whyNone(err)
	}
	return f
}

// whyNone says what a file without activities is. A decoder's error may wrap
// activity.ErrNotActivity in the words "not an activity: a course".
func whyNone(err error) (summary.Outcome, string) {
	switch {
	case err == nil:
		return summary.NotActivity, "it holds no recorded activity"
	case errors.Is(err, activity.ErrNotActivity):
		return summary.NotActivity, Printable(err.Error())
	}
	return summary.Failed, Printable(err.Error())
}

func failed(name string, k Kind, reason string) summary.File {
	return summary.File{Name: name, Format: string(k), Outcome: summary.Failed, Reason: Printable(reason)}
}

// settle fails what holds no activity where the runner expects one: foreign
// content under the name of a recording. The Finder's leftovers bear such names
// without promising anything.
func settle(f summary.File) summary.File {
	k := Kind(f.Format)
	foreign := k != FIT && k != GPX && k != TCX && k != Polar && k != AppleDouble
	if f.Outcome == summary.NotActivity && foreign && promised(f.Name) {
		f.Outcome = summary.Failed
	}
	return f
}

// promised reports whether the name is one of a recording.
func promised(name string) bool {
	name = strings.TrimSuffix(strings.ToLower(name), ".gz")
	for _, ext := range []string{".fit", ".gpx", ".tcx"} {
		if strings.HasSuffix(name, ext) {
			return true
		}
	}
	return false
}
