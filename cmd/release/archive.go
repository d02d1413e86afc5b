package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// platform is a system and a processor that the program is built for.
type platform struct{ system, processor string }

var platforms = []platform{
	{"linux", "amd64"},
	{"linux", "arm64"},
	{"darwin", "amd64"},
	{"darwin", "arm64"},
	{"windows", "amd64"},
	{"windows", "arm64"},
}

// program returns the name of the binary on the platform.
func (p platform) program() string {
	if p.system == "windows" {
		return "dayafter.exe"
	}
	return "dayafter"
}

// archive returns the file name of the platform's archive.
func (p platform) archive(version string) string {
	name := fmt.Sprintf("dayafter_%s_%s_%s", version, p.system, p.processor)
	if p.system == "windows" {
		return name + ".zip"
	}
	return name + ".tar.gz"
}

// archives builds the program for every platform and packs it with the documents.
func (r *release) archives(ctx context.Context) error {
	for _, p := range platforms {
		if err := r.build(ctx, p); err != nil {
			return err
		}
		if err := r.pack(p); err != nil {
			return err
		}
		fmt.Println(p.archive(r.version))
	}
	return nil
}

// binary returns the path of a platform's binary in the scratch folder.
func (r *release) binary(p platform) string {
	return r.file(path.Join(p.system+"-"+p.processor, p.program()))
}

// build compiles the program without paths of this machine and without debug data.
func (r *release) build(ctx context.Context, p platform) error {
	c := exec.CommandContext(ctx, "go", "build", "-trimpath", "-buildvcs=false", "-tags", "urfave_cli_no_docs",
		"-ldflags", fmt.Sprintf("-s -w -X main.version=%s -X main.commit=%s", r.version, r.commit),
		"-o", r.binary(p), "./cmd/dayafter")
	c.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+p.system, "GOARCH="+p.processor)
	if text, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("build for %s/%s: %w\n%s", p.system, p.processor, err, text)
	}
	return nil
}

// entry is one file of an archive.
type entry struct {
	name string // in the archive
	path string // on disk
	mode os.FileMode
}

// entries lists the files of a platform's archive, all in one folder.
func (r *release) entries(p platform) []entry {
	folder := strings.TrimSuffix(strings.TrimSuffix(p.archive(r.version), ".tar.gz"), ".zip")
	list := []entry{{path.Join(folder, p.program()), r.binary(p), 0o755}}
	for _, name := range documentFiles() {
		list = append(list, entry{path.Join(folder, name), r.file(name), 0o644})
	}
	return list
}

// pack writes a platform's archive.
func (r *release) pack(p platform) error {
	f, err := os.Create(filepath.Join(r.out, p.archive(r.version)))
	if err != nil {
		return err
	}
	defer f.Close()
	write := writeTar
	if p.system == "windows" {
		write = writeZip
	}
	if err := write(f, r.entries(p), r.date); err != nil {
		return fmt.Errorf("%s: %w", f.Name(), err)
	}
	return f.Close()
}

// writeTar writes a gzipped tar archive in which every file has the same owner and
// the given date.
func writeTar(w io.Writer, entries []entry, date time.Time) error {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	t := tar.NewWriter(z)
	for _, e := range entries {
		data, err := os.ReadFile(e.path)
		if err != nil {
			return err
		}
		h := &tar.Header{Name: e.name, Mode: int64(e.mode), Size: int64(len(data)), ModTime: date, Format: tar.FormatUSTAR}
		if err := t.WriteHeader(h); err != nil {
			return err
		}
		if _, err := t.Write(data); err != nil {
			return err
		}
	}
	if err := t.Close(); err != nil {
		return err
	}
	return z.Close()
}

// writeZip writes a zip archive in which every file has the given date.
func writeZip(w io.Writer, entries []entry, date time.Time) error {
	z := zip.NewWriter(w)
	for _, e := range entries {
		data, err := os.ReadFile(e.path)
		if err != nil {
			return err
		}
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate, Modified: date}
		h.SetMode(e.mode)
		f, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := f.Write(data); err != nil {
			return err
		}
	}
	return z.Close()
}
