package main

import (
	"bytes"
	"fmt"
	"os"
)

// Marks around the measured part of the report. The text outside the marks is written by
// hand and kept.
const (
	beginMark = "<!-- measured: written by go run ./cmd/score -->\n"
	endMark   = "<!-- end of the measured part -->\n"
)

// update replaces the measured part of the report at path. It creates the report if there
// is none.
func update(path string, measured []byte) error {
	old, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		old = []byte("# Accuracy\n\n" + beginMark + endMark)
	} else if err != nil {
		return err
	}
	head, rest, ok1 := bytes.Cut(old, []byte(beginMark))
	_, tail, ok2 := bytes.Cut(rest, []byte(endMark))
	if !ok1 || !ok2 {
		return fmt.Errorf("%s: has no measured part to replace", path)
	}
	text := bytes.Join([][]byte{head, []byte(beginMark), measured, []byte(endMark), tail}, nil)
	return os.WriteFile(path, text, 0o644)
}
