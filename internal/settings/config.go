package settings

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// Config holds the settings of a config file.
type Config struct {
	Values     map[string][]string // by the long name of the option
	Thresholds []Threshold
}

// thresholdsKey is the only key of a config file that is not the name of an option.
const thresholdsKey = "thresholds"

// Names returns the names of the options that the config sets, sorted.
func (c Config) Names() []string { return slices.Sorted(maps.Keys(c.Values)) }

// ParseConfig separates the keys of a config file into options and thresholds.
func ParseConfig(keys map[string]any) (Config, error) {
	c := Config{Values: map[string][]string{}}
	for _, name := range slices.Sorted(maps.Keys(keys)) {
		var err error
		if name == thresholdsKey {
			c.Thresholds, err = parseThresholds(keys[name])
		} else {
			c.Values[name] = texts(keys[name])
		}
		if err != nil {
			return c, err
		}
	}
	return c, nil
}

// texts returns a value, or the values of a list, in the form of the command line.
func texts(value any) (out []string) {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	for _, v := range list {
		out = append(out, textOf(v))
	}
	return out
}

func textOf(v any) string {
	if d, ok := v.(time.Time); ok {
		return d.Format(time.DateOnly)
	}
	return fmt.Sprint(v)
}

// parseThresholds parses the tables [[thresholds]].
func parseThresholds(value any) ([]Threshold, error) {
	tables, ok := value.([]map[string]any)
	if !ok {
		return nil, fmt.Errorf("%s: want tables, as in [[thresholds]] and below it from = 2024-03-01 and lthr = 171", thresholdsKey)
	}
	var out []Threshold
	for _, table := range tables {
		var t Threshold
		known := map[string]*string{"from": &t.From, "lthr": &t.LTHR, "max-hr": &t.MaxHR, "rest-hr": &t.RestHR, "threshold-pace": &t.ThresholdPace}
		for _, name := range slices.Sorted(maps.Keys(table)) {
			to := known[name]
			if to == nil {
				return nil, fmt.Errorf("%s: no value is called %q; want from, lthr, max-hr, rest-hr or threshold-pace", thresholdsKey, name)
			}
			*to = textOf(table[name])
		}
		out = append(out, t)
	}
	return out, nil
}

// Without returns the thresholds without the values of the named options, which the command
// line overrides.
func Without(thresholds []Threshold, options []string) []Threshold {
	out := slices.Clone(thresholds)
	for i := range out {
		for name, v := range map[string]*string{"lthr": &out[i].LTHR, "max-hr": &out[i].MaxHR, "rest-hr": &out[i].RestHR, "threshold-pace": &out[i].ThresholdPace} {
			if slices.Contains(options, name) {
				*v = ""
			}
		}
	}
	return out
}
