package step

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"dayafter/internal/cohort/table"
)

// askDuckDB prints the rows of queries as JSON.
const askDuckDB = `
const { DuckDBInstance } = require('@duckdb/node-api');
(async () => {
  const c = await (await DuckDBInstance.create()).connect();
  for (const query of process.argv.slice(1)) console.log(JSON.stringify((await c.runAndReadAll(query)).getRowObjectsJson()));
})().catch(e => { console.error(e); process.exit(1); });`

// modulesFolder returns the folder of Node modules into which CI installs DuckDB.
func modulesFolder() string {
	if dir := os.Getenv("DAYAFTER_VALIDATOR_DIR"); dir != "" {
		return filepath.Join(dir, "node_modules")
	}
	home, _ := os.UserHomeDir()
	return filepath.Join(home, ".cache", "dayafter-ci", "node_modules")
}

// DuckDB reads the types, the missing values and the schema version that the data
// dictionary documents.
func TestDuckDBReadsTheTables(t *testing.T) {
	modules := modulesFolder()
	if _, err := os.Stat(filepath.Join(modules, "@duckdb", "node-api")); err != nil && os.Getenv("DAYAFTER_CI") == "" {
		t.Skip("DuckDB is not installed: see .ci/run")
	}
	manifest, store, out := makeCohort(t), t.TempDir(), t.TempDir()
	extractAll(t, manifest, 2, store)
	judgeAll(t, store, 2, out)
	of := func(name string) string { return "'" + filepath.Join(out, "*", name+"-*.parquet") + "'" }
	cmd := exec.CommandContext(context.Background(), "node", "-e", askDuckDB,
		"select runner, typeof(first_day) as type, easy_share is null as blank, reason from "+of(RunnersTable)+" order by runner",
		"select count(*) > 40 as many, count(session) < count(*) as some, typeof(any_value(day)) as day, typeof(any_value(start)) as start from "+of(RunsTable),
		"select count(*) > 3 as many, typeof(any_value(compared)) as compared from "+of(LongRunsTable),
		"select distinct decode(value) as value from parquet_kv_metadata("+of(RunsTable)+") where decode(key) = 'dayafter.schema'",
		"select distinct compression from parquet_metadata("+of(RunsTable)+")",
	)
	cmd.Env = append(os.Environ(), "NODE_PATH="+modules)
	got, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, got)
	}
	for _, want := range []string{
		`{"runner":"eve","type":"DATE","blank":true,"reason":null}`, `"runner":"nobody"`, `cannot read the root`,
		`"many":true,"some":true,"day":"DATE","start":"TIMESTAMP WITH TIME ZONE"`, `"many":true,"compared":"BOOLEAN"`,
		`[{"value":"` + table.Schema() + `"}]`, `[{"compression":"ZSTD"}]`,
	} {
		if !strings.Contains(string(got), want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}
