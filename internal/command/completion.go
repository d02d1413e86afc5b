package command

import (
	"embed"
	"fmt"

	"github.com/urfave/cli/v2"
)

// completions holds one script for each shell, by the shell's name.
//
//go:embed completions
var completions embed.FS

// Completion returns the command that prints the script of a shell.
func Completion() *cli.Command {
	return &cli.Command{
		Name:         "completion",
		Usage:        "print the script that completes commands and options in your shell",
		ArgsUsage:    "bash | zsh | fish | powershell",
		OnUsageError: OnUsageError,
		Action:       runCompletion,
	}
}

// runCompletion prints the script of the shell that the first argument names.
func runCompletion(c *cli.Context) error {
	shell := c.Args().First()
	script, err := completionScript(c.App, shell)
	if err != nil {
		return Usagef("completion needs bash, zsh, fish or powershell, not %q", shell)
	}
	_, err = fmt.Fprint(c.App.Writer, script)
	return err
}

// completionScript returns a shell's script. The CLI library generates the script of fish
// from the commands. The other scripts run the program while the user types.
func completionScript(app *cli.App, shell string) (string, error) {
	if shell == "fish" {
		return app.ToFishCompletion()
	}
	script, err := completions.ReadFile("completions/" + shell)
	return string(script), err
}
