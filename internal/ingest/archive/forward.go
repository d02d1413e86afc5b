package archive

import (
	"errors"
	"io"
	"sync"
)

// forward reads at any offset of a stream that can only be read from its start, such as a
// deflated archive within an archive. Reading forwards is fast. Reading backwards starts
// the stream again, except within the window of the last bytes.
type forward struct {
	open func() (io.ReadCloser, error)

	mu     sync.Mutex
	r      io.ReadCloser
	window []byte // the last bytes that were read
	end    int64  // offset after the window
}

// windowSize bytes are kept, because headers are read more than once.
const (
	windowSize = 128 << 10
	skipSize   = 32 << 10
)

// ReadAt implements io.ReaderAt.
func (f *forward) ReadAt(p []byte, off int64) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if off < 0 {
		return 0, errors.New("negative offset")
	}
	if f.r == nil || off < f.end-int64(len(f.window)) {
		if err := f.restart(); err != nil {
			return 0, err
		}
	}
	n := 0
	if start := f.end - int64(len(f.window)); off < f.end {
		n = copy(p, f.window[off-start:])
	} else if err := f.skip(off - f.end); err != nil {
		return 0, err
	}
	m, err := io.ReadFull(f.r, p[n:])
	f.keep(p[n : n+m])
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	return n + m, err
}

// restart opens the stream again.
func (f *forward) restart() error {
	if f.r != nil {
		f.r.Close()
	}
	f.window, f.end = f.window[:0], 0
	var err error
	f.r, err = f.open()
	return err
}

// skip reads n bytes and keeps the last of them in the window.
func (f *forward) skip(n int64) error {
	var buf [skipSize]byte
	for n > 0 {
		m, err := io.ReadFull(f.r, buf[:min(n, skipSize)])
		f.keep(buf[:m])
		n -= int64(m)
		if err != nil {
			return io.EOF
		}
	}
	return nil
}

// keep appends b to the window and drops the oldest bytes.
func (f *forward) keep(b []byte) {
	f.end += int64(len(b))
	f.window = append(f.window, b[max(0, len(b)-windowSize):]...)
	if extra := len(f.window) - windowSize; extra > windowSize {
		f.window = append(f.window[:0], f.window[extra:]...)
	}
}
