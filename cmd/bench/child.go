package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	muktihari "github.com/muktihari/fit/decoder"
	"github.com/muktihari/fit/profile/untyped/mesgnum"
	"github.com/tkrajina/gpxgo/gpx"
	tormoder "github.com/tormoder/fit"
	"golang.org/x/sync/errgroup"

	"dayafter/internal/ingest"
	"dayafter/internal/testing/synth"
)

// childCommand is the first word with which the program starts itself. Every side
// runs in its own process, so that its memory and time can be measured.
const childCommand = "child"

// realFiles is the last word for a child that reads files which no generator wrote.
const realFiles = "real"

// work counts what a child did.
type work struct {
	Records   int64
	Mallocs   uint64
	Allocated uint64 // bytes, in all
	wrote            // set by children that write a workbook
}

// runChild does the work of one side on a folder and prints it: child SIDE
// FOLDER JOBS [real], child workbook FOLDER JOBS FILE, child corpus FOLDER FORMAT FIRST
// COUNT, or child copy FOLDER FORMAT FROM.
func runChild(args []string, stdout io.Writer) error {
	side, folder := args[0], args[1]
	switch side {
	case "corpus":
		return makeCorpus(folder, args[2], args[3], args[4])
	case "copy":
		return copyReal(folder, args[2], args[3])
	}
	jobs, err := strconv.Atoi(args[2])
	if err != nil {
		return err
	}
	var w work
	switch side {
	case "source":
		w.Records, err = readSource(folder, jobs, args[3:])
	case childSides[workbookBy]:
		w.wrote, err = writeWorkbook(folder, jobs, args[3])
	case childSides[bareZip]:
		w.wrote, err = zipBare(args[3])
	default:
		w.Records, err = eachFile(folder, jobs, readers[side], slices.Contains(args, realFiles))
	}
	if err != nil {
		return fmt.Errorf("%s: %w", side, err)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	w.Mallocs, w.Allocated = m.Mallocs, m.TotalAlloc
	return json.NewEncoder(stdout).Encode(w)
}

// readers holds the sides that read one file after another. Each returns the
// number of records it found.
var readers = map[string]func(data []byte) (int, error){
	"tormoder":  readTormoder,
	"muktihari": readMuktihari,
	"gpxgo":     readGPXGo,
	"bound":     readBound,
}

func readTormoder(data []byte) (int, error) {
	f, err := tormoder.Decode(bytes.NewReader(data))
	if err != nil {
		return 0, err
	}
	a, err := f.Activity()
	if err != nil {
		return 0, err
	}
	return len(a.Records), nil
}

func readMuktihari(data []byte) (n int, err error) {
	f, err := muktihari.New(bytes.NewReader(data)).Decode()
	if err != nil {
		return 0, err
	}
	for i := range f.Messages {
		if f.Messages[i].Num == mesgnum.Record {
			n++
		}
	}
	return n, nil
}

func readGPXGo(data []byte) (n int, err error) {
	g, err := gpx.ParseBytes(data)
	if err != nil {
		return 0, err
	}
	for _, t := range g.Tracks {
		for _, s := range t.Segments {
			n += len(s.Points)
		}
	}
	return n, nil
}

// readBound does the minimum work: it hashes the content as the cache key and
// checks the file's own CRC with the usual table of 256 entries.
func readBound(data []byte) (int, error) {
	sum := sha256.Sum256(data)
	if sum == [32]byte{} || crc16(data) == 1 {
		return 0, fmt.Errorf("not to be expected") // so that neither is left out
	}
	return 0, nil
}

// crcTable is FIT's CRC-16 (polynomial 0xA001, reflected) by the byte.
var crcTable = func() (t [256]uint16) {
	for b := range t {
		crc := uint16(b)
		for range 8 {
			crc = crc>>1 ^ crc&1*0xA001
		}
		t[b] = crc
	}
	return t
}()

func crc16(data []byte) (crc uint16) {
	for _, b := range data {
		crc = crc>>8 ^ crcTable[byte(crc)^b]
	}
	return crc
}

// eachFile reads the files of a folder with the given number of workers. Among real
// files it passes over those that the reader refuses.
func eachFile(folder string, jobs int, read func([]byte) (int, error), real bool) (records int64, err error) {
	names, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		return 0, err
	}
	var seen, next atomic.Int64
	var workers errgroup.Group
	for range jobs {
		workers.Go(func() error {
			for i := int(next.Add(1)) - 1; i < len(names); i = int(next.Add(1)) - 1 {
				data, err := readInflated(names[i])
				if err != nil {
					return err
				}
				n, err := read(data)
				if err != nil && !real {
					return fmt.Errorf("%s: %w", filepath.Base(names[i]), err)
				}
				seen.Add(int64(n))
			}
			return nil
		})
	}
	err = workers.Wait()
	return seen.Load(), err
}

// readInflated returns the content of a file, inflated if its name ends in .gz.
func readInflated(name string) ([]byte, error) {
	data, err := os.ReadFile(name)
	if err != nil || !strings.HasSuffix(name, ".gz") {
		return data, err
	}
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// readSource reads a folder without judging it, to measure its allocations. A
// further argument names a file for a CPU profile. It returns the total seconds
// of all runs.
func readSource(folder string, jobs int, profile []string) (seconds int64, err error) {
	if len(profile) > 0 {
		f, err := os.Create(profile[0])
		if err != nil {
			return 0, err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return 0, err
		}
		defer pprof.StopCPUProfile()
	}
	files, err := ingest.Read(context.Background(), []string{folder}, ingest.Options{Jobs: jobs})
	for _, f := range files {
		for i := range f.Summaries {
			seconds += int64(f.Summaries[i].Trace.Seconds())
		}
	}
	return seconds, err
}

// makeCorpus writes a corpus.
func makeCorpus(folder, format, first, count string) error {
	from, err := strconv.Atoi(first)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(count)
	if err != nil {
		return err
	}
	if err := synth.Corpus(folder, n, synth.CorpusOptions{Format: format, Seed: 1, First: from}); err != nil {
		return err
	}
	return dateBack(folder)
}

// copyReal copies the files of a format from a folder of real files, with and without
// gzip. It leaves out zip archives, which the other libraries cannot read.
func copyReal(folder, format, from string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	n := 0
	err := filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		name := strings.ToLower(d.Name())
		if err != nil || d.IsDir() || !strings.HasSuffix(strings.TrimSuffix(name, ".gz"), "."+format) {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		n++
		return os.WriteFile(filepath.Join(folder, fmt.Sprintf("%06d-%s", n, name)), data, 0o644)
	})
	return errors.Join(err, dateBack(folder))
}

// dateBack dates the files of a folder back by an hour, so that a cache trusts their
// times.
func dateBack(folder string) error {
	names, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		return err
	}
	past := time.Now().Add(-time.Hour)
	for _, name := range names {
		if err := os.Chtimes(name, past, past); err != nil {
			return err
		}
	}
	return nil
}
