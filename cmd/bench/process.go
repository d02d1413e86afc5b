package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
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

// measure runs a process to its end. It parses the output of children only, which
// print their work.
func measure(ctx context.Context, argv []string, child bool, env ...string) (cost, error) {
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...)
	cmd.Env = append(os.Environ(), env...)
	var stdout, stderr bytes.Buffer
	cmd.Stderr = &stderr
	if child {
		cmd.Stdout = &stdout
	}
	begin := time.Now()
	err := cmd.Run()
	c := cost{wall: time.Since(begin)}
	if err != nil {
		return c, fmt.Errorf("%s: %w\n%s", argv[1], err, stderr.Bytes())
	}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return c, errors.New("this system does not tell what a process used")
	}
	c.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	c.rss = usage.Maxrss * maxrssUnit
	if child && stdout.Len() > 0 {
		err = json.Unmarshal(stdout.Bytes(), &c.work)
	}
	return c, err
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
