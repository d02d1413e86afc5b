// Command licenses lists the modules that are linked into dayafter on any
// platform, with their versions and the licences that their own files state. With
// -notices it prints the licences' full texts instead. It fails for a module whose
// licence it does not recognize.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	full := flag.Bool("notices", false, "print the full text of every licence")
	flag.Parse()
	write := writeTable
	if *full {
		write = writeNotices
	}
	if err := run(os.Stdout, write); err != nil {
		fmt.Fprintln(os.Stderr, "licenses:", err)
		os.Exit(1)
	}
}

// platforms lists what is released.
var platforms = []string{"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64", "windows/amd64", "windows/arm64"}

// module is a linked module.
type module struct {
	Path, Version, Dir string
	Main               bool
}

// run finds the linked modules of all platforms and writes them.
func run(w io.Writer, write func(io.Writer, []module) error) error {
	linked := map[string]module{}
	for _, p := range platforms {
		if err := addLinked(linked, p); err != nil {
			return err
		}
	}
	var modules []module
	for _, path := range slices.Sorted(maps.Keys(linked)) {
		modules = append(modules, linked[path])
	}
	return write(w, modules)
}

// writeTable writes one row for each module.
func writeTable(w io.Writer, modules []module) error {
	fmt.Fprintln(w, "| module | version | licence |\n|---|---|---|")
	var unknown []error
	for _, m := range modules {
		texts, err := licenceTexts(m.Dir)
		if err != nil {
			return err
		}
		names, err := licenceNames(texts)
		if err != nil {
			unknown = append(unknown, fmt.Errorf("%s: %w", m.Path, err))
		}
		fmt.Fprintf(w, "| %s | %s | %s |\n", m.Path, m.Version, names)
	}
	return errors.Join(unknown...)
}

// writeNotices writes the licence texts of every module.
func writeNotices(w io.Writer, modules []module) error {
	fmt.Fprintln(w, "dayafter is linked with these modules. Their licences follow.")
	for _, m := range modules {
		texts, err := licenceTexts(m.Dir)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "\n%s\n%s %s\n\n%s\n", strings.Repeat("=", 80), m.Path, m.Version, strings.Join(texts, "\n\n"))
	}
	return nil
}

// addLinked adds the modules of all packages that a platform's binary holds.
func addLinked(linked map[string]module, platform string) error {
	system, processor, _ := strings.Cut(platform, "/")
	c := exec.Command("go", "list", "-deps", "-json=Module", "./cmd/dayafter")
	c.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+system, "GOARCH="+processor)
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		return fmt.Errorf("go list for %s: %w", platform, err)
	}
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct{ Module *module }
		err := dec.Decode(&p)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if p.Module != nil && !p.Module.Main {
			linked[p.Module.Path] = *p.Module
		}
	}
}

// licenceTexts returns the texts of the licence files in a module's folder.
func licenceTexts(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var texts []string
	for _, e := range entries {
		name := strings.ToUpper(e.Name())
		if e.IsDir() || !strings.HasPrefix(name, "LICEN") && !strings.HasPrefix(name, "COPYING") && !strings.HasPrefix(name, "UNLICENSE") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		texts = append(texts, strings.TrimSpace(string(text)))
	}
	return texts, nil
}

// licenceNames names the licences whose texts are given.
func licenceNames(texts []string) (string, error) {
	var names []string
	for _, text := range texts {
		if n := licence(text); n != "" && !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	if len(names) == 0 {
		return "unknown", errors.New("no file states a licence that is recognized")
	}
	return strings.Join(names, ", "), nil
}

// licence returns the SPDX name of a licence text; "" for a text that it does not
// recognize.
func licence(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	for _, l := range []struct{ name, words string }{
		{"Apache-2.0", "Apache License Version 2.0"},
		{"MPL-2.0", "Mozilla Public License"},
		{"Unlicense", "This is free and unencumbered software released into the public domain"},
		{"CC0-1.0", "CC0 1.0 Universal"},
		{"ISC", "Permission to use, copy, modify, and/or distribute this software"},
		{"ISC", "Permission to use, copy, modify, and distribute this software"},
		{"BSD-3-Clause", "Neither the name"},
		{"BSD-3-Clause", "may not be used to endorse or promote"},
		{"BSD-2-Clause", "Redistribution and use in source and binary forms"},
		{"MIT", "Permission is hereby granted, free of charge"},
	} {
		if strings.Contains(strings.ToLower(text), strings.ToLower(l.words)) {
			return l.name
		}
	}
	return ""
}
