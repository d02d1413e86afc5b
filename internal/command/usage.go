package command

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/urfave/cli/v2"
	"github.com/xrash/smetrics"
)

// UsageError is a mistake in the command line.
type UsageError struct{ error }

// Unwrap returns the error that says what is wrong.
func (e UsageError) Unwrap() error { return e.error }

// NewUsageError returns err as a mistake in the command line.
func NewUsageError(err error) error { return UsageError{err} }

// Usagef returns a mistake in the command line.
func Usagef(format string, args ...any) error { return UsageError{fmt.Errorf(format, args...)} }

// Patterns of the library's messages about options, with the names in them.
var (
	unknownOption = regexp.MustCompile(`^flag provided but not defined: -+(\S+)$`)
	invalidValue  = regexp.MustCompile(`^invalid (?:boolean )?value "(.*)" for (?:flag )?-+([^:]+): `)
)

// OnUsageError rewrites the library's message about an option, so that it names a
// similar option or the form of the value.
func OnUsageError(c *cli.Context, err error, _ bool) error {
	text := err.Error()
	if m := unknownOption.FindStringSubmatch(text); m != nil {
		return Usagef("there is no option --%s%s", m[1], similarOption(c, m[1]))
	}
	if m := invalidValue.FindStringSubmatch(text); m != nil {
		return Usagef("--%s %s: want %s", m[2], m[1], wanted(c, m[2], m[1]))
	}
	return UsageError{err}
}

// similarOption returns a suggestion for a misspelt option, or "".
func similarOption(c *cli.Context, name string) string {
	name, _, _ = strings.Cut(name, "=")
	var names []string
	for _, f := range c.Command.Flags {
		names = append(names, f.Names()[0])
	}
	if s := similar(name, names); s != "" {
		return fmt.Sprintf("; did you mean --%s?", s)
	}
	return ""
}

// SimilarCommand returns a suggestion for a misspelt command, or "".
func SimilarCommand(app *cli.App, name string) string {
	var names []string
	for _, c := range app.VisibleCommands() {
		names = append(names, c.Names()...)
	}
	if s := similar(name, names); s != "" {
		return fmt.Sprintf("\nDid you mean %q?", s)
	}
	return ""
}

// leastSimilar is the Jaro-Winkler similarity from which a word is a misspelling of
// another. Ours: "seasn" and "season" have 0.97, "plan" and "man" 0.72.
const leastSimilar = 0.8

// similar returns the name that is most like a word, or "" if none is like it.
func similar(word string, names []string) string {
	best, most := "", leastSimilar
	for _, n := range names {
		if s := smetrics.JaroWinkler(n, word, 0.7, 4); s >= most {
			best, most = n, s
		}
	}
	return best
}

// wanted describes the values that an option takes. For a number with a unit, such as
// 170bpm, the example is the number without the unit.
func wanted(c *cli.Context, option, value string) string {
	for _, f := range c.Command.Flags {
		if f.Names()[0] != option {
			continue
		}
		switch f.(type) {
		case *cli.Float64Flag, *cli.IntFlag:
			digits := regexp.MustCompile(`^\s*([0-9]+(?:\.[0-9]+)?)`).FindStringSubmatch(value)
			if digits != nil {
				return fmt.Sprintf("a number alone, as in --%s %s", option, digits[1])
			}
			return "a number"
		case *cli.GenericFlag: // --json of season
			return "answer, or no value"
		case *cli.BoolFlag:
			return "no value, or true or false after ="
		}
	}
	return "another value"
}
