package ingest

import (
	"context"
	"errors"
	"runtime/debug"

	"dayafter/internal/summary"
)

// errArchive says that an input is an archive, whose members are the inputs.
var errArchive = errors.New("an archive")

// readContent reads and digests an input. It first waits until the inputs of all workers
// together fit into the memory limit. It returns errArchive for an archive.
func (r *reader) readContent(ctx context.Context, in *input) (summary.File, error) {
	most, guess := in.sizes()
	if most > maxFile { // only some content is worth measuring
		most, guess = headSize, headSize
	}
	f, err := r.readWithin(ctx, in, most, guess)
	if !errors.Is(err, errReserved) {
		return f, err
	}
	size, err := in.measure()
	if err != nil {
		return f, err
	}
	return r.readWithin(ctx, in, size, size)
}

// measure returns the number of bytes of the inflated content.
func (in *input) measure() (int64, error) {
	src, err := in.src.Open()
	if err != nil {
		return 0, err
	}
	defer src.Close()
	return measure(src)
}

// readWithin reads and digests an input of at most limit bytes, with a buffer of guess
// bytes at first. It returns a large input's memory to the OS before the next input is
// read; otherwise, peak memory could double.
func (r *reader) readWithin(ctx context.Context, in *input, limit, guess int64) (summary.File, error) {
	weight := min(limit, maxBytesAhead)
	if err := r.ahead.Acquire(ctx, weight); err != nil {
		return summary.File{}, err
	}
	defer r.ahead.Release(weight)
	f, err := r.readReserved(in, limit, guess)
	if weight == maxBytesAhead {
		debug.FreeOSMemory()
	}
	return f, err
}

// readReserved reads and digests an input for which memory is reserved.
func (r *reader) readReserved(in *input, limit, guess int64) (summary.File, error) {
	src, err := in.src.Open()
	if err != nil {
		return summary.File{}, err
	}
	defer src.Close()
	buf := r.buffers.Get().(*[]byte)
	defer r.buffers.Put(buf)
	b, err := load(src, limit, min(guess, limit), *buf)
	if cap(b.data) > cap(*buf) && cap(b.data) <= maxBuffer {
		*buf = b.data[:0] // decoders keep no reference to the buffer
	}
	if b.sha == [32]byte{} { // not read to its end
		b.size, _ = in.sizes()
	}
	switch {
	case err != nil:
		return summary.File{}, err
	case b.kind == Zip && !b.gzipped:
		return summary.File{}, errArchive
	case contentOf(b.kind).list:
		return r.readList(in, &b), nil
	}
	return r.digestCached(in, &b), nil
}

// digestCached asks the cache for the content before decoding, and keeps the result. It
// does not cache a result that other files completed, or that came from a damaged gzip or
// zip, because such a result depends on more than the content.
func (r *reader) digestCached(in *input, b *body) summary.File {
	if rec := in.healthRecords(); rec != nil {
		return r.digestRoute(in, b, rec)
	}
	if r.o.Cache == nil || contentOf(b.kind).reading != whole || len(b.issues) > 0 {
		return r.digester.digest(in.name, b, nil)
	}
	f, ok := r.o.Cache.Content(b.sha)
	if !ok {
		f = r.digester.digest(in.name, b, nil)
	}
	at := in.stamp
	if !r.trusted(at) || !in.disk.unchanged(at) {
		at = stamp{}
	}
	if !ok || at != (stamp{}) {
		r.o.Cache.Keep(at.path, at.size, at.modified, f)
	}
	return f
}
