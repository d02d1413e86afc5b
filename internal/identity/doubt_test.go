package identity_test

import (
	"strings"
	"testing"

	"dayafter/internal/identity"
	"dayafter/internal/summary"
)

// doubt returns the warning for files in one folder.
func doubt(files ...summary.File) string {
	var recs []identity.Recording
	for i := range files {
		for k := range files[i].Summaries {
			s := &files[i].Summaries[k]
			if heart := s.Trace.HR.AppendTo(nil)[0]; heart > 0 {
				s.HRShare, s.MaxHR = 1, float64(heart)+30
			}
			recs = append(recs, identity.Recording{Root: "runs", Folder: "runs", Summary: s})
		}
	}
	return identity.Doubt(recs)
}

// withProfile sets the profile of the runs.
func withProfile(profile string, files []summary.File) []summary.File {
	for i := range files {
		files[i].Summaries[0].Profile = profile
	}
	return files
}

// Doubt warns of two runners who used one folder one after the other, but not of a runner
// with a new watch.
func TestDoubt(t *testing.T) {
	early, late := days(0, 40), days(60, 100)
	for name, c := range map[string]struct {
		files []summary.File
		want  string
	}{
		"other profiles":           {join(withProfile("x", ann.runs("runs", early...)), withProfile("y", annNew.runs("runs", late...))), "another sex or height"},
		"other hearts":             {join(ann.runs("runs", early...), bob.runs("runs", late...)), "near 170 and 185 bpm"},
		"other hearts, no watch":   {join(annPhone.runs("runs", early...), with(bob, func(r *runner) { r.device, r.serial = "Other App", "" }).runs("runs", late...)), "near 170 and 185 bpm"},
		"far apart":                {join(ann.runs("runs", early...), bobAbroad.runs("runs", late...)), "far from each other"},
		"a journey":                {join(ann.runs("runs", early...), with(annNew, func(r *runner) { r.place = "Asia/Tokyo" }).runs("runs", 60, 62, 64, 66), annNew.runs("runs", days(70, 100)...)), ""},
		"a new watch":              {join(ann.runs("runs", early...), annNew.runs("runs", late...)), ""},
		"a new watch, one profile": {join(withProfile("x", ann.runs("runs", early...)), withProfile("x", bob.runs("runs", late...))), ""},
		"few runs":                 {join(ann.runs("runs", early...), bob.runs("runs", 60, 61, 62)), ""},
		"no heart rate":            {join(ann.runs("runs", early...), with(bob, func(r *runner) { r.heart = 0 }).runs("runs", late...)), ""},
		"two watches by turns":     {join(ann.runs("runs", days(0, 60, 1, 3, 5)...), with(annNew, func(r *runner) { r.heart = 160 }).runs("runs", days(0, 60, 0, 2, 4, 6)...)), ""},
	} {
		got := doubt(c.files...)
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
