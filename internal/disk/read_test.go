//go:build unix

package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"dayafter/internal/testing/testfile"
)

// Read refuses a folder, a pipe or a device at once and says what it is.
func TestReadRefusesWhatIsNoFile(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	if err := syscall.Mkfifo(at("pipe"), 0o600); err != nil {
		t.Fatal(err)
	}
	testfile.Put(t, at("large"), make([]byte, 101))
	testfile.Put(t, at("sound"), make([]byte, 100))
	os.Symlink(at("nothing"), at("dangling"))
	os.Symlink(at("sound"), at("link"))
	for path, want := range map[string]string{
		at("pipe"): "pipe", dir: "it is a folder", "/dev/zero": "device", at("large"): "more than", at("dangling"): "no such file",
		at("missing"): "no such file", at("esc\x1b[2J"): `\x1b`, at("sound"): "", at("link"): "",
	} {
		begin := time.Now()
		data, err := Read(path, 100)
		switch {
		case want == "" && (err != nil || len(data) != 100):
			t.Errorf("%s: %d bytes, %v", path, len(data), err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: %v, want %q", path, err, want)
		case time.Since(begin) > time.Second:
			t.Errorf("%s: Read waits", path)
		}
	}
	if _, err := Read(at("missing"), 100); !errors.Is(err, fs.ErrNotExist) {
		t.Error("callers cannot tell that the file is missing:", err)
	}
}
