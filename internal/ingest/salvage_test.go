package ingest

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dayafter/internal/activity"
	"dayafter/internal/summary"
	"dayafter/internal/testing/decodetest"
)

// packing is a way in which programs write the members of an archive.
type packing struct {
	name   string
	method uint16
	known  bool // sizes come before the data; otherwise after it
}

var packings = []packing{
	{"deflated, sizes behind", zip.Deflate, false},
	{"stored, sizes behind", zip.Store, false},
	{"deflated, sizes before", zip.Deflate, true},
	{"stored, sizes before", zip.Store, true},
}

// packed returns an archive of the entries and the offsets at which they end.
func packed(t testing.TB, p packing, entries ...entry) (data []byte, ends []int) {
	t.Helper()
	for i := range entries {
		data = archiveOf(t, p, entries[:i+1]...)
		ends = append(ends, int(binary.LittleEndian.Uint32(data[len(data)-6:])))
	}
	return data, ends
}

func archiveOf(t testing.TB, p packing, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		m, err := w.CreateHeader(&zip.FileHeader{Name: e.name, Method: p.method})
		if err != nil {
			t.Fatal(err)
		}
		m.Write(e.data)
	}
	w.Close()
	if !p.known {
		return b.Bytes()
	}
	whole, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var c bytes.Buffer
	again := zip.NewWriter(&c)
	for _, f := range whole.File {
		h := f.FileHeader
		h.Flags &^= 1 << 3 // sizes follow the data
		to, err := again.CreateRaw(&h)
		if err != nil {
			t.Fatal(err)
		}
		raw, _ := f.OpenRaw()
		var all bytes.Buffer
		all.ReadFrom(raw)
		to.Write(all.Bytes())
	}
	again.Close()
	return c.Bytes()
}

const cutWords = "a damaged zip archive: its table of contents at the end cannot be read; the download may have been cut off; complete files found in it and read nevertheless: %d"

// An incomplete download loses the missing files and nothing else.
func TestACutArchiveGivesItsWholeFiles(t *testing.T) {
	entries := []entry{
		{"a/", nil},
		{"a/1.gpx", gpxRun(0, 10)},
		{"a/2.tcx.gz", gz(tcxRun(1, 10))},
		{"a/in.zip", zipOf(t, entry{"x.gpx", gpxRun(2, 10)}, entry{"y.gpx", gpxRun(3, 10)})},
		{"a/4.gpx", gpxRun(4, 10)},
		{"a/5.tcx", tcxRun(5, 10)},
	}
	whole := folder(t, entry{"e.zip", zipOf(t, entries...)})
	want := under(whole, read(t, Options{}, whole))
	for _, p := range packings {
		t.Run(p.name, func(t *testing.T) {
			data, ends := packed(t, p, entries...)
			for i, end := range ends {
				for _, cut := range []int{end, end + 10} { // after a file, and in the table or the next file
					dir := folder(t, entry{"e.zip", data[:cut]})
					got := under(dir, read(t, Options{Jobs: 2}, dir))
					checkSalvaged(t, want, got, i)
				}
			}
		})
	}
}

// checkSalvaged compares the files of an archive that was cut after the entry with number
// last with those of the complete archive.
func checkSalvaged(t *testing.T, want, got []summary.File, last int) {
	t.Helper()
	if last == 0 { // only a folder
		if len(got) != 1 || got[0].Outcome != summary.Failed {
			t.Error(lines(got))
		}
		return
	}
	members := map[int]int{1: 1, 2: 2, 3: 4, 4: 5, 5: 6}[last] // an inner archive gives two
	if len(got) != members+1 || got[0].Name != "e.zip" || got[0].Outcome != summary.Failed || got[0].Reason != fmt.Sprintf(cutWords, last) {
		t.Errorf("cut behind %d: %q", last, lines(got))
		return
	}
	byName := map[string]summary.File{}
	for _, f := range want {
		byName[f.Name] = f
	}
	for _, f := range got[1:] {
		if w := byName[f.Name]; !same([]summary.File{w}, []summary.File{f}) {
			t.Errorf("cut behind %d: %s", last, cmp.Diff(lines([]summary.File{w}), lines([]summary.File{f})))
		}
	}
}

// The file in which the archive is cut is read up to the cut, with an issue.
func TestTheFileThatIsCutOff(t *testing.T) {
	for _, p := range packings {
		data, ends := packed(t, p, entry{"1.gpx", gpxRun(0, 10)}, entry{"2.gpx", gpxRun(1, 30)})
		dir := folder(t, entry{"e.zip", data[:ends[0]+(ends[1]-ends[0])*3/4]})
		files := under(dir, read(t, Options{}, dir))
		if len(files) != 3 || files[2].Outcome != summary.Read || !strings.HasPrefix(decodetest.Codes(files[2].Issues), "archive-cut") || len(files[1].Issues) > 0 {
			t.Errorf("%s: %q, issues %v", p.name, lines(files), files[len(files)-1].Issues)
			continue
		}
		if got := files[2].Summaries[0].Elapsed; !(got > 300 && got < 1700) || files[2].Issues[0].Severity != activity.Partial {
			t.Errorf("%s: %v s of 1800 s", p.name, got)
		}
	}
}

// An archive that is cut may lie in another archive, deflated or streamed.
func TestACutArchiveWithinAnArchive(t *testing.T) {
	inner, ends := packed(t, packings[0], entry{"1.gpx", gpxRun(0, 10)}, entry{"2.gpx", gpxRun(1, 10)})
	dir := folder(t, entry{"e.zip", zipOf(t, entry{"in.zip", inner[:ends[1]]}, entry{"3.gpx", gpxRun(2, 10)})})
	got := lines(under(dir, read(t, Options{}, dir)))
	want := []string{"e.zip!3.gpx [gpx] read", "e.zip!in.zip [zip] failed: " + fmt.Sprintf(cutWords, 2), "e.zip!in.zip!1.gpx [gpx] read", "e.zip!in.zip!2.gpx [gpx] read"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// Damage loses only the damaged file.
func TestJunkBetweenFiles(t *testing.T) {
	data, ends := packed(t, packings[0], entry{"1.gpx", gpxRun(0, 10)}, entry{"2.gpx", gpxRun(1, 10)}, entry{"3.gpx", gpxRun(2, 10)})
	junk := bytes.Repeat([]byte("PK\x03 PK\x07\x08"), 9000)
	broken := append(append(append([]byte{}, data[:ends[0]]...), junk...), data[ends[0]:ends[2]]...)
	dir := folder(t, entry{"e.zip", broken})
	if files := read(t, Options{}, dir); len(files) != 4 || files[3].Outcome != summary.Read {
		t.Error(lines(under(dir, files)))
	}
	for i := ends[0] + 60; i < ends[0]+400; i++ { // within the second file
		broken[i+len(junk)] ^= 0xff
	}
	dir = folder(t, entry{"e.zip", broken})
	if files := read(t, Options{}, dir); len(files) != 4 || files[1].Outcome != summary.Read || files[3].Outcome != summary.Read {
		t.Error(lines(under(dir, files)))
	}
}

// Malicious archives stay within the limits.
func TestHostileCutArchives(t *testing.T) {
	header := func(flags, method uint16, size uint32) []byte {
		h := make([]byte, 30)
		copy(h, "PK\x03\x04")
		binary.LittleEndian.PutUint16(h[6:], flags)
		binary.LittleEndian.PutUint16(h[8:], method)
		binary.LittleEndian.PutUint32(h[18:], size)
		binary.LittleEndian.PutUint16(h[26:], 1)
		return append(h, 'a')
	}
	for name, data := range map[string][]byte{
		"descriptors that fit nothing": append(header(1<<3, zip.Store, 0), bytes.Repeat([]byte("PK\x07\x08"), 1<<18)...),
		"headers only":                 bytes.Repeat(header(1<<3, zip.Deflate, 0), 1<<14),
		"signatures only":              append([]byte("PK\x03\x04"), bytes.Repeat([]byte("PK\x03\x04"), 1<<18)...),
		"a size beyond all":            append(header(0, zip.Store, 1<<32-1), 1, 2, 3),
		"sizes of zip64":               append(append(header(0, zip.Store, 1<<32-1)[:30-2], 20, 0, 'a', 1, 0, 16, 0), bytes.Repeat([]byte{0xff}, 16)...),
	} {
		dir := folder(t, entry{"e.zip", data})
		for _, f := range read(t, Options{}, dir) {
			if f.Outcome == summary.Read {
				t.Errorf("%s: %q", name, lines([]summary.File{f}))
			}
			check(t, f)
		}
	}
}
