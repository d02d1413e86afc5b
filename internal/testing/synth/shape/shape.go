// Package shape holds the structure of real recordings without their content: the sequence
// of messages, fields, elements and attributes. It fills a structure with invented values,
// so that fuzzing starts from realistic files.
package shape

import (
	"embed"
	"fmt"
	"strings"
)

// texts holds the structures of public files from many devices, one on each line. They were
// made with: go run ./cmd/corpus -shapes internal/testing/synth/shape/testdata FOLDER.
//
//go:embed testdata
var texts embed.FS

// Formats lists the formats that have structures.
func Formats() []string { return []string{"fit", "gpx", "tcx"} }

// Seeds returns a file for each stored structure of a format.
func Seeds(format string) ([][]byte, error) {
	text, err := texts.ReadFile("testdata/" + format + ".txt")
	if err != nil {
		return nil, err
	}
	var seeds [][]byte
	for i, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		seed, err := Fill(format, line)
		if err != nil {
			return nil, fmt.Errorf("%s: structure %d: %w", format, i+1, err)
		}
		seeds = append(seeds, seed)
	}
	return seeds, nil
}

// Of returns the structure of a file as one line of text.
func Of(format string, file []byte) string {
	if format == "fit" {
		return ofFIT(file)
	}
	return ofXML(file)
}

// Fill returns a file of the given structure with invented values.
func Fill(format, structure string) ([]byte, error) {
	if format == "fit" {
		return fillFIT(structure)
	}
	return fillXML(structure)
}

// kept is the number of messages or elements of one form that a structure keeps. Ours: a
// fourth adds nothing new.
const kept = 3
