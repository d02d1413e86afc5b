package main

import (
	"bytes"
	"fmt"
	"os"
)

// The report has a measured part between these marks; what stands around it is
// written by hand and kept.
const (
	beginMark = "<!-- measured: written by go run ./cmd/score -->\n"
	endMark   = "<!-- end of the measured part -->\n"
)

// update puts the measured part into the report at path, which is made when it
// does not exist.
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
