package season

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dayafter/internal/classify"
	"dayafter/internal/zone"
)

// settled lists easy runs at 3 m/s that make the runner's usual pace known.
const settled = `
	2025-02-10 08:00 50 easy
	2025-02-12 08:00 50 easy
	2025-02-14 08:00 50 easy
	2025-02-16 08:00 50 easy
`

func TestAudit(t *testing.T) {
	for _, c := range []struct {
		name, run string
		want      Easiness
		rule      string // the first reason
	}{
		{"slow and low", "hr=130 speed=2.7", TrulyEasy, "hr-share-above"},
		{"high from the start", "hr=158 speed=3", TooFast, "hr-share-above"},
		{"high from the start, and clearly slower than usual", "hr=158 speed=2.7", TrulyEasy, "pace-zone"},
		{"low, then high", "hr=138 hr2=158 speed=3", Drifted, "hr-share-above"},
		{"a little high at the end", "hr=138 hr2=158 from=0.8 speed=3", TrulyEasy, "hr-share-above"},
		{"high at the end, and decoupled", "hr=138 hr2=158 from=0.8 speed=3 drift=9", Drifted, "hr-share-above"},
		{"high at the end, and decoupled by little more than the limit", "hr=138 hr2=158 from=0.8 speed=3 drift=5.5", Drifted, "hr-share-above"},
		{"high at the end, and decoupled just short of the limit", "hr=138 hr2=158 from=0.8 speed=3 drift=4.9", TrulyEasy, "hr-share-above"},
		{"high in a third of the minutes", "hr=138 hr2=158 from=0.67 speed=3", Drifted, "hr-share-above"},
		{"decoupled, but below the ceiling all along", "hr=130 hr2=140 speed=2.7 drift=9", TrulyEasy, "hr-share-above"},
		{"easy by heart rate and pace, and felt hard", "hr=130 speed=2.7 rpe=8", TrulyEasy, "hr-share-above"},
		{"a high heart rate that cannot be trusted decides nothing", "hr=170 speed=2.7 quality=0.3", TrulyEasy, "pace-zone"},
		{"without heart rate, slow by both paces", "hr=0 speed=2.9", TrulyEasy, "pace-zone"},
		{"without heart rate, fast by both paces", "hr=0 speed=3.6", TooFast, "pace-zone"},
		{"without heart rate, faster than usual, but in zone 2", "hr=0 speed=3.3", CannotTell, "hr-missing"},
		{"both paces against a low heart rate", "hr=130 speed=3.6", TooFast, "pace-zone"},
		{"one pace against a low heart rate", "hr=130 speed=3.3", TrulyEasy, "hr-share-above"},
		{"without heart rate, a little faster than usual", "hr=0 speed=3.14", TrulyEasy, "pace-zone"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := analyse(t, settled+"2025-02-18 08:00 40 recovery "+c.run)
			a := s.Runs[len(s.Runs)-1].Audit
			if a.Verdict != c.want || a.Reasons[0].Rule != c.rule {
				t.Errorf("%s by %+v, want %s by %s", a.Verdict, a.Reasons, c.want, c.rule)
			}
		})
	}
}

// Decoupling is ignored for a run of less than half an hour.
func TestDriftOfAShortRun(t *testing.T) {
	for minutes, want := range map[string]Easiness{"29": TrulyEasy, "30": Drifted} {
		s := analyse(t, settled+"2025-02-18 08:00 "+minutes+" recovery hr=138 hr2=158 from=0.8 speed=3 drift=9")
		if a := s.Runs[4].Audit; a.Verdict != want {
			t.Errorf("%s min: %s by %+v", minutes, a.Verdict, a.Reasons)
		}
	}
}

// A heart rate recorded in less than half of the run does not decide the verdict.
func TestAuditOfHalfAHeartRate(t *testing.T) {
	for share, byPace := range map[float64]bool{0.49: true, 0.5: false} {
		d := read(t, settled+"2025-02-18 08:00 40 recovery")
		d.history.Sessions[4].Sum.HRShare = share
		if a := d.analyse(plain()).Runs[4].Audit; a.ByPace != byPace {
			t.Errorf("%v of the run with heart rate: %s by %+v", share, a.Verdict, a.Reasons)
		}
	}
}

// A heart rate equal to the ceiling counts as above the ceiling.
func TestAboveTheCeiling(t *testing.T) {
	seconds := make([]uint16, 200)
	seconds[135], seconds[136], seconds[137] = 60, 30, 10
	if share := zone.ShareAbove(seconds, 136); share != 0.4 {
		t.Errorf("share above the ceiling: %v, want 0.4", share)
	}
}

func TestAuditFigures(t *testing.T) {
	s := analyse(t, settled+"2025-02-18 08:00 40 recovery hr=140 hr2=160 speed=3 called")
	r := &s.Runs[len(s.Runs)-1]
	a := r.Audit
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"ceiling", a.Ceiling, 0.9 * 170},
		{"above", a.Above, 1200},
		{"share", a.Share, 0.5},
		{"of LTHR", a.OfLTHR, 150.0 / 170},
		{"pace limit", a.PaceLimit, 4 / 1.14},
		{"usual", a.Usual, 3},
		{"slower", a.Slower, 0},
	} {
		if math.Abs(c.got-c.want) > 1e-9 {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
	if !r.Called.Recovery || !r.Called.Broken {
		t.Errorf("called a recovery run and drifted: %+v", r.Called)
	}
}

// Without a hard effort, the estimate of LTHR is low, so the ceiling may be too low by its
// margin. Then heart rate alone does not make a run too fast.
func TestAuditDoesNotTrustAProvisionalCeiling(t *testing.T) {
	d := read(t, settled+"2025-02-18 08:00 40 recovery hr=158 speed=3")
	runs := everyRun(&d.history, d.verdicts, zone.Estimate(d.history.Sessions, d.settings), 0, math.MaxInt32)
	r := &runs[len(runs)-1]
	for standing, rule := range map[zone.Standing]string{zone.Provisional: "provisional", zone.LowerBound: "lower-bound"} {
		r.Zones.LTHR.Standing = standing
		if a := auditOf(r, 3, 1); a.Verdict != CannotTell || a.Reasons[0].Rule != rule {
			t.Errorf("%s by %+v", a.Verdict, a.Reasons)
		}
		if a := auditOf(r, 2, 1); a.Verdict != CannotTell {
			t.Errorf("%s: faster than usual, but slow by its zone: %s by %+v", rule, a.Verdict, a.Reasons)
		}
	}
	r.Zones.LTHR.Standing = zone.Confirmed
	for margin, want := range map[float64]Easiness{4: TooFast, 6: CannotTell} {
		r.Zones.HR.Margin = margin
		if a := auditOf(r, 3, 1); a.Verdict != want {
			t.Errorf("5 bpm above a ceiling that may be off by %g: %s by %+v", margin, a.Verdict, a.Reasons)
		}
	}
	r.Zones.HR.Margin, r.Sum.AvgTemp = 4, 28
	if a := auditOf(r, 3, 1); a.Verdict != CannotTell || a.Reasons[0].Rule != "heat" {
		t.Errorf("in heat: %s by %+v", a.Verdict, a.Reasons)
	}
}

// Without a hard effort, the estimate of threshold speed is low, so its pace zones make no run
// too fast.
func TestAuditDoesNotTrustAProvisionalPace(t *testing.T) {
	for run, want := range map[string]Easiness{"hr=130": TrulyEasy, "hr=0": CannotTell} {
		d := read(t, settled+"2025-02-18 08:00 40 easy speed=3.6 "+run)
		runs := everyRun(&d.history, d.verdicts, zone.Estimate(d.history.Sessions, d.settings), 0, math.MaxInt32)
		r := &runs[len(runs)-1]
		if a := auditOf(r, 3, 1); a.Verdict != TooFast {
			t.Errorf("%s with a known threshold: %s by %+v", run, a.Verdict, a.Reasons)
		}
		r.Zones.ThresholdSpeed.Standing = zone.Provisional
		if a := auditOf(r, 3, 1); a.Verdict != want {
			t.Errorf("%s: %s by %+v, want %s", run, a.Verdict, a.Reasons, want)
		}
	}
}

// A workout whose rests keep the mean heart rate low is not easy, whatever heart
// rate and pace say.
func TestAuditOfAWorkout(t *testing.T) {
	s := analyse(t, settled+"2025-02-18 08:00 40 key hr=130 speed=2.7")
	if a := s.Runs[4].Audit; a.Verdict != TooFast || a.Reasons[0].Rule != "workout" {
		t.Errorf("%s by %+v", a.Verdict, a.Reasons)
	}
}

// A run is compared with the other easy runs, without itself.
func TestUsualIsOfTheOthers(t *testing.T) {
	s := analyse(t, settled+"2025-02-18 08:00 40 easy speed=2")
	if a := s.Runs[4].Audit; a.Usual != 3 || a.Slower != 0.5 {
		t.Errorf("usual %v, slower %v", a.Usual, a.Slower)
	}
	s = analyse(t, settled+"2025-02-11 08:00 40 recovery speed=2\n2025-02-13 08:00 40 recovery speed=2\n2025-02-15 08:00 40 recovery speed=2\n"+
		"2025-02-17 08:00 40 recovery speed=2\n2025-02-19 08:00 40 recovery speed=2\n2025-02-21 08:00 40 recovery speed=2")
	if a := s.Runs[len(s.Runs)-1].Audit; a.Usual != 3 {
		t.Errorf("recovery runs among the easy ones: usual %v", a.Usual)
	}
	// Easy runs of the same year count; easy runs of earlier years do not.
	for early, want := range map[string]float64{"2024-03-20": 3, "2024-03-18": math.NaN()} {
		s = analyse(t, early+" 07:00 50 easy\n"+early+" 12:00 50 easy\n"+early+" 18:00 50 easy\n2025-02-18 08:00 40 easy")
		if a := s.Runs[3].Audit; a.Usual != want && !(math.IsNaN(a.Usual) && math.IsNaN(want)) {
			t.Errorf("easy runs of %s: usual %v, want %v", early, a.Usual, want)
		}
	}
	s = analyse(t, "2025-02-14 08:00 50 easy\n2025-02-16 08:00 50 easy\n2025-02-18 08:00 40 easy")
	if a := s.Runs[2].Audit; !math.IsNaN(a.Usual) {
		t.Errorf("of two others: %v", a.Usual)
	}
}

// The runs around the season tell what is usual, so that a run is judged alike whatever days
// the user names.
func TestAuditIsTheSameInAnySpan(t *testing.T) {
	d := read(t, "2025-02-18 08:00 50 recovery hr=0 speed=2.9\n"+strings.ReplaceAll(settled, "-02-", "-03-")+
		"2025-03-18 08:00 40 recovery hr=0 speed=2.9\n"+strings.ReplaceAll(settled, "-02-", "-04-"))
	whole := d.analyse(plain())
	for i := range whole.Runs {
		o, want := plain(), whole.Runs[i].Audit
		o.From, o.To = whole.Runs[i].Day, whole.Runs[i].Day
		if got := d.analyse(o).Runs[0].Audit; got.Verdict != want.Verdict || got.Usual != want.Usual {
			t.Errorf("%s alone: %s, usually %v m/s; with the others %s, %v m/s", o.From, got.Verdict, got.Usual, want.Verdict, want.Usual)
		}
	}
}

// With too few easy runs, the usual pace is unknown and pace alone decides nothing.
func TestAuditWithoutHabit(t *testing.T) {
	s := analyse(t, "2025-02-16 08:00 50 easy\n2025-02-18 08:00 40 recovery hr=0")
	if a := s.Runs[1].Audit; a.Verdict != CannotTell || !math.IsNaN(a.Usual) {
		t.Errorf("without a usual pace, the run cannot be judged: %+v", a)
	}
}

func TestOtherSportsAreNotAudited(t *testing.T) {
	s := analyse(t, "2025-02-16 08:00 50 ride hr=170")
	if a := s.Runs[0].Audit; a.Verdict != NotAudited || !math.IsNaN(a.Ceiling) {
		t.Errorf("a ride was audited: %+v", a)
	}
}

func TestSlowEnough(t *testing.T) {
	s := analyse(t, settled+`
		2025-02-23 08:00 120 long
		2025-02-24 08:00 40 recovery hr=130
		2025-03-02 08:00 120 long
		2025-03-03 08:00 40 easy hr=160
		2025-03-09 08:00 120 long
		2025-03-10 08:00 50 key
		2025-03-16 08:00 120 long
		2025-03-17 08:00 50 ride
		2025-03-23 08:00 120 long
		2025-03-24 08:00 40 recovery hr=0 speed=2.9`)
	if got := s.Slow; got.Runs != 3 || got.Counts[TrulyEasy] != 2 || got.Counts[TooFast] != 1 || got.ByPace != 1 {
		t.Errorf("the audits of three runs: %+v", got)
	}
}

// A run that could not be judged does not count for the median by which runs were slower.
func TestSlowerIsOfTheJudged(t *testing.T) {
	s := analyse(t, settled+`
		2025-02-23 08:00 120 long
		2025-02-24 08:00 40 recovery hr=130 speed=2.5
		2025-03-02 08:00 120 long
		2025-03-03 08:00 40 easy hr=0 speed=3.3
		2025-03-05 08:00 40 easy`)
	if got := s.Slow; got.Counts[CannotTell] != 1 || got.ByPace != 0 || math.Abs(got.Slower-0.2) > 1e-9 {
		t.Errorf("the median must leave out the run that was not judged: %+v", got)
	}
}

// A run that the program judged as a recovery run is never too fast.
func TestNoRecoveryRunIsTooFast(outer *testing.T) {
	rapid.Check(outer, func(t *rapid.T) {
		run := fmt.Sprintf("hr=%d speed=%.2f quality=%.1f", rapid.IntRange(100, 180).Draw(t, "hr"),
			rapid.Float64Range(2.2, 4.5).Draw(t, "speed"), rapid.SampledFrom([]float64{1, 0.3}).Draw(t, "quality"))
		d := read(outer, settled+"2025-02-18 08:00 40 recovery "+run)
		last := len(d.verdicts) - 1
		d.verdicts[last].Judged = classify.Recovery
		if a := d.analyse(plain()).Runs[last].Audit; a.Verdict == TooFast {
			t.Fatalf("%s: %s by %+v", run, a.Verdict, a.Reasons)
		}
	})
}
