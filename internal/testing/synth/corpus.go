package synth

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/tormoder/fit"

	"dayafter/internal/activity"
)

// CorpusOptions holds the settings of Corpus.
type CorpusOptions struct {
	Format string // one of the formats below, which is also the extension of the files
	Seed   uint64
	First  int // number of the first file: a corpus of up to 7,300 can be continued
}

// Formats of a corpus.
const (
	RichFIT  = "fit"          // 29 fields in each record, 1 Hz
	PlainFIT = "plain.fit"    // 9 fields in each record, 1 Hz
	SmartFIT = "smart.fit.gz" // 9 fields in each record, records only when a value changes
	RichGPX  = "gpx"          // heart rate and cadence at each point, 1 Hz
)

// Corpus writes n runs of about one hour into a folder, one file each, named by number. The
// files are copies of a few simulated runs with other times, positions and heart rates, so
// that thousands take seconds. No two files are equal or overlap in time.
func Corpus(dir string, n int, o CorpusOptions) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	plans := corpusPlans()
	templates := make([]*template, len(plans)) // made when first needed
	for i := o.First; i < o.First+n; i++ {
		k := i % len(plans)
		if templates[k] == nil {
			t, err := makeTemplate(plans[k], k, o)
			if err != nil {
				return err
			}
			templates[k] = &t
		}
		t := templates[k]
		data := t.instance(corpusStart(i, o.First+n), rand.New(rand.NewPCG(o.Seed, uint64(i))))
		if strings.HasSuffix(o.Format, ".gz") {
			var err error
			if data, err = gzipped(data); err != nil {
				return err
			}
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%06d.%s", i, o.Format)), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// corpusStart returns the start of the i-th of n runs: one each day from 2000 on, or closer
// together if there are more than fit into 20 years.
func corpusStart(i, n int) time.Time {
	gap := min(24, max(4, 20*365*24/max(n, 1)))
	return time.Date(2000, 1, 3, 5, 0, 0, 0, time.UTC).Add(time.Duration(i*gap) * time.Hour)
}

// template is a sound file with the offsets at which an instance differs.
type template struct {
	file  []byte
	start time.Time
	times []int // offsets of times
	beats []int // offsets of heart rates
	lats  []int // offsets of latitudes
	write func(t *template, out []byte, start time.Time, rng *rand.Rand)
}

// instance returns the template at another time, a few metres and beats away.
func (t *template) instance(start time.Time, rng *rand.Rand) []byte {
	out := slices.Clone(t.file)
	t.write(t, out, start, rng)
	return out
}

// corpusPlans returns the plans of the runs that a corpus copies.
func corpusPlans() []Plan {
	c := allCourses()
	return []Plan{
		easyRun(c.shore, 60, EffortEasy), intervals(c.track, 8, 800, EffortInterval, 120),
		easyRun(c.ridge, 60, EffortEasy), tempo(c.shore, 32, 1), easyRun(c.park, 60, EffortRecovery), progression(c.river, 60),
	}
}

// makeTemplate simulates the i-th plan of a corpus.
func makeTemplate(p Plan, i int, o CorpusOptions) (template, error) {
	p.Start = time.Date(2000, 1, 1, 5, 0, 0, 0, time.UTC)
	a := Simulate(rand.New(rand.NewPCG(o.Seed, 0xC0)), Amateur(), p, 1-0.003*float64(i))
	return newTemplate(a, o.Format)
}

func newTemplate(a *activity.Activity, format string) (template, error) {
	switch format {
	case RichFIT, PlainFIT:
		data, err := FIT(a, FITOptions{Dynamics: format == RichFIT, Product: "Invented 2", Serial: 1002})
		if err != nil {
			return template{}, err
		}
		return fitTemplate(data, a.Start)
	case SmartFIT:
		return newTemplate(Smart(a), PlainFIT)
	case RichGPX:
		data, err := GPX(a)
		return gpxTemplate(data, a.Start), err
	}
	return template{}, fmt.Errorf("unknown corpus format %q", format)
}

// timeFields holds the field with a time of each kind of message. Field 253 holds a time in
// all messages.
var timeFields = map[fit.MesgNum]byte{
	fit.MesgNumFileId: 4, fit.MesgNumSession: 2, fit.MesgNumLap: 2, fit.MesgNumActivity: 5,
}

func fitTemplate(data []byte, start time.Time) (template, error) {
	t := template{file: data, start: start, write: writeFIT}
	msgs, err := parseMessages(data)
	if err != nil {
		return t, err
	}
	for _, m := range msgs {
		num, record := fit.MesgNum(m.num), fit.MesgNum(m.num) == fit.MesgNumRecord
		for _, f := range m.fields {
			switch {
			case f.num == fieldTimestamp || f.num == timeFields[num] && timeFields[num] > 0:
				t.times = append(t.times, f.at)
			case record && f.num == 0:
				t.lats = append(t.lats, f.at)
			case record && f.num == 3:
				t.beats = append(t.beats, f.at)
			}
		}
	}
	return t, nil
}

// writeFIT writes a FIT template with other times, positions and heart rates.
func writeFIT(t *template, out []byte, start time.Time, rng *rand.Rand) {
	later := uint32(start.Sub(t.start) / time.Second)
	for _, at := range t.times {
		binary.LittleEndian.PutUint32(out[at:], binary.LittleEndian.Uint32(out[at:])+later)
	}
	north := uint32(rng.IntN(4000))
	for _, at := range t.lats {
		binary.LittleEndian.PutUint32(out[at:], binary.LittleEndian.Uint32(out[at:])+north)
	}
	higher := byte(rng.IntN(7))
	for _, at := range t.beats {
		out[at] += higher + byte(rng.IntN(2))
	}
	binary.LittleEndian.PutUint16(out[len(out)-2:], checksum(out[:len(out)-2]))
}

func gpxTemplate(data []byte, start time.Time) template {
	return template{
		file: data, start: start, write: writeGPX,
		times: after(data, "<time>"), lats: after(data, `lat="58.9`), beats: after(data, "<gpxtpx:hr>1"),
	}
}

// after returns the offsets after each occurrence of a text.
func after(data []byte, text string) []int {
	var out []int
	for at := 0; ; {
		i := bytes.Index(data[at:], []byte(text))
		if i < 0 {
			return out
		}
		at += i + len(text)
		out = append(out, at)
	}
}

// writeGPX writes a GPX template with other times, positions and heart rates. Every text
// keeps its length.
func writeGPX(t *template, out []byte, start time.Time, rng *rand.Rand) {
	later := start.Sub(t.start)
	for _, at := range t.times {
		was, err := time.Parse(time.RFC3339, string(t.file[at:at+20]))
		if err != nil {
			panic(err) // our own writer wrote the file
		}
		was.Add(later).AppendFormat(out[at:at:at+20], time.RFC3339)
	}
	digit := byte('0' + rng.IntN(10))
	for _, at := range t.lats {
		if !bytes.ContainsRune(out[at:at+5], '"') {
			out[at+4] = digit
		}
	}
	for _, at := range t.beats {
		out[at+1] = '0' + byte(rng.IntN(10))
	}
}
