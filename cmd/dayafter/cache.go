package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"dayafter/internal/app"
	"dayafter/internal/render/json"
	"dayafter/internal/store"
)

func cacheCommand() *cli.Command {
	return &cli.Command{
		Name:         "cache",
		Usage:        "say what is stored where; clear forgets the files' results, with --runner that runner's history, never a decision",
		ArgsUsage:    "info | clear",
		Flags:        commonFlags(),
		OnUsageError: onUsageError,
		Action:       runCache,
	}
}

func runCache(c *cli.Context) error {
	o, err := parseOptions(c)
	if err != nil {
		return err
	}
	folder, err := cacheFolder(c)
	if err != nil {
		return err
	}
	st, err := store.Open(folder, app.StoreVersion())
	if err != nil {
		return fmt.Errorf("cache in %s: %w", folder, err)
	}
	defer st.Close()
	switch c.Args().First() {
	case "info":
		return printInfo(c, st, o.json)
	case "clear":
		if c.IsSet("runner") {
			return st.Forget(o.Runner)
		}
		return st.Clear()
	}
	return usagef("cache needs info or clear")
}

func printInfo(c *cli.Context, st *store.Store, asJSON bool) error {
	info, err := st.Info()
	if err != nil {
		return err
	}
	if asJSON {
		return json.NewEncoder(c.App.Writer).Encode(info)
	}
	fmt.Fprintf(c.App.Writer, "%s: %d files, %d by another version, %.1f MB\n", info.Dir, info.Files, info.Stale, float64(info.Bytes)/1e6)
	for _, r := range info.Runners {
		fmt.Fprintf(c.App.Writer, "runner %q: %d files\n", r.Name, r.Files)
	}
	return nil
}
