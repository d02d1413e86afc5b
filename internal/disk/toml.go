package disk

import (
	"bytes"

	"github.com/BurntSushi/toml"
)

// ParseTOML decodes TOML into v.
func ParseTOML(text []byte, v any) error { return toml.Unmarshal(text, v) }

// EncodeTOML returns v as TOML.
func EncodeTOML(v any) ([]byte, error) {
	var out bytes.Buffer
	err := toml.NewEncoder(&out).Encode(v)
	return out.Bytes(), err
}
