package ingest

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dayafter/internal/activity"
)

// handWorkout is a run of an hour that the runner entered. indoorWorkout is half an hour on
// a treadmill, in the form of iOS 16.
const (
	handWorkout = ` <Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="60" durationUnit="min" totalDistance="10.5" totalDistanceUnit="km" startDate="2024-03-05 07:30:00 +0100" endDate="2024-03-05 08:30:00 +0100">
  <MetadataEntry key="HKWasUserEntered" value="1"/>
 </Workout>
`
	indoorWorkout = ` <Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="10" durationUnit="min" startDate="2024-03-01 07:30:00 +0100" endDate="2024-03-01 07:40:00 +0100">
  <MetadataEntry key="HKIndoorWorkout" value="1"/>
  <WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="1.7" unit="km"/>
  <WorkoutStatistics type="HKQuantityTypeIdentifierActiveEnergyBurned" sum="400" unit="kcal"/>
 </Workout>
`
)

// TestAppleHealthWorkoutsWithoutARoute checks that workouts without a route count, with the
// heart rate of their time.
func TestAppleHealthWorkoutsWithoutARoute(t *testing.T) {
	text := strings.Replace(string(healthXML(0, 10)), "</HealthData>", handWorkout+indoorWorkout+indoorWorkout+"</HealthData>", 1)
	dir := folder(t, entry{"export.xml", []byte(text)}, entry{"workout-routes/route_2024-03-09_6.30am.gpx", gpxTrack(8, 10, false)})
	files := under(dir, read(t, Options{}, dir))
	want := []string{
		"export.xml [apple-health] not: the records of Apple Health, used for heart rate and sport",
		"export.xml, activity starting 2024-03-01 06:30:00 [list] read",
		"export.xml, activity starting 2024-03-05 06:30:00 [list] read",
		"export.xml, activity without a start [unknown] not: listed without a recording, a start or a duration",
		"workout-routes/route_2024-03-09_6.30am.gpx [gpx] read",
	}
	if d := cmp.Diff(want, lines(files)); d != "" {
		t.Fatal(d)
	}
	indoor, hand := files[1].Summaries[0], files[2].Summaries[0]
	if math.Abs(indoor.Distance-1700) > 1 || indoor.Moving != 600 || math.Abs(indoor.AvgHR-130) > 1 || files[1].IndexEntry.ByHand {
		t.Errorf("indoors: %v m in %v s, heart rate %v", indoor.Distance, indoor.Moving, indoor.AvgHR)
	}
	if math.Abs(hand.Distance-10500) > 1 || hand.Moving != 3600 || !math.IsNaN(hand.AvgHR) || !files[2].IndexEntry.ByHand || files[2].Stated.Sport != activity.Run {
		t.Errorf("by hand: %v m in %v s, heart rate %v, %+v", hand.Distance, hand.Moving, hand.AvgHR, files[2].IndexEntry)
	}
}

// healthXML returns an export.xml with heart rates every 5 s around run n, from two sources
// and out of order, with other records between them, and with the workout of a route.
func healthXML(n, minutes int) []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!ELEMENT HealthData (ExportDate,Me,(Record|Workout)*)>
]>
<HealthData locale="de_DE">
 <ExportDate value="2024-04-01 10:00:00 +0200"/>
`)
	zone := time.FixedZone("", 3600)
	record := func(kind string, s int, value string) {
		fmt.Fprintf(&b, ` <Record type="HKQuantityTypeIdentifier%s" sourceName="Apple&#160;Watch" unit="count/min" startDate="%s" value="%s">
  <MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="0"/>
 </Record>
`, kind, runDay(n).Add(time.Duration(s)*time.Second).In(zone).Format("2006-01-02 15:04:05 -0700"), value)
	}
	for s := 5; s <= minutes*60; s += 10 {
		record("HeartRate", s, fmt.Sprint(120+s/30))
	}
	for s := 0; s <= minutes*60; s += 10 {
		record("HeartRate", s, fmt.Sprint(120+s/30))
		record("StepCount", s, "14")
	}
	b.WriteString(` <Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="10">
  <WorkoutRoute><FileReference path="/workout-routes/route_2024-03-01_6.30am.gpx"/></WorkoutRoute>
 </Workout>
</HealthData>
`)
	return []byte(b.String())
}

func TestAppleHealthRoutesGetTheirHeartRate(t *testing.T) {
	route := gpxTrack(0, 10, false)
	entries := []entry{
		{"apple_health_export/Exportieren.xml", healthXML(0, 10)},
		{"apple_health_export/export_cda.xml", []byte(`<?xml version="1.0"?><ClinicalDocument/>`)},
		{"apple_health_export/workout-routes/route_2024-03-01_6.30am.gpx", route},
		{"apple_health_export/workout-routes/route_2024-03-09_6.30am.gpx", gpxTrack(8, 10, false)},
	}
	dir := folder(t, entries...)
	got := under(dir, read(t, Options{}, dir))
	want := []string{
		"apple_health_export/Exportieren.xml [apple-health] not: the records of Apple Health, used for heart rate and sport",
		"apple_health_export/export_cda.xml [xml] not: an XML file, but neither GPX nor TCX",
		"apple_health_export/workout-routes/route_2024-03-01_6.30am.gpx [gpx] read",
		"apple_health_export/workout-routes/route_2024-03-09_6.30am.gpx [gpx] read",
	}
	if d := cmp.Diff(want, lines(got)); d != "" {
		t.Fatal(d)
	}
	run, later := got[2], got[3]
	if hr := run.Summaries[0].AvgHR; math.Abs(hr-130) > 1 || run.Stated.Sport != activity.Run {
		t.Errorf("heart rate %.1f, want 130; sport %v", hr, run.Stated.Sport)
	}
	if hr := later.Summaries[0].AvgHR; !math.IsNaN(hr) {
		t.Errorf("a run that no heart rate belongs to has one of %.1f", hr)
	}
	zipped := folder(t, entry{"export.zip", zipOf(t, entries...)})
	archived := under(zipped, read(t, Options{}, zipped))
	for i := range archived {
		archived[i].Name = strings.TrimPrefix(archived[i].Name, "export.zip!")
	}
	if !same(got, archived) {
		t.Error("folder and archive differ:", cmp.Diff(lines(got), lines(archived)))
	}
}
