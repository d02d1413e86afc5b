package ingest

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dayafter/internal/ingest/archive"
	"dayafter/internal/ingest/walk"
	"dayafter/internal/summary"
)

func TestHostileNamesAreOnlyShown(t *testing.T) {
	outside := t.TempDir()
	dir := folder(t, entry{"e.zip", zipOf(
		t,
		entry{"../../../" + filepath.Base(outside) + "/slip.gpx", gpxRun(0, 5)},
		entry{"/etc/absolute.gpx", gpxRun(1, 5)},
		entry{`..\back\slash.gpx`, gpxRun(2, 5)},
		entry{"esc\x1b[2J.gpx", gpxRun(3, 5)},
		entry{"not\xffutf8.gpx", gpxRun(4, 5)},
		entry{"left\u202egpx.exe", gpxRun(5, 5)},
		entry{"twice.gpx", gpxRun(6, 5)},
		entry{"twice.gpx", gpxRun(7, 5)},
		entry{strings.Repeat("long/", 5000) + "x.gpx", gpxRun(8, 5)},
	)})
	before := everything(t, dir)
	files := under(dir, read(t, Options{}, dir))
	if d := cmp.Diff(before, everything(t, dir)); d != "" {
		t.Error("reading wrote something:", d)
	}
	if left := everything(t, outside); len(left) > 1 {
		t.Error("something was unpacked:", left)
	}
	names := map[string]bool{}
	for _, f := range files {
		if f.Outcome != summary.Read {
			t.Errorf("%s: %s", f.Name, f.Reason)
		}
		if names[f.Name] || f.Name != Printable(f.Name) || strings.ContainsAny(f.Name, "\x1b\u202e") {
			t.Errorf("name not unique or not printable: %q", f.Name)
		}
		names[f.Name] = true
	}
	for _, want := range []string{`e.zip!esc\x1b[2J.gpx`, `e.zip!not\xffutf8.gpx`, `e.zip!left\u202egpx.exe`, "e.zip!twice.gpx (2)"} {
		if !names[want] {
			t.Errorf("no %s among the names", want)
		}
	}
}

func everything(t *testing.T, dir string) (all []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		all = append(all, p)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestDamagedMembersLoseNoOther(t *testing.T) {
	good := zipOf(t, entry{"a.gpx", gpxRun(0, 5)}, entry{"b.gpx", gpxRun(1, 5)}, entry{"c.gpx", gpxRun(2, 5)})
	sound := read(t, Options{}, filepath.Join(folder(t, entry{"e.zip", good}), "e.zip"))
	damaged := bytes.Clone(good)
	at := bytes.Index(damaged, []byte("b.gpx")) + 5
	for i := range 300 {
		damaged[at+40+i] ^= 0x5a
	}
	got := read(t, Options{}, filepath.Join(folder(t, entry{"e.zip", damaged}), "e.zip"))
	if len(got) != 3 || got[1].Outcome == summary.Read && len(got[1].Issues) == 0 {
		t.Fatal(lines(got), got[1].Issues)
	}
	for _, i := range []int{0, 2} {
		got[i].Name = sound[i].Name
		if !same(sound[i:i+1], got[i:i+1]) {
			t.Errorf("%s changed beside a damaged member", got[i].Name)
		}
	}
}

func TestUnreadableMembersSayWhy(t *testing.T) {
	archive := zipOf(t, entry{"a.gpx", gpxRun(0, 5)}, entry{"b.gpx", gpxRun(1, 5)})
	encrypted, method := bytes.Clone(archive), bytes.Clone(archive)
	directory := bytes.Index(archive, []byte("PK\x01\x02"))
	encrypted[directory+8] |= 1
	method[directory+10] = 93
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"encrypted": {encrypted, "encrypted: the archive asks for a password"},
		"method":    {method, "compressed by a method (93) that is not read; unpack the archive first"},
	} {
		got := read(t, Options{}, filepath.Join(folder(t, entry{"e.zip", c.data}), "e.zip"))
		if len(got) != 2 || got[0].Outcome != summary.Failed || got[0].Reason != c.want || got[1].Outcome != summary.Read {
			t.Error(name, lines(got))
		}
	}
}

func TestOverlappingMembersAreRefused(t *testing.T) {
	got := read(t, Options{}, filepath.Join(folder(t, entry{"e.zip", overlapping(50)}), "e.zip"))
	refused := 0
	for _, f := range got {
		if strings.Contains(f.Reason, "malicious archive") {
			refused++
		}
	}
	if len(got) != 50 || refused != 49 {
		t.Errorf("%d of %d refused: %s", refused, len(got), got[1].Reason)
	}
}

// overlapping returns an archive whose n members share the same bytes.
func overlapping(n int) []byte {
	var packed bytes.Buffer
	content := append([]byte("<gpx>"), bytes.Repeat([]byte(" "), 8<<20)...)
	w, _ := flate.NewWriter(&packed, flate.BestSpeed)
	w.Write(content)
	w.Close()
	sum := crc32.ChecksumIEEE(content)
	header := func(signature string, name string) []byte {
		b := []byte(signature)
		le := binary.LittleEndian
		if signature == "PK\x01\x02" {
			b = le.AppendUint16(b, 20)
		}
		b = le.AppendUint16(b, 20) // version
		b = le.AppendUint16(b, 0)
		b = le.AppendUint16(b, 8) // deflated
		b = le.AppendUint32(b, 0)
		b = le.AppendUint32(b, sum)
		b = le.AppendUint32(b, uint32(packed.Len()))
		b = le.AppendUint32(b, uint32(len(content)))
		b = le.AppendUint16(b, uint16(len(name)))
		b = le.AppendUint16(b, 0)
		return b
	}
	var out []byte
	out = append(append(out, header("PK\x03\x04", "kernel")...), "kernel"...)
	out = append(out, packed.Bytes()...)
	start := len(out)
	for i := range n {
		name := fmt.Sprintf("%04d.gpx", i)
		out = append(out, header("PK\x01\x02", name)...)
		out = append(out, make([]byte, 14)...) // comment, disk, attributes, offset 0
		out = append(out, name...)
	}
	end := []byte("PK\x05\x06\x00\x00\x00\x00")
	le := binary.LittleEndian
	end = le.AppendUint16(le.AppendUint16(end, uint16(n)), uint16(n))
	end = le.AppendUint32(le.AppendUint32(end, uint32(len(out)-start)), uint32(start))
	return append(append(out, end...), 0, 0)
}

func TestNestingEnds(t *testing.T) {
	data := gpxRun(0, 5)
	name := "run.gpx"
	for range archive.MaxDepth + 2 {
		data, name = zipOf(t, entry{name, data}), "inner.zip"
	}
	got := read(t, Options{}, filepath.Join(folder(t, entry{"e.zip", data}), "e.zip"))
	if len(got) != 1 || got[0].Outcome != summary.Failed || !strings.Contains(got[0].Reason, "deep") {
		t.Error(lines(got))
	}
}

func TestAFileThatVanishesFailsAlone(t *testing.T) {
	dir := folder(t, entry{"a.gpx", gpxRun(0, 5)}, entry{"b.gpx", gpxRun(1, 5)})
	tree := treeOf(walk.List([]string{dir}, nil))
	os.Remove(filepath.Join(dir, "a.gpx"))
	r := newReader(Options{Jobs: 2}, newDigester())
	r.readTree(context.Background(), tree, 2)
	want := []string{"a.gpx [unknown] failed: no such file or directory", "b.gpx [gpx] read"}
	if d := cmp.Diff(want, lines(under(dir, r.files(true)))); d != "" {
		t.Error(d)
	}
}

// An archive too large for memory in a deflated archive is streamed.
func TestLargeInnerArchiveIsStreamed(t *testing.T) {
	entries := exportEntries()
	noise := make([]byte, archive.MaxInMemory+1000)
	x := uint32(1)
	for i := range noise {
		x = x*1664525 + 1013904223
		noise[i] = byte(x >> 24)
	}
	var inner bytes.Buffer
	w := zip.NewWriter(&inner)
	for _, e := range append(entries, entry{"media/film.bin", noise}) {
		m, _ := w.CreateHeader(&zip.FileHeader{Name: e.name, Method: zip.Store})
		m.Write(e.data)
	}
	w.Close()
	dir := folder(t, entry{"outer.zip", zipOf(t, entry{"part1.zip", inner.Bytes()})})
	got := under(dir, read(t, Options{Jobs: 3}, dir))
	flat := stravaExport(t)
	want := under(flat, read(t, Options{}, flat))
	var kept []summary.File
	for _, f := range got {
		f.Name = strings.TrimPrefix(f.Name, "outer.zip!part1.zip!")
		if f.Name != "media/film.bin" {
			kept = append(kept, f)
		}
	}
	if !same(want, kept) {
		t.Error(cmp.Diff(lines(want), lines(kept)))
	}
}

// sparse writes zeros as holes.
type sparse struct{ *os.File }

func (s sparse) Write(p []byte) (int, error) {
	if len(p) >= 1<<20 && bytes.Count(p, []byte{0}) == len(p) {
		_, err := s.Seek(int64(len(p)), io.SeekCurrent)
		return len(p), err
	}
	return s.File.Write(p)
}

// The limit for files does not apply to archives, or to files that are no recordings.
func TestALargeArchiveIsNoLargeFile(t *testing.T) {
	dir := t.TempDir()
	f, err := os.Create(filepath.Join(dir, "e.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := zip.NewWriter(sparse{f})
	for _, e := range []entry{{"a.gpx", gpxRun(0, 5)}, {"film.bin", make([]byte, maxFile+1<<20)}, {"z.gpx", gpxRun(1, 5)}} {
		m, _ := w.CreateHeader(&zip.FileHeader{Name: e.name, Method: zip.Store})
		if _, err := m.Write(e.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	got := under(dir, read(t, Options{}, dir))
	want := []string{"e.zip!a.gpx [gpx] read", "e.zip!film.bin [unknown] not: not a FIT, GPX or TCX file", "e.zip!z.gpx [gpx] read"}
	if d := cmp.Diff(want, lines(got)); d != "" {
		t.Fatal(d)
	}
	if got[1].Size != maxFile+1<<20 || got[1].SHA256 != [32]byte{} {
		t.Error("size or hash of what was not read:", got[1].Size, got[1].SHA256)
	}
}
