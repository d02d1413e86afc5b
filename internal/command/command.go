// Package command adds to the CLI library what all commands share: options before or after
// paths, a path without a command, the config file, messages about mistakes, --json with a
// depth, and completions. It runs no command.
package command
