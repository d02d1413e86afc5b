package main

import (
	"errors"
	"io"
	"math"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/urfave/cli/v2"

	"dayafter/internal/command"
	"dayafter/internal/testing/testfile"
)

// parsed returns the options that a config file sets.
func parsed(t *testing.T, config []byte) (s options, err error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.toml")
	testfile.Put(t, path, config)
	app := newProgram(io.Discard, io.Discard)
	app.Command("season").Action = func(c *cli.Context) error {
		s, err = parseOptions(c)
		return nil
	}
	if err := app.Run([]string{"dayafter", "season", "--config", path, "x"}); err != nil {
		t.Fatal(err)
	}
	return s, err
}

// FuzzConfig checks that a config file gives either settings within their bounds or a usage
// error, and that reading it twice gives the same result.
func FuzzConfig(f *testing.F) {
	for _, seed := range []string{
		"lthr = 168\nunits = \"imperial\"\nrace = [\"2026-05-03=Marathon\"]\nweek-start = \"sunday\"", "from = 2025-01-01\nto = 2025-12-31\n",
		"max-hr = 1e400", "lthr = nan", "jobs = -1", "jobs = 99999999999999999999", "rest-hr = 60\nlthr = 50\n[max-hr]\nx = 1",
		"tz = \"../../etc/passwd\"", "threshold-pace = \"4:05/km\"\nrace = [[1], {a = 2}]", "race = \"2025-02-30\"", "config = \"x\"", "json = \"maybe\"", "\xff\x00", "help = true",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, config []byte) {
		s, err := parsed(t, config)
		if _, again := parsed(t, config); (err == nil) != (again == nil) || err != nil && err.Error()[:10] != again.Error()[:10] {
			t.Fatalf("read twice, two results: %v, %v", err, again)
		}
		if err != nil {
			if !errors.As(err, new(command.UsageError)) {
				t.Fatalf("not said to be the user's: %v", err)
			}
			return
		}
		for name, v := range map[string]float64{"max-hr": s.Zones.MaxHR, "rest-hr": s.Zones.RestHR, "lthr": s.Zones.LTHR} {
			if !math.IsNaN(v) && !(v >= 25 && v <= 240) {
				t.Errorf("%s = %g", name, v)
			}
		}
		if v := s.Zones.ThresholdSpeed; !math.IsNaN(v) && !(v > 0 && v < 20) {
			t.Errorf("threshold speed %g m/s", v)
		}
		if s.Jobs < 1 || s.Season.From != 0 && s.Season.To != 0 && s.Season.From > s.Season.To {
			t.Errorf("jobs %d, season from %v to %v", s.Jobs, s.Season.From, s.Season.To)
		}
		for _, r := range s.Season.Races {
			if y := r.Day.String(); len(y) != len("2006-01-02") {
				t.Errorf("a race on %s", y)
			}
		}
	})
}

// A config file sets the options that the command line does not.
func TestConfigSets(t *testing.T) {
	s, err := parsed(t, []byte("lthr = 168\nrunner = \"ann\"\njobs = 3"))
	if err != nil || cmp.Diff([]any{168.0, "ann", 3}, []any{s.Zones.LTHR, s.Runner, s.Jobs}) != "" {
		t.Error(err, s.Zones.LTHR, s.Runner, s.Jobs)
	}
}
