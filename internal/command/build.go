package command

import "runtime/debug"

// Build says what the binary was made from.
type Build struct{ Commit, GoVersion string }

// ReadBuild returns what Go recorded of the build. commit is what the linker recorded;
// "" if it recorded nothing.
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
