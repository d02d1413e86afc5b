package history

import (
	"math"
	"strings"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/format"
	"dayafter/internal/summary"
)

// lost returns the File of an index row whose recording is missing.
func lost(name, start string, sport activity.Sport, local bool) summary.File {
	t, err := time.Parse(time.RFC3339, start)
	if err != nil {
		panic(err)
	}
	return summary.File{
		Name: name, Outcome: summary.Failed, Reason: "missing", Stated: summary.Stated{Sport: sport},
		IndexEntry: &summary.IndexEntry{Start: t, Local: local, Distance: 5000, Elapsed: math.NaN(), Timer: math.NaN(), Moving: math.NaN()},
	}
}

// An activity that only an index lists gets the runner's local day.
func TestUnrecorded(t *testing.T) {
	inTokyo := with(run("2026-03-01T08:00:00Z"), func(s *summary.Summary) { s.Place = "Asia/Tokyo" })
	forgotten := with(run("2026-03-04T05:00:00Z"), func(s *summary.Summary) { s.Elapsed, s.Moving = 36000, 3000 })
	h := build(
		t, file("a.fit", inTokyo), file("z.fit", forgotten),
		lost("1 a day on in Tokyo", "2026-03-01T16:30:00Z", activity.Run, false),
		lost("2 recorded", "2026-03-01T08:00:40Z", activity.Run, false),
		lost("3 within a recording", "2026-03-01T08:30:00Z", activity.Run, false),
		lost("4 local", "2026-03-02T23:30:00Z", activity.Yoga, true),
		lost("5 of a second index", "2026-03-01T16:30:30Z", activity.Run, false),
		lost("6 while the watch ran on", "2026-03-04T09:00:00Z", activity.Unknown, false),
		lost("7 local, recorded", "2026-03-01T17:00:20Z", activity.Run, true),
	)
	var got []string
	for _, x := range h.Unrecorded {
		got = append(got, x.File+" "+x.Day.String()+" "+x.Start.Format("15:04 -0700")+" "+x.Sport.String())
	}
	want := `1 a day on in Tokyo 2026-03-02 01:30 +0900 run
4 local 2026-03-02 23:30 +0900 yoga
6 while the watch ran on 2026-03-04 18:00 +0900 unknown`
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("unrecorded\n%s\nwant\n%s", s, want)
	}
	if n := h.Totals(); n.Runs != 2 || n.Failed != 7 {
		t.Error("an unrecorded activity is counted:", n)
	}
}

// TestOwnFilesAreNoEntries checks that workbooks of this program are counted separately.
func TestOwnFilesAreNoEntries(t *testing.T) {
	h := build(t, file("a.fit", run("2026-03-01T08:00:00Z")), summary.File{Name: "season.xlsx", Format: format.Own, Outcome: summary.NotActivity, Reason: "a workbook"})
	want := "read 1 = runs 1 + other sports 0 + duplicates 0 + not activities 0 + failed 0; skipped, because dayafter wrote them: 1"
	if got := h.Totals().String(); got != want || len(h.Entries) != 1 {
		t.Errorf("%s, %d entries", got, len(h.Entries))
	}
}
