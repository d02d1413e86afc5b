package polar

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/testing/decodetest"
)

// session returns a document in the form used until 2025, with the given members and
// exercises.
func session(members string, exercises ...string) string {
	return `{"exportVersion":"1.6","name":"Running",` + members + `"exercises":[` + strings.Join(exercises, ",") + `]}`
}

const head = `"startTime":"2018-01-07T10:00:00.490","stopTime":"2018-01-07T10:30:00.490","timezoneOffset":120,"duration":"PT29M55.5S","distance":5000.0,"sport":"RUNNING",`

// timed returns a series of values, one each second from a time of day on.
func timed(name, from string, values ...float64) string {
	at, err := time.Parse("15:04:05.000", from)
	if err != nil {
		panic(err)
	}
	var points []string
	for i, v := range values {
		p := fmt.Sprintf(`{"dateTime":"2018-01-07T%s"`, at.Add(time.Duration(i)*time.Second).Format("15:04:05.000"))
		if !math.IsNaN(v) {
			p += fmt.Sprintf(`,"value":%g`, v)
		}
		points = append(points, p+"}")
	}
	return fmt.Sprintf(`%q:[%s]`, name, strings.Join(points, ","))
}

func TestUntil2025(t *testing.T) {
	nan := math.NaN()
	a, issues := decodetest.One(t, Decode, session(`"note":"windy","deviceId":"0123","timeZoneOffset":60,
		"physicalInformationSnapshot":{"height, cm":180.0,"maximumHeartRate":188,"restingHeartRate":48,"anaerobicThreshold":172},`,
		`{`+head+`"ascent":31.0,"descent":29.0,"kiloCalories":400,"heartRate":{"min":90,"avg":140,"max":171},
		"zones":{"speed":[{"lowerLimit":1}],"heart_rate":[{"lowerLimit":94,"higherLimit":113,"inZone":"PT1S","zoneIndex":1},{"lowerLimit":113,"higherLimit":132,"zoneIndex":2}]},
		"laps":[{"splitTime":"PT1000S","duration":"PT1000S","distance":2500.0,"heartRate":{"avg":135}},{"splitTime":"PT1795.5S","duration":"PT795.5S"}],
		"autoLaps":[{"splitTime":"PT300S","duration":"PT300S"}],
		"samples":{`+strings.Join([]string{
			timed("heartRate", "10:00:00.645", 100, nan, 104, 0), timed("speed", "10:00:00.645", 0, 10.8, 10.8, 7.2),
			timed("distance", "10:00:00.645", 0, 3, 6, 8), timed("cadence", "10:00:00.645", 0, 82, 84, 83),
			timed("altitude", "10:00:00.645", 120, 121, 122, 123), timed("temperature", "10:00:00.645", 7, 7, 7, 7),
			`"recordedRoute":[{"dateTime":"2018-01-07T10:00:02.482","latitude":47.5,"longitude":8.5,"altitude":-4.0}]`,
			`"leftPedalCrankBasedPower":[{"dateTime":"2018-01-07T10:00:00.645","currentPower":120}]`, `"rr":[{"duration":"PT0.6S"}]`,
		}, ",")+`}}`))
	if len(issues)+len(a.Issues) > 0 {
		t.Error(issues, a.Issues)
	}
	if want := time.Date(2018, 1, 7, 8, 0, 0, 490e6, time.UTC); !a.Start.Equal(want) || a.Clock != (activity.Clock{Offset: 2 * time.Hour, Source: activity.ClockExplicit}) {
		t.Error(a.Start, a.Clock)
	}
	if a.Sport != activity.Run || a.Title != "" || a.Device != "Polar" || a.Indoor {
		t.Errorf("%v %q %q", a.Sport, a.Title, a.Device)
	}
	want := activity.Columns{
		T: []float64{0, 1, 2, 3}, HR: []float64{100, nan, 104, nan}, Speed: []float64{0, 3, 3, 2}, Dist: []float64{0, 3, 6, 8},
		Cadence: []float64{0, 164, 168, 166}, Ele: []float64{120, 121, 122, 123}, Temp: []float64{7, 7, 7, 7},
		Lat: []float64{nan, nan, 47.5, nan}, Lon: []float64{nan, nan, 8.5, nan},
	}
	if d := decodetest.Diff(want, a.Samples); d != "" {
		t.Error(d)
	}
	if d := decodetest.Diff(activity.Totals{Elapsed: 1800, Timer: 1795.5, Distance: 5000, Ascent: 31, Descent: 29, AvgHR: 140, MaxHR: 171, Calories: 400}, a.Totals); d != "" {
		t.Error(d)
	}
	if d := decodetest.Diff(activity.Watch{MaxHR: 188, RestHR: 48, ThresholdHR: 172, ThresholdSpeed: nan, HRZones: []float64{94, 113, 132}}, a.Watch); d != "" {
		t.Error(d)
	}
	laps := []activity.Lap{
		{Start: 0, Elapsed: 1000, Timer: 1000, Distance: 2500, AvgHR: 135, MaxHR: nan, Trigger: activity.TriggerManual, Step: -1},
		{Start: 1000, Elapsed: 795.5, Timer: 795.5, Distance: nan, AvgHR: nan, MaxHR: nan, Trigger: activity.TriggerManual, Step: -1},
	}
	if d := decodetest.Diff(laps, a.Laps); d != "" {
		t.Error(d)
	}
}

const since2026 = `{"identifier":{"id":"u"},"startTime":"2026-05-01T06:30:00","stopTime":"2026-05-01T06:31:00","name":"Loop by the lake","durationMillis":50000,
	"distanceMeters":160.5,"timezoneOffsetMinutes":-420,"hrAvg":131,"hrMax":140,"sport":{"id":"27"},"product":{"modelName":"Vantage V3"},
	"physicalInformation":{"maximumHeartRate":190,"restingHeartRate":50,"anaerobicThreshold":171},
	"exercises":[{"identifier":{"id":"7"},"startTime":"2026-05-01T06:30:00","timezoneOffsetMinutes":-420,"sport":{"id":"27"},
	"statistics":{"statistics":[{"type":"STATISTICS_TYPE_SPEED","avg":11.5,"max":13},{"type":"STATISTICS_TYPE_HEART_RATE","avg":130,"max":139}]},
	"zones":[{"type":"ZONE_TYPE_SPEED","zones":[{"lowerLimit":5,"higherLimit":7}]},{"type":"ZONE_TYPE_HEART_RATE","zones":[{"lowerLimit":95,"higherLimit":114}]}],
	"pauseTimes":[{"startTime":"2026-05-01T06:30:03","endTime":"2026-05-01T06:30:13"}],
	"laps":{"laps":[],"autoLaps":[{"splitTimeMillis":50000,"durationMillis":50000,"distanceMeters":160.5}]},
	"samples":{"samples":[{"type":"HEART_RATE","intervalMillis":1000,"values":[120,NaN,124,126]},{"type":"ALTITUDE","intervalMillis":1000,"values":[0,0,400.5,401]},
	{"type":"STRIDE_LENGTH","intervalMillis":1000,"values":[1,2]},{"type":"SPEED","intervalMillis":2000,"values":[3.6,7.2]}]},
	"routes":{"route":{"startTime":"2026-05-01T06:30:01","wayPoints":[{"latitude":34.1,"longitude":-118.2},{"latitude":34.2,"longitude":-118.2,"elapsedMillis":1000,"altitude":12}]}}}]}`

func TestSince2026(t *testing.T) {
	nan := math.NaN()
	a, issues := decodetest.One(t, Decode, since2026)
	if got := decodetest.Codes(append(issues, a.Issues...)); got != "polar-altitude" {
		t.Error("issues:", got)
	}
	if want := time.Date(2026, 5, 1, 13, 30, 0, 0, time.UTC); !a.Start.Equal(want) || a.Clock.Offset != -7*time.Hour {
		t.Error(a.Start, a.Clock)
	}
	want := activity.Columns{
		T: []float64{0, 1, 2, 3}, HR: []float64{120, nan, 124, 126}, Ele: []float64{nan, nan, 400.5, 401},
		Speed: []float64{1, nan, 2, nan}, Lat: []float64{nan, 34.1, 34.2, nan}, Lon: []float64{nan, -118.2, -118.2, nan},
	}
	if d := decodetest.Diff(want, a.Samples); d != "" {
		t.Error(d)
	}
	if a.Sport != activity.Run || a.Title != "Loop by the lake" || a.Device != "Polar Vantage V3" || a.Totals.AvgHR != 130 || a.Totals.Timer != 50 || a.Totals.Elapsed != 60 {
		t.Errorf("%v %q %q %+v", a.Sport, a.Title, a.Device, a.Totals)
	}
	if !math.IsNaN(a.Watch.ThresholdHR) || a.Watch.MaxHR != 190 {
		t.Error("90 % of the highest heart rate is Polar's assumption, no measurement:", a.Watch)
	}
	if d := decodetest.Diff([]activity.Span{{From: 3, To: 13}}, a.Pauses); d != "" || len(a.Laps) != 1 || a.Laps[0].Trigger != activity.TriggerDistance {
		t.Error(d, a.Laps)
	}
	if l := a.Laps[0]; l.Start != 0 || l.Timer != 50 || l.Elapsed != 60 {
		t.Errorf("a lap with a pause of 10 s: %+v", l)
	}
}

// Times are the runner's local time unless they name a zone. A series in another zone than
// its session is moved to the session's, and an issue says so.
func TestClocks(t *testing.T) {
	const east = `"timezoneOffset":120,`
	exercise := func(start, members, hrFrom string) string {
		return `{"startTime":"2018-01-07T` + start + `",` + members + `"duration":"PT600S","sport":"RUNNING","samples":{` + timed("heartRate", hrFrom, 100, 101) + `}}`
	}
	for _, c := range []struct{ name, doc, start, first, issues string }{
		{"local", exercise("10:00:00", east, "10:00:05.000"), "08:00:00Z", "5", ""},
		{"UTC said", exercise("08:00:00Z", east, "08:00:05.000"), "08:00:00Z", "", "polar-time"},
		{"UTC said, series local", exercise("08:00:00Z", east, "10:00:05.000"), "08:00:00Z", "5", ""},
		{"offset said", exercise("10:00:00+02:00", "", "10:00:05.000"), "08:00:00Z", "5", ""},
		{"series in UTC", exercise("10:00:00", east, "08:00:05.000"), "08:00:00Z", "5", "polar-clock"},
		{"series ahead", exercise("10:00:00", east, "12:00:05.000"), "08:00:00Z", "5", "polar-clock"},
		{"west, series in UTC", exercise("10:00:00", `"timezoneOffset":-300,`, "15:00:05.000"), "15:00:00Z", "5", "polar-clock"},
		{"a late fix", exercise("10:00:00", east, "10:20:00.000"), "08:00:00Z", "1200", ""},
		{"no offset", exercise("10:00:00", "", "10:00:05.000"), "10:00:00Z", "5", "time-no-zone"},
		{"bogus offset", exercise("10:00:00", `"timezoneOffset":99999,`, "10:00:05.000"), "10:00:00Z", "5", "time-no-zone"},
		{"another day", exercise("10:00:00", east, "05:00:00.000"), "08:00:00Z", "", "polar-time"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, issues := decodetest.One(t, Decode, session("", c.doc))
			first := ""
			if a.Samples.Len() > 0 {
				first = fmt.Sprint(a.Samples.T[0])
			}
			if got := a.Start.Format("15:04:05Z07:00"); got != c.start || first != c.first || decodetest.Codes(append(issues, a.Issues...)) != c.issues {
				t.Errorf("start %s, first sample at %s s, issues %v", got, first, a.Issues)
			}
		})
	}
}

func TestMultisport(t *testing.T) {
	as, _, err := Decode([]byte(session(`"startTime":"2018-01-07T10:00:00","distance":30000,"timeZoneOffset":60,`,
		`{"startTime":"2018-01-07T10:00:00","duration":"PT1H","distance":25000,"sport":"ROAD_BIKING"}`,
		`{"startTime":"2018-01-07T11:02:00","duration":"PT25M","distance":5000,"sport":"RUNNING"}`,
		`{"startTime":"2018-01-07T11:30:00","sport":"OTHER_OUTDOOR"}`)))
	if err != nil || len(as) != 2 {
		t.Fatal(len(as), err)
	}
	run := as[1]
	if as[0].Sport != activity.Ride || run.Sport != activity.Run || run.Start.Format("15:04") != "10:02" || run.Totals.Distance != 5000 || run.Totals.Timer != 1500 {
		t.Errorf("%v, %v at %s %+v", as[0].Sport, run.Sport, run.Start, run.Totals)
	}
}

// A session without exercises becomes an activity with the session's totals.
func TestWithoutExercises(t *testing.T) {
	a, _ := decodetest.One(t, Decode, session(`"startTime":"2018-01-07T10:00:00","timeZoneOffset":60,"duration":"PT50M","distance":10000,"sport":"RUNNING"`+","))
	if a.Sport != activity.Run || a.Totals.Timer != 3000 || a.Totals.Distance != 10000 || a.Start.Format("15:04") != "09:00" {
		t.Errorf("%v at %s %+v", a.Sport, a.Start, a.Totals)
	}
}

func TestSports(t *testing.T) {
	for written, want := range map[string]string{
		`"RUNNING"`: "run", `"TREADMILL_RUNNING"`: "run indoor", `"TRACK_AND_FIELD_RUNNING"`: "run track", `"SOCCER"`: "other",
		`"OTHER_INDOOR"`: "other", `"POOL_SWIMMING"`: "swim indoor", `{"id":"17"}`: "run indoor", `{"id":"2"}`: "ride", `{"id":"50"}`: "other", `{"id":"54"}`: "other", `"RIDING"`: "other", `{"id":"36"}`: "run track", `{"id":"9999"}`: "walk", `null`: "walk",
	} {
		a, _ := decodetest.One(t, Decode, `{"name":"Walking","startTime":"2018-01-07T10:00:00","exercises":[{"duration":"PT60S","sport":`+written+`}]}`)
		got := a.Sport.String()
		if a.Indoor {
			got += " indoor"
		}
		if a.Track {
			got += " track"
		}
		if got != want {
			t.Errorf("%s is %s, want %s", written, got, want)
		}
	}
}

func TestWhatIsNoActivity(t *testing.T) {
	for _, c := range []struct {
		doc, words string
		sound      bool
	}{
		{`{}`, "not a training session", false},
		{`not json`, "not a training session", false},
		{`{"startTime":"2018-01-07T10:00:00","exercises":[{"star`, "breaks off", false},
		{`{"exportVersion":"1.6","name":"Plan","exercises":[{"sport":"RUNNING","phases":[]}]}`, "planned", true},
		{session(`"startTime":"2018-01-07T10:00:00","stopTime":"2018-01-07T10:00:00",`, `{}`), "without duration", true},
		{session(`"startTime":"1970-01-01T10:00:00",`, `{"duration":"PT1H"}`), "year 1970", false},
	} {
		as, _, err := Decode([]byte(c.doc))
		if len(as) > 0 || err == nil || !strings.Contains(err.Error(), c.words) || errors.Is(err, activity.ErrNotActivity) != c.sound {
			t.Errorf("%s: %d activities, %v", c.doc, len(as), err)
		}
	}
}

// A file that is cut anywhere gives the activities before the cut, or an error that says
// that it is cut.
func TestCutAnywhere(t *testing.T) {
	for n := range len(since2026) {
		as, issues, err := Decode([]byte(since2026[:n]))
		if err == nil && !strings.Contains(decodetest.Codes(issues), "json-cut") || len(as) > 1 {
			t.Fatalf("cut at %d: %d activities, issues %v", n, len(as), issues)
		}
	}
}

func TestSeconds(t *testing.T) {
	for text, want := range map[string]float64{
		"PT4.224S": 4.224, "PT1H2M3.5S": 3723.5, "PT59M": 3540, "P1DT1S": 86401, "PT0S": 0,
		"": math.NaN(), "PT": math.NaN(), "4.2": math.NaN(), "PT5X": math.NaN(), "PT-3S": math.NaN(), "PTS": math.NaN(), "PT3": math.NaN(), "PT1e308H": math.NaN(),
	} {
		if got := seconds([]byte(text)); decodetest.Diff(want, got) != "" {
			t.Errorf("seconds(%q) = %v, want %v", text, got, want)
		}
	}
}
