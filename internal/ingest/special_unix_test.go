//go:build unix

package ingest

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dayafter/internal/ingest/walk"
	"dayafter/internal/summary"
)

func TestSpecialFilesNeverHang(t *testing.T) {
	dir := folder(t, entry{"a.gpx", gpxRun(0, 5)}, entry{"sub/b.gpx", gpxRun(1, 5)})
	at := func(name string) string { return filepath.Join(dir, name) }
	if err := syscall.Mkfifo(at("pipe.fit"), 0o644); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("unix", at("socket.fit"))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for link, to := range map[string]string{
		"link.gpx": "a.gpx", "circle": ".", "self.fit": "self.fit", "gone.fit": "nowhere", "zero.fit": "/dev/zero", "up": "sub",
	} {
		if err := os.Symlink(to, at(link)); err != nil {
			t.Fatal(err)
		}
	}
	got := lines(under(dir, read(t, Options{}, dir)))
	want := []string{
		"a.gpx [gpx] read",
		"circle [unknown] not: a link to a folder; name the folder itself to have it read",
		"gone.fit [unknown] failed: no such file or directory",
		"link.gpx [gpx] read",
		"pipe.fit [unknown] failed: not a file but a named pipe",
		"self.fit [unknown] failed: too many levels of symbolic links",
		"socket.fit [unknown] failed: not a file but a socket",
		"sub/b.gpx [gpx] read",
		"up [unknown] not: a link to a folder; name the folder itself to have it read",
		"zero.fit [unknown] failed: not a file but a device",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestASpecialFileThatIsNamed checks that Read refuses a pipe or a device at once instead
// of waiting for ever.
func TestASpecialFileThatIsNamed(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe.fit")
	if err := syscall.Mkfifo(pipe, 0o644); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{pipe: "a named pipe", "/dev/zero": "a device"} {
		_, err := Read(context.Background(), []string{path}, Options{})
		if err == nil || err.Error() != "cannot read "+path+": not a file or folder but "+want {
			t.Errorf("%v", err)
		}
	}
}

// A pipe that replaces a file after the listing must not make Read hang either.
func TestAPipeInPlaceOfAFile(t *testing.T) {
	dir := folder(t, entry{"a.gpx", gpxRun(0, 5)})
	tree := treeOf(walk.List([]string{dir}, nil))
	path := filepath.Join(dir, "a.gpx")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(path, 0o644); err != nil {
		t.Fatal(err)
	}
	r := newReader(Options{Jobs: 1}, newDigester())
	done := make(chan struct{})
	go func() { r.readTree(context.Background(), tree, 1); close(done) }()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatal("reading hangs on a pipe")
	}
	if f := r.files(true)[0]; f.Outcome != summary.Failed || f.Reason != walk.ErrNotRegular.Error() {
		t.Error(f.Outcome, f.Reason)
	}
}
