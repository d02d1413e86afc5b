package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync"

	"dayafter/internal/activity"
	"dayafter/internal/extent"
	"dayafter/internal/ingest/archive"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
)

// digester digests content with one decoder for each format. Workers share its workspaces;
// each is used by one worker at a time.
type digester struct {
	decoders map[Kind]decoder
	spaces   sync.Pool // of *summary.Workspace
}

func newDigester() *digester {
	return &digester{decoders: decoders(), spaces: sync.Pool{New: func() any { return new(summary.Workspace) }}}
}

// Digest inflates, recognises, decodes, cleans and summarises data. The result depends only
// on the arguments. The ending of the name decides whether content without an activity
// counts as failed. Digest never panics.
func Digest(name string, data []byte) summary.File {
	b, err := load(bytes.NewReader(data), maxFile, int64(len(data)), nil)
	if errors.Is(err, errReserved) {
		err = archive.ErrTooLarge
	}
	if err != nil {
		return failed(name, b.kind, err.Error())
	}
	return failPromised(newDigester().digest(name, &b, nil))
}

// digest decodes b, calls complete for each activity to add data of other files, cleans and
// summarises. complete may be nil.
func (d *digester) digest(name string, b *body, complete func(*activity.Activity)) (f summary.File) {
	f = summary.File{Name: name, Size: b.size, SHA256: b.sha, Format: string(b.kind), Issues: b.issues}
	decode := d.decoders[b.kind]
	if decode == nil {
		f.Outcome, f.Reason = summary.NotActivity, contentOf(b.kind).reason
		return f
	}
	defer func() {
		if p := recover(); p != nil {
			f.Summaries = nil
			f.Outcome, f.Reason = summary.Failed, Printable(fmt.Sprintf("an error of this program while reading it: %v", p))
		}
	}()
	acts, issues, err := decode(b.data)
	f.Issues = append(f.Issues, issues...)
	for _, a := range acts {
		if complete != nil {
			complete(a)
		}
		even := a.AddEvenPace()
		if even {
			a.Issues.Add(activity.Note, "no-points", "the file holds no points: its totals count, at an even pace")
		}
		for _, run := range extent.Find(a) {
			s := d.summarise(run, f.Format)
			if even {
				s.Elapsed = unit.FirstKnown(run.Totals.Elapsed, s.Elapsed) // the samples do not include the pauses
			}
			f.Summaries = append(f.Summaries, s)
		}
	}
	if len(f.Summaries) == 0 {
		f.Outcome, f.Reason = whyNone(err)
	}
	return f
}

// summarise cleans and condenses one activity.
func (d *digester) summarise(a *activity.Activity, format string) summary.Summary {
	space := d.spaces.Get().(*summary.Workspace)
	s := space.Summarise(a, format)
	d.spaces.Put(space) // not deferred: after a panic, the workspace may be in any state
	return s
}

// whyNone returns the outcome and reason for a file without activities. A decoder's
// error may wrap activity.ErrNotActivity in words such as "not an activity: a course".
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

func passedOver(name, reason string) summary.File {
	return summary.File{Name: name, Format: string(Unknown), Outcome: summary.NotActivity, Reason: reason}
}

// failPromised fails other content that has the name of a recording, because the runner
// expects an activity there. It ignores the files that the Finder leaves beside others, which
// have such names without holding a recording.
func failPromised(f summary.File) summary.File {
	k := Kind(f.Format)
	if f.Outcome == summary.NotActivity && !contentOf(k).isFormat() && k != AppleDouble && namesRecording(f.Name) {
		f.Outcome = summary.Failed
	}
	return f
}

// namesRecording reports whether a name ends like the name of a recording.
func namesRecording(name string) bool {
	name = strings.TrimSuffix(strings.ToLower(name), ".gz")
	for _, ext := range []string{".fit", ".gpx", ".tcx"} {
		if strings.HasSuffix(name, ext) {
			return true
		}
	}
	return false
}
