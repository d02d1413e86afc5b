// Package applehealth reads the records of an Apple Health export.
//
// The export holds each outdoor workout as workout-routes/….gpx, which has neither
// heart rate nor sport, and everything else in one export.xml of up to several GB,
// whose name depends on the language. The package reads the heart rates and the
// workouts from export.xml, in one pass and in little memory.
package applehealth

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/ingest/export"
)

// RoutesFolder lies beside export.xml in every language.
const RoutesFolder = "workout-routes"

const (
	// maxBeats limits the heart rates kept, 8 bytes each: a watch worn day and
	// night with an hour of sport a day measures about 1.5 million a year.
	maxBeats = 24 << 20
	// maxWorkouts limits the workouts: ten a day for 35 years.
	maxWorkouts = 1 << 17
	// maxTag limits the length of the tags that are parsed.
	maxTag = 64 << 10
	// maxBeatGap is the longest time in s between two heart rates that are joined
	// by a line. In a workout the watch measures every 5 s.
	maxBeatGap = 30
)

// Records are the heart rates and the workouts of an export.xml.
type Records struct {
	Workouts []export.Row // in the order of the file

	beats []beat // ascending in time
}

// beat is a heart rate at a time. 32 bits of seconds reach to the year 2106.
type beat struct {
	at  uint32 // s since 1970, UTC
	bpm float32
}

// Read reads an export.xml tag by tag until it ends or breaks off, or ctx ends.
func Read(ctx context.Context, r io.Reader) *Records {
	rec := new(Records)
	rec.scan(ctx, bufio.NewReaderSize(r, 1<<20))
	slices.SortStableFunc(rec.beats, func(a, b beat) int { return cmp.Compare(a.at, b.at) })
	return rec
}

func (rec *Records) scan(ctx context.Context, br *bufio.Reader) {
	var open *export.Row // the workout around the tag
	for ctx.Err() == nil && len(rec.beats) < maxBeats {
		tag, err := nextTag(br)
		if err != nil {
			return
		}
		switch {
		case bytes.HasPrefix(tag, []byte("Record ")):
			rec.addBeat(tag)
		case bytes.HasPrefix(tag, []byte("Workout ")) && len(rec.Workouts) < maxWorkouts:
			rec.Workouts = append(rec.Workouts, parseWorkout(tag))
			open = &rec.Workouts[len(rec.Workouts)-1]
		case bytes.HasPrefix(tag, []byte("/Workout>")):
			open = nil
		case open != nil:
			completeWorkout(open, tag)
		}
	}
}

// nextTag returns the text between the next < and its >. It returns no text for a tag
// longer than maxTag.
func nextTag(br *bufio.Reader) ([]byte, error) {
	if err := skipPast(br, '<'); err != nil {
		return nil, err
	}
	tag, err := br.ReadSlice('>')
	if errors.Is(err, bufio.ErrBufferFull) {
		return nil, skipPast(br, '>')
	}
	if len(tag) > maxTag {
		tag = nil
	}
	return tag, err
}

// skipPast reads past the next c.
func skipPast(br *bufio.Reader, c byte) error {
	for {
		_, err := br.ReadSlice(c)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
	}
}

// attribute returns the value of an attribute, or "" if the tag lacks it.
func attribute(tag []byte, name string) string {
	_, rest, ok := bytes.Cut(tag, []byte(" "+name+`="`))
	if !ok {
		return ""
	}
	value, _, _ := bytes.Cut(rest, []byte(`"`))
	return string(value)
}

// addBeat keeps the heart rate of a Record tag. It ignores other records.
func (rec *Records) addBeat(tag []byte) {
	if !bytes.Contains(tag, []byte(`"HKQuantityTypeIdentifierHeartRate"`)) {
		return
	}
	at, err := time.Parse(timeLayout, attribute(tag, "startDate"))
	bpm, err2 := strconv.ParseFloat(attribute(tag, "value"), 32)
	if s := at.Unix(); err == nil && err2 == nil && bpm > 0 && s > 0 && s <= math.MaxUint32 {
		rec.beats = append(rec.beats, beat{uint32(s), float32(bpm)})
	}
}

// Complete gives a its heart rates if it has none of its own.
func (rec *Records) Complete(a *activity.Activity) {
	if a.Samples.HR != nil || a.Samples.Len() == 0 {
		return
	}
	hr, n := rec.along(a)
	if n == 0 {
		return
	}
	a.Samples.HR = hr
	a.Issues.Add(activity.Note, "health-heart-rate", "heart rate was taken from the records of Apple Health")
}

// along returns the heart rate at each sample, NaN where none was measured nearby,
// and the number of samples that have one.
func (rec *Records) along(a *activity.Activity) (hr []float64, n int) {
	start := float64(a.Start.UnixMilli()) / 1000
	hr = make([]float64, a.Samples.Len())
	k, _ := slices.BinarySearchFunc(rec.beats, start, func(b beat, t float64) int { return cmp.Compare(float64(b.at), t) })
	for i, t := range a.Samples.T {
		for k < len(rec.beats) && float64(rec.beats[k].at) < start+t {
			k++
		}
		if hr[i] = rec.at(k, start+t); !math.IsNaN(hr[i]) {
			n++
		}
	}
	return hr, n
}

// at returns the heart rate at time t, which lies after beat k-1 and not after beat k.
func (rec *Records) at(k int, t float64) float64 {
	if k < len(rec.beats) && float64(rec.beats[k].at) == t {
		return float64(rec.beats[k].bpm)
	}
	if k == 0 || k == len(rec.beats) {
		return math.NaN()
	}
	a, b := rec.beats[k-1], rec.beats[k]
	gap := float64(b.at) - float64(a.at)
	if gap <= 0 || gap > maxBeatGap {
		return math.NaN()
	}
	return float64(a.bpm) + (t-float64(a.at))/gap*float64(b.bpm-a.bpm)
}
