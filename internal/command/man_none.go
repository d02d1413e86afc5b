//go:build urfave_cli_no_docs

package command

import "github.com/urfave/cli/v2"

// ManCommands returns nothing: this build has no renderer for the manual page.
func ManCommands() []*cli.Command { return nil }
