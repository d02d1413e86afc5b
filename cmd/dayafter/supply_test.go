package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"dayafter/internal/testing/testfile"
)

// thorough skips a slow test that few changes of the code can break, unless
// DAYAFTER_CI or DAYAFTER_LARGE is set.
func thorough(t *testing.T) {
	t.Helper()
	if os.Getenv("DAYAFTER_CI") == "" && os.Getenv("DAYAFTER_LARGE") == "" {
		t.Skip("takes long: set DAYAFTER_CI to run it")
	}
}

// build builds the program as it is released and returns its bytes.
func build(t *testing.T, cache string, env ...string) []byte {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "dayafter")
	c := exec.Command("go", "build", "-trimpath", "-tags", "urfave_cli_no_docs", "-ldflags", "-s -w", "-o", bin, ".")
	c.Env = append(append(os.Environ(), "CGO_ENABLED=0"), env...)
	if cache != "" {
		c.Env = append(c.Env, "GOCACHE="+cache)
	}
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return testfile.Read(t, bin)
}

// The released binary is the same byte for byte on every machine, links no C and contains
// no path of the machine. With DAYAFTER_LARGE, the test compiles every package anew.
func TestReproducibleBinary(t *testing.T) {
	thorough(t)
	cache := ""
	if os.Getenv("DAYAFTER_LARGE") != "" {
		cache = t.TempDir()
	}
	one, two := build(t, ""), build(t, cache)
	if !bytes.Equal(one, two) {
		t.Error("two builds differ")
	}
	for _, path := range []string{goEnv(t, "GOROOT") + "/src", goEnv(t, "GOMODCACHE")} {
		if bytes.Contains(one, []byte(path)) {
			t.Errorf("the binary contains %s", path)
		}
	}
	if runtime.GOOS == "linux" && bytes.Contains(one, []byte("libc.so")) {
		t.Error("the binary links C")
	}
}

// goEnv returns one setting of the go command.
func goEnv(t *testing.T, name string) string {
	t.Helper()
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// The downloaded modules have the checksums in go.sum.
func TestModulesAreUnchanged(t *testing.T) {
	thorough(t)
	if out, err := exec.Command("go", "mod", "verify").CombinedOutput(); err != nil || !strings.Contains(string(out), "all modules verified") {
		t.Errorf("%v\n%s", err, out)
	}
}
