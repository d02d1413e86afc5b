package main

import (
	"cmp"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/urfave/cli/v2"

	"dayafter/internal/ingest"
	"dayafter/internal/report"
	"dayafter/internal/season"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// settings are the options that all commands share, parsed.
type settings struct {
	units   unit.System
	tz      *time.Location // nil: per activity
	zones   zone.Settings
	season  season.Options
	jobs    int
	json    bool
	quiet   bool
	strict  bool
	cache   string // folder; "" the user's own
	noCache bool
	runner  string
	given   []string // options of the command line, not of the config file
}

// commonFlags are the options of every command. Each is also a key of the
// config file, by its long name.
func commonFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "config", Usage: "read settings from `FILE` (TOML; keys are the long option names)"},
		&cli.StringFlag{Name: "units", Value: "metric", Usage: "`metric|imperial`"},
		&cli.StringFlag{Name: "tz", Usage: "the runner's time `ZONE` for all files, as in Europe/Berlin; default: each file's own"},
		&cli.Float64Flag{Name: "max-hr", Usage: "maximum heart rate, `BPM`"},
		&cli.Float64Flag{Name: "rest-hr", Usage: "resting heart rate, `BPM`"},
		&cli.Float64Flag{Name: "lthr", Usage: "lactate-threshold heart rate, `BPM`"},
		&cli.StringFlag{Name: "threshold-pace", Usage: "pace you can hold for an hour, `PACE` as in 4:05/km or 6:34/mi"},
		&cli.StringFlag{Name: "zones", Value: "auto", Usage: "heart-rate zones by `auto|lthr|hrr|max|device`"},
		&cli.IntFlag{Name: "jobs", Value: runtime.GOMAXPROCS(0), Usage: "files read at once, `N`"},
		&cli.StringFlag{Name: "cache", Usage: "remember what was read in `FOLDER`; default: the user's cache folder"},
		&cli.BoolFlag{Name: "no-cache", Usage: "read everything anew and remember nothing"},
		&cli.StringFlag{Name: "runner", Value: "default", Usage: "whose history this is, `NAME`; histories are never mixed"},
		&cli.BoolFlag{Name: "json", Usage: "JSON on standard output"},
		&cli.BoolFlag{Name: "strict", Usage: "exit with 3 also when a file had to be mended or held no activity"},
		&cli.BoolFlag{Name: "quiet", Usage: "no progress and no remarks on standard error"},
	}
}

// seasonFlags are the options of the commands that look at a season.
func seasonFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "from", Usage: "first `DAY` of the season, YYYY-MM-DD"},
		&cli.StringFlag{Name: "to", Usage: "last `DAY` of the season, YYYY-MM-DD"},
		&cli.StringSliceFlag{Name: "race", Usage: "a race, `DAY[=NAME]`; may be given several times"},
		&cli.BoolFlag{Name: "female", Usage: "the runner is a woman: her heart-rate load counts by Banister's other exponent"},
		&cli.StringFlag{Name: "week-start", Value: "monday", Usage: "first `DAY` of the week: monday, sunday or saturday"},
	}
}

// parseSettings reads the options, with the config file for those not given.
func parseSettings(c *cli.Context) (settings, error) {
	s := settings{zones: zone.Defaults(), season: season.Defaults()}
	s.given = c.LocalFlagNames()
	if err := applyConfig(c); err != nil {
		return s, err
	}
	s.cache, s.noCache, s.runner = c.String("cache"), c.Bool("no-cache"), c.String("runner")
	s.jobs, s.json, s.quiet, s.strict = c.Int("jobs"), c.Bool("json"), c.Bool("quiet"), c.Bool("strict")
	for _, parse := range []func(*cli.Context) error{s.parseUnits, s.parseZones, s.parseSeason} {
		if err := parse(c); err != nil {
			return s, usageError{err}
		}
	}
	return s, nil
}

func (s *settings) parseUnits(c *cli.Context) (err error) {
	if s.jobs < 1 {
		return fmt.Errorf("--jobs %d: want 1 or more", s.jobs)
	}
	if s.units, err = unit.ParseSystem(c.String("units")); err != nil {
		return fmt.Errorf("--units: %w", err)
	}
	if name := c.String("tz"); name != "" {
		if s.tz, err = time.LoadLocation(name); err != nil {
			return fmt.Errorf("--tz %q: no such time zone; want a name as in Europe/Berlin", name)
		}
	}
	return nil
}

var zoneSystems = map[string]zone.System{
	"auto": zone.Auto, "lthr": zone.LTHR, "hrr": zone.HRR, "max": zone.Max, "device": zone.Device,
}

func (s *settings) parseZones(c *cli.Context) (err error) {
	var ok bool
	if s.zones.System, ok = zoneSystems[c.String("zones")]; !ok {
		return fmt.Errorf("--zones %q: want auto, lthr, hrr, max or device", c.String("zones"))
	}
	for _, f := range []struct {
		name     string
		to       *float64
		low, top float64 // beats/min that a human heart shows
	}{{"max-hr", &s.zones.MaxHR, 100, 240}, {"rest-hr", &s.zones.RestHR, 25, 110}, {"lthr", &s.zones.LTHR, 80, 220}} {
		if v := c.Float64(f.name); c.IsSet(f.name) {
			if !(v >= f.low && v <= f.top) {
				return fmt.Errorf("--%s %g: want %g to %g beats a minute", f.name, v, f.low, f.top)
			}
			*f.to = v
		}
	}
	if s.zones.RestHR >= s.zones.LTHR || s.zones.LTHR >= s.zones.MaxHR || s.zones.RestHR >= s.zones.MaxHR {
		return fmt.Errorf("heart rates must rise: --rest-hr below --lthr below --max-hr")
	}
	if p := c.String("threshold-pace"); p != "" {
		if s.zones.ThresholdSpeed, err = s.units.ParsePace(p); err != nil {
			return fmt.Errorf("--threshold-pace: %w", err)
		}
	}
	return nil
}

var weekStarts = map[string]time.Weekday{"monday": time.Monday, "sunday": time.Sunday, "saturday": time.Saturday}

func (s *settings) parseSeason(c *cli.Context) (err error) {
	for name, to := range map[string]*unit.Day{"from": &s.season.From, "to": &s.season.To} {
		if v := c.String(name); v != "" {
			if *to, err = unit.ParseDay(v); err != nil {
				return fmt.Errorf("--%s: %w", name, err)
			}
		}
	}
	s.season.Female = c.Bool("female")
	if s.season.From != 0 && s.season.To != 0 && s.season.From > s.season.To {
		return fmt.Errorf("--from %s lies after --to %s", s.season.From, s.season.To)
	}
	if v := c.String("week-start"); v != "" {
		var ok bool
		if s.season.WeekStart, ok = weekStarts[strings.ToLower(v)]; !ok {
			return fmt.Errorf("--week-start %q: want monday, sunday or saturday", v)
		}
	}
	for _, v := range c.StringSlice("race") {
		day, name, _ := strings.Cut(v, "=")
		d, err := unit.ParseDay(day)
		if err != nil {
			return fmt.Errorf("--race: %w", err)
		}
		s.season.Races = append(s.season.Races, season.Race{Day: d, Name: cmp.Or(strings.TrimSpace(name), "Race")})
	}
	return nil
}

// applyConfig sets every option that the config file names and the command line
// does not. An unknown key is an error: a misspelt setting must not be lost.
func applyConfig(c *cli.Context) error {
	path := c.String("config")
	if path == "" {
		return nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("cannot read %s: %w", path, ingest.Cause(err))
	}
	var keys map[string]any
	if err := toml.Unmarshal(text, &keys); err != nil {
		return usagef("config %s: %w", path, err)
	}
	names := make([]string, 0, len(keys))
	for name := range keys {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if err := setFromConfig(c, name, keys[name]); err != nil {
			return usagef("config %s: %w", path, err)
		}
	}
	return nil
}

// known are all options of all commands, so that one config file serves them all.
func known(c *cli.Context, name string) bool {
	for _, cmd := range c.App.Commands {
		for _, f := range cmd.Flags {
			if slices.Contains(f.Names(), name) {
				return true
			}
		}
	}
	return false
}

func setFromConfig(c *cli.Context, name string, value any) error {
	if name == "config" || !known(c, name) {
		return fmt.Errorf("no setting is called %q", name)
	}
	mine := slices.ContainsFunc(c.Command.Flags, func(f cli.Flag) bool { return slices.Contains(f.Names(), name) })
	if !mine || c.IsSet(name) {
		return nil
	}
	values := []any{value}
	if list, ok := value.([]any); ok {
		values = list
	}
	for _, v := range values {
		if d, ok := v.(time.Time); ok {
			v = d.Format(time.DateOnly)
		}
		if err := c.Set(name, fmt.Sprint(v)); err != nil {
			return fmt.Errorf("%s = %v: %w", name, value, err)
		}
	}
	return nil
}

// unset are the defaults, as options print them, of what is not set.
var unset = []string{"", "0", "[]"}

// list are the settings that the season's figures depend on, with where each came from.
func (s settings) list(c *cli.Context) []report.Setting {
	var out []report.Setting
	for _, name := range []string{
		"units", "tz", "zones", "max-hr", "rest-hr", "lthr", "threshold-pace", "from", "to", "race", "week-start", "female",
	} {
		v := report.Setting{Name: "--" + name, Value: "not set", From: "default"}
		if c.IsSet(name) {
			v.Value, v.From = fmt.Sprint(c.Value(name)), "config file"
		} else if d := c.String(name); !slices.Contains(unset, d) {
			v.Value = d
		}
		if name == "race" && c.IsSet(name) {
			v.Value = strings.Join(c.StringSlice(name), ", ")
		}
		if slices.Contains(s.given, name) {
			v.From = "command line"
		}
		out = append(out, v)
	}
	return out
}
