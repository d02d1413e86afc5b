package main

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"time"
)

// tried lists, written by hand, what was tried for each missed target and with
// what result.
//
//go:embed tried.md
var tried string

// write writes the report.
func (m *measured) write(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "# Performance\n\nMeasured by `go run ./cmd/bench` on: %s.\n\n", m.machine)
	fmt.Fprintf(out, "Every side is a process of its own with %d workers on the same files, in turns; medians of all rounds. Cold means an empty\n"+
		"cache of ours; the files lie in the system's memory for all sides. The simulated runs take about one hour. The other\n"+
		"libraries get inflated bytes and pass over real files that they refuse. CPU is user and system time of all threads: it tells more than wall time where others used\n"+
		"the machine. What our own commands allocate is counted in a further round, by the build of the program that its tests start.\n", m.jobs)
	m.writeTargets(out)
	for _, c := range m.courses {
		if c.failed != nil {
			fmt.Fprintf(out, "\n## %d %s\n\nNot measured: %v.\n", c.files, c.name(), c.failed)
			continue
		}
		if c.files > 0 {
			c.write(out, m.first(c.format))
		}
	}
	fmt.Fprintf(out, "\n%s", tried)
	return out.Flush()
}

// writeTargets writes the table of targets with the measured values.
func (m *measured) writeTargets(out io.Writer) {
	fmt.Fprint(out, "\n## Targets\n\nA ratio is met or missed by CPU time, a time or a peak of memory as it was measured; see the load average above.\n\n| target | limit | by wall time | by CPU time | |\n|---|---|---|---|---|\n")
	for _, t := range m.targets() {
		verdict := "met"
		if !(t.got() <= t.limit) {
			verdict = "**missed**"
		}
		byCPU := "–"
		if t.cpu > 0 {
			byCPU = fmt.Sprintf("%.2f", t.cpu)
		}
		fmt.Fprintf(out, "| %s | %.3g %s | %.2f | %s | %s |\n", t.what, t.limit, t.unit, t.wall, byCPU, verdict)
	}
}

// first returns the first course of simulated files of a format, on which all sides
// were measured.
func (m *measured) first(format string) *course {
	for _, c := range m.courses {
		if c.format == format && c.real == "" {
			return c
		}
	}
	return nil
}

// write writes the measurements of one corpus. like is the first course of its format.
func (c *course) write(out io.Writer, like *course) {
	fmt.Fprintf(out, "\n## %d %s: %.0f MB, %s\n\n", c.files, c.name(), float64(c.bytes)/1e6, rounds(c.rounds))
	fmt.Fprint(out, "| side | wall s | CPU s | MB/s | CPU ns a record | allocations a file | allocated kB a file | peak RSS MB |\n")
	fmt.Fprint(out, "|---|---:|---:|---:|---:|---:|---:|---:|\n")
	for _, side := range c.sides {
		m := median(c.costs[side])
		fmt.Fprintf(out, "| %s. %s | %.3f | %.3f | %.0f | %s | %s | %s | %.0f |\n", side, sideNames[side], m.wall.Seconds(), m.cpu.Seconds(),
			float64(c.bytes)/1e6/m.wall.Seconds(), perRecord(m.cpu, c.records(like)), c.perFile(m.work.Mallocs, 1), c.perFile(m.work.Allocated, 1e3), float64(m.rss)/1e6)
	}
	c.writeWorkbook(out)
}

func rounds(n int) string {
	if n == 1 {
		return "one round"
	}
	return fmt.Sprintf("medians of %d rounds", n)
}

// records returns how many records another reader counted in the corpus. If no
// other reader ran, it estimates the count by bytes from like, the first course
// of the format.
func (c *course) records(like *course) float64 {
	for _, side := range []string{tormoderBy, gpxgoBy} {
		if costs := c.costs[side]; len(costs) > 0 {
			return float64(costs[0].work.Records)
		}
	}
	if like == nil || like == c {
		return 0
	}
	return like.records(like) * float64(c.bytes) / float64(like.bytes)
}

func perRecord(cpu time.Duration, records float64) string {
	if records == 0 {
		return "–"
	}
	return fmt.Sprintf("%.0f", float64(cpu.Nanoseconds())/records)
}

func (c *course) perFile(total uint64, unit float64) string {
	if total == 0 {
		return "–"
	}
	return fmt.Sprintf("%.0f", float64(total)/unit/float64(c.files))
}
