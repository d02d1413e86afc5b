package main

import (
	"fmt"
	"io"
	"runtime/debug"

	"github.com/urfave/cli/v2"

	"dayafter/internal/ingest"
	"dayafter/internal/store/decisions"
	"dayafter/internal/summary"
)

// version is the release's number. The release build sets it; any other build is
// "devel".
var version = "devel"

// commit is the release's commit. The release build sets it; other builds take it
// from what Go recorded.
var commit = ""

// versionFlag returns the option that prints the version.
func versionFlag() cli.Flag {
	return &cli.BoolFlag{Name: "version", Usage: "print the version and the formats that it reads and writes", DisableDefaultText: true}
}

// printVersion writes the program's version, its build, and the versions of all
// formats that outlive a run of the program.
func printVersion(w io.Writer) error {
	made := readBuild()
	_, err := fmt.Fprintf(w, "dayafter %s\ncommit %s\nbuilt with %s\nformats: cache %d.%d, decisions %d\n",
		version, made.commit, made.goVersion, ingest.Version, summary.Version, decisions.Version)
	return err
}

// buildInfo says what the binary was made from.
type buildInfo struct{ commit, goVersion string }

// readBuild returns what the linker and Go recorded of the build.
func readBuild() buildInfo {
	b := buildInfo{commit: commit, goVersion: "unknown"}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	b.goVersion = info.GoVersion
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && b.commit == "" {
			b.commit = s.Value
		}
	}
	if b.commit == "" {
		b.commit = "unknown"
	}
	return b
}
