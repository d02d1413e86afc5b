package main

import (
	"fmt"
	"io"

	"github.com/urfave/cli/v2"

	"dayafter/internal/command"
	"dayafter/internal/ingest"
	"dayafter/internal/render/xlsx"
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
	made := command.ReadBuild(commit)
	_, err := fmt.Fprintf(w, "dayafter %s\ncommit %s\nbuilt with %s\nformats: cache %d.%d, decisions %d, workbook %d\n",
		version, made.Commit, made.GoVersion, ingest.Version, summary.Version, decisions.Version, xlsx.Version)
	return err
}
