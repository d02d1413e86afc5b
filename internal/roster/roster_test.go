package roster

import (
	"strings"
	"testing"

	"dayafter/internal/unit"
)

const manifest = `{"runner":"anna","root":"a","settings":{"tz":"Europe/Berlin","thresholds":[{"from":"2024-01-01","max-hr":190},{"from":"2025-01-01","max-hr":187}],"lthr":170,"race":["2025-10-26=Marathon"],"away":["2025-03-03..2025-03-09=sick"]},"overrides":{"2025-07-01T06:00:00Z run":"long"}}

{"runner":"bo","root":"b.zip"}
`

func TestManifest(t *testing.T) {
	entries, err := ParseManifest([]byte(manifest))
	if err != nil || len(entries) != 2 {
		t.Fatalf("%d entries, %v", len(entries), err)
	}
	s, err := entries[0].AppSettings()
	if err != nil {
		t.Fatal(err)
	}
	day := func(text string) unit.Day {
		d, err := unit.ParseDay(text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	if z := s.Zones.At(day("2024-06-01")); z.MaxHR != 190 || z.LTHR != 170 {
		t.Errorf("2024: %+v", z)
	}
	if z := s.Zones.At(day("2025-06-01")); z.MaxHR != 187 {
		t.Errorf("2025: %+v", z)
	}
	if s.Zone.String() != "Europe/Berlin" || s.Season.Races[0].Name != "Marathon" || len(s.Season.Away) != 1 || s.Runner != "anna" {
		t.Errorf("the settings of anna: %+v", s)
	}
	if d := Decisions(entries); d["2025-07-01T06:00:00Z run"].Class != "long" {
		t.Errorf("decisions: %v", d)
	}
	again, err := WriteManifest(entries)
	if err != nil {
		t.Fatal(err)
	}
	if parsed, err := ParseManifest(again); err != nil || len(parsed) != 2 || Hash(again) == Hash([]byte(manifest)) {
		t.Errorf("%d entries, %v", len(parsed), err)
	}
}

// The error for a mistake in a manifest names the line or the runner, and no setting is
// ignored.
func TestManifestMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"": "no runner", `{"runner":"a","root":"x","lthr":170}`: "unknown field", `{"root":"x"}`: "no name",
		`{"runner":"a"}`: "no folder", `{"runner":"a","root":"x","files":["../b.fit"]}`: "inside the root",
		`{"runner":"a","root":"x","settings":{"tz":"Nowhere"}}`: "time zone", `{"runner":"a","root":"x","settings":{"lhtr":170}}`: "no setting",
		`{"runner":"a","root":"x","settings":{"lthr":20}}`: "beats a minute", `{"runner":"a","root":"x","settings":{"lthr":180,"max-hr":170}}`: "must rise",
		`{"runner":"a","root":"x","overrides":{"k":"very long"}}`:                                                     "no class",
		`{"runner":"a","root":"x"}` + "\n" + `{"runner":"a","root":"y","settings":{"lthr":170}}`:                      "differ",
		`{"runner":"a","root":"x"}` + "\n" + `{"runner":"b","root":"y","settings":{"away":"2025-02-02..2025-02-01"}}`: "lies after",
	} {
		if _, err := ParseManifest([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}

// A file gets the same name whether it lies in a folder or in an archive.
func TestRelative(t *testing.T) {
	for _, c := range []struct{ root, name, want string }{
		{"a", "list/a/2025/x.fit", "2025/x.fit"},
		{"a.zip", "list/a.zip!2025/x.fit", "2025/x.fit"},
		{"x.fit", "list/x.fit", "x.fit"},
		{"/data/a", "/data/a/x.fit", "x.fit"},
	} {
		e := Entry{Root: c.root}
		if got := e.Relative("list", c.name); got != c.want {
			t.Errorf("%s in %s: %s, want %s", c.name, c.root, got, c.want)
		}
	}
}
