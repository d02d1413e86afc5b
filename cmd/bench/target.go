package main

import (
	"fmt"
	"path/filepath"

	"dayafter/internal/testing/synth"
)

// target is one limit with its measurement: a ratio or seconds, both by wall time and by
// CPU time, or MB of memory, which has no CPU time.
type target struct {
	what, unit       string
	limit, wall, cpu float64
}

// got returns the measurement to compare with the limit: the ratio of CPU times, or else
// the wall time or memory.
func (t target) got() float64 {
	if t.unit == "" && t.cpu > 0 {
		return t.cpu
	}
	return t.wall
}

// Limits of memory in bytes: a base, and an amount for each run.
const (
	rssBase   = 150e6
	rssPerRun = 6e3
)

// toLibrary holds, for each format, the library that our cold scan is compared with, and
// the highest ratio of CPU times.
var toLibrary = map[string]struct {
	side, name string
	limit      float64
}{
	synth.RichFIT:  {tormoderBy, "tormoder's decoding", 0.20},
	synth.PlainFIT: {tormoderBy, "tormoder's decoding", 0.32},
	synth.SmartFIT: {tormoderBy, "tormoder's decoding", 0.55},
	synth.RichGPX:  {gpxgoBy, "gpxgo's parsing", 0.08},
}

// realLimits holds the limits for the folders of real FIT files that have one.
var realLimits = map[string]float64{"strava-export": 0.32, "runner-b": 0.55}

// libraryLimit returns the highest allowed ratio of our CPU time in a cold scan to the
// library's; 0 if the course has no limit.
func (c *course) libraryLimit() float64 {
	if c.real != "" && c.format == synth.RichFIT {
		return realLimits[filepath.Base(c.real)]
	}
	return toLibrary[c.format].limit
}

// targets returns the targets that the measured courses can check.
func (m *measured) targets() []target {
	var all []target
	first := m.firstRich()
	for _, c := range m.courses {
		if c.failed != nil || len(c.costs[scanCold]) == 0 {
			continue
		}
		if lib, limit := toLibrary[c.format], c.libraryLimit(); limit > 0 && len(c.costs[lib.side]) > 0 {
			all = append(all, c.ratio(c.name()+": cold scan to "+lib.name, scanCold, lib.side, limit))
		}
		if !c.rich() {
			if len(c.costs[scanWarm]) > 0 {
				all = append(all, c.ratio(c.name()+": warm scan to cold scan", scanWarm, scanCold, 0.10))
			}
			continue
		}
		if c == first {
			all = append(all, c.ratio(c.name()+": cold scan to the bound", scanCold, bound, 1.8))
		} else if first != nil {
			all = append(all, c.linear(first))
		}
		all = append(all, c.ownTargets()...)
		all = append(all, c.workbookTargets()...)
	}
	return all
}

// firstRich returns the first course of the richest FIT files; nil without one.
func (m *measured) firstRich() *course {
	for _, c := range m.courses {
		if c.rich() && c.failed == nil {
			return c
		}
	}
	return nil
}

// ratio compares the cost of one side with that of another.
func (c *course) ratio(what string, side, of string, limit float64) target {
	a, b := median(c.costs[side]), median(c.costs[of])
	return target{what, "", limit, a.wall.Seconds() / b.wall.Seconds(), a.cpu.Seconds() / b.cpu.Seconds()}
}

// seconds checks the time of one side.
func (c *course) seconds(what, side string, limit float64) target {
	m := median(c.costs[side])
	return target{what, "s", limit, m.wall.Seconds(), m.cpu.Seconds()}
}

// linear compares the cold scan of more files with the time that the first course
// predicts.
func (c *course) linear(first *course) target {
	scale := float64(c.files) / float64(first.files)
	a, b := median(c.costs[scanCold]), median(first.costs[scanCold])
	what := fmt.Sprintf("%d files cold, in %g times %d files", c.files, scale, first.files)
	return target{what, "", 1.5, a.wall.Seconds() / b.wall.Seconds() / scale, a.cpu.Seconds() / b.cpu.Seconds() / scale}
}

// manyRuns is the least number of files for which the targets in seconds are those for 5,000
// files.
const manyRuns = 5000

// ownTargets returns the targets that need no other program.
func (c *course) ownTargets() []target {
	at := fmt.Sprintf(", %d files", c.files)
	all := []target{
		c.ratio("warm scan to cold scan (g : a)"+at, scanWarm, scanCold, 0.10),
		c.ratio("one new file to none (h : g)"+at, scanOneNew, scanWarm, 1.2),
	}
	if c.files <= manyRuns {
		all = append(all,
			c.seconds("warm scan"+at, scanWarm, 0.5),
			c.seconds("classify a new file"+at, classify, 0.3))
	}
	for _, side := range []string{scanCold, seasonCold} {
		if len(c.costs[side]) == 0 {
			continue
		}
		limit := (rssBase + rssPerRun*float64(c.files)) / 1e6
		all = append(all, target{"peak memory, " + sideNames[side] + at, "MB", limit, float64(median(c.costs[side]).rss) / 1e6, 0})
	}
	return all
}
