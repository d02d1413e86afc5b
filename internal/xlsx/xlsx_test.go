package xlsx_test

import (
	"bytes"
	"os"
	"testing"

	"dayafter/internal/report"
	"dayafter/internal/report/reporttest"
	"dayafter/internal/xlsx"
)

func TestWrite(t *testing.T) {
	h, s := reporttest.Season(20)
	r := report.Build(h, s, report.Defaults())
	var out bytes.Buffer
	if err := xlsx.Write(&out, r, xlsx.Options{}); err != nil {
		t.Fatal(err)
	}
	if path := os.Getenv("DAYAFTER_KEEP"); path != "" {
		os.WriteFile(path, out.Bytes(), 0o644)
	}
}
