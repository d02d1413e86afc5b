package main

import (
	"os"
	"runtime/debug"
)

// Goals of the garbage collector in bytes. Without a goal, the garbage of one harmful file
// would occupy memory beside the next file's data, and the garbage of a long history beside
// all of its runs. A run takes 5 to 7 kB. Ours.
const (
	memoryGoal = 160 << 20
	memoryBase = 90 << 20
	memoryRun  = 6000
)

// gcPercent is the growth of the heap, in %, at which a collection starts. Ours: 200
// instead of Go's 100 saves a tenth of the processor time, and the goal bounds the peak.
const gcPercent = 200

// tuneHeap sets the garbage collector, unless the user has set it by GOGC.
func tuneHeap() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	makeRoom(0)
}

// makeRoom sets the memory goal for the number of files, unless the user has set
// it by GOMEMLIMIT.
func makeRoom(files int) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(max(memoryGoal, memoryBase+memoryRun*int64(files)))
	}
}
