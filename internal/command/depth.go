package command

import (
	"errors"

	"github.com/urfave/cli/v2"
)

// Depth says how much of a season --json prints.
type Depth string

// Values of --json. Without a value, --json means all.
const (
	DepthNone   Depth = ""
	DepthAll    Depth = "all"
	DepthAnswer Depth = "answer"
)

// Set parses a value of --json.
func (d *Depth) Set(value string) error {
	switch value {
	case "true", string(DepthAll):
		*d = DepthAll
	case string(DepthAnswer):
		*d = DepthAnswer
	case "false":
		*d = DepthNone
	default:
		return errors.New("want answer or all")
	}
	return nil
}

// String returns the value.
func (d *Depth) String() string { return string(*d) }

// IsBoolFlag lets --json stand without a value.
func (d *Depth) IsBoolFlag() bool { return true }

// DepthOf returns how much JSON the command line asks for.
func DepthOf(c *cli.Context) Depth {
	if d, ok := c.Generic("json").(*Depth); ok {
		return *d
	}
	if c.Bool("json") {
		return DepthAll
	}
	return DepthNone
}
