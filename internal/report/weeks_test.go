package report

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dayafter/internal/season"
	"dayafter/internal/testing/reporttest"
	"dayafter/internal/unit"
)

// TestWeeklyMeansAreOfWholeWeeks checks that the mean leaves out the first and the last
// week of a season that begins on a Thursday and ends on a Tuesday.
func TestWeeklyMeansAreOfWholeWeeks(t *testing.T) {
	c := reporttest.Season(10)
	h := c.History.Sessions
	first, last := h[0].Day+3, h[len(h)-1].Day-5
	for i := len(h) - 1; i >= 0; i-- {
		if h[i].Day < first || h[i].Day > last {
			h, c.Verdicts = append(h[:i], h[i+1:]...), append(c.Verdicts[:i], c.Verdicts[i+1:]...)
		}
	}
	c.History.Sessions, c.History.Entries = h, nil
	s := c.Analyse()
	r := Build(c.History, s, Defaults())
	total, weeks := 0.0, 0.0
	for i := range s.Weeks {
		if s.Weeks[i].Days == 7 {
			total, weeks = total+r.Table("Weeks").Column("Total").Cells[i].Num, weeks+1
		}
	}
	got, want := r.Table("WeeksWords").Column("Finding").Cells[0].Text, fmt.Sprintf("%.0f km a week on average", total/weeks/1000)
	if weeks != 8 || !strings.HasPrefix(got, want) {
		t.Errorf("%q, want %q of %g weeks", got, want, weeks)
	}
	means := r.Table("Weeks").Column("4-week mean").Cells
	for i, want := range []bool{false, false, false, false, true, true, true, true, true, false} {
		if got := means[i].String() != ""; got != want {
			t.Errorf("week %d: mean of four weeks %q", i, means[i])
		}
	}
}

// TestLoadSaysWhatItLeavesOut checks that the text counts the sessions without a load.
func TestLoadSaysWhatItLeavesOut(t *testing.T) {
	for _, c := range []struct {
		missing, noRest int
		want            string
	}{
		{0, 0, ""},
		{2, 0, "2 of 3 sessions have neither"},
		{2, 1, "1 have a heart rate, but no resting heart rate"},
	} {
		l := season.LoadSeries{Missing: c.missing, NoRestHR: c.noRest}
		b := &builder{season: &season.Season{Runs: make([]season.Run, 3), Load: l}}
		if got := b.loadWords(); !strings.Contains(got, c.want) || (got == "") != (c.want == "") {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// TestWeekLabels checks the axis of a few weeks, of a year and of ten years.
func TestWeekLabels(t *testing.T) {
	for weeks, want := range map[int]string{
		3: "6 Jan 13 Jan 20 Jan", 40: "2025 Feb Mar Apr May Jun Jul Aug Sep Oct",
		520: "2025 2026 2027 2028 2029 2030 2031 2032 2033 2034",
	} {
		all := make([]season.Week, weeks)
		for i := range all {
			all[i].Start = unit.DayOf(time.Date(2025, 1, 6+7*i, 0, 0, 0, 0, time.UTC))
		}
		var labels []string
		for i := range all {
			if l := weekLabel(all, i); l != "" {
				labels = append(labels, l)
			}
		}
		if got := strings.Join(labels, " "); got != want {
			t.Errorf("%d weeks are labelled %s, want %s", weeks, got, want)
		}
	}
}
