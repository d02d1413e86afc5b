package classify

import (
	"runtime"
	"sync"
)

// inParallel divides n items into one part for each processor and calls do for all parts at
// once, each with a range from (inclusive) to (exclusive). do must write only to its own
// part, so that no result depends on the number of parts.
func inParallel(n int, do func(from, to int)) {
	parts := runtime.GOMAXPROCS(0)
	var group sync.WaitGroup
	for k := range parts {
		group.Go(func() { do(n*k/parts, n*(k+1)/parts) })
	}
	group.Wait()
}
