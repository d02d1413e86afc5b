package xlsx_test

import (
	"bytes"
	"testing"

	"dayafter/internal/render/xlsx"
	"dayafter/internal/report"
	"dayafter/internal/testing/reporttest"
)

// workbook returns the bytes of a case's workbook.
func workbook(t testing.TB, c *reporttest.Case, o report.Options) []byte {
	t.Helper()
	return drawn(t, report.Build(c.History, c.Analyse(), o))
}

// drawn returns the bytes of a report's workbook.
func drawn(t testing.TB, r *report.Report) []byte {
	t.Helper()
	return drawnWith(t, r, xlsx.Defaults())
}

func drawnWith(t testing.TB, r *report.Report, o xlsx.Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := xlsx.Write(&out, r, o); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
