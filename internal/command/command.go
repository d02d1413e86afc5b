// Package command holds what all commands of the program share over the CLI library:
// options before or after paths, a path without a command, the config file, messages
// about mistakes, --json with a depth, and completions. It runs no command.
package command
