package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"

	"dayafter/internal/cohort/step"
	"dayafter/internal/roster"
)

func TestMain(m *testing.M) {
	register()
	beam.Init()
	os.Exit(m.Run())
}

const program = "test"

// makeManifest lists runners who share the sample season: one on two lines, one with a
// missing root, one with a file that is no recording.
func makeManifest(t *testing.T) string {
	t.Helper()
	season, err := filepath.Abs("../../fixtures/season")
	if err != nil {
		t.Fatal(err)
	}
	broken, err := filepath.Abs("../../fixtures/broken")
	if err != nil {
		t.Fatal(err)
	}
	entries := []roster.Entry{
		{Runner: "ann", Root: season, Files: filesOf(t, season, "2025-08-1*")},
		{Runner: "bob", Root: season, Files: filesOf(t, season, "2025-07-*"), Overrides: map[string]string{"2025-07-08T16:00:00Z run": "long"}},
		{Runner: "cat", Root: broken},
		{Runner: "nobody", Root: "nowhere"},
		{Runner: "ann", Root: season, Files: filesOf(t, season, "2025-08-2*")},
	}
	data, err := roster.WriteManifest(entries)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "manifest.jsonl")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func filesOf(t *testing.T, folder, pattern string) (names []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %d files, %v", pattern, len(files), err)
	}
	for _, f := range files {
		names = append(names, filepath.Base(f))
	}
	return names
}

// Prism writes the tables that extract and judge write, byte for byte, also of a shard
// without runners.
func TestTablesOnPrism(t *testing.T) {
	manifest, want, got := makeManifest(t), t.TempDir(), t.TempDir()
	const shards = 5 // the last line continues the first runner, so that shard 4 has none
	store := t.TempDir()
	o := step.Defaults(program)
	for _, s := range []struct {
		run      step.Func
		from, to string
	}{{step.Extract, manifest, store}, {step.Judge, store, want}} {
		for i := range shards {
			if _, err := s.run(context.Background(), s.from, step.Shard{Index: i, Of: shards}, s.to, o); err != nil {
				t.Fatal(err)
			}
		}
	}
	runOnPrism(t, manifest, got, shards)
	compareTables(t, want, got, 3*shards)
}

func runOnPrism(t *testing.T, manifest, out string, shards int) {
	t.Helper()
	c, err := newCohort(manifest, out, shards, program)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := prism.Execute(context.Background(), c.pipeline()); err != nil {
		t.Fatal(err)
	}
}

// compareTables fails unless both folders hold the same n tables and a marker for each
// shard.
func compareTables(t *testing.T, want, got string, n int) {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(want, "*", "*.parquet"))
	if len(files) != n {
		t.Fatalf("%d tables, want %d", len(files), n)
	}
	markers, _ := filepath.Glob(filepath.Join(want, "*", "*.done"))
	for _, file := range append(files, markers...) {
		name, err := filepath.Rel(want, file)
		if err != nil {
			t.Fatal(err)
		}
		a, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(got, name))
		if err != nil || !bytes.Equal(a, b) {
			t.Errorf("%s: %d bytes, want the %d bytes of extract and judge (%v)", name, len(b), len(a), err)
		}
	}
}
