// Package archive reads zip archives, gzip, and the readable parts of damaged archives. It
// lists and opens members within fixed limits, never writes to disk, and does not know what
// the members contain.
package archive

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

// Volume is an archive that is open for reading at any offset.
type Volume struct {
	io.ReaderAt
	io.Closer
	Size       int64 // bytes
	Sequential bool  // reading backwards is slow, so read the members in order
}

// Allowance holds how many bytes the members of one outermost archive may still inflate to.
type Allowance struct{ left atomic.Int64 }

// NewAllowance returns the allowance of an outermost archive of size bytes.
func NewAllowance(size int64) *Allowance { return AllowanceOf(maxInflateBase + maxInflateRatio*size) }

// AllowanceOf returns an allowance of n bytes.
func AllowanceOf(n int64) *Allowance {
	a := new(Allowance)
	a.left.Store(n)
	return a
}

// take subtracts n bytes and reports whether the allowance covers them.
func (a *Allowance) take(n int64) bool { return a.left.Add(-n) >= 0 }

// Errors of archives and of their members.
var (
	ErrAllowance = errors.New("its archive inflates to far more than an export of runs would: the rest is not read")
	// ErrNoDirectory says that only salvaging can find the members.
	ErrNoDirectory = errors.New("a damaged zip archive: its table of contents at the end cannot be read; the download may have been cut off")
	// ErrTooLarge says that a file exceeds MaxFile.
	ErrTooLarge = fmt.Errorf("larger than %d MB once inflated", MaxFile>>20)

	errNotFound = errors.New("its place in the archive is damaged")
)

// Contents lists the files of an archive in the order in which their bytes lie.
type Contents struct {
	Members  []*Member
	Salvaged bool // the table of contents is lost, and the members were found by their headers
}

// Whole returns the number of members that are complete.
func (c *Contents) Whole() int {
	n := 0
	for _, m := range c.Members {
		if !m.cut {
			n++
		}
	}
	return n
}

// List returns the members of the zip archive v without folders. Reading a member reduces
// allow.
func List(v *Volume, allow *Allowance) (*Contents, error) {
	table := &limitedReaderAt{ReaderAt: v, left: maxDirectory}
	zr, err := zip.NewReader(table, v.Size)
	if table.left < 0 {
		return nil, errors.New("a zip archive with an absurdly long table of contents")
	}
	if errors.Is(err, ErrAllowance) {
		return nil, ErrAllowance
	}
	table.left = noLimit // the limit applies to the table alone
	switch {
	case err != nil:
		return salvage(v, allow)
	case len(zr.File) > maxMembers:
		return nil, fmt.Errorf("a zip archive with %d members, more than %d", len(zr.File), maxMembers)
	case !namesFirst(zr, v):
		return salvage(v, allow)
	}
	c := new(Contents)
	for _, f := range zr.File {
		c.add(&Member{header: &f.FileHeader, stored: f.OpenRaw, at: f.DataOffset, allow: allow})
	}
	c.refuseOverlaps(v)
	return c, nil
}

// namesFirst reports whether the table of contents zr names the first member of v. If it
// does not, v was truncated, and zr belongs to an archive that is a member of v.
func namesFirst(zr *zip.Reader, v *Volume) bool {
	s := salvager{v: v}
	m, _ := s.header(0)
	if m == nil {
		return true
	}
	first, _ := m.at()
	return slices.ContainsFunc(zr.File, func(f *zip.File) bool {
		at, err := f.DataOffset()
		return err == nil && at == first
	})
}

// add lists m unless it is a folder.
func (c *Contents) add(m *Member) {
	f := m.header
	if strings.HasSuffix(f.Name, "/") || strings.HasSuffix(f.Name, `\`) {
		return
	}
	m.Name = path.Clean(strings.ReplaceAll(f.Name, `\`, "/"))
	m.Stored = int64(min(f.CompressedSize64, 1<<62))
	if f.Flags&1 != 0 {
		m.Refused = "encrypted: the archive asks for a password"
	} else if f.Method != zip.Store && f.Method != zip.Deflate {
		m.Refused = fmt.Sprintf("compressed by a method (%d) that is not read; unpack the archive first", f.Method)
	}
	c.Members = append(c.Members, m)
}

// refuseOverlaps sorts the members by offset and refuses each that shares bytes with
// another, because only malicious archives have such members.
func (c *Contents) refuseOverlaps(v *Volume) {
	if v.Sequential {
		return // finding the offsets would take as long as reading; the allowance gives enough protection
	}
	starts := map[*Member]int64{}
	for _, m := range c.Members {
		at, err := m.at()
		if err != nil {
			m.Refused = errNotFound.Error()
			continue
		}
		starts[m] = at
	}
	slices.SortStableFunc(c.Members, func(a, b *Member) int { return int(min(1, max(-1, starts[a]-starts[b]))) })
	end := int64(0)
	var last *Member
	for _, m := range c.Members {
		if m.Refused != "" {
			continue
		}
		if starts[m] < end {
			m.Refused = "it shares bytes of the archive with " + last.Name + ", as only in a malicious archive"
		}
		if to := starts[m] + m.Stored; to > end {
			end, last = to, m
		}
	}
}

// noLimit turns the limit of a limitedReaderAt off.
const noLimit = 1 << 62

// limitedReaderAt fails after left bytes.
type limitedReaderAt struct {
	io.ReaderAt
	left int64
}

// ReadAt implements io.ReaderAt.
func (l *limitedReaderAt) ReadAt(p []byte, off int64) (int, error) {
	if l.left != noLimit {
		if l.left -= int64(len(p)); l.left < 0 {
			return 0, ErrTooLarge
		}
	}
	return l.ReaderAt.ReadAt(p, off)
}
