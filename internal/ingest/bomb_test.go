package ingest

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dayafter/internal/ingest/archive"
	"dayafter/internal/ingest/walk"
)

// bombs returns inputs that would exhaust the memory of the machine without limits.
func bombs(t *testing.T) []entry {
	const gpx = `<?xml version="1.0"?><gpx><trk><trkseg>`
	zeros, spaces, almost := inflating("", 0, 256<<20), inflating(gpx, ' ', 300<<20), inflating(gpx, ' ', maxFile)
	layer := zipOfBombs(t, map[string]bomb{"zeros.bin": inflating("", 0, 64<<20), "big.gpx": spaces})
	var nested []entry
	for i := range 12 {
		nested = append(nested, entry{fmt.Sprintf("%d.zip", i), layer})
	}
	return []entry{
		{"zeros.fit.gz", zeros.gz()},
		{"spaces.gpx.gz", spaces.gz()},
		{"almost.gpx.gz", almost.gz()},
		{"almost.zip", zipOfBombs(t, map[string]bomb{"1.gpx": almost, "2.gpx": inflating(gpx, ' ', maxFile-1), "3.gpx": inflating(gpx, ' ', maxFile-2)})},
		{"gzgz.gz", gz(zeros.gz())},
		{"zip.zip", layer},
		{"nested.zip", zipOf(t, nested...)},
		{"overlap.zip", overlapping(2000)},
		{"good.gpx", gpxRun(0, 10)},
	}
}

// bomb is a small deflated stream of a large content.
type bomb struct {
	packed []byte
	sum    uint32 // CRC-32 of the content
	size   int    // size of the content
}

// inflating returns a stream that inflates to a head and equal bytes, size bytes in all. It
// deflates one block of them and repeats it: blocks that end on a whole byte can be joined
// (RFC 1951).
func inflating(head string, fill byte, size int) bomb {
	b, block := bomb{size: size}, bytes.Repeat([]byte{fill}, 1<<20)
	packed := deflate(block)
	b.add([]byte(head), deflate([]byte(head)))
	rest := size - len(head)
	for ; rest >= len(block); rest -= len(block) {
		b.add(block, packed)
	}
	b.add(block[:rest], deflate(block[:rest]))
	b.packed = append(b.packed, 3, 0) // an empty last block
	return b
}

func (b *bomb) add(content, packed []byte) {
	b.packed, b.sum = append(b.packed, packed...), crc32.Update(b.sum, crc32.IEEETable, content)
}

// deflate returns content as blocks that end on a whole byte.
func deflate(content []byte) []byte {
	var out bytes.Buffer
	w, _ := flate.NewWriter(&out, flate.BestSpeed)
	w.Write(content)
	w.Flush()
	return out.Bytes()
}

// gz returns the stream as a gzip file (RFC 1952).
func (b bomb) gz() []byte {
	out := append([]byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"), b.packed...)
	out = binary.LittleEndian.AppendUint32(out, b.sum)
	return binary.LittleEndian.AppendUint32(out, uint32(b.size))
}

// zipOfBombs returns an archive of streams by name.
func zipOfBombs(t *testing.T, bombs map[string]bomb) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(bombs)) {
		b := bombs[name]
		m, err := w.CreateRaw(&zip.FileHeader{
			Name: name, Method: zip.Deflate, CRC32: b.sum, CompressedSize64: uint64(len(b.packed)), UncompressedSize64: uint64(b.size),
		})
		if err == nil {
			_, err = m.Write(b.packed)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestBombsInflate checks the bombs with the standard library.
func TestBombsInflate(t *testing.T) {
	b := inflating("<gpx>", ' ', 3<<20+17)
	r, err := gzip.NewReader(bytes.NewReader(b.gz()))
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(r)
	if want := "<gpx>" + strings.Repeat(" ", 3<<20+12); err != nil || string(got) != want {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	packed := zipOfBombs(t, map[string]bomb{"a": b})
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	m, err := z.File[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(io.Discard, m); n != int64(b.size) || err != nil {
		t.Errorf("%d bytes, %v", n, err)
	}
}

// peakBound is the most memory that the hazards may take, in bytes.
const peakBound = 512 << 20

func TestBombsStayWithinMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("run with the race detector, whose own memory would be measured; the plain run measures the bound")
	}
	if os.Getenv("SOURCE_CHILD") != "" {
		child()
		return
	}
	dir := folder(t, bombs(t)...)
	out, peak := childRead(t, dir)
	if peak > peakBound {
		t.Errorf("peak of %d MB", peak>>20)
	}
	if !strings.Contains(out, "good.gpx [gpx] read") || !strings.Contains(out, "failed") {
		t.Errorf("the sound file must be read, and a hazard must fail:\n%s", out)
	}
	t.Logf("peak %d MB", peak>>20)
}

// childRead reads dir in a process of its own and returns the process's output and its peak
// memory in bytes.
func childRead(t *testing.T, dir string) (string, int64) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestBombsStayWithinMemory$")
	c.Env = append(os.Environ(), "SOURCE_CHILD="+dir)
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out), peakIn(t, string(out))
}

// peakIn returns the peak of resident memory, in bytes, from Linux's status of a process.
// The parent's statistics of its children would include the parent's own memory.
func peakIn(t *testing.T, status string) int64 {
	t.Helper()
	_, rest, ok := strings.Cut(status, "VmHWM:")
	if !ok {
		t.Skip("only Linux tells a process its peak of memory")
	}
	var kB int64
	fmt.Sscan(rest, &kB)
	return kB << 10
}

func child() {
	debug.SetMemoryLimit(peakBound * 3 / 4)
	dir := os.Getenv("SOURCE_CHILD")
	files, err := Read(context.Background(), []string{dir}, Options{Jobs: 4})
	status, _ := os.ReadFile("/proc/self/status")
	fmt.Println(strings.Join(lines(under(dir, files)), "\n"), err)
	fmt.Println(string(status))
}

// TestClaimsReserveNothing reads archives whose members claim far more bytes than they
// hold.
func TestClaimsReserveNothing(t *testing.T) {
	for _, name := range []string{"a.gpx", "a.gpx.gz", "a.zip"} {
		for _, method := range []uint16{zip.Store, zip.Deflate} {
			path := filepath.Join(folder(t, entry{"e.zip", claiming(t, name, method, 60<<20)}), "e.zip")
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			read(t, Options{Jobs: 1}, path)
			runtime.ReadMemStats(&after)
			if taken := (after.TotalAlloc - before.TotalAlloc) >> 20; taken > 8 {
				t.Errorf("%s, method %d: %d MB taken for a few bytes", name, method, taken)
			}
		}
	}
}

// claiming returns an archive with one member of a few bytes, for which it states another
// size.
func claiming(t *testing.T, name string, method uint16, size uint64) []byte {
	t.Helper()
	var packed, out bytes.Buffer
	content := "<?xml version='1.0'?><gpx>"
	if name == "a.zip" {
		content = "PK\x03\x04"
	}
	packer, _ := flate.NewWriter(&packed, flate.BestSpeed)
	io.WriteString(packer, content)
	packer.Close()
	if method == zip.Store {
		packed.Reset()
		packed.WriteString(content)
	}
	archive := zip.NewWriter(&out)
	w, err := archive.CreateRaw(&zip.FileHeader{Name: name, Method: method, CompressedSize64: uint64(packed.Len()), UncompressedSize64: size})
	if err != nil {
		t.Fatal(err)
	}
	w.Write(packed.Bytes())
	archive.Close()
	return out.Bytes()
}

func TestTheAllowanceEnds(t *testing.T) {
	dir := folder(t, entry{"e.zip", zipOf(t, entry{"a.gpx", gpxRun(0, 5)}, entry{"b.gpx", gpxRun(1, 5)})})
	r := newReader(Options{Jobs: 1}, newDigester())
	tr := treeOf(walk.List([]string{dir}, nil))
	tr.allow = archive.AllowanceOf(int64(len(gpxRun(0, 5))) + 5000)
	r.readTree(context.Background(), tr, 1)
	got := lines(under(dir, r.files(true)))
	want := []string{"e.zip!a.gpx [gpx] read", "e.zip!b.gpx [unknown] failed: " + archive.ErrAllowance.Error()}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
