//go:build unix

package main

import (
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestStalledProgramEnds checks that one signal ends a program that prints to a full pipe.
// A write to such a pipe never returns, as a read from a hanging disk never does.
func TestStalledProgramEnds(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	p := newProcess(t, "scan", "--json", "--no-cache", fixture(t, "season"))
	p.Stdout = w
	p.Env = append(p.Env, patienceOfChild+"=100ms")
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	if _, err := r.Read(make([]byte, 1)); err != nil { // the rest is more than a pipe holds
		t.Fatal(err)
	}
	alarm := time.AfterFunc(20*time.Second, func() { p.Process.Kill() })
	defer alarm.Stop()
	p.Process.Signal(syscall.SIGTERM)
	if code := p.wait(t); code != exitInterrupted || !strings.Contains(p.errs.String(), "interrupted; nothing was overwritten") {
		t.Errorf("exit code %d: %s", code, p.errs.String())
	}
}
