package main

import (
	"errors"

	"github.com/urfave/cli/v2"

	"dayafter/internal/command"
)

func decisionsCommand() *cli.Command {
	return &cli.Command{
		Name:      "decisions",
		Usage:     "export and import your own classes, notes and plans",
		ArgsUsage: "export | import FILE",
		Description: "export prints all decisions as text, or writes them to the FILE of -o. import adds those of such a file;\n" +
			"a decision about the same run replaces the one that was there.",
		Flags: append(commonFlags(),
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "export: write to `FILE`", DefaultText: "standard output", Category: outputGroup}),
		OnUsageError: command.OnUsageError,
		Action:       runDecisions,
	}
}

func runDecisions(c *cli.Context) error {
	o, err := parseOptions(c)
	if err != nil {
		return err
	}
	if o.Data == "" {
		return errors.New("there is no data folder: name one with --data")
	}
	own, err := o.openDecided(c)
	if err != nil {
		return err
	}
	words := c.Args().Slice()
	switch {
	case len(words) == 1 && words[0] == "export":
		err = own.Export(c.App.Writer, c.String("output"))
	case len(words) == 2 && words[0] == "import":
		err = own.Import(c.App.Writer, words[1])
	default:
		err = command.Usagef("decisions needs export, or import FILE")
	}
	if err == nil && own.Lost {
		err = errUnusable
	}
	return err
}
