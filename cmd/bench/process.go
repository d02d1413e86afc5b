package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"syscall"
	"time"
)

// cost holds the time and memory that one process used.
type cost struct {
	wall, cpu time.Duration
	rss       int64 // bytes, at its peak
	work      work  // measured in children only
}

// child runs one side in a child process, and parses the work that the child prints.
func (s *stand) child(ctx context.Context, side string, args ...string) (cost, error) {
	cmd := exec.CommandContext(ctx, s.self, append([]string{childCommand, side}, args...)...)
	var stdout bytes.Buffer
	cmd.Stdout = &stdout
	c, err := measure(cmd)
	if err == nil && stdout.Len() > 0 {
		err = json.Unmarshal(stdout.Bytes(), &c.work)
	}
	return c, err
}

// measure runs a process to its end.
func measure(cmd *exec.Cmd) (cost, error) {
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	begin := time.Now()
	err := cmd.Run()
	c := cost{wall: time.Since(begin)}
	if err != nil {
		return c, fmt.Errorf("%s: %w\n%s", cmd.Args[1], err, stderr.Bytes())
	}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return c, errors.New("this system does not tell what a process used")
	}
	c.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	c.rss = usage.Maxrss * maxrssUnit
	return c, nil
}

// maxrssUnit is Linux's: kB.
const maxrssUnit = 1 << 10

// median returns the median of each measure by itself.
func median(costs []cost) cost {
	if len(costs) == 0 {
		return cost{}
	}
	return cost{
		wall: middle(costs, func(c cost) time.Duration { return c.wall }),
		cpu:  middle(costs, func(c cost) time.Duration { return c.cpu }),
		rss:  middle(costs, func(c cost) int64 { return c.rss }),
		work: costs[0].work,
	}
}

func middle[T cmp.Ordered](costs []cost, of func(cost) T) T {
	var all []T
	for _, c := range costs {
		all = append(all, of(c))
	}
	slices.Sort(all)
	return all[len(all)/2]
}
