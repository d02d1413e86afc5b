package ingest

import (
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"slices"

	"dayafter/internal/activity"
)

// body is the decompressed content of one input.
type body struct {
	kind    Kind
	gzipped bool
	data    []byte // nil unless the kind is wanted
	size    int64  // bytes
	sha     [32]byte
	issues  activity.Issues
}

var (
	errTooLarge = fmt.Errorf("larger than %d MB once inflated", maxFile>>20)
	errReserved = errors.New("larger than reserved")
)

// load reads content, through as many layers of gzip as there are, and keeps it
// when its kind is wanted, in buf as far as that reaches. More than limit bytes
// of a wanted kind are errReserved. A stream that breaks off yields what was
// there, with an issue.
func load(r io.Reader, limit int64, buf []byte) (body, error) {
	b, br, err := unwrap(r)
	if err != nil || b.kind == Zip || b.kind.told() && br.Buffered() == headSize {
		return b, err
	}
	return b, b.fill(br, limit, buf)
}

// unwrap tells the content and takes the gzip off it.
func unwrap(r io.Reader) (body, *bufio.Reader, error) {
	var b body
	br := bufio.NewReaderSize(r, headSize)
	for layer := 0; ; layer++ {
		head, err := br.Peek(headSize)
		if len(head) == 0 && err != io.EOF {
			return b, br, err
		}
		b.kind = Sniff(head)
		if b.kind != Gzip || layer == maxLayers {
			return b, br, nil
		}
		zr, err := gzip.NewReader(br)
		if err != nil {
			return b, br, errors.New("a gzip file whose header is damaged")
		}
		b.gzipped = true
		br = bufio.NewReaderSize(zr, headSize)
	}
}

// fill reads to the end. It hashes all and keeps only what is wanted.
func (b *body) fill(r io.Reader, limit int64, buf []byte) error {
	hash := sha256.New()
	buf = slices.Grow(buf[:0], headSize)
	for {
		n, err := r.Read(buf[len(buf):cap(buf)])
		hash.Write(buf[len(buf) : len(buf)+n])
		b.size += int64(n)
		switch {
		case b.size > limit && b.kind.wanted():
			return errReserved
		case b.size > limit:
			return nil // without a SHA-256
		case b.kind.wanted():
			buf = buf[:len(buf)+n]
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			if b.size == 0 || !b.survive(err) {
				return err
			}
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

// measure returns how many bytes content has once inflated, without keeping any.
// More than maxFile are errTooLarge.
func measure(r io.Reader) (int64, error) {
	_, br, err := unwrap(r)
	if err != nil {
		return 0, err
	}
	n, _ := io.Copy(io.Discard, io.LimitReader(br, maxFile+1)) // an error will be met again
	if n > maxFile {
		return n, errTooLarge
	}
	return n, nil
}

// survive records what broke off a stream of which something was read. Other
// errors, such as those of a disk, are not survived.
func (b *body) survive(err error) bool {
	switch {
	case errors.Is(err, gzip.ErrHeader):
		b.issues.Add(activity.Mended, "gzip-tail", "something that is not gzip follows the compressed content")
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, errCRC):
		b.issues.Add(activity.Partial, "archive-checksum", "the checksum of the compressed content is wrong: values may be damaged")
	case errors.Is(err, io.ErrUnexpectedEOF), isCorrupt(err):
		b.issues.Add(activity.Partial, "archive-cut", "the compressed content breaks off")
	default:
		return false
	}
	return true
}
