package command

import (
	"github.com/urfave/cli/v2"

	"dayafter/internal/unit"
)

// Day returns the day that an option states; 0 if the option is not set.
func Day(c *cli.Context, name string) (unit.Day, error) {
	text := c.String(name)
	if text == "" {
		return 0, nil
	}
	day, err := unit.ParseDay(text)
	if err != nil {
		return 0, Usagef("--%s: %w", name, err)
	}
	return day, nil
}
