package classify

import (
	"runtime"
	"sync"
)

// inParallel shares n sessions or runs out among the processors: do gets them from
// (inclusive) to (exclusive), all parts at once. It writes to nothing but its own
// part, so that no result depends on how many parts there are.
func inParallel(n int, do func(from, to int)) {
	parts := runtime.GOMAXPROCS(0)
	var group sync.WaitGroup
	for k := range parts {
		group.Go(func() { do(n*k/parts, n*(k+1)/parts) })
	}
	group.Wait()
}
