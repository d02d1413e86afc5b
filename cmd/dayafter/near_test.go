package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dayafter/internal/classify"
	"dayafter/internal/ingest"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
)

// decade is the sample season again and again for ten years, every second time
// with two runs of three left out.
func decade(t *testing.T) []summary.File {
	t.Helper()
	files, err := ingest.Read(context.Background(), []string{"../../fixtures/season"}, ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out []summary.File
	for i := range 20 {
		for k, f := range files {
			if len(f.Summaries) == 0 || i%2 == 1 && k%3 > 0 {
				continue
			}
			f.Summaries = slices.Clone(f.Summaries)
			for n := range f.Summaries {
				f.Summaries[n].Start = f.Summaries[n].Start.AddDate(0, 6*i, 0)
			}
			f.Name = fmt.Sprintf("%02d/%s", i, filepath.Base(f.Name))
			binary.LittleEndian.PutUint32(f.SHA256[:], uint32(i))
			out = append(out, f)
		}
	}
	return out
}

// What is said of a file judged with the sessions around it is what is said of it
// when the whole history is judged.
func TestNearIsEnough(t *testing.T) {
	files, s := decade(t), settings{tz: time.UTC}
	all := judge(files, nil, s)
	for i := 0; i < len(files); i += len(files) / 25 {
		name := files[i].Name
		part := sessionsOf(files, nil, s)
		from, to := part.near(name)
		if to-from > len(part.history.Sessions)/2 {
			t.Fatalf("%s: sessions %d to %d are no part", name, from, to)
		}
		part.verdicts = classify.JudgePart(part.history.Sessions, from, to, part.book, part.options)
		if d := cmp.Diff(said(t, all, name), said(t, part, name)); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

// said is what classify prints of a file, for people and for programs.
func said(t *testing.T, j *judged, file string) string {
	t.Helper()
	mine := slices.Clone(j.history.Entries)
	for i := len(mine) - 1; i >= 0; i-- {
		if !belongs(mine[i].File, file) {
			mine = slices.Delete(mine, i, i+1)
		}
	}
	whole := *j
	whole.followAround(mine, settings{}.season)
	var out bytes.Buffer
	if err := writeJSON(&out, &whole, mine, unit.Metric); err != nil {
		t.Fatal(err)
	}
	explain(&out, &whole, mine, unit.Metric)
	return out.String()
}
