package ingest

import (
	"bufio"
	"context"
	"path"
	"strings"

	"dayafter/internal/ingest/export/applehealth"
	"dayafter/internal/summary"
)

// readHealth reads the export.xml beside each folder of routes in t. Its workouts are a
// list of activities.
func (r *reader) readHealth(ctx context.Context, t *tree) map[string]*applehealth.Records {
	beside := map[string]bool{}
	for _, in := range t.inputs {
		if dir := path.Dir(in.path); path.Base(dir) == applehealth.RoutesFolder {
			beside[path.Dir(dir)] = true
		}
	}
	found := map[string]*applehealth.Records{}
	for _, in := range t.inputs {
		dir := path.Dir(in.path)
		if !beside[dir] || found[dir] != nil || in.src == nil || !strings.HasSuffix(strings.ToLower(in.path), ".xml") {
			continue
		}
		if rec := readRecords(ctx, in); rec != nil {
			found[dir] = rec
			t.addList(&list{in: in, rows: rec.Workouts, complete: rec.Complete})
		}
	}
	return found
}

// readRecords returns the records of an export.xml of Apple Health; nil if in is another
// file.
func readRecords(ctx context.Context, in *input) *applehealth.Records {
	src, err := in.src.Open()
	if err != nil {
		return nil
	}
	defer src.Close()
	br := bufio.NewReaderSize(src, headSize)
	if head, _ := br.Peek(headSize); Sniff(head) != Health {
		return nil
	}
	return applehealth.Read(ctx, br)
}

// healthRecords returns the records beside a route, or nil for any other input.
func (in *input) healthRecords() *applehealth.Records {
	dir := path.Dir(in.path)
	if in.tree == nil || path.Base(dir) != applehealth.RoutesFolder {
		return nil
	}
	return in.tree.health[path.Dir(dir)]
}

// digestRoute digests a route and completes it from the records of Apple Health.
func (r *reader) digestRoute(in *input, b *body, rec *applehealth.Records) summary.File {
	return r.digester.digest(in.name, b, rec.Complete)
}
