package command

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"dayafter/internal/report"
	"dayafter/internal/settings"
)

// emptyDefaults lists the printed values that mean "no default".
var emptyDefaults = []string{"", "0", "[]"}

// resultOptions names the options on which the season's figures depend.
var resultOptions = []string{
	"units", "tz", "zones", "max-hr", "rest-hr", "lthr", "threshold-pace", "long", "from", "to", "race", "away", "blank-days", "week-start", "female",
}

// Listed returns the settings on which the season's figures depend and the origin of
// each. given names the options that the command line states.
func Listed(c *cli.Context, given []string, thresholds []settings.Threshold) (out []report.Setting) {
	for _, name := range resultOptions {
		out = append(out, listedOption(c, name, given))
	}
	for _, t := range thresholds {
		out = append(out, report.Setting{Name: "[[thresholds]]", Value: t.String(), From: "config file"})
	}
	return out
}

func listedOption(c *cli.Context, name string, given []string) report.Setting {
	v := report.Setting{Name: "--" + name, Value: "not set", From: "default"}
	if c.IsSet(name) {
		v.Value, v.From = fmt.Sprint(c.Value(name)), "config file"
	} else if d := c.String(name); !slices.Contains(emptyDefaults, d) {
		v.Value = d
	}
	if list := c.StringSlice(name); len(list) > 0 {
		v.Value = strings.Join(list, ", ")
	}
	if slices.Contains(given, name) {
		v.From = "command line"
	}
	return v
}
