package ingest

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"sync/atomic"
)

// volume is an archive open for reading anywhere in it.
type volume struct {
	io.ReaderAt
	io.Closer
	size int64
	seq  bool // reading backwards starts over: members are to be read in order
}

// allowance is what the members of one outermost archive may still inflate to.
type allowance struct{ left atomic.Int64 }

func newAllowance(size int64) *allowance {
	a := new(allowance)
	a.left.Store(maxInflateBase + maxInflateRatio*size)
	return a
}

var errAllowance = errors.New("its archive inflates to far more than an export of runs would: the rest is not read")

// openTree lists the members of the archive that in is, in the order in which
// they lie in it. The caller closes the volume when the members are read.
func (r *reader) openTree(in *input) (*tree, *volume, error) {
	if in.tree.depth == maxDepth {
		return nil, nil, fmt.Errorf("archives within archives, more than %d deep", maxDepth)
	}
	v, err := in.src.random(r.archives)
	if err != nil {
		return nil, nil, err
	}
	t := &tree{up: in, depth: in.tree.depth + 1, seq: v.seq, allow: in.tree.allow}
	if t.allow == nil {
		t.allow = newAllowance(v.size)
	}
	if err := t.list(v); err != nil {
		v.Close()
		return nil, nil, err
	}
	return t, v, nil
}

// list reads the table of contents.
func (t *tree) list(v *volume) error {
	table := &bounded{ReaderAt: v, left: maxDirectory}
	zr, err := zip.NewReader(table, v.size)
	if table.left < 0 {
		return errors.New("a zip archive with an absurdly long table of contents")
	}
	if errors.Is(err, errAllowance) {
		return errAllowance
	}
	table.left = 1 << 62 // the cap was for the table alone
	switch {
	case err != nil:
		return t.salvage(v)
	case len(zr.File) > maxMembers:
		return fmt.Errorf("a zip archive with %d members, more than %d", len(zr.File), maxMembers)
	case !namesFirst(zr, v):
		return t.salvage(v)
	}
	taken := map[string]int{}
	for _, f := range zr.File {
		t.add(&member{header: &f.FileHeader, stored: f.OpenRaw, at: f.DataOffset}, taken)
	}
	t.refuseOverlaps()
	return nil
}

// add lists a member that is no folder. A name that is taken gets a number, so
// that names stay unique.
func (t *tree) add(m *member, taken map[string]int) {
	f := m.header
	if strings.HasSuffix(f.Name, "/") || strings.HasSuffix(f.Name, `\`) {
		return
	}
	m.allow = t.allow
	inside := path.Clean(strings.ReplaceAll(f.Name, `\`, "/"))
	plain := Printable(inside)
	shown := plain
	for taken[shown] > 0 {
		taken[plain]++
		shown = fmt.Sprintf("%s (%d)", plain, taken[plain])
	}
	taken[shown] = 1
	in := &input{
		name:  t.up.name + "!" + shown,
		path:  inside,
		size:  int64(min(f.CompressedSize64, 1<<62)),
		stamp: t.up.stamp,
		disk:  t.up.disk,
		tree:  t,
		src:   m,
	}
	if in.stamp != (stamp{}) {
		in.stamp.path += "!" + shown
	}
	if f.Flags&1 != 0 {
		in.failed = "encrypted: the archive asks for a password"
	} else if f.Method != zip.Store && f.Method != zip.Deflate {
		in.failed = fmt.Sprintf("compressed by a method (%d) that is not read; unpack the archive first", f.Method)
	}
	t.inputs = append(t.inputs, in)
}

// refuseOverlaps puts the members in the order in which they lie and refuses
// those that share bytes with another: only archives made to harm have them.
func (t *tree) refuseOverlaps() {
	type span struct{ from, to int64 }
	if t.seq {
		return // finding out costs as much as reading; the allowance holds
	}
	spans := map[*input]span{}
	for _, in := range t.inputs {
		from, err := in.src.(*member).at()
		if err != nil {
			in.failed = "its place in the archive is damaged"
			continue
		}
		spans[in] = span{from, from + in.size}
	}
	slices.SortStableFunc(t.inputs, func(a, b *input) int { return int(min(1, max(-1, spans[a].from-spans[b].from))) })
	end := int64(0)
	var last *input
	for _, in := range t.inputs {
		if in.failed != "" {
			continue
		}
		s := spans[in]
		if s.from < end {
			in.failed = "it shares bytes of the archive with " + last.name + ": made to harm"
		}
		if s.to > end {
			end, last = s.to, in
		}
	}
}

// bounded fails after so many bytes.
type bounded struct {
	io.ReaderAt
	left int64
}

func (b *bounded) ReadAt(p []byte, off int64) (int, error) {
	if b.left < 1<<61 {
		if b.left -= int64(len(p)); b.left < 0 {
			return 0, errTooLarge
		}
	}
	return b.ReaderAt.ReadAt(p, off)
}
