package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/urfave/cli/v2"
)

// findFolders sets the folders in which results are remembered and decisions are kept.
// Without a home folder, nothing is remembered or kept.
func (o *options) findFolders(c *cli.Context) {
	cache, err := cacheFolder(c)
	switch {
	case err != nil:
		o.remark(c.App.ErrWriter, fmt.Sprintf("dayafter: nothing will be remembered: %v", err))
	case !c.Bool("no-cache"):
		o.Store = cache
	}
	o.OldData = cache
	if o.Data, err = dataFolder(c); err != nil {
		o.remark(c.App.ErrWriter, fmt.Sprintf("dayafter: classes and notes stay in their workbook alone: %v", err))
	}
}

// cacheFolder returns the folder of --cache, or else one in the user's cache folder.
func cacheFolder(c *cli.Context) (string, error) {
	if given := c.String("cache"); given != "" {
		return given, nil
	}
	folder, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(folder, "dayafter"), nil
}

// dataFolder returns the folder of --data, or else one in the user's data folder:
// $XDG_DATA_HOME or ~/.local/share, on Windows %AppData%, on macOS Application
// Support.
func dataFolder(c *cli.Context) (string, error) {
	if given := c.String("data"); given != "" {
		return given, nil
	}
	folder, err := userDataDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(folder, "dayafter"), nil
}

func userDataDir() (string, error) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return os.UserConfigDir()
	}
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return dir, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", errors.New("neither $XDG_DATA_HOME nor $HOME is defined")
	}
	return filepath.Join(home, ".local", "share"), nil
}
