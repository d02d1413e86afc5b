package classify

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dayafter/internal/history"
	"dayafter/internal/unit"
)

// A run without others is not compared with thresholds that come from the run itself.
func TestLoneRunIsNotItsOwnMeasure(t *testing.T) {
	for name, legs := range map[string][]leg{
		"easy":              easyLegs(50),
		"easy, faster late": {{1200, 3, 140}, {1500, 3.7, 150}, {600, 3, 145}},
	} {
		s := []history.Session{sessionOf(monday, legs)}
		s[0].Intent.Easy = true
		v := judgeAll(s)[0]
		if v.Class != Easy || v.Intensity != NoIntensity || len(v.Marks) > 0 {
			t.Errorf("%s: %v, intensity %q, marks %q; want easy of unknown intensity", name, v.Class, v.Intensity, v.Marks)
		}
		for _, e := range v.Evidence {
			if e.Rule == rulePace || e.Rule == ruleHeart {
				t.Errorf("%s: evidence %+v of a run against itself", name, e)
			}
		}
		if text := strings.Join(v.Missing, "\n"); !strings.Contains(text, "intensity is unknown") {
			t.Errorf("%s: missing says %q", name, text)
		}
	}
}

// If only one run is known, no sentence calls a value the runner's usual.
func TestLoneRunHasNoUsual(t *testing.T) {
	for name, legs := range map[string][]leg{
		"workout": repeats(10, 90, 4.5),
		"tempo":   {{1800, 3, 140}, {1200, 3.7, 150}},
		"long":    easyLegs(100),
	} {
		s := []history.Session{sessionOf(monday, legs)}
		s[0].Intent.Easy = true
		v := judgeAll(s)[0]
		if len(v.Evidence) == 0 {
			t.Errorf("%s: no evidence", name)
		}
		words := v.Marks
		for _, e := range v.Evidence {
			words = append(words, Sentence(e, unit.Metric))
		}
		for _, text := range words {
			if strings.Contains(text, "your easy pace") || strings.Contains(text, "for you") {
				t.Errorf("%s: %q", name, text)
			}
		}
	}
}

// If nothing was measured, the verdict says only that.
func TestNothingMeasured(t *testing.T) {
	s := []history.Session{sessionOf(monday, nil)}
	s[0].Sum.Moving = nan
	s[0].Intent.Key = true
	v := judgeAll(s)[0]
	if v.Class != Unknown || len(v.Evidence) > 0 {
		t.Errorf("%v, evidence %+v", v.Class, v.Evidence)
	}
	if d := cmp.Diff([]string{"called a hard run, and how hard it was is not known"}, v.Marks); d != "" {
		t.Error(d)
	}
}

func TestLoneRunByTheWatchsMaximum(t *testing.T) {
	for heart, want := range map[float64]Intensity{145: VeryEasy, 155: EasyIntensity, 165: Steady, 178: Hard} {
		s := []history.Session{sessionOf(monday, []leg{{3000, 3, heart}})}
		s[0].Sum.Watch.MaxHR = 190
		if v := judgeAll(s)[0]; v.Intensity != want {
			t.Errorf("%g beats/min of at most 190: %q, want %q", heart, v.Intensity, want)
		}
	}
}
