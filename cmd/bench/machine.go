package main

import (
	"fmt"
	"os"
	"regexp"
	"runtime"
	"strings"
	"time"
)

// machine describes the computer and the time of a measurement.
type machine struct {
	cpu        string
	processors int
	memory     string
	system     string
	day        string
	loadBefore string // average of the last minute
	loadAfter  string
}

func thisMachine() machine {
	return machine{
		cpu:        match("/proc/cpuinfo", `model name\s*:\s*(.+)`),
		processors: runtime.NumCPU(),
		memory:     match("/proc/meminfo", `MemTotal:\s*(.+)`),
		system:     runtime.GOOS + "/" + runtime.GOARCH + ", " + runtime.Version(),
		day:        time.Now().UTC().Format(time.DateOnly),
		loadBefore: loadAverage(),
	}
}

func (m machine) String() string {
	return fmt.Sprintf("%s, %d processors, %s of memory, %s, %s; load average %s before and %s after",
		m.cpu, m.processors, m.memory, m.system, m.day, m.loadBefore, m.loadAfter)
}

func loadAverage() string { return match("/proc/loadavg", `^(\S+)`) }

// match returns the first group of a pattern in a file, or "unknown".
func match(path, pattern string) string {
	b, err := os.ReadFile(path)
	if err != nil {
		return "unknown"
	}
	if m := regexp.MustCompile(pattern).FindSubmatch(b); m != nil {
		return strings.TrimSpace(string(m[1]))
	}
	return "unknown"
}
