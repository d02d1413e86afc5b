// Command release builds what users download: one archive for each platform, deb
// and rpm packages, manifests for package managers, checksums and a bill of
// materials. The same commit and version give the same bytes.
//
//	go run ./cmd/release -version 1.2.0 -o dist
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	version := flag.String("version", "", "number of the release, as in 1.2.0")
	out := flag.String("o", "dist", "folder to write into; it must not exist")
	packages := flag.Bool("packages", true, "also make deb and rpm packages and the bill of materials, which fetches two tools")
	flag.Parse()
	if err := run(ctx, *version, *out, *packages); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// numbered matches a version as semver.org defines it.
var numbered = regexp.MustCompile(`^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$`)

// release is one release while it is built.
type release struct {
	version string
	commit  string
	date    time.Time // date of the commit, and of every file in an archive
	out     string    // absolute path of the folder that receives the result
	work    string    // absolute path of a scratch folder
}

func run(ctx context.Context, version, out string, packages bool) error {
	if !numbered.MatchString(version) {
		return fmt.Errorf("-version %q: want a number such as 1.2.0", version)
	}
	r, err := newRelease(ctx, version, out)
	if err != nil {
		return err
	}
	defer os.RemoveAll(r.work)
	steps := []func(context.Context) error{r.documents, r.archives}
	if packages {
		steps = append(steps, r.systemPackages, r.writeSBOM)
	}
	for _, step := range append(steps, r.manifests, r.checksums) {
		if err := step(ctx); err != nil {
			return err
		}
	}
	fmt.Println("wrote", out)
	return nil
}

// newRelease asks git for the commit and makes the folders.
func newRelease(ctx context.Context, version, out string) (*release, error) {
	commit, err := output(ctx, "git", "rev-parse", "HEAD")
	if err != nil {
		return nil, err
	}
	seconds, err := output(ctx, "git", "show", "-s", "--format=%ct", "HEAD")
	if err != nil {
		return nil, err
	}
	at, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return nil, fmt.Errorf("date of the commit: %w", err)
	}
	if out, err = filepath.Abs(out); err != nil {
		return nil, err
	}
	if err := os.Mkdir(out, 0o755); err != nil {
		return nil, err
	}
	work, err := os.MkdirTemp("", "dayafter-release-")
	if err != nil {
		return nil, err
	}
	return &release{version: version, commit: commit, date: time.Unix(at, 0).UTC(), out: out, work: work}, nil
}

// output runs a command and returns what it prints, without the last newline.
func output(ctx context.Context, name string, args ...string) (string, error) {
	c := exec.CommandContext(ctx, name, args...)
	text, err := c.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w%s", strings.Join(c.Args, " "), err, complaint(err))
	}
	return strings.TrimRight(string(text), "\n"), nil
}

// complaint returns what a failed command printed to standard error.
func complaint(err error) string {
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		return "\n" + string(failed.Stderr)
	}
	return ""
}

// file returns the path of a document in the scratch folder.
func (r *release) file(name string) string { return filepath.Join(r.work, filepath.FromSlash(name)) }

// write stores a document in the scratch folder.
func (r *release) write(name, text string) error {
	if err := os.MkdirAll(filepath.Dir(r.file(name)), 0o755); err != nil {
		return err
	}
	return os.WriteFile(r.file(name), []byte(text), 0o644)
}
