package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"

	"dayafter/internal/source"
)

// progress shows files done, MB/s, time left and the current file on a
// terminal; it returns nil, which shows nothing, for pipes and with --quiet.
func progress(stderr io.Writer, quiet bool) func(source.Progress) {
	f, ok := stderr.(*os.File)
	if !ok || quiet || !isatty.IsTerminal(f.Fd()) {
		return nil
	}
	bar := progressbar.NewOptions(
		1, progressbar.OptionSetWriter(f), progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(true),
		progressbar.OptionFullWidth(), progressbar.OptionEnableColorCodes(false),
	)
	begin := time.Now()
	return func(p source.Progress) {
		bar.ChangeMax(max(p.Known, 1))
		bar.Describe(fmt.Sprintf("%.0f MB/s  %s", float64(p.Bytes)/1e6/time.Since(begin).Seconds(), brief(p.Name)))
		_ = bar.Set(p.Done)
	}
}

// brief is the end of a long name, safe for a terminal.
func brief(name string) string {
	const width = 32
	r := []rune(name)
	if len(r) > width {
		r = append([]rune("…"), r[len(r)-width+1:]...)
	}
	return source.Printable(string(r))
}
