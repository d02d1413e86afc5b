package archive

import (
	"bufio"
	"errors"
	"io"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"

	"dayafter/internal/activity"
)

// HeadSize is the number of bytes that the reader returned by Gunzip can peek.
const HeadSize = 4 << 10

// gzipMagic begins every gzip stream (RFC 1952).
const gzipMagic = "\x1f\x8b"

// Gunzip returns the content of r without its layers of gzip, and reports whether
// it had any. Content in more than maxLayers layers stays compressed.
func Gunzip(r io.Reader) (content *bufio.Reader, gzipped bool, err error) {
	br := bufio.NewReaderSize(r, HeadSize)
	for range maxLayers {
		head, err := br.Peek(HeadSize)
		if len(head) == 0 && err != io.EOF {
			return br, gzipped, err
		}
		if len(head) < len(gzipMagic) || string(head[:len(gzipMagic)]) != gzipMagic {
			return br, gzipped, nil
		}
		zr, err := gzip.NewReader(br)
		if err != nil {
			return br, gzipped, ErrGzipHeader
		}
		gzipped = true
		br = bufio.NewReaderSize(zr, HeadSize)
	}
	head, err := br.Peek(HeadSize)
	if len(head) == 0 && err != io.EOF {
		return br, gzipped, err
	}
	return br, gzipped, nil
}

// ErrGzipHeader reports a file that begins like gzip but is not gzip.
var ErrGzipHeader = errors.New("a gzip file whose header is damaged")

// Damage returns the issue for a stream that ended with err after some content was read. ok
// is false for an error that makes the content useless, such as a failing disk.
func Damage(err error) (issue activity.Issue, ok bool) {
	switch {
	case errors.Is(err, gzip.ErrHeader):
		return activity.Issue{Severity: activity.Repaired, Code: "gzip-tail", Text: "something that is not gzip follows the compressed content", Count: 1}, true
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, errCRC):
		return activity.Issue{Severity: activity.Partial, Code: "archive-checksum", Text: "the checksum of the compressed content is wrong: values may be damaged", Count: 1}, true
	case errors.Is(err, io.ErrUnexpectedEOF), isCorrupt(err):
		return activity.Issue{Severity: activity.Partial, Code: "archive-cut", Text: "the compressed content breaks off", Count: 1}, true
	}
	return activity.Issue{}, false
}

// isCorrupt reports whether err says that deflated bytes make no sense.
func isCorrupt(err error) bool {
	var c flate.CorruptInputError
	return errors.As(err, &c)
}
