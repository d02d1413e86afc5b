package main

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"dayafter/internal/disk"
	"dayafter/internal/ingest"
	"dayafter/internal/store/decisions"
)

// exportLimit bounds a file of exported decisions in bytes: a million decisions take
// about 100 MB.
const exportLimit = 100 << 20

func decisionsCommand() *cli.Command {
	return &cli.Command{
		Name:      "decisions",
		Usage:     "export and import your own classes, notes and plans",
		ArgsUsage: "export | import FILE",
		Description: "export prints all decisions as text, or writes them to the FILE of -o. import adds those of such a file;\n" +
			"a decision about the same run replaces the one that was there.",
		Flags: append(commonFlags(),
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "export: write to `FILE`", DefaultText: "standard output", Category: outputGroup}),
		OnUsageError: onUsageError,
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
		err = exportDecisions(c, own.Book)
	case len(words) == 2 && words[0] == "import":
		err = importDecisions(c, own.Book, words[1])
	default:
		err = usagef("decisions needs export, or import FILE")
	}
	if err == nil && own.Lost {
		err = errUnusable
	}
	return err
}

// exportDecisions writes all decisions to the file of -o or to standard output.
func exportDecisions(c *cli.Context, book *decisions.Book) error {
	path := c.String("output")
	if path == "" {
		return book.Export(c.App.Writer)
	}
	var text bytes.Buffer
	if err := book.Export(&text); err != nil {
		return err
	}
	if err := disk.Write(path, text.Bytes()); err != nil {
		return err
	}
	_, err := fmt.Fprintf(c.App.Writer, "wrote %d decisions to %s\n", len(book.Rows()), ingest.Printable(path))
	return err
}

// importDecisions adds the decisions of an exported file.
func importDecisions(c *cli.Context, book *decisions.Book, path string) error {
	text, err := disk.Read(path, exportLimit)
	if err != nil {
		return err
	}
	rows, err := decisions.ParseExport(bytes.NewReader(text))
	if err != nil {
		return fmt.Errorf("%s: %w", ingest.Printable(path), err)
	}
	changed, err := book.Add(rows)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.App.Writer, "read %d decisions: %d new or changed, %d known already\n", len(rows), changed, len(rows)-changed)
	return err
}
