package ingest

import (
	"crypto/sha256"
	"errors"
	"io"
	"slices"

	"dayafter/internal/activity"
	"dayafter/internal/ingest/archive"
)

// body is the decompressed content of one input.
type body struct {
	kind    Kind
	gzipped bool
	data    []byte // nil unless content of this kind is kept in memory
	size    int64  // bytes
	sha     [32]byte
	issues  activity.Issues
}

// errReserved says that content is larger than the bytes reserved for it.
var errReserved = errors.New("larger than reserved")

// load reads content and removes its layers of gzip. If content of its kind is kept in
// memory, load uses buf or a new buffer of guess bytes, and returns errReserved for more
// than limit bytes. A truncated stream gives the content so far, with an issue.
func load(r io.Reader, limit, guess int64, buf []byte) (body, error) {
	var b body
	br, gzipped, err := archive.Gunzip(r)
	b.gzipped = gzipped
	if err != nil {
		if gzipped || errors.Is(err, archive.ErrGzipHeader) {
			b.kind = Gzip
		}
		return b, err
	}
	head, _ := br.Peek(headSize)
	b.kind = Sniff(head)
	if b.kind == Zip || contentOf(b.kind).reading == headOnly && br.Buffered() == headSize {
		return b, nil
	}
	if contentOf(b.kind).reading != whole {
		guess = headSize
	}
	return b, b.fill(br, limit, slices.Grow(buf[:0], int(guess)+1))
}

// fill reads to the end. It hashes all bytes, and keeps them if content of this kind is
// kept in memory. buf has room for at least one byte.
func (b *body) fill(r io.Reader, limit int64, buf []byte) error {
	hash := sha256.New()
	keep := contentOf(b.kind).reading == whole
	for {
		n, err := r.Read(buf[len(buf):cap(buf)])
		hash.Write(buf[len(buf) : len(buf)+n])
		b.size += int64(n)
		switch {
		case b.size > limit && keep:
			return errReserved
		case b.size > limit:
			return nil // without a SHA-256
		case keep:
			buf = buf[:len(buf)+n]
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			issue, ok := archive.Damage(err)
			if b.size == 0 || !ok {
				return err
			}
			b.issues = append(b.issues, issue)
			break
		}
		if len(buf) == cap(buf) {
			buf = slices.Grow(buf, len(buf)/2+headSize)
		}
	}
	b.data = buf
	hash.Sum(b.sha[:0])
	return nil
}

// measure returns the number of bytes of the inflated content without keeping the bytes. It
// returns archive.ErrTooLarge for more than maxFile.
func measure(r io.Reader) (int64, error) {
	br, _, err := archive.Gunzip(r)
	if err != nil {
		return 0, err
	}
	n, _ := io.Copy(io.Discard, io.LimitReader(br, maxFile+1)) // load will return the same error
	if n > maxFile {
		return n, archive.ErrTooLarge
	}
	return n, nil
}
