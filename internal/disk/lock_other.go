//go:build !unix || aix || solaris

package disk

// lock does nothing, because this system cannot rename a locked file.
func lock(string) (unlock func()) { return func() {} }

// removeUnlocked returns false: without locks, only the process number shows whether a
// writer still runs.
func removeUnlocked(string) bool { return false }
