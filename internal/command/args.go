package command

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// Interspersed moves a command's options before its paths, so that both orders
// work: cli/v2 stops parsing options at the first path. Words after "--" stay
// paths.
func Interspersed(app *cli.App, args []string) []string {
	if len(args) < 2 || args[len(args)-1] == "--generate-bash-completion" { // which cli/v2 wants last
		return args
	}
	cmd := app.Command(args[1])
	if cmd == nil {
		return args
	}
	options, paths := slices.Clone(args[:2]), []string{}
	for rest := args[2:]; len(rest) > 0; rest = rest[1:] {
		word := rest[0]
		switch {
		case word == "--":
			paths = append(paths, rest[1:]...)
			return append(append(options, "--"), paths...)
		case !strings.HasPrefix(word, "-") || word == "-":
			paths = append(paths, word)
		default:
			options = append(options, word)
			if takesValue(cmd, word) && len(rest) > 1 {
				options = append(options, rest[1])
				rest = rest[1:]
			}
		}
	}
	return append(append(options, "--"), paths...)
}

// takesValue reports whether the option's value is the next word.
func takesValue(cmd *cli.Command, word string) bool {
	name := strings.TrimLeft(word, "-")
	if strings.Contains(name, "=") {
		return false
	}
	for _, f := range cmd.Flags {
		if slices.Contains(f.Names(), name) {
			_, isBool := f.(*cli.BoolFlag)
			_, isGeneric := f.(*cli.GenericFlag) // --json, whose value follows =
			return !isBool && !isGeneric
		}
	}
	return false
}

// WithDefault adds the command season to a command line that begins with a path, as when an
// export is dragged onto the program. The result is written beside the path unless the line
// names an output. It returns a remark for the user; "" if the line has a command.
func WithDefault(app *cli.App, args []string, exists func(path string) bool) (line []string, remark string) {
	if len(args) < 2 || app.Command(args[1]) != nil || strings.HasPrefix(args[1], "-") || !exists(args[1]) {
		return args, ""
	}
	line = append([]string{args[0], defaultCommand}, args[1:]...)
	if slices.ContainsFunc(args, func(word string) bool {
		return word == "-o" || word == "--output" || strings.HasPrefix(word, "-o=") || strings.HasPrefix(word, "--output=")
	}) {
		return line, ""
	}
	book := filepath.Join(filepath.Dir(filepath.Clean(args[1])), "season.xlsx")
	return append(line[:2:2], append([]string{"-o", book}, line[2:]...)...), "no command was given: running dayafter season, which writes " + book
}

// defaultCommand is the command of a line without one.
const defaultCommand = "season"
