// Command gen writes the fixtures anew.
package main

import (
	"flag"
	"log"
	"os"
	"path/filepath"

	"dayafter/internal/testing/synth"
)

func main() {
	log.SetFlags(0)
	out := flag.String("o", "fixtures", "folder to write to")
	flag.Parse()
	if err := write(*out); err != nil {
		log.Fatal(err)
	}
}

// write replaces both folders of fixtures.
func write(dir string) error {
	for name, generate := range synth.Fixtures {
		files, err := generate()
		if err != nil {
			return err
		}
		if err := replace(filepath.Join(dir, name), files); err != nil {
			return err
		}
	}
	return nil
}

// replace writes the files into a folder that held others before.
func replace(dir string, files []synth.File) error {
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	for _, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
