package ingest

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/semaphore"

	"dayafter/internal/ingest/archive"
	"dayafter/internal/ingest/export/applehealth"
	"dayafter/internal/ingest/walk"
)

// input is one file, on disk or in an archive, before it is read.
type input struct {
	name    string   // unique, for display
	path    string   // slash-separated, within its tree
	size    int64    // bytes as stored; in an archive, as the archive states
	stamp   stamp    // size and time of the outermost file, path of this input; zero without a file
	disk    diskFile // the outermost file
	src     source   // nil if failed or skipped says why
	failed  string   // why it cannot be read
	skipped string   // why it is not read
	index   bool     // the index beside a folder that the user named
	tree    *tree
}

// stamp identifies the bytes of an input without reading them.
type stamp struct {
	path     string // absolute; archive members as archive.zip!member
	size     int64  // bytes, of the outermost file
	modified int64  // ns since 1970 UTC, of the outermost file
}

// source opens an input as a stream or as an archive.
type source interface {
	Open() (io.ReadCloser, error)
	Volume(memory *semaphore.Weighted) (*archive.Volume, error)
}

// tree is a set of inputs that refer to each other by path: all files on disk, or the
// members of one archive.
type tree struct {
	inputs     []*input
	up         *input            // the archive; nil on disk
	depth      int               // number of archives around the tree
	sequential bool              // the members must be fetched in order
	contents   *archive.Contents // nil on disk
	allow      *archive.Allowance
	health     map[string]*applehealth.Records // by the folder of export.xml

	mu    sync.Mutex
	lists []*list // the lists of activities among the inputs
}

// treeOf returns the tree of the files on disk.
func treeOf(files []*walk.File) *tree {
	t := new(tree)
	for _, f := range files {
		in := &input{name: Printable(f.Path), path: filepath.ToSlash(f.Abs), size: f.Size, skipped: f.Skipped, index: f.Index, tree: t}
		switch {
		case f.Failed != nil:
			in.failed = Cause(f.Failed).Error()
		case f.Skipped == "":
			in.stamp = stamp{path: f.Abs, size: f.Size, modified: f.Modified}
			in.disk = diskFile(f.Path)
			in.src = in.disk
		}
		t.inputs = append(t.inputs, in)
	}
	return t
}

// openTree returns the tree of the members of the archive in. The caller closes the
// volume after reading the members.
func (r *reader) openTree(in *input) (*tree, *archive.Volume, error) {
	if in.tree.depth == archive.MaxDepth {
		return nil, nil, fmt.Errorf("archives within archives, more than %d deep", archive.MaxDepth)
	}
	v, err := in.src.Volume(r.archives)
	if err != nil {
		return nil, nil, err
	}
	t := &tree{up: in, depth: in.tree.depth + 1, sequential: v.Sequential, allow: in.tree.allow}
	if t.allow == nil {
		t.allow = archive.NewAllowance(v.Size)
	}
	if t.contents, err = archive.List(v, t.allow); err != nil {
		v.Close()
		return nil, nil, err
	}
	t.addMembers()
	return t, v, nil
}

// addMembers lists the members of the archive as inputs. It adds a number to a name that
// occurs twice, so that names stay unique.
func (t *tree) addMembers() {
	taken := map[string]int{}
	for _, m := range t.contents.Members {
		plain := Printable(m.Name)
		shown := plain
		for taken[shown] > 0 {
			taken[plain]++
			shown = fmt.Sprintf("%s (%d)", plain, taken[plain])
		}
		taken[shown] = 1
		in := &input{
			name: t.up.name + "!" + shown, path: m.Name, size: m.Stored, stamp: t.up.stamp, disk: t.up.disk,
			src: m, failed: Printable(m.Refused), tree: t,
		}
		if in.stamp != (stamp{}) {
			in.stamp.path += "!" + shown
		}
		t.inputs = append(t.inputs, in)
	}
}

// order returns the inputs in the best order for reading: the newest first, because the
// cache may lack them and they then take longest. The members of a stream keep the order of
// the stream.
func (t *tree) order() []*input {
	if t.sequential {
		return t.inputs
	}
	order := slices.Clone(t.inputs)
	slices.SortStableFunc(order, func(a, b *input) int { return cmp.Compare(b.stamp.modified, a.stamp.modified) })
	return order
}

// fetch loads the compressed bytes of a member, so that workers can read members in any
// order.
func (in *input) fetch() {
	if m, ok := in.src.(*archive.Member); ok && in.failed == "" {
		if err := m.Fetch(); err != nil {
			in.failed = err.Error()
		}
	}
}

// sizes returns an upper limit and a guess for the number of decompressed bytes of an
// input, without reading the input.
func (in *input) sizes() (most, guess int64) {
	most = in.size
	if m, ok := in.src.(*archive.Member); ok {
		most = m.Inflated()
	}
	if strings.HasSuffix(strings.ToLower(in.path), ".gz") {
		return 12 * most, 4 * most // gzip compresses FIT to a third, and the texts of watches to a tenth
	}
	return most, most
}

// diskFile is the path of a regular file on disk.
type diskFile string

// Open implements source.
func (d diskFile) Open() (io.ReadCloser, error) { return walk.Open(string(d)) }

// Volume implements source.
func (d diskFile) Volume(*semaphore.Weighted) (*archive.Volume, error) {
	f, err := walk.Open(string(d))
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, err
	}
	return &archive.Volume{ReaderAt: f, Size: info.Size(), Closer: f}, nil
}

// unchanged reports whether the file still has the stamp with which it was listed.
func (d diskFile) unchanged(s stamp) bool {
	info, err := os.Stat(string(d))
	return err == nil && info.Size() == s.size && info.ModTime().UnixNano() == s.modified
}
