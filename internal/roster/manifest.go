package roster

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// line is a line of a manifest.
type line struct {
	Runner    string            `json:"runner"`
	Root      string            `json:"root"`
	Files     []string          `json:"files,omitempty"`
	Settings  map[string]any    `json:"settings,omitempty"`
	Overrides map[string]string `json:"overrides,omitempty"`
}

// longestLine bounds a line of a manifest in bytes. Ours: 10,000 overrides take
// 600 kB.
const longestLine = 16 << 20

// ParseManifest parses a manifest, which has one JSON object on each line. An unknown key
// is an error, because a misspelt setting must not be ignored. Empty lines are ignored.
func ParseManifest(data []byte) ([]Entry, error) {
	var out []Entry
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, longestLine)
	for n := 1; lines.Scan(); n++ {
		text := bytes.TrimSpace(lines.Bytes())
		if len(text) == 0 {
			continue
		}
		var l line
		dec := json.NewDecoder(bytes.NewReader(text))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&l); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		out = append(out, Entry(l))
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no runner in it: want one JSON object a line, with \"runner\" and \"root\"")
	}
	return out, Check(out)
}

// WriteManifest returns the manifest of the entries. Equal entries give equal
// bytes.
func WriteManifest(entries []Entry) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	for _, e := range entries {
		if err := enc.Encode(line(e)); err != nil {
			return nil, fmt.Errorf("runner %q: %w", e.Runner, err)
		}
	}
	return out.Bytes(), nil
}

// Hash returns the name of a manifest: the first 12 hexadecimal digits of its
// SHA-256.
func Hash(manifest []byte) string {
	sum := sha256.Sum256(manifest)
	return hex.EncodeToString(sum[:])[:12]
}
