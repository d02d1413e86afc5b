package classify

import (
	"testing"

	"dayafter/internal/zone"
)

// ParseOverride reads every word that a runner may choose, and String gives it back.
func TestOverrideWordsAreRead(t *testing.T) {
	seen := map[string]bool{}
	for _, words := range OverrideWords() {
		o, ok := ParseOverride(words)
		if !ok || o.String() != words || seen[words] || words == "" {
			t.Errorf("%q is read as %+v (%v), written %q", words, o, ok, o)
		}
		seen[words] = true
	}
	for _, words := range []string{"", "unknown", "rest"} {
		if o, ok := ParseOverride(words); ok {
			t.Errorf("%q is read as %+v", words, o)
		}
	}
	if o, ok := ParseOverride(" Long with Quality "); !ok || o != (Override{Class: Long, Kind: LongWithQuality}) {
		t.Errorf("long with quality is read as %+v", o)
	}
}

// Every kind has a name of its own.
func TestKindsHaveNames(t *testing.T) {
	seen := map[string]bool{"": true}
	for _, k := range Kinds() {
		if name := k.String(); seen[name] {
			t.Errorf("kind %d has the name %q of another", k, name)
		} else {
			seen[name] = true
		}
	}
	if got := Kind(200).String(); got != "" {
		t.Errorf("an impossible kind is called %q", got)
	}
}

func TestOverridesWin(t *testing.T) {
	s, i := with(30, easyLegs(50))
	for words, want := range map[string]Verdict{
		"race":             {Class: Key, Kind: Race, Override: true, Judged: Easy},
		"hills":            {Class: Key, Kind: Hills, Override: true, Judged: Easy},
		"ignore this file": {Class: Unknown, Override: true, Ignored: true},
		"not a race":       {Class: Easy, Judged: Easy},
	} {
		o := Defaults()
		word, _ := ParseOverride(words)
		o.Overrides = map[string]Override{s[i].Key: word}
		v := Judge(s, zone.Estimate(s, zone.Defaults()), o)[i]
		if v.Class != want.Class || v.Kind != want.Kind || v.Override != want.Override || v.Ignored != want.Ignored || v.Judged != want.Judged {
			t.Errorf("%s: %v %v, override %v, judged %v", words, v.Class, v.Kind, v.Override, v.Judged)
		}
	}
}

// Ignoring a recording gives the other runs the same verdicts as removing it.
func TestIgnoredRecordingIsAbsent(t *testing.T) {
	s, i := with(30, easyLegs(200))
	without := append(s[:i:i], s[i+1:]...)
	o := Defaults()
	o.Overrides = map[string]Override{s[i].Key: {Ignore: true}}
	book := zone.Estimate(without, zone.Defaults())
	got, want := Judge(s, book, o), Judge(without, book, Defaults())
	got = append(got[:i:i], got[i+1:]...)
	for k := range want {
		if got[k].Class != want[k].Class || got[k].Confidence != want[k].Confidence {
			t.Errorf("run %d: %v at %g, without the recording %v at %g", k, got[k].Class, got[k].Confidence, want[k].Class, want[k].Confidence)
		}
	}
}
