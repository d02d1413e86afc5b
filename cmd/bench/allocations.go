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

// countUpTo is the most files of which allocations are counted: it takes a round of
// its own.
const countUpTo = 10_000

// buildCounting builds the program that counts what it allocates: that which its
// tests start, under the name by which they know it.
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

// count lets our own sides be run once more, untimed, and counts what they allocate.
func (t *turn) count(ctx context.Context, c *course) error {
	own := *t.stand
	t.stand = &own
	told := filepath.Join(own.folder, "allocations.json")
	own.program, own.env = own.counting(), []string{"DAYAFTER_ALLOCATIONS=" + told}
	defer os.Remove(told)
	for _, side := range c.sides {
		if childSides[side] != "" {
			continue
		}
		if _, err := t.side(ctx, side); err != nil {
			return err
		}
		text, err := os.ReadFile(told)
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
