package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"dayafter/internal/app"
	"dayafter/internal/command"
	"dayafter/internal/render/json"
	"dayafter/internal/render/text"
	"dayafter/internal/store"
)

func cacheCommand() *cli.Command {
	return &cli.Command{
		Name:         "cache",
		Usage:        "show what is stored where; clear removes the files' results or, with --runner, that runner's history, but no decisions",
		ArgsUsage:    "info | clear",
		Flags:        commonFlags(),
		OnUsageError: command.OnUsageError,
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
	o.Store = folder
	own, err := o.openDecided(c)
	if err != nil {
		return err
	}
	st, err := store.Open(folder, app.StoreVersion())
	if err != nil {
		return fmt.Errorf("cache in %s: %w", folder, err)
	}
	defer st.Close()
	switch word := c.Args().First(); {
	case word == "info":
		err = o.printStored(c, st, own)
	case word == "clear" && c.IsSet("runner"):
		err = st.Forget(o.Runner)
	case word == "clear":
		err = st.Clear()
	default:
		err = command.Usagef("cache needs info or clear")
	}
	if err == nil && own.Lost {
		err = errUnusable
	}
	return err
}

// openDecided opens the decisions, prints what was wrong with them, and moves those
// of an earlier version, so that no other command loses them.
func (o options) openDecided(c *cli.Context) (*app.Decided, error) {
	m, done := o.monitor(c.App.ErrWriter)
	defer done()
	return app.OpenDecided(o.Settings, m)
}

// printStored prints what is stored where.
func (o options) printStored(c *cli.Context, st *store.Store, own *app.Decided) error {
	info, err := st.Info()
	if err != nil {
		return err
	}
	stored := text.Stored{Info: info, Data: o.Data}
	if own.Book != nil {
		stored.Decided = own.Book.Runners()
	}
	if o.json {
		return json.NewEncoder(c.App.Writer).Encode(stored)
	}
	text.WriteStored(c.App.Writer, stored)
	return nil
}
