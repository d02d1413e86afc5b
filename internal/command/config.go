package command

import (
	"fmt"
	"slices"

	"github.com/urfave/cli/v2"

	"dayafter/internal/disk"
	"dayafter/internal/morning"
	"dayafter/internal/settings"
)

// ReadConfig reads the config file and sets every option that the file names and the
// command line does not. An unknown key is an error, because a misspelt setting must
// not be ignored.
func ReadConfig(c *cli.Context) (settings.Config, error) {
	path := c.String("config")
	if path == "" {
		return settings.Config{}, nil
	}
	text, err := disk.Read(path, disk.TextLimit)
	if err != nil {
		return settings.Config{}, err
	}
	var keys map[string]any
	if err := disk.ParseTOML(text, &keys); err != nil {
		return settings.Config{}, Usagef("config %s: %w", path, err)
	}
	config, err := settings.ParseConfig(keys)
	for _, name := range config.Names() {
		if err == nil {
			err = setFromConfig(c, name, config.Values[name])
		}
	}
	if err != nil {
		return config, Usagef("config %s: %w", path, err)
	}
	return config, nil
}

// isOption reports whether any command has the option, so that one config file
// works for all commands.
func isOption(c *cli.Context, name string) bool {
	return slices.ContainsFunc(c.App.Commands, func(cmd *cli.Command) bool { return hasFlag(cmd, name) })
}

func hasFlag(cmd *cli.Command, name string) bool {
	return slices.ContainsFunc(cmd.Flags, func(f cli.Flag) bool { return slices.Contains(f.Names(), name) })
}

// setFromConfig sets an option of this command that the command line does not set.
func setFromConfig(c *cli.Context, name string, values []string) error {
	if name == "config" || !isOption(c, name) {
		return fmt.Errorf("no setting is called %q", name)
	}
	if !hasFlag(c.Command, name) || c.IsSet(name) {
		return nil
	}
	for _, v := range values {
		if err := c.Set(name, v); err != nil {
			return fmt.Errorf("%s = %v: %w", name, v, err)
		}
	}
	return nil
}

// ReadMornings reads the list of mornings at path; "" is no list.
func ReadMornings(path string) ([]morning.Morning, error) {
	if path == "" {
		return nil, nil
	}
	text, err := disk.Read(path, disk.TextLimit)
	if err != nil {
		return nil, err
	}
	list, err := morning.ParseCSV(text)
	if err != nil {
		return nil, fmt.Errorf("mornings %s: %w", path, err)
	}
	return list, nil
}
