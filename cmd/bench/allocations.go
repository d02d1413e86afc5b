package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// countUpTo is the largest number of files for which allocations are counted, in
// a round of its own.
const countUpTo = 10_000

// buildCounting builds the program with its test start-up code, which counts
// allocations.
func (s *stand) buildCounting(ctx context.Context) error {
	folder := filepath.Join(s.folder, "counting")
	if err := os.Mkdir(folder, 0o700); err != nil {
		return err
	}
	build := exec.CommandContext(ctx, "go", "test", "-c", "-o", s.counting(), "dayafter/cmd/dayafter")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("go test -c: %w\n%s", err, out)
	}
	return nil
}

func (s *stand) counting() string { return filepath.Join(s.folder, "counting", "dayafter") }

// count runs each of our own sides once more without timing and counts its
// allocations.
func (t *turn) count(ctx context.Context, c *course) error {
	own := *t.stand
	t.stand = &own
	counts := filepath.Join(own.folder, "allocations.json")
	own.program, own.env = own.counting(), []string{"DAYAFTER_ALLOCATIONS=" + counts}
	defer os.Remove(counts)
	for _, side := range c.sides {
		if childSides[side] != "" {
			continue
		}
		if _, err := t.side(ctx, side); err != nil {
			return err
		}
		text, err := os.ReadFile(counts)
		if err != nil {
			return err
		}
		var m runtime.MemStats
		if err := json.Unmarshal(text, &m); err != nil {
			return err
		}
		w := &c.costs[side][0].work
		w.Mallocs, w.Allocated = m.Mallocs, m.TotalAlloc
	}
	return os.RemoveAll(t.cache(""))
}
