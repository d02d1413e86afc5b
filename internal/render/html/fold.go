package html

import (
	"strings"
	"unicode/utf8"
)

// foldAt breaks a text between words into lines of at most the given number of letters. A
// longer word has a line of its own.
func foldAt(text string, letters int) (lines []string) {
	line := ""
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > letters:
			lines = append(lines, line)
			line = word
		default:
			line += " " + word
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
