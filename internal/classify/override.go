package classify

import (
	"slices"
	"strings"

	"dayafter/internal/history"
)

// Override holds the runner's own statements about a session. The zero value says nothing.
type Override struct {
	Class   Class // Unknown if the runner names none
	Kind    Kind  // kind of a Class Key or LongWithQuality; NoKind leaves the kind to the program
	NotRace bool  // the run was no race, whatever else it was
	Ignore  bool  // leave the recording out: a lent watch, a bike ride, a test
}

// Words of overrides beside those of classes and kinds.
const (
	notRaceWords = "not a race"
	ignoreWords  = "ignore this file"
)

// OverrideWords lists what ParseOverride reads, in the order in which a runner may
// choose.
func OverrideWords() (words []string) {
	for _, c := range []Class{Long, Key, Easy, Recovery} {
		words = append(words, c.String())
	}
	for _, k := range Kinds() {
		words = append(words, kindWords(k))
	}
	return append(words, notRaceWords, ignoreWords)
}

// ParseOverride reads a class, a kind, "not a race" or "ignore this file", in any
// case. It returns false for other words.
func ParseOverride(words string) (Override, bool) {
	words = strings.ToLower(strings.TrimSpace(words))
	switch words {
	case notRaceWords:
		return Override{NotRace: true}, true
	case ignoreWords:
		return Override{Ignore: true}, true
	}
	if c, ok := ParseClass(words); ok && c != Unknown {
		return Override{Class: c}, true
	}
	for _, k := range Kinds() {
		if words == kindWords(k) {
			return Override{Class: classOf(k), Kind: k}, true
		}
	}
	return Override{}, false
}

// String returns the words that ParseOverride reads; "" for the zero value.
func (o Override) String() string {
	switch {
	case o.Ignore:
		return ignoreWords
	case o.NotRace:
		return notRaceWords
	case o.Kind != NoKind:
		return kindWords(o.Kind)
	case o.Class != Unknown:
		return o.Class.String()
	}
	return ""
}

// kindWords returns the name of a kind with blanks between its words.
func kindWords(k Kind) string { return strings.ReplaceAll(k.String(), "-", " ") }

// classOf returns the class that a kind refines.
func classOf(k Kind) Class {
	if k == LongWithQuality {
		return Long
	}
	return Key
}

// ignored reports whether the runner wants a session left out.
func (o *Options) ignored(key string) bool { return o.Overrides[key].Ignore }

// Counted returns the sessions that the runner does not want left out.
func (o *Options) Counted(sessions []history.Session) []history.Session {
	return slices.DeleteFunc(slices.Clone(sessions), func(s history.Session) bool { return o.ignored(s.Key) })
}

// override replaces the program's class with the runner's. Judged keeps the program's
// class.
func (c *judging) override() {
	c.Verdict = c.With(c.options.Overrides[c.Key])
	if c.Override && c.Class == Key && c.Kind == NoKind && c.run != nil && c.JudgedKind == LongWithQuality {
		c.Kind = c.kind()
	}
	if c.Said.NotRace {
		c.effort.byRace = false
	}
}

// With returns the program's verdict with the runner's override applied.
func (v Verdict) With(o Override) Verdict {
	v.Judged, v.JudgedKind, v.Said = v.Class, v.Kind, o
	switch {
	case o == Override{}:
	case o.Ignore:
		v.Class, v.Kind, v.Override, v.Ignored = Unknown, NoKind, true, true
	case o.NotRace:
		if v.Kind == Race {
			v.Class, v.Kind, v.Override = v.Raceless, v.RacelessKind, true
		}
	default:
		v.Class, v.Kind, v.Override = o.Class, o.kind(&v), true
	}
	return v
}

// kind returns the kind of a run that the runner names, from the program's own verdict.
func (o Override) kind(v *Verdict) Kind {
	switch {
	case o.Kind != NoKind:
		return o.Kind
	case o.Class == Long && v.Judged == Key:
		return LongWithQuality
	case o.Class == v.Judged:
		return v.Kind
	}
	return NoKind
}
