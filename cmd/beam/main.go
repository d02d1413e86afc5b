// Command beam processes a cohort on Apache Beam: it digests and judges the runners of a
// manifest and writes the tables that dayafter judge writes. dayafter pool reads them.
//
//	beam --manifest MANIFEST --output OUT --shards N
//
// Without --runner, the pipeline runs on Prism inside this process. Any runner that
// takes portable pipelines can be named by --runner=universal and --endpoint: its workers
// must see the manifest, the recordings and OUT under the same paths.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/universal"

	"dayafter/internal/command"
)

// version and commit are those of the release, as in dayafter. The release build sets
// them. Tables of other versions cannot be pooled.
var (
	version = "devel"
	commit  = ""
)

func main() {
	register()
	manifest := flag.String("manifest", "", "the manifest's path")
	out := flag.String("output", "", "the folder below which the tables are written")
	shards := flag.Int("shards", 1, "write the tables in `N` parts")
	flag.Parse()
	beam.Init() // a worker process stays here
	if err := run(context.Background(), *manifest, *out, *shards); err != nil {
		fmt.Fprintln(os.Stderr, "beam:", err)
		os.Exit(1)
	}
}

// run runs the pipeline on the runner that the flags name.
func run(ctx context.Context, manifest, out string, shards int) error {
	if manifest == "" || out == "" || shards < 1 {
		return fmt.Errorf("want --manifest, --output and one shard or more")
	}
	c, err := newCohort(manifest, out, shards, version+" "+command.ReadBuild(commit).Commit)
	if err != nil {
		return err
	}
	_, err = beam.Run(ctx, runnerName(), c.pipeline())
	if err == nil {
		fmt.Fprintln(os.Stderr, "wrote", c.path)
	}
	return err
}

// runnerName returns the runner that the user chose, or Prism.
func runnerName() string {
	if name := *runners.Runner; name != "" {
		return name
	}
	return "prism"
}
