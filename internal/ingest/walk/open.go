package walk

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// Open opens a regular file for reading and refuses anything else. It never waits:
// a pipe that took the place of a listed file would make a plain open wait for ever.
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

// Check returns an error if there is neither a regular file nor a folder at path, which
// the user named. Waiting for a pipe or reading a device would never end.
func Check(path string) error {
	if _, err := os.Lstat(path); err != nil {
		return Cause(err)
	}
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return errors.New("not a file or folder but " + nodeName(info.Mode()))
	}
	return nil // a link that leads nowhere is listed with its reason
}

// ErrNotRegular says that something else took the place of a listed file.
var ErrNotRegular = errors.New("no longer a regular file")

// Cause returns an error of the file system without its paths, because the message
// around it names the file already.
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
