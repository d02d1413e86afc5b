package report

import (
	"fmt"
	"regexp"
	"strings"
)

// A phrase is a formula that gives a text. The functions below build phrases from smaller
// phrases, so that the code of a live sentence can be read like the sentence.

// when is a phrase with the condition under which it is used. Both are formulas.
type when struct{ condition, phrase string }

// otherwise returns the last case of choose.
func otherwise(phrase string) when { return when{"", phrase} }

// choose returns the phrase of the first case that holds.
func choose(cases ...when) string {
	last := len(cases) - 1
	phrase := cases[last].phrase
	for i := last - 1; i >= 0; i-- {
		phrase = fmt.Sprintf("IF(%s,%s,%s)", cases[i].condition, cases[i].phrase, phrase)
	}
	return phrase
}

// join returns the phrases one after the other.
func join(phrases ...string) string { return strings.Join(phrases, "&") }

// placeholder matches {Column} and {Column|noun|nouns}.
var placeholder = regexp.MustCompile(`\{([^|}]+)(?:\|([^|}]+)\|([^}]+))?\}`)

// say returns the phrase for a text. In the text, {Column} stands for the value of that
// column of the table Answer, and {Column|noun|nouns} for a count with its noun.
func say(text string) string {
	var parts []string
	quote := func(s string) {
		if s != "" {
			parts = append(parts, `"`+s+`"`)
		}
	}
	from := 0
	for _, at := range placeholder.FindAllStringSubmatchIndex(text, -1) {
		quote(text[from:at[0]])
		column := text[at[2]:at[3]]
		parts = append(parts, "Answer["+column+"]")
		if at[4] >= 0 {
			parts = append(parts, verb(column, " "+text[at[4]:at[5]], " "+text[at[6]:at[7]]))
		}
		from = at[1]
	}
	quote(text[from:])
	if len(parts) == 0 {
		return `""`
	}
	return join(parts...)
}

// verb returns the form of a word that agrees with a count of the table Answer.
func verb(column, one, many string) string {
	return fmt.Sprintf(`IF(Answer[%s]=1,"%s","%s")`, column, one, many)
}

// aside returns the phrases in brackets, or nothing if all are empty. Each phrase begins
// with a comma and a space, or is empty.
func aside(phrases ...string) string {
	text := join(phrases...)
	return fmt.Sprintf(`IF(%[1]s="",""," ("&MID(%[1]s,3,200)&")")`, text)
}

// unlessZero returns the phrases, or nothing if a count of the table Answer is 0.
func unlessZero(column string, phrases ...string) string {
	return choose(when{"Answer[" + column + "]=0", say("")}, otherwise(join(phrases...)))
}
