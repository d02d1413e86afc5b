// Command score compares the classes that dayafter gives with the runners' own labels. It
// is a tool for developers: it reads every folder below DATA that holds a truth.csv, prints
// how many verdicts are right, and writes reports/accuracy.md.
//
//	go run ./cmd/score [-o FILE] [-disagreements FILE] [-same FOLDERS] DATA
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "score:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("score", flag.ContinueOnError)
	report := flags.String("o", "reports/accuracy.md", "write the report to this file, keeping its hand-written part; empty for none")
	list := flags.String("disagreements", "", "write every disagreement with its evidence to this file")
	same := flags.String("same", "runner-b,runner-c,runner-d", "folders of one person, left out together when limits are chosen on the others")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		return errors.New("want one folder: go run ./cmd/score DATA")
	}
	runners, err := load(ctx, flags.Arg(0))
	if err != nil {
		return err
	}
	var text bytes.Buffer
	writeReport(&text, runners, *same)
	if _, err := out.Write(text.Bytes()); err != nil {
		return err
	}
	if *list != "" {
		if err := os.WriteFile(*list, disagreements(runners), 0o644); err != nil {
			return err
		}
	}
	if *report == "" {
		return nil
	}
	return update(*report, text.Bytes())
}

// load reads and judges every labelled folder below root, in order of name.
func load(ctx context.Context, root string) ([]*runner, error) {
	var folders []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == truthName {
			folders = append(folders, filepath.Dir(path))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if len(folders) == 0 {
		return nil, fmt.Errorf("%s: no folder with a %s below it", root, truthName)
	}
	runners := make([]*runner, len(folders))
	for i, f := range folders {
		if runners[i], err = judge(ctx, f); err != nil {
			return nil, err
		}
	}
	return runners, nil
}
