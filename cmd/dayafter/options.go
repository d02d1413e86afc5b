package main

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/urfave/cli/v2"

	"dayafter/internal/app"
	"dayafter/internal/disk"
	"dayafter/internal/report"
	"dayafter/internal/season"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// options are the parsed options that all commands share.
type options struct {
	app.Settings
	json   bool
	quiet  bool
	strict bool
	given  []string // names of the options on the command line rather than in the config file
}

// Groups of options in the help, in the order of their letters.
const (
	answerGroup = "1. The answer"
	runnerGroup = "2. About you"
	outputGroup = "3. Output"
	memoryGroup = "4. Memory and speed"
)

// commonFlags returns the options of every command. The long name of each option
// is also a key of the config file.
func commonFlags() []cli.Flag {
	bpm := func(name, usage string) cli.Flag {
		return &cli.Float64Flag{Name: name, Usage: usage + ", `BPM`", DefaultText: "estimated from your runs", Category: runnerGroup}
	}
	return []cli.Flag{
		bpm("max-hr", "your maximum heart rate"),
		&cli.Float64Flag{Name: "rest-hr", Usage: "your resting heart rate, `BPM`", DefaultText: "from your watch's profile if a file holds it", Category: runnerGroup},
		bpm("lthr", "your lactate-threshold heart rate"),
		&cli.StringFlag{Name: "threshold-pace", Usage: "the pace that you can hold for an hour, `PACE` as in 4:05/km or 6:34/mi", DefaultText: "estimated from your runs", Category: runnerGroup},
		&cli.StringFlag{Name: "tz", Usage: "your time `ZONE` for all files, as in Europe/Berlin", DefaultText: "each file's own", Category: runnerGroup},
		&cli.StringFlag{Name: "zones", Value: "auto", Usage: "heart-rate zones by `auto|lthr|hrr|max|device`", Category: runnerGroup},
		&cli.StringFlag{Name: "units", Value: "metric", Usage: "`metric|imperial`", Category: outputGroup},
		&cli.BoolFlag{Name: "json", Usage: "print JSON", DisableDefaultText: true, Category: outputGroup},
		&cli.BoolFlag{Name: "quiet", Usage: "print no progress and no remarks", DisableDefaultText: true, Category: outputGroup},
		&cli.BoolFlag{Name: "strict", Usage: "exit with 3 also if a file had to be repaired or held no activity", DisableDefaultText: true, Category: outputGroup},
		&cli.StringFlag{Name: "config", Usage: "read settings from `FILE` (TOML; the keys are the long option names)", Category: memoryGroup},
		&cli.StringFlag{Name: "runner", Value: "default", Usage: "whose history this is, `NAME`; histories are never mixed", Category: memoryGroup},
		&cli.StringFlag{Name: "cache", Usage: "remember what was read in `FOLDER`", DefaultText: "your cache folder", Category: memoryGroup},
		&cli.StringFlag{Name: "data", Usage: "keep your classes, notes and plans in `FOLDER`", DefaultText: "your data folder", Category: memoryGroup},
		&cli.BoolFlag{Name: "no-cache", Usage: "read every file again and remember none; your classes, notes and plans are kept", DisableDefaultText: true, Category: memoryGroup},
		&cli.IntFlag{Name: "jobs", Value: runtime.GOMAXPROCS(0), Usage: "read `N` files at once", DefaultText: "one for each processor", Category: memoryGroup},
	}
}

// daysFlags returns the options that choose days and interpret them.
func daysFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "race", Usage: "a race, `DAY[=NAME]`; may be given several times", Category: answerGroup},
		&cli.StringSliceFlag{Name: "away", Usage: "days that count nowhere, `FROM..TO[=WHY]` as in 2025-03-03..2025-03-09=sick; may be given several times", Category: answerGroup},
		&cli.StringFlag{Name: "blank-days", Value: blankUnknown, Usage: "what a day without a record was, `unknown|rest`: rest if you always wear your watch", Category: answerGroup},
		&cli.StringFlag{Name: "week-start", Value: "monday", Usage: "first `DAY` of the week: monday, sunday or saturday", Category: answerGroup},
		&cli.BoolFlag{Name: "female", Usage: "you are a woman: heart-rate load counts by Banister's other exponent", DisableDefaultText: true, Category: runnerGroup},
	}
}

// seasonFlags returns the options of the commands that select a season.
func seasonFlags() []cli.Flag {
	return append([]cli.Flag{
		&cli.StringFlag{Name: "from", Usage: "first `DAY`, YYYY-MM-DD", DefaultText: "the first activity, or a year before the last if the files reach further back", Category: answerGroup},
		&cli.StringFlag{Name: "to", Usage: "last `DAY`, YYYY-MM-DD", DefaultText: "the last activity", Category: answerGroup},
	}, daysFlags()...)
}

// parseOptions parses the command line. The config file supplies the options
// that the command line does not.
func parseOptions(c *cli.Context) (options, error) {
	o := options{Settings: app.Defaults(), given: c.LocalFlagNames()}
	if err := applyConfig(c); err != nil {
		return o, err
	}
	o.Now, o.Fallback, o.Runner, o.Jobs = time.Now(), time.Local, c.String("runner"), c.Int("jobs")
	o.json, o.quiet, o.strict = depthOf(c) != jsonNone, c.Bool("quiet"), c.Bool("strict")
	for _, parse := range []func(*cli.Context) error{o.parseUnits, o.parseZones, o.parseSeason, o.parseDays} {
		if err := parse(c); err != nil {
			return o, usageError{err}
		}
	}
	o.findFolders(c)
	return o, nil
}

func (o *options) parseUnits(c *cli.Context) (err error) {
	if o.Jobs < 1 {
		return fmt.Errorf("--jobs %d: want 1 or more", o.Jobs)
	}
	if o.Units, err = unit.ParseSystem(c.String("units")); err != nil {
		return fmt.Errorf("--units: %w", err)
	}
	if name := c.String("tz"); name != "" {
		if o.Zone, err = time.LoadLocation(name); err != nil {
			return fmt.Errorf("--tz %q: no such time zone; want a name as in Europe/Berlin", name)
		}
	}
	return nil
}

var zoneSystems = map[string]zone.System{
	"auto": zone.Auto, "lthr": zone.LTHR, "hrr": zone.HRR, "max": zone.Max, "device": zone.Device,
}

func (o *options) parseZones(c *cli.Context) (err error) {
	var ok bool
	if o.Zones.System, ok = zoneSystems[c.String("zones")]; !ok {
		return fmt.Errorf("--zones %q: want auto, lthr, hrr, max or device", c.String("zones"))
	}
	for _, f := range []struct {
		name     string
		to       *float64
		low, top float64 // beats/min that a human heart shows
	}{{"max-hr", &o.Zones.MaxHR, 100, 240}, {"rest-hr", &o.Zones.RestHR, 25, 110}, {"lthr", &o.Zones.LTHR, 80, 220}} {
		if v := c.Float64(f.name); c.IsSet(f.name) {
			if !(v >= f.low && v <= f.top) {
				return fmt.Errorf("--%s %g: want %g to %g beats a minute", f.name, v, f.low, f.top)
			}
			*f.to = v
		}
	}
	if o.Zones.RestHR >= o.Zones.LTHR || o.Zones.LTHR >= o.Zones.MaxHR || o.Zones.RestHR >= o.Zones.MaxHR {
		return fmt.Errorf("heart rates must rise: --rest-hr below --lthr below --max-hr")
	}
	if p := c.String("threshold-pace"); p != "" {
		if o.Zones.ThresholdSpeed, err = o.Units.ParsePace(p); err != nil {
			return fmt.Errorf("--threshold-pace: %w", err)
		}
	}
	return nil
}

var weekStarts = map[string]time.Weekday{"monday": time.Monday, "sunday": time.Sunday, "saturday": time.Saturday}

func (o *options) parseSeason(c *cli.Context) (err error) {
	for name, to := range map[string]*unit.Day{"from": &o.Season.From, "to": &o.Season.To} {
		if v := c.String(name); v != "" {
			if *to, err = unit.ParseDay(v); err != nil {
				return fmt.Errorf("--%s: %w", name, err)
			}
		}
	}
	o.Season.Female = c.Bool("female")
	if o.Season.From != 0 && o.Season.To != 0 && o.Season.From > o.Season.To {
		return fmt.Errorf("--from %s lies after --to %s", o.Season.From, o.Season.To)
	}
	if v := c.String("week-start"); v != "" {
		var ok bool
		if o.Season.WeekStart, ok = weekStarts[strings.ToLower(v)]; !ok {
			return fmt.Errorf("--week-start %q: want monday, sunday or saturday", v)
		}
	}
	for _, v := range c.StringSlice("race") {
		day, name, _ := strings.Cut(v, "=")
		d, err := unit.ParseDay(day)
		if err != nil {
			return fmt.Errorf("--race: %w", err)
		}
		o.Season.Races = append(o.Season.Races, season.Race{Day: d, Name: cmp.Or(strings.TrimSpace(name), "Race")})
	}
	return nil
}

// Values of --blank-days.
const (
	blankUnknown = "unknown"
	blankRest    = "rest"
)

// parseDays parses the options that say what days without a record were.
func (o *options) parseDays(c *cli.Context) error {
	if v := c.String("blank-days"); v != "" && v != blankUnknown && v != blankRest {
		return fmt.Errorf("--blank-days %q: want %s or %s", v, blankUnknown, blankRest)
	}
	o.Season.BlankDaysRest = c.String("blank-days") == blankRest
	for _, v := range c.StringSlice("away") {
		away, err := parseAway(v)
		if err != nil {
			return fmt.Errorf("--away: %w", err)
		}
		o.Season.Away = append(o.Season.Away, away)
	}
	return nil
}

// parseAway parses FROM..TO[=WHY]. A single day stands for itself.
func parseAway(text string) (season.AwayDays, error) {
	days, why, _ := strings.Cut(text, "=")
	first, last, isSpan := strings.Cut(days, "..")
	if !isSpan {
		last = first
	}
	from, err := unit.ParseDay(strings.TrimSpace(first))
	if err != nil {
		return season.AwayDays{}, err
	}
	to, err := unit.ParseDay(strings.TrimSpace(last))
	if err != nil {
		return season.AwayDays{}, err
	}
	if from > to {
		return season.AwayDays{}, fmt.Errorf("%s lies after %s", from, to)
	}
	return season.AwayDays{From: from, To: to, Why: strings.TrimSpace(why)}, nil
}

// applyConfig sets every option that the config file names and the command line
// does not. An unknown key is an error, because a misspelt setting must not be
// ignored.
func applyConfig(c *cli.Context) error {
	path := c.String("config")
	if path == "" {
		return nil
	}
	text, err := disk.Read(path, disk.TextLimit)
	if err != nil {
		return err
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

// isOption reports whether any command has the option, so that one config file
// works for all commands.
func isOption(c *cli.Context, name string) bool {
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
	if name == "config" || !isOption(c, name) {
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

// unset lists the printed default values of options that are not set.
var unset = []string{"", "0", "[]"}

// list returns the settings that the season's figures depend on and the origin of
// each.
func (o options) list(c *cli.Context) []report.Setting {
	var out []report.Setting
	for _, name := range []string{
		"units", "tz", "zones", "max-hr", "rest-hr", "lthr", "threshold-pace", "from", "to", "race", "away", "blank-days", "week-start", "female",
	} {
		v := report.Setting{Name: "--" + name, Value: "not set", From: "default"}
		if c.IsSet(name) {
			v.Value, v.From = fmt.Sprint(c.Value(name)), "config file"
		} else if d := c.String(name); !slices.Contains(unset, d) {
			v.Value = d
		}
		if (name == "race" || name == "away") && c.IsSet(name) {
			v.Value = strings.Join(c.StringSlice(name), ", ")
		}
		if slices.Contains(o.given, name) {
			v.From = "command line"
		}
		out = append(out, v)
	}
	return out
}
