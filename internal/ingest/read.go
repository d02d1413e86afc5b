package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/semaphore"

	"dayafter/internal/summary"
)

// input is one file before it is read, on disk or in an archive.
type input struct {
	name    string   // to show; unique
	path    string   // slash-separated, within its tree
	size    int64    // bytes as stored; in archives what the archive claims
	stamp   stamp    // size and time of the outermost file, path of this one; zero without a file
	disk    diskFile // the outermost file
	src     content  // nil when failed or foreign say why
	failed  string   // why it cannot be read
	foreign string   // why it is not read
	beside  bool     // not what the user named, but the index beside it
	tree    *tree
}

// stamp says which bytes an input had when it was last seen, without reading them.
type stamp struct {
	path     string // absolute; archive members as archive.zip!member
	size     int64  // bytes, of the outermost file
	modified int64  // ns since 1970 UTC, of the outermost file
}

// content opens an input: as a stream, or as an archive, for which memory may be
// taken.
type content interface {
	open() (io.ReadCloser, error)
	random(memory *semaphore.Weighted) (*volume, error)
}

// tree is a set of inputs that call each other by path: all that lies on disk,
// or the members of one archive.
type tree struct {
	inputs   []*input
	up       *input // the archive; nil on disk
	depth    int    // archives around
	seq      bool   // members are to be fetched in order
	salvaged bool   // the archive's table of contents was lost
	allow    *allowance
	health   healthData

	mu      sync.Mutex
	indexes []*index // the tables that describe other inputs
	garmin  []*garminList
}

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

// result is a File with the input it came from.
type result struct {
	file summary.File
	in   *input
}

func newReader(o Options, d *digester) *reader {
	return &reader{
		o: o, digester: d,
		ahead:    semaphore.NewWeighted(maxBytesAhead),
		archives: semaphore.NewWeighted(maxInMemory),
		buffers:  sync.Pool{New: func() any { return new([]byte) }},
	}
}

// tree reads all inputs of t with so many workers. Archives that deserve all
// workers are read one after another once the rest is done.
func (r *reader) tree(ctx context.Context, t *tree, jobs int) {
	r.met(t)
	t.health = r.readHealth(ctx, t)
	var large archives
	workers := startCrew(min(jobs, len(t.inputs)), func(in *input) {
		if r.input(ctx, in, jobs) {
			large.add(in)
		}
	})
	for _, in := range t.order() {
		if ctx.Err() != nil {
			break
		}
		if t.seq && in.size > maxFetched { // the stream is ours once the others are done
			workers.wait()
			r.input(ctx, in, 1)
			continue
		}
		if t.seq {
			in.prefetch()
		}
		workers.give(in)
	}
	workers.end()
	for _, in := range large.inOrder() {
		r.archive(ctx, in, jobs)
	}
}

// order is the inputs as they are best read: the newest first, for what is not yet
// remembered takes longest. A stream leaves no choice.
func (t *tree) order() []*input {
	if t.seq {
		return t.inputs
	}
	order := slices.Clone(t.inputs)
	slices.SortStableFunc(order, func(a, b *input) int { return cmp.Compare(b.stamp.modified, a.stamp.modified) })
	return order
}

// crew is a number of workers that share the inputs of a tree. They stay for all of
// them: the stack of a new one would have to grow every time.
type crew struct {
	work chan *input
	busy sync.WaitGroup
}

func startCrew(n int, do func(*input)) *crew {
	c := &crew{work: make(chan *input)}
	for range n {
		go func() {
			for in := range c.work {
				do(in)
				c.busy.Done()
			}
		}()
	}
	return c
}

func (c *crew) give(in *input) {
	c.busy.Add(1)
	c.work <- in
}

// wait returns when all that was given is done.
func (c *crew) wait() { c.busy.Wait() }

// end waits and lets the workers go.
func (c *crew) end() {
	c.wait()
	close(c.work)
}

// archives are those put off.
type archives struct {
	mu  sync.Mutex
	all []*input
}

func (a *archives) add(in *input) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.all = append(a.all, in)
}

func (a *archives) inOrder() []*input {
	slices.SortFunc(a.all, func(x, y *input) int { return strings.Compare(x.name, y.name) })
	return a.all
}

// input reads one input, unless it is a large archive: then it reports true.
func (r *reader) input(ctx context.Context, in *input, jobs int) (large bool) {
	if ctx.Err() != nil {
		return false
	}
	if f, ok := r.known(in); ok {
		r.add(in, f)
		return false
	}
	f, err := r.content(ctx, in)
	switch {
	case ctx.Err() != nil:
	case errors.Is(err, errArchive) && in.size > smallArchive && !in.tree.seq && jobs > 1:
		return true
	case errors.Is(err, errArchive):
		r.archive(ctx, in, 1)
	case err != nil:
		r.add(in, failed(in.name, Unknown, err.Error()))
	default:
		r.add(in, f)
	}
	return false
}

// known answers without reading: what cannot or need not be read, and what the
// cache vouches for.
func (r *reader) known(in *input) (summary.File, bool) {
	switch {
	case in.failed != "":
		return failed(in.name, Unknown, in.failed), true
	case in.foreign != "":
		return foreign(in.name, in.foreign), true
	case r.o.Cache == nil || in.heart() != nil || !r.trusted(in.stamp):
		return summary.File{}, false
	}
	return r.o.Cache.Stamped(in.stamp.path, in.stamp.size, in.stamp.modified)
}

func foreign(name, reason string) summary.File {
	return summary.File{Name: name, Format: string(Unknown), Outcome: summary.NotActivity, Reason: reason}
}

// trusted reports whether size and time vouch for the content. A clock that was
// set back leaves times in the future, which vouch for nothing.
func (r *reader) trusted(s stamp) bool {
	return s != (stamp{}) && r.o.Now.UnixNano()-s.modified >= int64(settled)
}

var errArchive = errors.New("an archive")

// content reads and digests an input, once there is room for it among what the
// other workers hold. An archive is errArchive.
func (r *reader) content(ctx context.Context, in *input) (summary.File, error) {
	most, guess := in.room()
	if most > maxFile { // its head tells whether it is worth measuring
		most, guess = headSize, headSize
	}
	f, err := r.within(ctx, in, most, guess)
	if !errors.Is(err, errReserved) {
		return f, err
	}
	size, err := in.measure()
	if err != nil {
		return f, err
	}
	return r.within(ctx, in, size, size)
}

func (in *input) measure() (int64, error) {
	src, err := in.src.open()
	if err != nil {
		return 0, err
	}
	defer src.Close()
	return measure(src)
}

// within reads and digests an input of at most limit bytes, of which it makes room
// for guess at first. What a large one took is given back before the next one's
// turn: two of them, one of it garbage, would be more than a machine may lack.
func (r *reader) within(ctx context.Context, in *input, limit, guess int64) (summary.File, error) {
	weight := min(limit, maxBytesAhead)
	if err := r.ahead.Acquire(ctx, weight); err != nil {
		return summary.File{}, err
	}
	defer r.ahead.Release(weight)
	f, err := r.take(in, limit, guess)
	if weight == maxBytesAhead {
		debug.FreeOSMemory()
	}
	return f, err
}

// take reads and digests an input for which there is room.
func (r *reader) take(in *input, limit, guess int64) (summary.File, error) {
	src, err := in.src.open()
	if err != nil {
		return summary.File{}, err
	}
	defer src.Close()
	buf := r.buffers.Get().(*[]byte)
	defer r.buffers.Put(buf)
	b, err := load(src, limit, slices.Grow(*buf, int(min(guess, limit)+1)))
	if cap(b.data) > cap(*buf) && cap(b.data) <= maxBuffer {
		*buf = b.data[:0] // decoders keep nothing of it
	}
	if b.sha == [32]byte{} { // not read to its end
		b.size, _ = in.room()
	}
	switch {
	case err != nil:
		return summary.File{}, err
	case b.kind == Zip && !b.gzipped:
		return summary.File{}, errArchive
	case b.kind == CSV:
		return r.table(in, &b), nil
	case b.kind == Garmin:
		return r.garmin(in, &b), nil
	}
	return r.digest(in, &b), nil
}

// room is how many bytes an input has at most, as far as can be told from
// outside, and a guess at how many it has.
func (in *input) room() (most, guess int64) {
	most = in.size
	if m, ok := in.src.(*member); ok {
		most = int64(min(m.header.UncompressedSize64, 1<<40))
	}
	if strings.HasSuffix(strings.ToLower(in.path), ".gz") {
		return 12 * most, 4 * most // FIT shrinks to a third, text of watches to a tenth
	}
	return most, most
}

// digest asks the cache for the content before it decodes, and tells it after.
// What was completed from another file, or came out of a damaged wrapping, is no
// function of the content and stays out of the cache.
func (r *reader) digest(in *input, b *body) summary.File {
	heart := in.heart()
	if heart != nil {
		f := r.digester.digest(in.name, b, heart.complete())
		f.Stated = heart.stated(in)
		return f
	}
	if r.o.Cache == nil || !b.kind.wanted() || len(b.issues) > 0 {
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

// archive reads the members of the archive that in is, with so many workers.
func (r *reader) archive(ctx context.Context, in *input, jobs int) {
	t, v, err := r.openTree(in)
	if err != nil {
		r.add(in, failed(in.name, Zip, err.Error()))
		return
	}
	defer v.Close()
	if len(t.inputs) == 0 {
		r.add(in, summary.File{Format: string(Zip), Outcome: summary.NotActivity, Reason: "an archive without files"})
		return
	}
	r.tree(ctx, t, jobs)
	if t.salvaged && ctx.Err() == nil {
		r.add(in, failed(in.name, Zip, fmt.Sprintf("%s; whole files found in it and read all the same: %d", errNoDirectory, t.whole())))
		return
	}
	r.opened(in)
}

// met counts the inputs of a tree among the known.
func (r *reader) met(t *tree) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.trees = append(r.trees, t)
	r.progress.Known += len(t.inputs)
}

// opened takes an archive, which is no input of its own, out of the count.
func (r *reader) opened(in *input) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.progress.Known--
}

// add files the result of an input.
func (r *reader) add(in *input, f summary.File) {
	f.Name = in.name
	f = settle(f)
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case !in.beside:
		r.done = append(r.done, result{f, in})
	case f.Reason == indexReason: // any other file there is none of ours
		f.Reason += "; it lies beside the folder"
		r.done = append(r.done, result{f, in})
	}
	r.progress.Done++
	r.progress.Bytes += in.size
	r.progress.Name = in.name
	if r.o.Progress != nil {
		r.o.Progress(r.progress)
	}
}

// files are all results in order of name, with what indexes say of them.
func (r *reader) files(whole bool) []summary.File {
	rows := r.attachIndexes(whole)
	files := make([]summary.File, 0, len(r.done)+len(rows))
	for _, d := range r.done {
		files = append(files, d.file)
	}
	files = append(files, rows...)
	slices.SortStableFunc(files, func(a, b summary.File) int { return strings.Compare(a.Name, b.Name) })
	return files
}
