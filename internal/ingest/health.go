package ingest

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/summary"
)

// Apple Health exports each outdoor workout as workout-routes/….gpx, which has
// neither heart rate nor sport, and everything else as one export.xml of up to
// several GB (its name depends on the language). Of that file the heart rates
// and the workouts' sports are read, in one pass and in little memory.

// routesFolder lies beside export.xml in every language.
const routesFolder = "workout-routes"

const (
	// maxBeats bounds the heart rates kept, 8 bytes each: a watch worn day and
	// night with an hour of sport a day measures about 1.5 million a year.
	maxBeats = 24 << 20
	// maxTag is the longest tag that is looked at.
	maxTag = 64 << 10
	// beatReach is how far apart two heart rates may lie to be joined by a line,
	// s. In a workout the watch measures every 5 s.
	beatReach = 30
)

// healthData are the hearts of a tree by the folder in which export.xml lies.
type healthData map[string]*heart

// heart is what an export.xml knows of the routes beside it.
type heart struct {
	beats  []beat                    // ascending in time
	sports map[string]activity.Sport // by the file name of the route
}

// beat is a heart rate at a time. 32 bits of seconds reach to the year 2106.
type beat struct {
	at  uint32 // s since 1970, UTC
	bpm float32
}

// readHealth reads the export.xml beside each workout-routes folder of t.
func (r *reader) readHealth(ctx context.Context, t *tree) healthData {
	beside := map[string]bool{}
	for _, in := range t.inputs {
		if dir := path.Dir(in.path); path.Base(dir) == routesFolder {
			beside[path.Dir(dir)] = true
		}
	}
	found := healthData{}
	for _, in := range t.inputs {
		dir := path.Dir(in.path)
		if !beside[dir] || found[dir] != nil || in.src == nil || !strings.HasSuffix(strings.ToLower(in.path), ".xml") {
			continue
		}
		if h := readHeart(ctx, in); h != nil {
			found[dir] = h
		}
	}
	return found
}

// readHeart returns nil when in is no export of Apple Health or has nothing to say.
func readHeart(ctx context.Context, in *input) *heart {
	src, err := in.src.open()
	if err != nil {
		return nil
	}
	defer src.Close()
	br := bufio.NewReaderSize(src, 1<<20)
	if head, _ := br.Peek(headSize); Sniff(head) != Health {
		return nil
	}
	h := &heart{sports: map[string]activity.Sport{}}
	h.scan(ctx, br)
	slices.SortStableFunc(h.beats, func(a, b beat) int { return cmp.Compare(a.at, b.at) })
	return h
}

// scan reads tag by tag. A file that breaks off has said what it could.
func (h *heart) scan(ctx context.Context, br *bufio.Reader) {
	var sport activity.Sport
	for ctx.Err() == nil && len(h.beats) < maxBeats {
		tag, err := nextTag(br)
		if err != nil {
			return
		}
		switch {
		case bytes.HasPrefix(tag, []byte("Record ")):
			h.record(tag)
		case bytes.HasPrefix(tag, []byte("Workout ")):
			sport = sportOf(strings.TrimPrefix(attribute(tag, "workoutActivityType"), "HKWorkoutActivityType"))
		case bytes.HasPrefix(tag, []byte("FileReference ")):
			h.sports[path.Base(attribute(tag, "path"))] = sport
		}
	}
}

// nextTag returns what stands between the next < and its >. Longer tags than
// maxTag come back empty.
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

func skipPast(br *bufio.Reader, c byte) error {
	for {
		_, err := br.ReadSlice(c)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
	}
}

// attribute is the value of an attribute; "" without it.
func attribute(tag []byte, name string) string {
	_, rest, ok := bytes.Cut(tag, []byte(" "+name+`="`))
	if !ok {
		return ""
	}
	value, _, _ := bytes.Cut(rest, []byte(`"`))
	return string(value)
}

func (h *heart) record(tag []byte) {
	if !bytes.Contains(tag, []byte(`"HKQuantityTypeIdentifierHeartRate"`)) {
		return
	}
	at, err := time.Parse("2006-01-02 15:04:05 -0700", attribute(tag, "startDate"))
	bpm, err2 := strconv.ParseFloat(attribute(tag, "value"), 32)
	if s := at.Unix(); err == nil && err2 == nil && bpm > 0 && s > 0 && s <= math.MaxUint32 {
		h.beats = append(h.beats, beat{uint32(s), float32(bpm)})
	}
}

// heart is what is known of a route; nil for any other input.
func (in *input) heart() *heart {
	dir := path.Dir(in.path)
	if in.tree == nil || path.Base(dir) != routesFolder {
		return nil
	}
	return in.tree.health[path.Dir(dir)]
}

// complete returns what gives an activity its heart rates; nil without any.
func (h *heart) complete() func(*activity.Activity) {
	if h == nil {
		return nil
	}
	return func(a *activity.Activity) {
		if a.Samples.HR != nil || a.Samples.Len() == 0 {
			return
		}
		hr, n := h.along(a)
		if n == 0 {
			return
		}
		a.Samples.HR = hr
		a.Issues.Add(activity.Note, "health-heart-rate", "heart rate was taken from the records of Apple Health")
	}
}

// along is the heart rate at each sample, NaN where none was measured nearby, and
// how many samples have one.
func (h *heart) along(a *activity.Activity) (hr []float64, n int) {
	start := float64(a.Start.UnixMilli()) / 1000
	hr = make([]float64, a.Samples.Len())
	k, _ := slices.BinarySearchFunc(h.beats, start, func(b beat, t float64) int { return cmp.Compare(float64(b.at), t) })
	for i, t := range a.Samples.T {
		for k < len(h.beats) && float64(h.beats[k].at) < start+t {
			k++
		}
		if hr[i] = h.at(k, start+t); !math.IsNaN(hr[i]) {
			n++
		}
	}
	return hr, n
}

// at is the heart rate at a time that lies before beat k and after the one before it.
func (h *heart) at(k int, t float64) float64 {
	if k < len(h.beats) && float64(h.beats[k].at) == t {
		return float64(h.beats[k].bpm)
	}
	if k == 0 || k == len(h.beats) {
		return math.NaN()
	}
	a, b := h.beats[k-1], h.beats[k]
	gap := float64(b.at) - float64(a.at)
	if gap <= 0 || gap > beatReach {
		return math.NaN()
	}
	return float64(a.bpm) + (t-float64(a.at))/gap*float64(b.bpm-a.bpm)
}

// stated is what export.xml says of a route.
func (h *heart) stated(in *input) summary.Stated {
	return summary.Stated{Sport: h.sports[path.Base(in.path)]}
}
