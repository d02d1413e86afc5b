package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/testing/synth"
	"dayafter/internal/testing/testfile"
)

// peakBound is the most resident memory in MB that any input may take.
const peakBound = 512

// timeBound is the time after which a process counts as hanging. A slow machine needs a
// tenth of timeBound.
const timeBound = 2 * time.Minute

// bomb is one input that is malicious, or normal but very large.
type bomb struct {
	name   string
	write  func(w io.Writer, full bool) error // if full, as large as an attacker or an ultra runner can make it
	honest bool
}

var bombs = []bomb{
	{name: "fit-records.fit", write: fitRecords},
	{name: "fit-records-gzipped.fit.gz", write: func(w io.Writer, full bool) error {
		return gzipTo(w, func(w io.Writer) error { return fitRecords(w, full) })
	}},
	{name: "zeros.zip", write: func(w io.Writer, full bool) error {
		return zipTo(w, "zeros.fit", func(w io.Writer) error { return zeros(w, size(full, 24<<20, 1<<30)) })
	}},
	{name: "nested.zip", write: nestedZips},
	{name: "overlapping.zip", write: overlappingZip},
	{name: "zeros.gpx.gz", write: func(w io.Writer, full bool) error {
		return gzipTo(w, func(w io.Writer) error { return zeros(w, size(full, 16<<20, 1<<30)) })
	}},
	{name: "spaces.gpx.gz", write: func(w io.Writer, full bool) error {
		return gzipTo(w, func(w io.Writer) error {
			return repeated(w, gpxHead, " ", size(full, 60<<20, 1<<30))
		})
	}},
	{name: "deep.gpx", write: func(w io.Writer, full bool) error { return repeated(w, gpxHead, "<x>", size(full, 1<<18, 1<<20)) }},
	{name: "deep.tcx", write: func(w io.Writer, full bool) error {
		return repeated(w, tcxHead, "<Extensions>", size(full, 1<<18, 1<<20))
	}},
	{name: "attribute.gpx", write: func(w io.Writer, full bool) error {
		return repeated(w, `<gpx creator="`, "x", size(full, 8<<20, 100<<20))
	}},
	{name: "attribute.tcx", write: func(w io.Writer, full bool) error {
		return repeated(w, `<TrainingCenterDatabase a="`, "x", size(full, 8<<20, 100<<20))
	}},
	{name: "million-points.gpx", honest: true, write: func(w io.Writer, full bool) error {
		return trackOf(w, plainPoint, 2020, size(full, 60_000, 1_000_000))
	}},
	{name: "hundred-hours.gpx", honest: true, write: func(w io.Writer, full bool) error { return trackOf(w, watchPoint, 2021, size(full, 40_000, 360_000)) }},
	{name: "day-at-1Hz.fit", honest: true, write: func(w io.Writer, full bool) error {
		return oneStep(w, 2022, synth.Step{Seconds: float64(size(full, 3, 24)) * 3600, Effort: synth.EffortJog})
	}},
	{name: "400-km.fit", honest: true, write: func(w io.Writer, full bool) error {
		return oneStep(w, 2023, synth.Step{Metres: float64(size(full, 50_000, 400_000)), Effort: synth.EffortJog})
	}},
}

func size(full bool, some, all int) int {
	if full {
		return all
	}
	return some
}

// TestBombs reads all bombs at once, at a smaller size. With DAYAFTER_LARGE, it reads each
// bomb alone and at full size.
func TestBombs(t *testing.T) {
	if testing.Short() {
		t.Skip("large inputs")
	}
	full := os.Getenv("DAYAFTER_LARGE") != ""
	sets := [][]bomb{bombs}
	if full {
		sets = nil
		for _, b := range bombs {
			sets = append(sets, []bomb{b})
		}
		sets = append(sets, bombs)
	}
	for _, set := range sets {
		t.Run(set[0].name, func(t *testing.T) { explode(t, set, full) })
	}
}

func explode(t *testing.T, set []bomb, full bool) {
	folder := t.TempDir()
	testfile.Put(t, filepath.Join(folder, "sound.gpx"), testfile.Read(t, fixture(t, "season/2025-07-09-0621.gpx")))
	for _, b := range set {
		writeBomb(t, filepath.Join(folder, b.name), b, full)
	}
	p := newProcess(t, "scan", "--no-cache", "--whole-paths", "--jobs", "4", folder)
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	alarm := time.AfterFunc(timeBound, func() { p.Process.Kill() })
	defer alarm.Stop()
	if code := p.wait(t); code != exitOK && code != exitUnusable {
		t.Fatalf("exit code %d\n%s%s", code, p.out.String(), p.errs.String())
	}
	if got := p.peakMB(); got > peakBound {
		t.Errorf("peak of %d MB, bound %d MB", got, peakBound)
	}
	if !strings.Contains(p.out.String(), "2025-07-09 06:21") {
		t.Errorf("the sound file beside is lost:\n%.2000s", p.out.String())
	}
	for _, b := range set {
		if b.honest && !slices.ContainsFunc(strings.Split(p.out.String(), "\n"), func(line string) bool {
			return strings.HasPrefix(line, "20") && strings.Contains(line, b.name)
		}) {
			t.Errorf("%s is honest and was not read:\n%.2000s", b.name, p.out.String())
		}
	}
	t.Logf("%d inputs beginning with %s: peak %d MB, %.1f s of processor time", len(set), set[0].name, p.peakMB(), p.cpu().Seconds())
}

func writeBomb(t *testing.T, path string, b bomb, full bool) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	for _, err := range []error{b.write(w, full), w.Flush(), f.Close()} {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// fitRecords returns a sound recording followed by millions of records of one
// byte each.
func fitRecords(w io.Writer, full bool) error {
	sound, err := os.ReadFile("../../fixtures/broken/sound.fit")
	if err != nil {
		return err
	}
	const recordWithoutFields = "\x4f\x00\x00\x14\x00\x00"
	n := size(full, 12<<20, 100<<20)
	head := append(bytes.Clone(sound[:len(sound)-2]), recordWithoutFields...)
	binary.LittleEndian.PutUint32(head[4:], uint32(len(head)-int(head[0])+n))
	return repeated(w, string(head), "\x0f", n)
}

const (
	gpxHead = `<?xml version="1.0"?><gpx version="1.1"><trk><trkseg>`
	tcxHead = `<?xml version="1.0"?><TrainingCenterDatabase><Activities><Activity Sport="Running">`
)

// repeated returns a head followed by n copies of the same bytes.
func repeated(w io.Writer, head, again string, n int) error {
	if _, err := io.WriteString(w, head); err != nil {
		return err
	}
	const block = 1 << 12
	many := strings.Repeat(again, block)
	for ; n > 0; n -= block {
		if _, err := io.WriteString(w, many[:min(n, block)*len(again)]); err != nil {
			return err
		}
	}
	return nil
}

func zeros(w io.Writer, n int) error { return repeated(w, "", "\x00", n) }

func gzipTo(w io.Writer, write func(io.Writer) error) error {
	z, err := gzip.NewWriterLevel(w, gzip.BestSpeed)
	if err != nil {
		return err
	}
	if err := write(z); err != nil {
		return err
	}
	return z.Close()
}

func zipTo(w io.Writer, name string, write func(io.Writer) error) error {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	m, err := z.Create(name)
	if err != nil {
		return err
	}
	if err := write(m); err != nil {
		return err
	}
	return z.Close()
}

// nestedZips returns an archive of ten archives of one bomb, twice.
func nestedZips(w io.Writer, full bool) error {
	var inner bytes.Buffer
	err := zipTo(&inner, "spaces.gpx", func(w io.Writer) error { return repeated(w, gpxHead, " ", size(full, 16<<20, 190<<20)) })
	for layer := 0; err == nil && layer < 2; layer++ {
		var outer bytes.Buffer
		z := zip.NewWriter(&outer)
		for i := range 10 {
			m, _ := z.Create(fmt.Sprintf("%d.zip", i))
			_, err = m.Write(inner.Bytes())
		}
		if err == nil {
			err = z.Close()
		}
		inner = outer
	}
	if err == nil {
		_, err = w.Write(inner.Bytes())
	}
	return err
}

// overlappingZip returns an archive whose table of contents names the same bytes
// thousands of times.
func overlappingZip(w io.Writer, full bool) error {
	var one bytes.Buffer
	err := zipTo(&one, "00000.gpx", func(w io.Writer) error { return repeated(w, gpxHead, " ", 4<<20) })
	if err != nil {
		return err
	}
	data, n := one.Bytes(), size(full, 2000, 60_000)
	directory, end := bytes.Index(data, []byte("PK\x01\x02")), bytes.LastIndex(data, []byte("PK\x05\x06"))
	out, entry := bytes.Clone(data[:directory]), bytes.Clone(data[directory:end])
	for i := range n {
		copy(entry[46:], fmt.Sprintf("%05d", i))
		out = append(out, entry...)
	}
	tail := bytes.Clone(data[end:])
	binary.LittleEndian.PutUint16(tail[8:], uint16(n))
	binary.LittleEndian.PutUint16(tail[10:], uint16(n))
	binary.LittleEndian.PutUint32(tail[12:], uint32(len(out)-directory))
	_, err = w.Write(append(out, tail...))
	return err
}

// Points of a track as watches indent them, and as programs do that save space.
// Both take latitude, elevation, time and heart rate.
const (
	watchPoint = "   <trkpt lat=\"%.7f\" lon=\"13.4500000\">\n    <ele>%d.4</ele>\n    <time>%s</time>\n    <extensions>\n     <ns3:TrackPointExtension>\n" +
		"      <ns3:hr>%d</ns3:hr>\n      <ns3:cad>84</ns3:cad>\n     </ns3:TrackPointExtension>\n    </extensions>\n   </trkpt>\n"
	plainPoint = `<trkpt lat="%.5f" lon="13.45"><ele>%d</ele><time>%s</time><hr>%d</hr></trkpt>`
)

// trackOf returns a plausible run of n points, one each second.
func trackOf(w io.Writer, point string, year, n int) error {
	if _, err := io.WriteString(w, strings.Replace(gpxHead, "<trkseg>", "<name>Ultra</name><type>running</type><trkseg>\n", 1)); err != nil {
		return err
	}
	at := time.Date(year, 6, 1, 5, 0, 0, 0, time.UTC)
	for i := range n {
		_, err := fmt.Fprintf(w, point, synth.HomeLat+float64(i%20_000)*2.2e-5, 100+i/60%50, at.Add(time.Duration(i)*time.Second).Format(time.RFC3339), 120+i/300%25)
		if err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, "</trkseg></trk></gpx>\n")
	return err
}

// oneStep returns a FIT file that repeats one step every second.
func oneStep(w io.Writer, year int, step synth.Step) error {
	r := synth.Amateur()
	p := synth.Plan{
		Sport: activity.Run, Start: time.Date(year, 5, 1, 6, 0, 0, 0, r.Zone), Temp: 12,
		Course: synth.Loop(5000, func(float64) float64 { return 1 }), Steps: []synth.Step{step},
	}
	data, err := synth.FIT(synth.Simulate(rand.New(rand.NewPCG(1, 2)), r, p, 1), synth.FITOptions{Product: "Invented 2", Serial: 1002, Dynamics: true})
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// An earlier workbook that was made to harm is refused and stays as it is.
func TestBombAsEarlierWorkbook(t *testing.T) {
	if testing.Short() {
		t.Skip("large inputs")
	}
	book := writeSeason(t)
	var bomb bytes.Buffer
	z := zip.NewWriter(&bomb)
	for _, f := range partsOf(t, testfile.Read(t, book)) {
		w, err := z.Create(f.name)
		if err == nil {
			_, err = w.Write(f.data)
		}
		if err == nil && f.name == "xl/styles.xml" {
			err = repeated(w, "", " ", size(os.Getenv("DAYAFTER_LARGE") != "", 160<<20, 1<<30))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	z.Close()
	testfile.Put(t, book, bomb.Bytes())
	p := dayafter(t, exitNoResult, "season", "--no-cache", fixture(t, "season"), "-o", book)
	if p.peakMB() > peakBound || !strings.Contains(p.errs.String(), "nothing was written") || !bytes.Equal(testfile.Read(t, book), bomb.Bytes()) {
		t.Errorf("peak of %d MB; %s", p.peakMB(), p.errs.String())
	}
	t.Logf("peak %d MB", p.peakMB())
}

// part is one file of a workbook.
type part struct {
	name string
	data []byte
}

func partsOf(t *testing.T, book []byte) (all []part) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, part{f.Name, data})
	}
	return all
}

// A bulk export of 3,000 runs and 2 GB is read whole.
func TestLargeArchive(t *testing.T) {
	if os.Getenv("DAYAFTER_LARGE") == "" {
		t.Skip("writes 2 GB: set DAYAFTER_LARGE to run it")
	}
	const n, batch = 3000, 100
	folder := t.TempDir()
	archive := filepath.Join(folder, "export.zip")
	f, err := os.Create(archive)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for first := 0; first < n; first += batch {
		addCorpus(t, z, first, batch)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	info, _ := f.Stat()
	f.Close()
	p := dayafter(t, exitOK, "season", "--cache", filepath.Join(folder, "cache"), archive, "-o", filepath.Join(folder, "season.xlsx"))
	if !strings.Contains(p.out.String(), fmt.Sprintf("read %d = runs %d ", n, n)) {
		t.Error(p.out.String())
	}
	if p.peakMB() > peakBound {
		t.Errorf("peak of %d MB, bound %d MB", p.peakMB(), peakBound)
	}
	t.Logf("%d runs, %d MB: peak %d MB, %.0f s of processor time", n, info.Size()>>20, p.peakMB(), p.cpu().Seconds())
}

// addCorpus stores the given number of simulated runs in the archive.
func addCorpus(t *testing.T, z *zip.Writer, first, n int) {
	t.Helper()
	folder := t.TempDir()
	if err := synth.Corpus(folder, n, synth.CorpusOptions{Format: "gpx", Seed: 9, First: first}); err != nil {
		t.Fatal(err)
	}
	for _, name := range testfile.Names(t, folder) {
		m, err := z.CreateHeader(&zip.FileHeader{Name: "activities/" + name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := m.Write(testfile.Read(t, filepath.Join(folder, name))); err != nil {
			t.Fatal(err)
		}
	}
	os.RemoveAll(folder)
}
