package main

import (
	"runtime"
	"time"

	"github.com/urfave/cli/v2"

	"dayafter/internal/app"
	"dayafter/internal/command"
	"dayafter/internal/settings"
)

// options are the parsed options that all commands share.
type options struct {
	app.Settings
	json   bool
	quiet  bool
	strict bool
	given  []string // names of the options on the command line rather than in the config file

	thresholds []settings.Threshold // from the config file
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
		&cli.StringSliceFlag{Name: "lthr", Usage: "your lactate-threshold heart rate, `BPM[@DAY]` for a value from a day on; may be given several times", DefaultText: "estimated from your runs", Category: runnerGroup},
		&cli.StringFlag{Name: "threshold-pace", Usage: "the pace that you can hold for an hour, `PACE` as in 4:05/km or 6:34/mi", DefaultText: "estimated from your runs", Category: runnerGroup},
		&cli.StringFlag{Name: "long", Usage: "every run of this `DURATION` or more is long, as in 75min or 1:15", DefaultText: "what is long for you", Category: answerGroup},
		&cli.StringFlag{Name: "tz", Usage: "your time `ZONE` for all files, as in Europe/Berlin", DefaultText: "each file's own", Category: runnerGroup},
		&cli.StringFlag{Name: "zones", Value: "auto", Usage: "heart-rate zones by `auto|lthr|hrr|max|device`", Category: runnerGroup},
		&cli.StringFlag{Name: "units", Value: "metric", Usage: "`metric|imperial`", Category: outputGroup},
		&cli.BoolFlag{Name: "json", Usage: "print JSON", DisableDefaultText: true, Category: outputGroup},
		&cli.BoolFlag{Name: "quiet", Usage: "print no progress and no remarks", DisableDefaultText: true, Category: outputGroup},
		&cli.BoolFlag{Name: "strict", Usage: "exit with 3 also if a file had to be repaired or held no activity", DisableDefaultText: true, Category: outputGroup},
		&cli.StringFlag{Name: "config", Usage: "read settings from `FILE` (TOML; the keys are the long option names)", Category: memoryGroup},
		&cli.StringFlag{Name: "runner", Value: "default", Usage: "the `NAME` of the runner whose history this is; histories are never mixed", Category: memoryGroup},
		&cli.BoolFlag{Name: "one-runner", Usage: "all files are one runner's, even if they look like several runners'", DisableDefaultText: true, Category: memoryGroup},
		&cli.StringFlag{Name: "cache", Usage: "remember results in `FOLDER`", DefaultText: "your cache folder", Category: memoryGroup},
		&cli.StringFlag{Name: "data", Usage: "keep your classes, notes and plans in `FOLDER`", DefaultText: "your data folder", Category: memoryGroup},
		&cli.BoolFlag{Name: "no-cache", Usage: "read every file again and remember no results; your classes, notes and plans are kept", DisableDefaultText: true, Category: memoryGroup},
		&cli.IntFlag{Name: "jobs", Value: runtime.GOMAXPROCS(0), Usage: "read `N` files at once", DefaultText: "one for each processor", Category: memoryGroup},
	}
}

// daysFlags returns the options that state facts about days and about the runner.
func daysFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "race", Usage: "a race, `DAY[=NAME]`; may be given several times", Category: answerGroup},
		&cli.StringSliceFlag{Name: "away", Usage: "days to leave out of all counts, `FROM..TO[=WHY]` as in 2025-03-03..2025-03-09=sick; may be given several times", Category: answerGroup},
		&cli.StringFlag{Name: "blank-days", Value: settings.BlankUnknown, Usage: "what a day without a record means, `unknown|rest`: rest if you always wear your watch", Category: answerGroup},
		&cli.StringFlag{Name: "mornings", Usage: "a CSV `FILE` of mornings: date, and any of resting_hr, hrv (ms), sleep_h", TakesFile: true, Category: runnerGroup},
		&cli.StringFlag{Name: "week-start", Value: "monday", Usage: "first `DAY` of the week: monday, sunday or saturday", Category: answerGroup},
		&cli.BoolFlag{Name: "female", Usage: "compute the load by heart rate with Banister's exponent for women", DisableDefaultText: true, Category: runnerGroup},
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
	o := options{given: c.LocalFlagNames()}
	config, err := command.ReadConfig(c)
	if err != nil {
		return o, err
	}
	o.thresholds = settings.Without(config.Thresholds, o.given)
	if o.Settings, err = settings.Parse(c, o.thresholds); err != nil {
		return o, command.NewUsageError(err)
	}
	if o.Season.Mornings, err = command.ReadMornings(c.String("mornings")); err != nil {
		return o, command.NewUsageError(err)
	}
	o.Now, o.Fallback = time.Now(), time.Local
	o.json, o.quiet, o.strict = command.DepthOf(c) != command.DepthNone, c.Bool("quiet"), c.Bool("strict")
	o.findFolders(c)
	return o, nil
}
