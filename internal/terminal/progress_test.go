package terminal

import (
	"bytes"
	"testing"
	"time"

	"dayafter/internal/ingest"
)

func TestProgressText(t *testing.T) {
	half := ingest.Progress{Done: 250, Known: 500, Bytes: 50e6, Name: "training/2026/long run.fit"}
	tests := []struct {
		p       ingest.Progress
		spent   time.Duration
		columns int
		want    string
	}{
		{half, 2 * time.Second, 80, "250 of 500 files, 25 MB/s, 2 s left  training/2026/long run.fit"},
		{half, 5 * time.Minute, 80, "250 of 500 files, 0 MB/s, 5 min left  training/2026/long run.fit"},
		{half, 2 * time.Second, 50, "250 of 500 files, 25 MB/s, 2 s left  …long run.fit"},
		{ingest.Progress{Done: 1, Known: 2, Name: "跑步/晨跑.fit"}, time.Second, 48, "1 of 2 files, 0 MB/s, 1 s left  跑步/晨跑.fit"},
		{ingest.Progress{Done: 1, Known: 2, Name: "跑步/晨跑.fit"}, time.Second, 43, "1 of 2 files, 0 MB/s, 1 s left  …/晨跑.fit"},
		{half, 2 * time.Second, 20, "250 of 500 files, 25"},
		{half, 2 * time.Second, 0, ""},
		{ingest.Progress{Known: 1}, time.Second, 80, "0 of 1 files, 0 MB/s  "},
		{ingest.Progress{Done: 3, Known: 3, Bytes: 3e6, Name: "a\x1b[2Jb"}, time.Second, 80, `3 of 3 files, 3 MB/s  a\x1b[2Jb`},
	}
	for _, tt := range tests {
		if got := progressText(tt.p, tt.spent, tt.columns); got != tt.want {
			t.Errorf("progressText(%v, %v, %d) = %q, want %q", tt.p, tt.spent, tt.columns, got, tt.want)
		}
	}
}

func TestNoProgressInAPipe(t *testing.T) {
	if l := NewProgress(new(bytes.Buffer), false, time.Now); l != nil {
		t.Error("a line for what is no terminal")
	}
	var none *Progress
	none.Show(ingest.Progress{Done: 1, Known: 2})
	none.Clear()
}
