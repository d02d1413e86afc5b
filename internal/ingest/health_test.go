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

// healthXML is an export of Apple Health: heart rates every 5 s around run n, of
// two sources out of order, other records between, and the workout of a route.
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
