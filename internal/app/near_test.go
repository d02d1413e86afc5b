package app

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dayafter/internal/ingest"
	"dayafter/internal/render/json"
	"dayafter/internal/render/text"
	"dayafter/internal/summary"
)

// decade repeats the sample season for ten years and leaves out two of three runs
// in every second season.
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

// A file gets the same text whether it is judged with the sessions around it or with the
// whole history.
func TestNearIsEnough(t *testing.T) {
	files, s := decade(t), Defaults()
	whole := judgeFiles(files, nil, s)
	for i := 0; i < len(files); i += len(files) / 25 {
		name := files[i].Name
		part := buildSessions(files, nil, s)
		if from, to := part.near(name); to-from > len(part.History.Sessions)/2 {
			t.Fatalf("%s: sessions %d to %d are no part", name, from, to)
		}
		part.judgeAround(name)
		if d := cmp.Diff(printed(t, whole, name), printed(t, part, name)); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

// printed returns the output of classify for a file, as text and as JSON.
func printed(t *testing.T, r *Result, file string) string {
	t.Helper()
	entries := r.Of(file)
	a := r.Around(entries)
	var out bytes.Buffer
	if err := json.WriteRecords(&out, &a, entries); err != nil {
		t.Fatal(err)
	}
	text.WriteSessions(&out, &a, entries)
	return out.String()
}
