package settings

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"dayafter/internal/unit"
)

// given is a command line: the values of each option.
type given map[string][]string

func (g given) String(name string) string        { return strings.Join(g[name], "") }
func (g given) StringSlice(name string) []string { return g[name] }
func (g given) Bool(name string) bool            { return len(g[name]) > 0 }
func (g given) Float64(name string) float64 {
	v, _ := rate{name: name, top: 1e9}.parse(g.String(name))
	return v
}
func (g given) Int(name string) int    { return len(g[name]) }
func (g given) IsSet(name string) bool { return len(g[name]) > 0 }

// with returns a command line that states the given options besides those needed.
func with(more given) given {
	g := given{"units": {"metric"}, "zones": {"auto"}, "jobs": {"1"}}
	maps.Copy(g, more)
	return g
}

func TestLTHRByDay(t *testing.T) {
	dated := []Threshold{{From: "2025-01-01", LTHR: "168", MaxHR: "190"}}
	s, err := Parse(with(given{"lthr": {"165", "171@2024-03-01"}}), dated)
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]float64{"2023-01-01": 165, "2024-02-29": 165, "2024-03-01": 171, "2025-01-01": 168} {
		d, _ := unit.ParseDay(day)
		if got := s.Zones.At(d).LTHR; got != want {
			t.Errorf("%s: %g, want %g", day, got, want)
		}
	}
	if d, _ := unit.ParseDay("2025-06-01"); s.Zones.At(d).MaxHR != 190 {
		t.Error("the maximum of the config file does not count")
	}
}

func TestTheCommandLineWinsOverThresholds(t *testing.T) {
	dated := Without([]Threshold{{From: "2025-01-01", LTHR: "168", MaxHR: "190"}}, []string{"lthr"})
	if dated[0].LTHR != "" || dated[0].MaxHR != "190" {
		t.Errorf("the command line must remove only LTHR: %+v", dated)
	}
}

func TestLong(t *testing.T) {
	for text, want := range map[string]float64{"75min": 4500, "75 min": 4500, "1h15m": 4500, "1:15": 4500, "1:15:30": 4530, "2h": 7200} {
		s, err := Parse(with(given{"long": {text}}), nil)
		if err != nil || s.LongFrom != want {
			t.Errorf("%s: %g s, %v; want %g", text, s.LongFrom, err, want)
		}
	}
}

func TestMistakes(t *testing.T) {
	for want, c := range map[string]struct {
		given
		dated []Threshold
	}{
		"want a number alone, as in --lthr 170":  {given: given{"lthr": {"170bpm"}}},
		"--lthr 171@spring: day \"spring\"":      {given: given{"lthr": {"171@spring"}}},
		"one value without a day is there":       {given: given{"lthr": {"170", "171"}}},
		"--lthr 20: want 80 to 220":              {given: given{"lthr": {"20"}}},
		"heart rates must rise":                  {given: given{"lthr": {"185"}, "max-hr": {"180"}}},
		"heart rates must rise: --rest-hr below": {given: given{"max-hr": {"180"}}, dated: []Threshold{{From: "2025-01-01", LTHR: "185"}}},
		"--long \"75\": want a duration":         {given: given{"long": {"75"}}},
		"--long \"5min\": want 20 minutes":       {given: given{"long": {"5min"}}},
		"thresholds: want the day from which":    {dated: []Threshold{{LTHR: "170"}}},
		"thresholds: from: day \"soon\"":         {dated: []Threshold{{From: "soon"}}},
		"--from 2025-02-01 lies after --to":      {given: given{"from": {"2025-02-01"}, "to": {"2025-01-01"}}},
		"--away: 2025-02-01 lies after":          {given: given{"away": {"2025-02-01..2025-01-01"}}},
		"--blank-days \"gym\"":                   {given: given{"blank-days": {"gym"}}},
		"no such time zone":                      {given: given{"tz": {"Mars/Olympus"}}},
	} {
		if _, err := Parse(with(c.given), c.dated); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v, want %q", c, err, want)
		}
	}
}

func TestParseConfig(t *testing.T) {
	c, err := ParseConfig(map[string]any{
		"lthr": int64(168), "race": []any{"2026-05-03", "2026-06-07"},
		"thresholds": []map[string]any{{"from": "2024-03-01", "lthr": int64(171)}},
	})
	if err != nil || !slices.Equal(c.Names(), []string{"lthr", "race"}) || !slices.Equal(c.Values["race"], []string{"2026-05-03", "2026-06-07"}) ||
		!slices.Equal(c.Thresholds, []Threshold{{From: "2024-03-01", LTHR: "171"}}) {
		t.Errorf("%+v %v", c, err)
	}
	for _, bad := range []any{int64(171), []map[string]any{{"lhtr": 171}}} {
		if _, err := ParseConfig(map[string]any{"thresholds": bad}); err == nil {
			t.Errorf("%v was accepted", bad)
		}
	}
}
