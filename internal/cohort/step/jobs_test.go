package step

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The job files are well formed, and each states the same number of shards in both places.
// Only parallel.sh was run; see reports/scale.md.
func TestJobFiles(t *testing.T) {
	jobs := "../../../fixtures/jobs"
	scripts, _ := filepath.Glob(filepath.Join(jobs, "*.sh"))
	if len(scripts) != 3 {
		t.Fatalf("scripts: %q", scripts)
	}
	for _, s := range scripts {
		if out, err := exec.Command("sh", "-n", s).CombinedOutput(); err != nil {
			t.Errorf("%s: %s", s, out)
		}
	}
	data, err := os.ReadFile(filepath.Join(jobs, "aws-batch.json"))
	if err != nil {
		t.Fatal(err)
	}
	var job struct {
		ArrayProperties    struct{ Size int }
		ContainerOverrides struct{ Command []string }
	}
	if err := json.Unmarshal(data, &job); err != nil || job.ArrayProperties.Size != 100 || !strings.Contains(strings.Join(job.ContainerOverrides.Command, " "), "--shards 100") {
		t.Errorf("aws-batch.json: %+v, %v", job, err)
	}
	data, err = os.ReadFile(filepath.Join(jobs, "kubernetes.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, document := range strings.Split(string(data), "\n---\n") {
		for _, want := range []string{"kind: Job", "completionMode: Indexed", "completions: 100", `"--shards", "100"`} {
			if !strings.Contains(document, want) || strings.Contains(document, "\t") {
				t.Errorf("kubernetes.yaml: no %s", want)
			}
		}
	}
}
