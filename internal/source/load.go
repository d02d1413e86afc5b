package source

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"

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
// when its kind is wanted. More than limit bytes are errReserved. A stream that
// breaks off yields what was there, with an issue.
func load(r io.Reader, limit int64) (body, error) {
	var b body
	br := bufio.NewReaderSize(r, headSize)
	for layer := 0; ; layer++ {
		head, err := br.Peek(headSize)
		if len(head) == 0 && err != io.EOF {
			return b, err
		}
		b.kind = Sniff(head)
		if b.kind != Gzip || layer == maxLayers {
			break
		}
		zr, err := gzip.NewReader(br)
		if err != nil {
			return b, errors.New("a gzip file whose header is damaged")
		}
		b.gzipped = true
		br = bufio.NewReaderSize(zr, headSize)
	}
	if b.kind.told() && br.Buffered() == headSize || b.kind == Zip {
		return b, nil
	}
	return b, b.fill(br, limit)
}

// fill reads to the end. It hashes all and keeps only what is wanted.
func (b *body) fill(r io.Reader, limit int64) error {
	var keep bytes.Buffer
	hash := sha256.New()
	into := io.Writer(hash)
	if b.kind.wanted() {
		into = io.MultiWriter(hash, &keep)
	}
	n, err := io.Copy(into, io.LimitReader(r, limit+1))
	switch {
	case n > limit && limit < maxFile:
		return errReserved
	case n > limit:
		return errTooLarge
	case err != nil && (n == 0 || !b.survive(err)):
		return err
	}
	b.data, b.size = keep.Bytes(), n
	hash.Sum(b.sha[:0])
	return nil
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
