package reporttest

import (
	"context"
	"testing"
	"time"

	"dayafter/internal/classify"
	"dayafter/internal/history"
	"dayafter/internal/ingest"
	"dayafter/internal/zone"
)

// Read reads a folder of files and judges them as the program does.
func Read(t testing.TB, folder string) *Case {
	t.Helper()
	files, err := ingest.Read(context.Background(), []string{folder}, ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	o := history.Defaults()
	o.Fallback = time.UTC
	h := history.Build(files, o)
	book := zone.Estimate(h.Sessions, zone.Defaults())
	return &Case{History: h, Verdicts: classify.Judge(h.Sessions, book, classify.Defaults()), Zones: zone.Defaults()}
}
