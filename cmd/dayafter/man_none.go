//go:build urfave_cli_no_docs

package main

import "github.com/urfave/cli/v2"

// manCommands returns nothing: this build has no renderer for the manual page.
func manCommands() []*cli.Command { return nil }
