package ingest

import (
	"slices"
	"strings"
	"sync"
)

// pool is a set of workers that share the inputs of a tree. Each worker handles many inputs,
// because the stack of a new goroutine would have to grow for each of them.
type pool struct {
	work chan *input
	busy sync.WaitGroup
}

func startPool(workers int, do func(*input)) *pool {
	p := &pool{work: make(chan *input)}
	for range workers {
		go func() {
			for in := range p.work {
				do(in)
				p.busy.Done()
			}
		}()
	}
	return p
}

// submit waits for a free worker and gives it the input.
func (p *pool) submit(in *input) {
	p.busy.Add(1)
	p.work <- in
}

// wait returns when all submitted inputs are done.
func (p *pool) wait() { p.busy.Wait() }

// close waits and ends the workers.
func (p *pool) close() {
	p.wait()
	close(p.work)
}

// postponed collects the archives that are read after the other inputs.
type postponed struct {
	mu  sync.Mutex
	all []*input
}

func (p *postponed) add(in *input) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.all = append(p.all, in)
}

// sorted returns the archives in order of name.
func (p *postponed) sorted() []*input {
	slices.SortFunc(p.all, func(x, y *input) int { return strings.Compare(x.name, y.name) })
	return p.all
}
