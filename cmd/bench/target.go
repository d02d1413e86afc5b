package main

import "fmt"

// target is one promise with its measurement: a ratio or seconds by wall time and
// by CPU time, or MB of memory without a CPU time.
type target struct {
	what, unit       string
	limit, wall, cpu float64
}

// Limits of memory, bytes: what the program needs anyway and what a run adds.
const (
	rssBase   = 150e6
	rssPerRun = 8e3
)

// targets returns the targets that the measured courses can check.
func (m *measured) targets() []target {
	var all []target
	for i, c := range m.courses {
		switch {
		case c.failed != nil, m.courses[0].failed != nil:
			continue
		case c.format == "gpx":
			all = append(all, c.ratio("GPX, cold scan to gpxgo's parsing (a : e)", scanCold, gpxgoBy, 0.20))
			continue
		case i == 0:
			all = append(all,
				c.ratio("FIT, cold scan to tormoder's decoding (a : c)", scanCold, tormoderBy, 0.35),
				c.ratio("FIT, cold scan to the bound (a : f)", scanCold, bound, 4))
		default:
			all = append(all, m.linear(c))
		}
		all = append(all, c.ownTargets()...)
		all = append(all, c.workbookTargets()...)
	}
	return all
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

// linear compares the cold scan of more files with the time that the first
// course predicts.
func (m *measured) linear(c *course) target {
	first := m.courses[0]
	scale := float64(c.files) / float64(first.files)
	a, b := median(c.costs[scanCold]), median(first.costs[scanCold])
	what := fmt.Sprintf("%d files cold, in %g times %d files", c.files, scale, first.files)
	return target{what, "", 1.5, a.wall.Seconds() / b.wall.Seconds() / scale, a.cpu.Seconds() / b.cpu.Seconds() / scale}
}

// manyRuns is from how many files on the targets in seconds are asked; up to it,
// for 5,000 files.
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
