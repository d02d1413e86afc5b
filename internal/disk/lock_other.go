//go:build !unix || aix || solaris

package disk

// lock does nothing: a locked file could not be renamed.
func lock(string) (unlock func()) { return func() {} }

// removeUnlocked returns false: only the number of the process tells whether a writer
// lives.
func removeUnlocked(string) bool { return false }
