//go:build unix && !aix && !solaris

package disk

import (
	"errors"
	"os"
	"syscall"
)

// lock marks a temporary file as being written, until unlock is called or the process
// ends. It waits while Sweep looks at the file. A file system without locks leaves the
// file unmarked.
func lock(path string) (unlock func()) {
	f, err := os.Open(path)
	if err != nil {
		return func() {}
	}
	for errors.Is(syscall.Flock(int(f.Fd()), syscall.LOCK_EX), syscall.EINTR) {
	}
	return func() { f.Close() }
}

// removeUnlocked removes a temporary file that nobody writes. It returns false if the
// file system has no locks.
func removeUnlocked(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return true // removed meanwhile, or another user's
	}
	defer f.Close()
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		os.Remove(path)
	}
	return err == nil || errors.Is(err, syscall.EWOULDBLOCK)
}
