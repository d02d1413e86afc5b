package synth

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"dayafter/internal/activity"
)

// damage is one file of fixtures/broken: its name, its maker from a sound run, and
// the expected result.
type damage struct {
	file   string
	status string // "used", "not-activity", "failed"
	issue  string // code of the issue that must be recorded; ""
	reason string // words that the reason or the issue's text must contain; ""
	make   func(sound) ([]byte, int, error)
}

// shown returns the name under which the program lists the file: the member of an
// archive.
func (d damage) shown() string {
	if d.file == "zip-named.fit" {
		return d.file + "!run.fit"
	}
	return d.file
}

// sound is an undamaged run in all formats. n is its number of samples.
type sound struct {
	act           *activity.Activity
	n             int
	fit, gpx, tcx []byte
}

// BrokenFixture returns one small file for each kind of damage, and expect.csv:
// file, status, points (samples of all activities in it), issue, reason_contains.
// Each file is a run on a day of its own, so that none is a duplicate.
func BrokenFixture() ([]File, error) {
	rows := [][]string{{"file", "status", "points", "issue", "reason_contains"}}
	var out []File
	for i, d := range damages() {
		s, err := soundRun(i)
		if err != nil {
			return nil, err
		}
		data, points, err := d.make(s)
		if err != nil {
			return nil, err
		}
		out = append(out, File{d.file, data})
		rows = append(rows, []string{d.shown(), d.status, strconv.Itoa(points), d.issue, d.reason})
	}
	rows = append(rows, []string{"expect.csv", "not-activity", "0", "", "CSV"})
	expect, err := table(rows)
	if err != nil {
		return nil, err
	}
	return append(out, File{"expect.csv", expect}), nil
}

// damages returns all kinds of damage, by format.
func damages() []damage {
	return slices.Concat(fitDamages(), gpxDamages(), tcxDamages(), contentDamages(), polarDamages())
}

// soundRun returns a run of five minutes on the i-th day of the year.
func soundRun(i int) (sound, error) {
	p := easyRun(Loop(3200, wavy(0.15, 0.05, 0.4)), 5, EffortEasy).titled("Lunch run")
	p.Lights = 0
	p.Start = time.Date(2025, 1, 2+i, 12, 30, 0, 0, Amateur().Zone)
	s := sound{act: Smart(Simulate(rand.New(rand.NewPCG(uint64(i), 0xB0)), Amateur(), p, 1))}
	s.n = s.act.Samples.Len()
	var err error
	if s.fit, err = FIT(s.act, FITOptions{Product: "Invented 2", Serial: 1002}); err != nil {
		return s, err
	}
	if s.gpx, err = GPX(s.act); err != nil {
		return s, err
	}
	s.tcx, err = TCX(s.act)
	return s, err
}

// plain returns a maker of a damaged file that keeps all points.
func plain(change func(s sound) []byte) func(sound) ([]byte, int, error) {
	return func(s sound) ([]byte, int, error) { return change(s), s.n, nil }
}

// nothing returns a maker of a damaged file that has no readable point.
func nothing(change func(s sound) []byte) func(sound) ([]byte, int, error) {
	return func(s sound) ([]byte, int, error) { return change(s), 0, nil }
}

// swap replaces the first occurrence of a text.
func swap(data []byte, old, new string) []byte {
	return bytes.Replace(data, []byte(old), []byte(new), 1)
}

// contentDamages returns files whose content does not fit their names.
func contentDamages() []damage {
	return []damage{
		{"zip-named.fit", "used", "", "", func(s sound) ([]byte, int, error) {
			data, err := zipped([]File{{"run.fit", s.fit}})
			return data, s.n, err
		}},
		{"gzip-named.fit", "used", "", "", func(s sound) ([]byte, int, error) {
			data, err := gzipped(s.fit)
			return data, s.n, err
		}},
		{"html-error-page.fit", "failed", "", "HTML", nothing(func(sound) []byte {
			return []byte("<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head><body>Sign in to download.</body></html>\n")
		})},
		{"pickle.fit", "failed", "", "pickle", nothing(func(sound) []byte {
			return []byte("\x80\x04\x95\x17\x00\x00\x00\x00\x00\x00\x00}\x94(\x8c\x05start\x94K\x01\x8c\x03end\x94K\x02u.")
		})},
		{"empty.fit", "failed", "", "empty", nothing(func(sound) []byte { return nil })},
		{"random.fit", "failed", "", "", nothing(func(sound) []byte {
			rng, data := rand.New(rand.NewPCG(7, 7)), make([]byte, 512)
			for i := range data {
				data[i] = byte(rng.Uint32())
			}
			return data
		})},
		{"notes.txt", "not-activity", "", "text", nothing(func(sound) []byte {
			return []byte("Shoes: 640 km. New pair before the marathon.\n")
		})},
	}
}
