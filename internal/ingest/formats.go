package ingest

import (
	"sync"

	"dayafter/internal/activity"
	"dayafter/internal/format/fit"
	"dayafter/internal/format/gpx"
	"dayafter/internal/format/polar"
	"dayafter/internal/format/tcx"
	"dayafter/internal/summary"
)

// decoder reads one format.
type decoder func(data []byte) ([]*activity.Activity, activity.Issues, error)

// digester is the per-file half of the work: the decoders by kind, and the
// workspaces that its users take turns with.
type digester struct {
	decoders map[Kind]decoder
	spaces   sync.Pool
}

func newDigester() *digester {
	return &digester{
		decoders: map[Kind]decoder{FIT: fit.Decode, GPX: gpx.Decode, TCX: tcx.Decode, Polar: polar.Decode},
		spaces:   sync.Pool{New: func() any { return new(summary.Workspace) }},
	}
}
