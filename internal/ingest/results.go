package ingest

import (
	"slices"
	"strings"

	"dayafter/internal/summary"
)

// result is a File with the input it came from.
type result struct {
	file summary.File
	in   *input
}

// found adds the inputs of a tree to the number of known inputs.
func (r *reader) found(t *tree) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.trees = append(r.trees, t)
	r.progress.Known += len(t.inputs)
}

// notAnInput removes an archive from the number of known inputs, because its members are
// counted instead.
func (r *reader) notAnInput() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.progress.Known--
}

// add records the result of an input. If the input lies beside a folder that the user named,
// add records it only if it is an index of an export.
func (r *reader) add(in *input, f summary.File) {
	f.Name = in.name
	f = failPromised(f)
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case !in.index:
		r.done = append(r.done, result{f, in})
	case f.Reason == indexReason:
		f.Reason += "; it lies beside the folder"
		r.done = append(r.done, result{f, in})
	}
	r.progress.Done++
	r.progress.Bytes += in.size
	r.progress.Name = in.name
	if r.o.Progress != nil {
		r.o.Progress(r.progress)
	}
}

// files returns all results in order of name, with the values that the lists of exports
// state. complete is false if reading was interrupted; then no file counts as missing.
func (r *reader) files(complete bool) []summary.File {
	unrecorded := r.attachLists()
	if !complete {
		unrecorded = nil
	}
	files := make([]summary.File, 0, len(r.done)+len(unrecorded))
	for _, d := range r.done {
		files = append(files, d.file)
	}
	files = append(files, unrecorded...)
	slices.SortStableFunc(files, func(a, b summary.File) int { return strings.Compare(a.Name, b.Name) })
	return files
}
