package main

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"text/template"
	"time"
)

// The tools that make packages and the bill of materials, at fixed versions. They
// run from their modules and are not linked into anything.
const (
	packager = "github.com/goreleaser/nfpm/v2/cmd/nfpm@v2.43.0"
	sbomTool = "github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0"
)

// templates are the manifests that the release fills with its version and sums.
//
//go:embed templates
var templates embed.FS

// templateData holds the values that a template can name.
type templateData struct {
	Version string
	Date    string            // date of the commit, RFC 3339
	Sums    map[string]string // SHA-256 in hex, by "system_processor"
	Work    string            // folder of the binaries and documents
	Linux   string            // processor of a Linux package
}

// systemPackages makes a deb and an rpm package for each Linux platform.
func (r *release) systemPackages(ctx context.Context) error {
	for _, p := range platforms {
		if p.system != "linux" {
			continue
		}
		config, err := r.fill("nfpm.yaml", templateData{Version: r.version, Date: r.date.Format("2006-01-02T15:04:05Z"), Work: r.work, Linux: p.processor})
		if err != nil {
			return err
		}
		if err := r.write("nfpm.yaml", config); err != nil {
			return err
		}
		for _, kind := range []string{"deb", "rpm"} {
			if err := r.tool(ctx, packager, "package", "--config", r.file("nfpm.yaml"), "--packager", kind, "--target", r.out); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeSBOM writes the bill of materials: every linked module with its version and licence.
func (r *release) writeSBOM(ctx context.Context) error {
	path := filepath.Join(r.out, fmt.Sprintf("dayafter_%s_sbom.cdx.json", r.version))
	if err := r.tool(ctx, sbomTool, "mod", "-json", "-licenses", "-noserial", "-output", path, "."); err != nil {
		return err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return os.WriteFile(path, redated(text, r.date), 0o644)
}

// timestamp matches the time at which the tool ran.
var timestamp = regexp.MustCompile(`"timestamp": "[^"]*"`)

// redated returns a bill of materials with the given date in place of the time at which
// the tool ran, which would differ from build to build.
func redated(bill []byte, date time.Time) []byte {
	return timestamp.ReplaceAll(bill, []byte(fmt.Sprintf("%q: %q", "timestamp", date.UTC().Format(time.RFC3339))))
}

// tool runs a module's command with the commit's date as its clock.
func (r *release) tool(ctx context.Context, module string, args ...string) error {
	c := exec.CommandContext(ctx, "go", append([]string{"run", module}, args...)...)
	c.Env = append(os.Environ(), fmt.Sprintf("SOURCE_DATE_EPOCH=%d", r.date.Unix()))
	if text, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", module, err, text)
	}
	return nil
}

// manifests fills the templates of the package managers.
func (r *release) manifests(context.Context) error {
	sums := map[string]string{}
	for _, p := range platforms {
		sum, err := sumOf(filepath.Join(r.out, p.archive(r.version)))
		if err != nil {
			return err
		}
		sums[p.system+"_"+p.processor] = sum
	}
	for _, name := range []string{"dayafter.rb", "dayafter.json", "dayafter.nix", "Dockerfile"} {
		text, err := r.fill(name, templateData{Version: r.version, Sums: sums})
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(r.out, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// fill executes a template.
func (r *release) fill(name string, f templateData) (string, error) {
	t, err := template.New(name).Option("missingkey=error").ParseFS(templates, "templates/"+name)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = t.Execute(&b, f)
	return b.String(), err
}

// checksums writes SHA256SUMS over everything in the folder.
func (r *release) checksums(context.Context) error {
	files, err := os.ReadDir(r.out)
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, f := range files {
		sum, err := sumOf(filepath.Join(r.out, f.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "%s  %s\n", sum, f.Name())
	}
	return os.WriteFile(filepath.Join(r.out, "SHA256SUMS"), []byte(b.String()), 0o644)
}

// sumOf returns the SHA-256 of a file in hex.
func sumOf(path string) (string, error) {
	data, err := os.ReadFile(path)
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), err
}
