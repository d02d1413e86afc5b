package roster

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"dayafter/internal/app"
	"dayafter/internal/settings"
)

// names lists the settings of a runner. Each is the long name of an option of the
// program, or thresholds, a list of dated thresholds as in a config file.
var names = []string{
	"max-hr", "rest-hr", "lthr", "threshold-pace", "tz", "zones", "long", "from", "to", "race", "away", "blank-days", "week-start", "female",
}

// AppSettings returns the settings of the entry's runner.
func (e *Entry) AppSettings() (app.Settings, error) {
	config, err := settings.ParseConfig(withTables(e.Settings))
	if err != nil {
		return app.Settings{}, err
	}
	for _, name := range config.Names() {
		if !slices.Contains(names, name) {
			return app.Settings{}, fmt.Errorf("no setting of a runner is called %q", name)
		}
	}
	if slices.Contains(config.Values["tz"], "Local") {
		return app.Settings{}, fmt.Errorf("tz: want a name as in Europe/Berlin, which is the same on every machine")
	}
	s, err := settings.Parse(source(config.Values), config.Thresholds)
	s.Runner, s.Fallback = e.Runner, time.UTC
	return s, err
}

// withTables converts lists of objects, as JSON gives them, to the type of TOML's tables.
func withTables(in map[string]any) map[string]any {
	out := make(map[string]any, len(in))
	for name, value := range in {
		out[name] = value
		list, _ := value.([]any)
		var tables []map[string]any
		for _, v := range list {
			if table, ok := v.(map[string]any); ok {
				tables = append(tables, table)
			}
		}
		if tables != nil && len(tables) == len(list) {
			out[name] = tables
		}
	}
	return out
}

// source holds settings in the form of command-line options.
type source map[string][]string

// defaults holds the values of options that must not be empty.
var defaults = map[string]string{"units": "metric", "zones": "auto", "jobs": "1"}

// String returns the value of an option.
func (s source) String(name string) string {
	if v := s[name]; len(v) > 0 {
		return strings.Join(v, " ")
	}
	return defaults[name]
}

// StringSlice returns the values of an option.
func (s source) StringSlice(name string) []string { return s[name] }

// Bool reports whether the value is true.
func (s source) Bool(name string) bool { return s.String(name) == "true" }

// Float64 returns the value as a number; 0 if it is not a number.
func (s source) Float64(name string) float64 {
	v, _ := strconv.ParseFloat(s.String(name), 64)
	return v
}

// Int returns the value as a whole number; 0 if it is not a whole number.
func (s source) Int(name string) int {
	v, _ := strconv.Atoi(s.String(name))
	return v
}

// IsSet reports whether the option has a value.
func (s source) IsSet(name string) bool { return len(s[name]) > 0 }

// SettingNames returns the names of the entry's settings, sorted.
func (e *Entry) SettingNames() []string { return slices.Sorted(maps.Keys(e.Settings)) }
