// Package apptest judges real files for the tests of packages below app.
package apptest

import (
	"context"
	"testing"

	"dayafter/internal/app"
	"dayafter/internal/testing/reporttest"
)

// Read judges a folder of files as the program does.
func Read(t testing.TB, folder string) *reporttest.Case {
	t.Helper()
	s := app.Defaults()
	r, err := app.Judge(context.Background(), app.Inputs{Paths: []string{folder}}, s, app.Monitor{})
	if err != nil {
		t.Fatal(err)
	}
	return &reporttest.Case{History: r.History, Verdicts: r.Verdicts, Zones: s.Zones}
}
