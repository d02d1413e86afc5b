//go:build !urfave_cli_no_docs

package command

import (
	"fmt"

	"github.com/urfave/cli/v2"
)

// ManCommands returns the command that prints the manual page. Released binaries
// are built with the tag urfave_cli_no_docs, which leaves the CLI library's page
// renderer out.
func ManCommands() []*cli.Command { return []*cli.Command{manCommand()} }

func manCommand() *cli.Command {
	return &cli.Command{
		Name:   "man",
		Usage:  "print the manual page",
		Hidden: true,
		Action: func(c *cli.Context) error {
			page, err := c.App.ToManWithSection(1)
			if err != nil {
				return err
			}
			_, err = fmt.Fprint(c.App.Writer, page)
			return err
		},
	}
}
