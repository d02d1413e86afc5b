package walk

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// Open opens a regular file for reading and refuses anything else. It never waits, while
// os.Open would wait for ever for a pipe that replaced a listed file.
func Open(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, Cause(err)
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = ErrNotRegular
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// Check returns an error if the path that the user named is neither a regular file nor a
// folder, because reading a pipe or a device might never end.
func Check(path string) error {
	if _, err := os.Lstat(path); err != nil {
		return Cause(err)
	}
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return errors.New("not a file or folder but " + nodeName(info.Mode()))
	}
	return nil // List lists a broken link with the reason
}

// ErrNotRegular reports a listed file that was replaced by something other than a file.
var ErrNotRegular = errors.New("no longer a regular file")

// Cause returns an error of the file system without its paths, because the message that
// includes it names the file.
func Cause(err error) error {
	var p *fs.PathError
	var l *os.LinkError
	switch {
	case errors.As(err, &p):
		return p.Err
	case errors.As(err, &l):
		return l.Err
	}
	return err
}

// nodeName returns the words for a file that is not regular.
func nodeName(m fs.FileMode) string {
	switch {
	case m&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case m&fs.ModeSocket != 0:
		return "a socket"
	case m&fs.ModeDevice != 0:
		return "a device"
	}
	return "something special"
}
