package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// The scripts in testdata/script run the real program, one behaviour in each file.
// $FIXTURES is the project's fixtures folder. No test uses the decisions or the cache of
// the person who runs it.
func TestMain(m *testing.M) {
	testscript.Main(isolated{m}, map[string]func(){"dayafter": child})
}

// isolated runs tests with data and cache folders of their own.
type isolated struct{ *testing.M }

// Run makes the folders, runs the tests and removes the folders.
func (i isolated) Run() int {
	dir, err := os.MkdirTemp("", "dayafter-test-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	for _, name := range []string{"XDG_DATA_HOME", "AppData"} {
		os.Setenv(name, filepath.Join(dir, "data"))
	}
	keepBuildCache()
	for _, name := range []string{"XDG_CACHE_HOME", "LocalAppData"} {
		os.Setenv(name, filepath.Join(dir, "cache"))
	}
	return i.M.Run()
}

// keepBuildCache names the go command's cache, which otherwise lies below the cache folder.
func keepBuildCache() {
	if out, err := exec.Command("go", "env", "GOCACHE").Output(); err == nil {
		os.Setenv("GOCACHE", strings.TrimSpace(string(out)))
	}
}

func TestScripts(t *testing.T) {
	fixtures, err := filepath.Abs("../../fixtures")
	if err != nil {
		t.Fatal(err)
	}
	params := testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("FIXTURES", fixtures)
			env.Setenv("TZ", "UTC")
			env.Setenv("XDG_DATA_HOME", filepath.Join(env.WorkDir, "data"))
			env.Setenv("XDG_CACHE_HOME", filepath.Join(env.WorkDir, "cache-home"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exit": exitsWith, "same": sameBytes},
	}
	if testing.Short() { // only the scripts that read no season
		params.Dir = ""
		for _, name := range []string{"mistakes", "usage", "noinput", "config"} {
			params.Files = append(params.Files, filepath.Join("testdata/script", name+".txtar"))
		}
	}
	testscript.Run(t, params)
}

// exitsWith runs dayafter and checks its exit code: exit CODE ARGS...
func exitsWith(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exit CODE ARGS...")
	}
	err := ts.Exec("dayafter", args[1:]...)
	if got := exitCode(err); got != args[0] {
		ts.Fatalf("dayafter %v: exit code %s, want %s", args[1:], got, args[0])
	}
}

func exitCode(err error) string {
	type coder interface{ ExitCode() int }
	switch e := err.(type) {
	case nil:
		return "0"
	case coder:
		return strconv.Itoa(e.ExitCode())
	}
	return err.Error()
}

// sameBytes compares binary files: same A B, ! same A B.
func sameBytes(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: same A B")
	}
	if same := ts.ReadFile(args[0]) == ts.ReadFile(args[1]); same == neg {
		ts.Fatalf("%s and %s: same bytes is %v", args[0], args[1], same)
	}
}
