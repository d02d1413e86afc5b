package ingest

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/summary"
)

// Ten minutes at 2.8 m/s with a heart rate of 140, as the exports of other vendors write
// them: a sample every 5 s, eastwards along the equator.

const vendorMinutes = 10

// eachSample joins the results of write for all samples.
func eachSample(separator string, write func(second int, metres, lon float64) string) string {
	var all []string
	for s := 0; s <= vendorMinutes*60; s += 5 {
		m := 2.8 * float64(s)
		all = append(all, write(s, m, m/111_195))
	}
	return strings.Join(all, separator)
}

func endomondoJSON() string {
	return `[{"name":"Evening"},{"sport":"RUNNING"},{"start_time":"2024-03-01 06:30:00.0"},{"duration_s":600},{"distance_km":1.68},{"points":[` +
		eachSample(",", func(s int, m, lon float64) string {
			return fmt.Sprintf(`[{"location":[[{"latitude":0.0},{"longitude":%.7f}]]},{"altitude":12.0},{"distance_km":%.5f},{"heart_rate_bpm":140},{"timestamp":"%s"}]`,
				lon, m/1000, runDay(0).Add(time.Duration(s)*time.Second).Format("Mon Jan 02 15:04:05 UTC 2006"))
		}) + `]}]`
}

func huaweiJSON() string {
	return fmt.Sprintf(`[{"sportType":4,"startTime":%d,"totalDistance":1680,"totalTime":600000,"timeZone":"+0200","attribute":"HW_EXT_TRACK_DETAIL@is%s"}]`,
		runDay(0).UnixMilli(), eachSample(`\n`, func(s int, _, lon float64) string {
			at := runDay(0).UnixMilli() + int64(s)*1000
			return fmt.Sprintf(`tp=lbs;k=%d;lat=0.0;lon=%.7f;alt=12.0;t=%E;\ntp=h-r;k=%d;v=140;`, s, lon, float64(at), at)
		}))
}

func nikeJSON() string {
	metric := func(name string, value func(m, lon float64) float64) string {
		return `{"type":"` + name + `","values":[` + eachSample(",", func(s int, m, lon float64) string {
			return fmt.Sprintf(`{"start_epoch_ms":%d,"end_epoch_ms":%d,"value":%.7f}`, runDay(0).UnixMilli()+int64(s)*1000, runDay(0).UnixMilli()+int64(s)*1000, value(m, lon))
		}) + `]}`
	}
	step := func(m, _ float64) float64 { return math.Min(m, 14) / 1000 }
	return fmt.Sprintf(`{"id":"x","type":"run","start_epoch_ms":%d,"active_duration_ms":600000,"summaries":[{"metric":"distance","summary":"total","value":1.68}],"metrics":[`, runDay(0).UnixMilli()) +
		metric("latitude", func(float64, float64) float64 { return 0 }) + "," + metric("longitude", func(_, lon float64) float64 { return lon }) + "," +
		metric("distance", step) + "," + metric("heart_rate", func(float64, float64) float64 { return 140 }) + `]}`
}

func suuntoJSON() string {
	return `{"DeviceLog":{"Header":{"ActivityType":3,"DateTime":"2024-03-01T08:30:00+02:00","Duration":600,"Distance":1680},"Samples":[` +
		eachSample(",", func(s int, m, lon float64) string {
			return fmt.Sprintf(`{"TimeISO8601":"%s","Attributes":{"suunto/sml":{"Sample":{"Latitude":0.0,"Longitude":%.9f,"Distance":%.1f,"HR":2.3333333}}}}`,
				runDay(0).Add(time.Duration(s)*time.Second).In(time.FixedZone("", 7200)).Format(time.RFC3339), lon*math.Pi/180, m)
		}) + `]}}`
}

// TestTracksOfOtherVendors reads the same run from each vendor's JSON.
func TestTracksOfOtherVendors(t *testing.T) {
	for vendor, text := range map[Kind]string{Endomondo: endomondoJSON(), Huawei: huaweiJSON(), Nike: nikeJSON(), Suunto: suuntoJSON()} {
		f := Digest("a.json", []byte(text))
		if f.Outcome != summary.Read || f.Format != string(vendor) || len(f.Summaries) != 1 {
			t.Errorf("%s: %s, outcome %v %s", vendor, f.Format, f.Outcome, f.Reason)
			continue
		}
		s := f.Summaries[0]
		if s.Sport != activity.Run || !s.Start.Equal(runDay(0)) || math.Abs(s.Distance-1680) > 10 || math.Abs(s.Moving-600) > 5 || math.Abs(s.AvgHR-140) > 1 {
			t.Errorf("%s: %s at %s, %.0f m in %.0f s, heart rate %.1f, issues %v", vendor, s.Sport, s.Start, s.Distance, s.Moving, s.AvgHR, s.Issues)
		}
	}
}

// TestVendorsAreNamed checks that the reason names the vendor of an export from which
// nothing can be read.
func TestVendorsAreNamed(t *testing.T) {
	for vendor, text := range map[string]string{
		"Endomondo": `[{"sport":"RUNNING"},{"start_time":"2024-03-01 06:30:00.0"},{"distance_km":8.25},{"points":[]}]`,
		"Fitbit":    `[{"logId":1,"activityName":"Run","duration":3000000}]`,
		"Huawei":    `[{"sportType":4,"startTime":0,"totalTime":0,"attribute":""}]`,
		"Nike":      `{"id":"x","type":"run","start_epoch_ms":1745942580000,"metrics":[{"type":"heart_rate","values":[]}]}`,
		"Samsung":   "com.samsung.shealth.exercise,6312009,5\nstart_time,exercise_type,duration\n1,2,3\n",
		"Suunto":    `{"DeviceLog":{"Header":{"ActivityType":3,"DateTime":"2025-04-29T18:03:00"},"Samples":[]}}`,
	} {
		if f := Digest("a.json", []byte(text)); f.Outcome != summary.NotActivity || !strings.Contains(f.Reason, vendor) {
			t.Errorf("%s: outcome %v, reason %q", vendor, f.Outcome, f.Reason)
		}
	}
}
