package command

import "runtime/debug"

// Build holds the commit and the Go version that the binary was built from.
type Build struct{ Commit, GoVersion string }

// ReadBuild returns the build that Go recorded. commit, if not empty, is the commit that
// the linker recorded; it takes precedence.
func ReadBuild(commit string) Build {
	b := Build{Commit: commit, GoVersion: "unknown"}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	b.GoVersion = info.GoVersion
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && b.Commit == "" {
			b.Commit = s.Value
		}
	}
	if b.Commit == "" {
		b.Commit = "unknown"
	}
	return b
}
