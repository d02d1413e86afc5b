package reconcile

import (
	"fmt"
	"math"
	"slices"

	"dayafter/internal/activity"
	"dayafter/internal/clean"
)

// explained is the share beyond which a difference between our figures and the
// file's own needs an issue.
const explained = 0.02

// Report adds an issue for each figure of a cleaned activity (distance, timer time, mean
// heart rate) that still differs from the file's own total, with the reason. It ignores a
// recording that was trimmed, whose totals describe more than the run.
func Report(t *clean.Track) {
	a := t.Activity
	if a.Void.Others || t.Seconds() == 0 {
		return
	}
	s := sourcesOf(a)
	total, name := s.total()
	if total != total {
		total, name = s.positions(), "the length of the GPS track"
	}
	if differs(t.Distance, total) && total >= leastWay && !resolved(a.Issues) {
		t.Issues.Add(activity.Note, "distance-differs", "the distance is %s, %s says %s: %s",
			km(t.Distance), name, km(total), whyDistance(t, &s))
	}
	if w := a.Totals.Timer; math.Abs(t.Timer-w) > leastSeconds && differs(t.Timer, w) {
		t.Issues.Add(activity.Note, "timer-differs", "the timer time is %s, the file's total says %s: %s",
			minutes(t.Timer), minutes(w), whyTimer(t))
	}
	reportHeart(t)
}

// leastBeats is the difference of mean heart rates in beats/min that rounding explains.
// Ours.
const leastBeats = 2

// reportHeart adds an issue if the mean heart rate of all seconds, standing included as
// watches do, differs from the file's own.
func reportHeart(t *clean.Track) {
	ours, known := mean(t.HR)
	theirs := t.Activity.Totals.AvgHR
	if !differs(ours, theirs) || math.Abs(ours-theirs) <= leastBeats {
		return
	}
	why := "the points count"
	raw, _ := mean(t.Activity.Samples.HR)
	switch {
	case !differs(raw, theirs):
		why = "values that no heart can have are left out"
	case known < coverage:
		why = fmt.Sprintf("the points hold a heart rate for %.0f %% of the time, and these count", 100*known)
	}
	t.Issues.Add(activity.Note, "heart-differs", "the mean heart rate of the points is %.0f bpm, the file's total says %.0f bpm: %s", ours, theirs, why)
}

// mean returns the mean of the known values and their share; NaN without one.
func mean(col []float64) (mean, known float64) {
	sum, n := 0.0, 0.0
	for _, v := range col {
		if v == v {
			sum, n = sum+v, n+1
		}
	}
	return sum / n, n / float64(len(col))
}

// resolved reports whether an issue already names both distances.
func resolved(issues activity.Issues) bool {
	return slices.ContainsFunc(issues, func(i activity.Issue) bool {
		switch i.Code {
		case "distance-total", "distance-scaled", "distance-jumps", "distance-gaps":
			return true
		}
		return false
	})
}

// differs reports whether two known values differ by more than the share that needs
// no explanation.
func differs(ours, theirs float64) bool { return math.Abs(ours/theirs-1) > explained }

// leastSeconds is the difference in s of timer times that rounding explains. Ours.
const leastSeconds = 2

// whyDistance returns the reason why the cleaned distance differs.
func whyDistance(t *clean.Track, s *sources) string {
	switch {
	case t.Repairs.SpeedPoints > 0:
		return "seconds faster than anybody runs are left out"
	case slices.ContainsFunc(t.Issues, func(i activity.Issue) bool { return i.Code == "gap-crossed" }):
		return "a long gap counts at the speed around it"
	case len(t.Breaks) > 0:
		return "the distance covered in pauses is left out"
	case s.records == s.records:
		return "the points count"
	}
	return "the points do not cover all of it"
}

// whyTimer returns the reason why the timer time differs.
func whyTimer(t *clean.Track) string {
	if w := t.Activity.Totals.Timer; t.Timer > w {
		return "the points go on for longer than the timer ran"
	}
	if t.Elapsed < t.Activity.Totals.Timer*(1-explained) {
		return "the points do not cover all of it"
	}
	return "gaps between the points count as pauses"
}

// minutes returns a duration in words: "50:05".
func minutes(seconds float64) string {
	s := int(math.Round(seconds))
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}
