package main

import (
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// The scripts in testdata/script run the real program, one behaviour a file.
// $FIXTURES is the project's fixtures folder.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"dayafter": child})
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
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exit": exitsWith, "same": sameBytes},
	}
	if testing.Short() { // the scripts that read no season
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

// sameBytes compares files that are no text: same A B, ! same A B.
func sameBytes(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: same A B")
	}
	if same := ts.ReadFile(args[0]) == ts.ReadFile(args[1]); same == neg {
		ts.Fatalf("%s and %s: same bytes is %v", args[0], args[1], same)
	}
}
