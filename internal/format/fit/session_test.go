package fit

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	tormoder "github.com/tormoder/fit"

	"dayafter/internal/activity"
	"dayafter/internal/testing/decodetest"
)

// TestEachSessionBecomesAnActivity splits a recording of a swim, a transition and a run into two activities.
// The watch counts distance on from the swim to the run.
func TestEachSessionBecomesAnActivity(t *testing.T) {
	b := (&builder{}).id(tormoder.FileTypeActivity).records(60)
	b.session(t0, 60, tormoder.SportMultisport, tormoder.SubSportGeneric)
	b.session(t0+30, 30, tormoder.SportRunning, tormoder.SubSportGeneric)
	b.session(t0, 20, tormoder.SportSwimming, tormoder.SubSportOpenWater)
	b.session(t0+20, 10, tormoder.SportTransition, tormoder.SubSportGeneric)
	b.session(t0+30, 30, tormoder.SportRunning, tormoder.SubSportGeneric)
	as, issues, err := Decode(b.file())
	if err != nil || len(as) != 2 {
		t.Fatalf("got %d activities, error %v, want 2", len(as), err)
	}
	if got, want := codes(issues), "fit-session-twice:n fit-transition:n"; got != want {
		t.Errorf("issues: got %q, want %q", got, want)
	}
	swim, run := as[0], as[1]
	if swim.Sport != activity.Swim || swim.Samples.Len() != 20 || !swim.Start.Equal(at(t0)) {
		t.Errorf("first: %v, %d samples from %v", swim.Sport, swim.Samples.Len(), swim.Start)
	}
	if run.Sport != activity.Run || run.Samples.Len() != 30 || !run.Start.Equal(at(t0+30)) {
		t.Errorf("second: %v, %d samples from %v", run.Sport, run.Samples.Len(), run.Start)
	}
	if got := run.Samples.T[0]; got != 0 {
		t.Errorf("the run's first sample is at %v s, want 0", got)
	}
	if got := []float64{run.Samples.Dist[0], run.Samples.Dist[29]}; !slices.Equal(got, []float64{3, 90}) {
		t.Errorf("the run's distance goes from %v to %v m, want 3 to 90", got[0], got[1])
	}
	if got := []float64{swim.Samples.Cadence[0], run.Samples.Cadence[0]}; !slices.Equal(got, []float64{80, 160}) {
		t.Errorf("cadence of swim and run: %v, want 80 and 160", got)
	}
}

// TestARecordingWithoutSessionIsRead decodes a recording without the messages that the watch writes at the end.
func TestARecordingWithoutSessionIsRead(t *testing.T) {
	b := (&builder{}).id(tormoder.FileTypeActivity)
	b.define(3, tormoder.MesgNumSport, fieldDef{0, 1, fEnum}, fieldDef{1, 1, fEnum}).data(3, byte(tormoder.SportRunning), byte(tormoder.SubSportTreadmill))
	a, issues := decodetest.One(t, Decode, b.records(10).file())
	wantRun(t, a, 10)
	if !a.Indoor {
		t.Error("treadmill of the sport message is not indoor")
	}
	if got := codes(issues); got != "fit-no-session:r" {
		t.Errorf("issues %q, want fit-no-session", got)
	}
}

// TestTheRestWithoutSessionIsRead decodes a file that ends in the second of two sports, without a session
// for it.
func TestTheRestWithoutSessionIsRead(t *testing.T) {
	b := (&builder{}).id(tormoder.FileTypeActivity).session(t0, 99, tormoder.SportCycling, 0)
	b.define(3, tormoder.MesgNumSport, fieldDef{0, 1, fEnum}).data(3, byte(tormoder.SportRunning))
	data := b.records(400).file()
	as, _, err := Decode(data[:len(data)-crcSize-5])
	if err != nil || len(as) != 2 {
		t.Fatalf("got %d activities, error %v, want 2", len(as), err)
	}
	if as[0].Sport != activity.Ride || as[0].Samples.Len() != 100 || as[1].Sport != activity.Run || as[1].Samples.Len() != 299 {
		t.Errorf("got %v of %d and %v of %d samples, want ride of 100, run of 299",
			as[0].Sport, as[0].Samples.Len(), as[1].Sport, as[1].Samples.Len())
	}
}

func TestSportAndSubSportGiveTheSport(t *testing.T) {
	tests := []struct {
		sport         tormoder.Sport
		sub           tormoder.SubSport
		want          activity.Sport
		indoor, track bool
	}{
		{tormoder.SportRunning, tormoder.SubSportGeneric, activity.Run, false, false},
		{tormoder.SportRunning, tormoder.SubSportTrail, activity.Run, false, false},
		{tormoder.SportRunning, tormoder.SubSportTrack, activity.Run, false, true},
		{tormoder.SportRunning, tormoder.SubSportTreadmill, activity.Run, true, false},
		{tormoder.SportRunning, tormoder.SubSportIndoorRunning, activity.Run, true, false},
		{tormoder.SportRunning, tormoder.SubSportVirtualActivity, activity.Run, true, false},
		{tormoder.SportFitnessEquipment, tormoder.SubSportTreadmill, activity.Run, true, false},
		{tormoder.SportFitnessEquipment, tormoder.SubSportIndoorRowing, activity.Other, true, false},
		{tormoder.SportGeneric, tormoder.SubSportStreet, activity.Run, false, false},
		{tormoder.SportGeneric, tormoder.SubSportGeneric, activity.Unknown, false, false},
		{tormoder.SportCycling, tormoder.SubSportIndoorCycling, activity.Ride, true, false},
		{tormoder.SportEBiking, tormoder.SubSportGeneric, activity.Ride, false, false},
		{tormoder.SportWalking, tormoder.SubSportGeneric, activity.Walk, false, false},
		{tormoder.SportHiking, tormoder.SubSportGeneric, activity.Hike, false, false},
		{tormoder.SportSwimming, tormoder.SubSportLapSwimming, activity.Swim, true, false},
		{tormoder.SportTraining, tormoder.SubSportYoga, activity.Yoga, false, false},
		{tormoder.SportTraining, tormoder.SubSportStrengthTraining, activity.Strength, false, false},
		{tormoder.SportTraining, tormoder.SubSportCardioTraining, activity.Other, false, false},
		{tormoder.SportSoccer, tormoder.SubSportGeneric, activity.Other, false, false},
	}
	for _, tt := range tests {
		b := (&builder{}).id(tormoder.FileTypeActivity).records(3).session(t0, 2, tt.sport, tt.sub)
		a, _ := decodetest.One(t, Decode, b.file())
		if a.Sport != tt.want || a.Indoor != tt.indoor || a.Track != tt.track {
			t.Errorf("%v, %v: got %v, indoor %v, track %v, want %v, %v, %v", tt.sport, tt.sub, a.Sport, a.Indoor, a.Track, tt.want, tt.indoor, tt.track)
		}
	}
}

// TestOnlyPossibleOffsetsAreAccepted checks which local times of a watch are accepted as those of a time zone.
func TestOnlyPossibleOffsetsAreAccepted(t *testing.T) {
	const none = math.MaxInt32
	tests := []struct {
		name      string
		offset    int64   // s
		longitude float64 // degrees
		want      time.Duration
		source    activity.ClockSource
	}{
		{"Berlin in summer", 2 * 3600, 13.4, 2 * time.Hour, activity.ClockDevice},
		{"a second between the two clocks", 2*3600 - 1, 13.4, 2 * time.Hour, activity.ClockDevice},
		{"India", 5*3600 + 1800, 77, 5*time.Hour + 30*time.Minute, activity.ClockDevice},
		{"Nepal", 5*3600 + 2700, 85, 5*time.Hour + 45*time.Minute, activity.ClockDevice},
		{"Auckland, daylight saving", 13 * 3600, 174.8, 13 * time.Hour, activity.ClockDevice},
		{"Kiritimati", 14 * 3600, -157, 14 * time.Hour, activity.ClockDevice},
		{"Samoa east of the date line", -11 * 3600, -170, -11 * time.Hour, activity.ClockDevice},
		{"western China on Beijing time", 8 * 3600, 76, 8 * time.Hour, activity.ClockDevice},
		{"225 s", 225, 13.4, 0, activity.ClockNone},
		{"15 hours", 15 * 3600, 174, 0, activity.ClockNone},
		{"a virtual place far away", 2 * 3600, -74, 2 * time.Hour, activity.ClockDevice},
		{"not set", none, 13.4, 0, activity.ClockNone},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			local := uint32(math.MaxUint32)
			if tt.offset != none {
				local = uint32(int64(t0) + tt.offset)
			}
			b := (&builder{}).id(tormoder.FileTypeActivity)
			b.define(1, tormoder.MesgNumRecord, fieldDef{timestampField, 4, fUint32}, fieldDef{0, 4, fSint32}, fieldDef{1, 4, fSint32})
			b.data(1, t0, int32(1<<29), int32(tt.longitude*semicircles))
			b.define(3, tormoder.MesgNumActivity, fieldDef{5, 4, fUint32}, fieldDef{timestampField, 4, fUint32}).data(3, local, t0)
			a, _ := decodetest.One(t, Decode, b.session(t0, 1, tormoder.SportRunning, 0).file())
			if a.Clock.Offset != tt.want || a.Clock.Source != tt.source {
				t.Errorf("got %v, want offset %v of source %d (issues %v)", a.Clock, tt.want, tt.source, a.Issues)
			}
		})
	}
}

// TestVirtualRunsAreMarked checks that a run on virtual roads is marked, and that a hash identifies the
// device.
func TestVirtualRunsAreMarked(t *testing.T) {
	b := &builder{}
	b.define(0, tormoder.MesgNumFileId, fieldDef{0, 1, fEnum}, fieldDef{1, 2, fUint16}, fieldDef{serialField, 4, fUint32})
	b.data(0, byte(tormoder.FileTypeActivity), uint16(tormoder.ManufacturerZwift), uint32(123456789))
	a, _ := decodetest.One(t, Decode, b.records(3).session(t0, 2, tormoder.SportRunning, tormoder.SubSportVirtualActivity).file())
	if !a.Virtual || !a.Indoor || a.Sport != activity.Run {
		t.Errorf("virtual %v, indoor %v, sport %v; want a run that is both", a.Virtual, a.Indoor, a.Sport)
	}
	if len(a.Serial) != 16 || strings.Contains(a.Serial, "123456789") {
		t.Errorf("serial %q, want a hash of 16 digits", a.Serial)
	}
	outdoors, _ := decodetest.One(t, Decode, run(3).file())
	if outdoors.Virtual || outdoors.Serial != "" {
		t.Errorf("outdoors: virtual %v, serial %q; want neither", outdoors.Virtual, outdoors.Serial)
	}
}

// TestEachStopOfTheTimerIsAPause checks that each stop of the timer is a pause, except the last one.
func TestEachStopOfTheTimerIsAPause(t *testing.T) {
	b := (&builder{}).id(tormoder.FileTypeActivity).records(60)
	b.define(3, tormoder.MesgNumEvent, fieldDef{timestampField, 4, fUint32}, fieldDef{0, 1, fEnum}, fieldDef{1, 1, fEnum})
	timer := func(s uint32, e tormoder.EventType) { b.data(3, t0+s, byte(tormoder.EventTimer), byte(e)) }
	timer(0, tormoder.EventTypeStart)
	timer(10, tormoder.EventTypeStopAll)
	timer(15, tormoder.EventTypeStart)
	b.data(3, t0+20, byte(tormoder.EventBattery), byte(tormoder.EventTypeStop)) // not the timer
	timer(30, tormoder.EventTypeStop)
	timer(30, tormoder.EventTypeStart) // nobody stood
	timer(40, tormoder.EventTypeStop)
	timer(41, tormoder.EventTypeStopDisableAll)
	timer(45, tormoder.EventTypeStart)
	timer(59, tormoder.EventTypeStopAll)
	a, _ := decodetest.One(t, Decode, b.session(t0, 59, tormoder.SportRunning, 0).file())
	if diff := cmp.Diff([]activity.Span{{From: 10, To: 15}, {From: 40, To: 45}}, a.Pauses); diff != "" {
		t.Errorf("pauses (-want +got):\n%s", diff)
	}
}

// TestAWorkoutGivesLapsAndSteps decodes a workout: a warm-up, and twice a fast and a slow step.
func TestAWorkoutGivesLapsAndSteps(t *testing.T) {
	b := (&builder{}).id(tormoder.FileTypeActivity).records(60)
	b.define(3, tormoder.MesgNumWorkout, fieldDef{8, 12, fString}).data(3, "2 x 15 s\x00abc")
	b.define(4, tormoder.MesgNumWorkoutStep, fieldDef{messageIndexField, 2, fUint16}, fieldDef{1, 1, fEnum}, fieldDef{2, 4, fUint32}, fieldDef{4, 4, fUint32}, fieldDef{7, 1, fEnum})
	invalid := uint32(math.MaxUint32)
	b.data(4, uint16(0), byte(tormoder.WktStepDurationTime), uint32(20_000), invalid, byte(tormoder.IntensityWarmup))
	b.data(4, uint16(1), byte(tormoder.WktStepDurationDistance), uint32(4_500), invalid, byte(tormoder.IntensityInterval))
	b.data(4, uint16(2), byte(tormoder.WktStepDurationOpen), invalid, invalid, byte(tormoder.IntensityRecovery))
	b.data(4, uint16(3), byte(tormoder.WktStepDurationRepeatUntilStepsCmplt), uint32(1), uint32(2), byte(255))
	b.define(5, tormoder.MesgNumLap, fieldDef{timestampField, 4, fUint32}, fieldDef{2, 4, fUint32}, fieldDef{7, 4, fUint32}, fieldDef{8, 4, fUint32},
		fieldDef{9, 4, fUint32}, fieldDef{15, 1, fUint8}, fieldDef{23, 1, fEnum}, fieldDef{24, 1, fEnum}, fieldDef{71, 2, fUint16})
	lap := func(from, seconds uint32, hr byte, i tormoder.Intensity, trigger tormoder.LapTrigger, step uint16) {
		b.data(5, t0+from+seconds, t0+from, seconds*1000, seconds*1000, seconds*300, hr, byte(i), byte(trigger), step)
	}
	lap(0, 20, 140, tormoder.IntensityWarmup, tormoder.LapTriggerTime, 0)
	lap(20, 15, 160, tormoder.IntensityInterval, tormoder.LapTriggerDistance, 1)
	lap(35, 10, 0, tormoder.IntensityRecovery, tormoder.LapTriggerManual, 2)
	lap(45, 14, 165, tormoder.IntensityActive, tormoder.LapTriggerSessionEnd, 0xFFFF)
	a, _ := decodetest.One(t, Decode, b.session(t0, 59, tormoder.SportRunning, 0).file())
	n := math.NaN()
	wantSteps := []activity.Step{
		{Kind: activity.LapWarmUp, Duration: 20, Distance: n},
		{Kind: activity.LapInterval, Duration: n, Distance: 45},
		{Kind: activity.LapRecovery, Duration: n, Distance: n},
		{Duration: n, Distance: n, Repeat: 2, RepeatTo: 1},
	}
	if diff := cmp.Diff(wantSteps, a.Steps, cmpopts.EquateNaNs()); diff != "" {
		t.Errorf("steps (-want +got):\n%s", diff)
	}
	wantLaps := []activity.Lap{
		{Start: 0, Elapsed: 20, Timer: 20, Distance: 60, AvgHR: 140, MaxHR: n, Trigger: activity.TriggerStepEnd, Kind: activity.LapWarmUp, Step: 0},
		{Start: 20, Elapsed: 15, Timer: 15, Distance: 45, AvgHR: 160, MaxHR: n, Trigger: activity.TriggerStepEnd, Kind: activity.LapInterval, Step: 1},
		{Start: 35, Elapsed: 10, Timer: 10, Distance: 30, AvgHR: n, MaxHR: n, Trigger: activity.TriggerStepEnd, Kind: activity.LapRecovery, Step: 2},
		{Start: 45, Elapsed: 14, Timer: 14, Distance: 42, AvgHR: 165, MaxHR: n, Trigger: activity.TriggerEnd, Kind: activity.LapActive, Step: -1},
	}
	if diff := cmp.Diff(wantLaps, a.Laps, cmpopts.EquateNaNs()); diff != "" {
		t.Errorf("laps (-want +got):\n%s", diff)
	}
	if a.Title != "2 x 15 s" {
		t.Errorf("title %q, want that of the workout", a.Title)
	}
}

// TestASessionMayStartBeforeItsSamples checks that a session may start before its first sample, but not a day earlier.
func TestASessionMayStartBeforeItsSamples(t *testing.T) {
	for _, tt := range []struct {
		start uint32
		want  uint32
		first float64
	}{{t0 - 4, t0 - 4, 4}, {t0 + 3, t0, 0}, {t0 - 100_000, t0, 0}, {math.MaxUint32, t0, 0}} {
		b := (&builder{}).id(tormoder.FileTypeActivity).records(10).session(tt.start, 9, tormoder.SportRunning, 0)
		a, _ := decodetest.One(t, Decode, b.file())
		if !a.Start.Equal(at(tt.want)) || a.Samples.T[0] != tt.first {
			t.Errorf("session from %d: starts at %v with a sample at %v s, want %v and %v s", int64(tt.start)-int64(t0), a.Start, a.Samples.T[0], at(tt.want), tt.first)
		}
	}
}

// TestDecodingContinuesAfterMissingBytes checks that decoding continues after a place where bytes are missing.
func TestDecodingContinuesAfterMissingBytes(t *testing.T) {
	data := run(100).file()
	middle := len(data) / 2
	for _, n := range []int{1, 2, 5, 10, 40} {
		as, issues, err := Decode(slices.Delete(slices.Clone(data), middle, middle+n))
		if err != nil || len(as) != 1 {
			t.Fatalf("%d bytes lost: %d activities, error %v", n, len(as), err)
		}
		if got := as[0].Samples.Len(); got < 100-n/11-4 || got > 100 {
			t.Errorf("%d bytes lost: %d samples of 100 left", n, got)
		}
		if as[0].Sport != activity.Run || !slices.IsSorted(as[0].Samples.T) {
			t.Errorf("%d bytes lost: %v, times sorted %v; want a run in order", n, as[0].Sport, slices.IsSorted(as[0].Samples.T))
		}
		if worstOf(as, issues) != activity.Partial {
			t.Errorf("%d bytes lost: issues %q say nothing of it", n, codes(issues))
		}
	}
}

// A recording dated in the far future, which FIT's times allow up to 2126, is left out.
func TestARecordingOfTheFutureIsRefused(t *testing.T) {
	data := (&builder{}).id(tormoder.FileTypeActivity).
		define(1, tormoder.MesgNumRecord, fieldDef{timestampField, 4, fUint32}, fieldDef{3, 1, fUint8}).
		data(1, uint32(3_800_000_000), uint8(140)).data(1, uint32(3_800_000_001), uint8(141)).file()
	as, issues, err := Decode(data)
	if err == nil || !strings.Contains(err.Error(), "year 2110") {
		t.Errorf("%d activities, issues %v, error %v; want an error that names the year", len(as), issues, err)
	}
}
