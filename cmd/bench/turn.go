package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

// turn is one round over the sides of a course: cold ones begin with an empty
// cache, the warm ones use what the cold scan left.
type turn struct {
	*stand
	corpus, fresh string // folders
	number        int
	first         int // number of the first file in fresh
	format        string
	real          bool // the files were not simulated
}

// sideNames are the sides in the report's words.
var sideNames = map[string]string{
	scanCold:    "dayafter scan, cold",
	seasonCold:  "dayafter season with the workbook, cold",
	tormoderBy:  "tormoder/fit v0.15.0, decoding alone",
	muktihariBy: "muktihari/fit v0.28.3, decoding alone",
	gpxgoBy:     "gpxgo v1.4.0, parsing alone",
	bound:       "the bound: read, SHA-256, table CRC-16",
	scanWarm:    "dayafter scan, warm",
	scanOneNew:  "dayafter scan, warm, one new file",
	classify:    "dayafter classify of a new file, by remembered history",
	workbookBy:  "dayafter's tables, words and workbook",
	bareZip:     "the bound: a bare zip of the same XML, by one processor",
	readOnly:    "our reading alone: to Summaries, without cache and judging",
}

// childSides are the sides that are children of this program.
var childSides = map[string]string{
	tormoderBy: "tormoder", muktihariBy: "muktihari", gpxgoBy: "gpxgo", bound: "bound", readOnly: "source",
	workbookBy: "workbook", bareZip: "barezip",
}

// sides measures each side of a course once, and removes the caches that they wrote.
func (t *turn) sides(ctx context.Context, c *course) error {
	for _, side := range c.sides {
		if side == seasonCold && c.files > seasonUpTo && t.number > 0 {
			continue
		}
		cost, err := t.side(ctx, side)
		if err != nil {
			return err
		}
		fmt.Fprintf(t.log, "%d %s, round %d, %s: %.3f s, %.3f s of CPU, %d MB\n",
			c.files, c.name(), t.number+1, sideNames[side], cost.wall.Seconds(), cost.cpu.Seconds(), cost.rss>>20)
		c.costs[side] = append(c.costs[side], cost)
	}
	return os.RemoveAll(t.cache(""))
}

// side measures one side once.
func (t *turn) side(ctx context.Context, side string) (cost, error) {
	if child := childSides[side]; child != "" {
		args := []string{t.corpus, strconv.Itoa(t.jobs)}
		if t.real {
			args = append(args, realFiles)
		}
		return t.child(ctx, child, args...)
	}
	command, cache, args := "scan", scanCold, []string{t.corpus}
	switch side {
	case seasonCold:
		command, cache, args = "season", seasonCold, []string{t.corpus, "-o", t.cache("season.xlsx")}
	case scanOneNew:
		added := filepath.Join(t.corpus, t.newFile(0))
		if err := os.Link(filepath.Join(t.fresh, t.newFile(0)), added); err != nil {
			return cost{}, err
		}
		defer os.Remove(added)
	case classify:
		command, args = "classify", []string{filepath.Join(t.fresh, t.newFile(1))}
	}
	options := []string{command, "--jobs", strconv.Itoa(t.jobs), "--cache", t.cache(cache)}
	cmd := exec.CommandContext(ctx, t.program, append(options, args...)...)
	cmd.Env = append(os.Environ(), t.env...)
	return measure(cmd)
}

// cache returns the folder of this turn's caches, or the folder of one cache.
func (t *turn) cache(name string) string { return filepath.Join(t.folder, "caches", name) }

// newFile returns the name of the k-th file that is new in this turn.
func (t *turn) newFile(k int) string {
	return fmt.Sprintf("%06d.%s", t.first+2*t.number+k, t.format)
}
