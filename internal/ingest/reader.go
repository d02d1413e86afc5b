package ingest

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"golang.org/x/sync/semaphore"

	"dayafter/internal/ingest/archive"
	"dayafter/internal/summary"
)

// reader is one call of Read.
type reader struct {
	o        Options
	digester *digester
	ahead    *semaphore.Weighted // bytes of inputs held by all workers
	archives *semaphore.Weighted // bytes of archives held in memory
	buffers  sync.Pool           // of *[]byte

	mu       sync.Mutex
	done     []result
	trees    []*tree // in the order in which they were opened
	progress Progress
}

func newReader(o Options, d *digester) *reader {
	return &reader{
		o: o, digester: d,
		ahead:    semaphore.NewWeighted(maxBytesAhead),
		archives: semaphore.NewWeighted(archive.MaxInMemory),
		buffers:  sync.Pool{New: func() any { return new([]byte) }},
	}
}

// readTree reads all inputs of t with the given number of workers. Large archives come
// after the other inputs, one after another, each with all workers.
func (r *reader) readTree(ctx context.Context, t *tree, jobs int) {
	r.found(t)
	if r.o.Cache != nil {
		r.o.Cache.Expect(len(t.inputs))
	}
	t.health = r.readHealth(ctx, t)
	var large postponed
	workers := startPool(min(jobs, len(t.inputs)), func(in *input) {
		if r.readInput(ctx, in, jobs) {
			large.add(in)
		}
	})
	for _, in := range t.order() {
		if ctx.Err() != nil {
			break
		}
		if t.sequential && in.size > maxFetched { // wait, because the workers share the stream
			workers.wait()
			r.readInput(ctx, in, 1)
			continue
		}
		if t.sequential {
			in.fetch()
		}
		workers.submit(in)
	}
	workers.close()
	for _, in := range large.sorted() {
		r.readArchive(ctx, in, jobs)
	}
}

// readInput reads one input. It does not read a large archive, for which it returns true.
func (r *reader) readInput(ctx context.Context, in *input, jobs int) (large bool) {
	if ctx.Err() != nil {
		return false
	}
	if f, ok := r.withoutReading(in); ok {
		r.add(in, f)
		return false
	}
	f, err := r.readContent(ctx, in)
	switch {
	case ctx.Err() != nil:
	case errors.Is(err, errArchive) && in.size > smallArchive && !in.tree.sequential && jobs > 1:
		return true
	case errors.Is(err, errArchive):
		r.readArchive(ctx, in, 1)
	case err != nil:
		r.add(in, failed(in.name, Unknown, err.Error()))
	default:
		r.add(in, f)
	}
	return false
}

// withoutReading returns the result of an input that cannot be read, need not be read, or
// has not changed since the cache stored its result.
func (r *reader) withoutReading(in *input) (summary.File, bool) {
	switch {
	case in.failed != "":
		return failed(in.name, Unknown, in.failed), true
	case in.skipped != "":
		return passedOver(in.name, in.skipped), true
	case r.o.Cache == nil || in.healthRecords() != nil || !r.trusted(in.stamp):
		return summary.File{}, false
	}
	return r.o.Cache.Stamped(in.stamp.path, in.stamp.size, in.stamp.modified)
}

// trusted reports whether size and time identify the content. Times in the future, as after
// a clock was set back, do not.
func (r *reader) trusted(s stamp) bool {
	return s != (stamp{}) && r.o.Now.UnixNano()-s.modified >= int64(settled)
}

// readArchive reads the members of the archive in with the given number of workers.
func (r *reader) readArchive(ctx context.Context, in *input, jobs int) {
	t, v, err := r.openTree(in)
	if err != nil {
		r.add(in, failed(in.name, Zip, err.Error()))
		return
	}
	defer v.Close()
	if doc, ok := t.officeDocument(); ok {
		r.add(in, doc)
		return
	}
	if len(t.inputs) == 0 {
		r.add(in, summary.File{Format: string(Zip), Outcome: summary.NotActivity, Reason: "an archive without files"})
		return
	}
	r.readTree(ctx, t, jobs)
	if t.contents.Salvaged && ctx.Err() == nil {
		r.add(in, failed(in.name, Zip, fmt.Sprintf("%s; complete files found in it and read nevertheless: %d", archive.ErrNoDirectory, t.contents.Whole())))
		return
	}
	r.notAnInput()
}
