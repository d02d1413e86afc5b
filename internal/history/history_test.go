package history

import (
	"crypto/sha256"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/summary"
)

// run returns a run of an hour and 10 km, with heart rate.
func run(start string) summary.Summary {
	t, err := time.Parse(time.RFC3339, start)
	if err != nil {
		panic(err)
	}
	s := summary.Summary{
		Sport: activity.Run, Format: "fit", Start: t.UTC(), Elapsed: 3600, Timer: 3600, Moving: 3590, Distance: 10000,
		AvgHR: 140, MaxHR: 160, HRShare: 1, AvgCadence: 170,
	}
	for i := range s.Curves.Speed {
		s.Curves.Speed[i] = 3
	}
	return s
}

// with returns a changed copy.
func with(s summary.Summary, change func(*summary.Summary)) summary.Summary {
	change(&s)
	return s
}

func file(name string, sums ...summary.Summary) summary.File {
	return summary.File{Name: name, SHA256: sha256.Sum256([]byte(name)), Format: "fit", Summaries: sums}
}

func build(t *testing.T, files ...summary.File) *History {
	t.Helper()
	return Build(files, Defaults())
}

// statuses returns "name status" of all entries.
func statuses(h *History) string {
	var out []string
	for _, e := range h.Entries {
		out = append(out, e.File+" "+e.Status.String())
	}
	return strings.Join(out, ", ")
}

func TestDuplicatesAreSetAside(t *testing.T) {
	base := run("2026-03-01T08:00:00Z")
	as := func(format string) func(*summary.Summary) { return func(s *summary.Summary) { s.Format = format } }
	gpx := as("gpx")
	later := func(d time.Duration) func(*summary.Summary) {
		return func(s *summary.Summary) { s.Start = s.Start.Add(d) }
	}
	same := file("b.fit", base)
	same.SHA256 = file("a.fit").SHA256
	phone := with(run("2026-03-01T07:55:00Z"), func(s *summary.Summary) {
		gpx(s)
		s.Elapsed, s.Moving, s.Distance, s.HRShare, s.AvgHR = 4200, 4100, 11200, 0, math.NaN()
	})
	tests := []struct {
		name  string
		files []summary.File
		want  string
	}{
		{"same bytes", []summary.File{file("a.fit", base), same}, "a.fit used, b.fit duplicate"},
		{"other format, richer kept", []summary.File{file("a.gpx", with(base, gpx)), file("b.fit", base)}, "a.gpx duplicate, b.fit used"},
		{"Polar's session beside its TCX", []summary.File{file("a.tcx", with(base, as("tcx"))), file("b.json", with(base, as("polar")))}, "a.tcx duplicate, b.json used"},
		{"Polar's session beside a FIT file", []summary.File{file("a.json", with(base, as("polar"))), file("b.fit", base)}, "a.json duplicate, b.fit used"},
		{"second device, heart rate wins", []summary.File{file("a.gpx", phone), file("b.fit", base)}, "a.gpx duplicate, b.fit used"},
		{"start within a minute", []summary.File{file("a.fit", base), file("b.fit", with(base, later(50*time.Second)))}, "a.fit used, b.fit duplicate"},
		{"nine hours off", []summary.File{file("a.fit", base), file("b.gpx", with(with(base, gpx), later(9*time.Hour)))}, "a.fit used, b.gpx duplicate"},
		{"half-hour zone off", []summary.File{file("a.fit", base), file("b.gpx", with(with(base, gpx), later(-330*time.Minute)))}, "a.fit used, b.gpx duplicate"},
		{"two runs a day of one length", []summary.File{file("a.fit", base), file("b.fit", with(base, later(9*time.Hour+10*time.Minute)))}, "a.fit used, b.fit used"},
		{"same loop by the clock, other heart", []summary.File{file("a.fit", base), file("b.fit", with(with(base, later(9*time.Hour)), func(s *summary.Summary) { s.AvgHR = 150 }))}, "a.fit used, b.fit used"},
		{"a ride at the same time is no copy", []summary.File{file("a.fit", base), file("b.fit", with(base, func(s *summary.Summary) { s.Sport = activity.Ride }))}, "a.fit used, b.fit other-sport"},
		{"a copy without a sport", []summary.File{file("a.fit", base), file("b.gpx", with(with(base, gpx), func(s *summary.Summary) { s.Sport = activity.Unknown }))}, "a.fit used, b.gpx duplicate"},
		{"two devices, a zone apart, at once", []summary.File{file("a.fit", base), file("b.gpx", with(with(base, gpx), func(s *summary.Summary) {
			s.Start, s.Elapsed, s.Distance = s.Start.Add(30*time.Minute+20*time.Second), 3560, 10210
		}))}, "a.fit used, b.gpx duplicate"},
		{"copy of a copy", []summary.File{file("a.fit", base), file("b.gpx", with(base, gpx)), file("c.gpx", with(with(base, gpx), later(3*time.Hour)))}, "a.fit used, b.gpx duplicate, c.gpx duplicate"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := statuses(build(t, tt.files...)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			slices.Reverse(tt.files)
			if got := statuses(build(t, tt.files...)); got != tt.want {
				t.Errorf("in another order of the files: got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// A recording of a watch that ran on for hours makes no other recording of that time a copy.
func TestAWatchLeftRunningHidesNothing(t *testing.T) {
	forgotten := with(run("2026-03-01T05:00:00Z"), func(s *summary.Summary) { s.Elapsed, s.Moving = 36000, 3000 })
	h := build(t, file("a.fit", run("2026-03-01T08:00:00Z")), file("b.fit", forgotten))
	if got := h.Totals(); got.Duplicates != 0 || len(h.Sessions) != 1 {
		t.Errorf("%v in %d sessions, want one session without a duplicate", got, len(h.Sessions))
	}
}

func TestPartsOfAPhoneRecording(t *testing.T) {
	short := func(s *summary.Summary) { s.Elapsed, s.Moving, s.Distance = 1200, 1190, 3300 }
	whole := with(run("2026-03-01T08:00:00Z"), func(s *summary.Summary) {
		s.Format, s.HRShare, s.AvgHR, s.Elapsed, s.Moving = "gpx", 0, math.NaN(), 3660, 3600
	})
	h := build(
		t, file("phone.gpx", whole), file("1.fit", with(run("2026-03-01T08:00:30Z"), short)),
		file("2.fit", with(run("2026-03-01T08:20:40Z"), short)), file("3.fit", with(run("2026-03-01T08:40:50Z"), short)),
	)
	if got, want := statuses(h), "1.fit used, 2.fit joined, 3.fit joined, phone.gpx duplicate"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	// A single part must not replace the whole run.
	h = build(t, file("phone.gpx", whole), file("1.fit", with(run("2026-03-01T08:00:30Z"), short)))
	if got, want := statuses(h), "1.fit duplicate, phone.gpx used"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestPartsOfASessionAreJoined(t *testing.T) {
	short := func(s *summary.Summary) { s.Elapsed, s.Moving, s.Distance = 1200, 1190, 3300 }
	warm := with(run("2026-03-01T08:00:00Z"), short)
	track := with(run("2026-03-01T08:30:20Z"), short)
	evening := with(run("2026-03-01T17:03:00Z"), short)
	h := build(t, file("warm.fit", warm), file("track.fit", track), file("evening.fit", evening))
	if len(h.Sessions) != 2 {
		t.Fatalf("%d sessions, want 2: %s", len(h.Sessions), statuses(h))
	}
	s := h.Sessions[0]
	if s.Sum.Distance != 6600 || s.Sum.Moving != 2380 || s.Sum.Elapsed != 3020 {
		t.Errorf("joined: %v m, %v s moving, %v s elapsed; want 6600, 2380, 3020", s.Sum.Distance, s.Sum.Moving, s.Sum.Elapsed)
	}
	if got := h.Totals().String(); got != "read 3 = runs 3 + other sports 0 + duplicates 0 + not activities 0 + failed 0" {
		t.Errorf("totals: %s", got)
	}
	ride := with(run("2026-03-01T08:21:00Z"), func(s *summary.Summary) { s.Sport, s.Elapsed = activity.Ride, 300 })
	h = build(t, file("run1.fit", warm), file("ride.fit", ride), file("run2.fit", track))
	if len(h.Sessions) != 3 {
		t.Errorf("a brick was joined across the ride: %d sessions", len(h.Sessions))
	}
}

// TestLoopsOnTheHour checks that the loops of a backyard ultra, one file each, stay runs.
func TestLoopsOnTheHour(t *testing.T) {
	var files []summary.File
	for k := range 6 {
		loop := with(run("2026-03-01T08:00:00Z"), func(s *summary.Summary) {
			s.Start = s.Start.Add(time.Duration(k) * time.Hour)
			s.Elapsed, s.Moving, s.Distance, s.AvgHR = float64(3000+k), float64(2990+k), 6706, 130+float64(k)/10
		})
		files = append(files, file(fmt.Sprintf("%d.fit", k), loop))
	}
	h := build(t, files...)
	if got := h.Totals(); got.Duplicates != 0 || len(h.Sessions) != 1 || h.Sessions[0].Sum.Distance != 6*6706 {
		t.Errorf("%v, %d sessions; want one session of all loops without a duplicate", got, len(h.Sessions))
	}
}

// TestHeartOfAnotherDevice checks that a phone without heart rate and a chest strap without
// distance give one run with both.
func TestHeartOfAnotherDevice(t *testing.T) {
	const late = 30 // s by which the phone started later
	strap := with(run("2026-03-01T08:00:00Z"), func(s *summary.Summary) {
		s.Distance, s.HRQuality = math.NaN(), 1
		beats := slices.Repeat([]uint8{100}, late/summary.HRStep)
		s.Trace.HR = summary.Pack(append(beats, slices.Repeat([]uint8{140}, (3600-late)/summary.HRStep)...))
	})
	phone := with(run("2026-03-01T08:00:30Z"), func(s *summary.Summary) {
		s.Format, s.HRShare, s.AvgHR, s.MaxHR, s.Elapsed = "gpx", 0, math.NaN(), math.NaN(), 3600-late
		s.Trace.Speed = summary.Pack(slices.Repeat([]uint8{80}, 3600-late))
	})
	h := build(t, file("phone.gpx", phone), file("strap.fit", strap))
	if got := statuses(h); got != "phone.gpx used, strap.fit duplicate" {
		t.Fatalf("%s, want the strap as a duplicate", got)
	}
	if s := h.Sessions[0].Sum; s.AvgHR != 140 || s.HRShare != 1 || s.Distance != 10000 {
		t.Errorf("mean heart rate %v, share %v, %v m; want 140, 1, 10000", s.AvgHR, s.HRShare, s.Distance)
	}
}

// TestSharedMinutes checks that the minutes that two parts of a run recorded count once.
func TestSharedMinutes(t *testing.T) {
	steady := func(start string, seconds int) summary.Summary {
		return with(run(start), func(s *summary.Summary) {
			s.Elapsed, s.Timer, s.Moving, s.Distance = float64(seconds), float64(seconds), float64(seconds), 3*float64(seconds)
			s.Trace.Speed = summary.Pack(slices.Repeat([]uint8{86}, seconds))
		})
	}
	h := build(t, file("watch.fit", steady("2026-03-01T08:00:00Z", 2400)), file("phone.gpx", steady("2026-03-01T08:30:00Z", 4200)))
	if len(h.Sessions) != 1 {
		t.Fatalf("%d sessions: %s", len(h.Sessions), statuses(h))
	}
	s := h.Sessions[0].Sum
	if s.Elapsed != 6000 || math.Abs(s.Moving-6000) > 15 || math.Abs(s.Distance-18000) > 50 {
		t.Errorf("%v m, %v s moving, %v s elapsed; want 18000, 6000, 6000", s.Distance, s.Moving, s.Elapsed)
	}
	if i := h.Entries[0].Issues; len(i) != 1 || i[0].Code != "shared" {
		t.Errorf("issues %v, want one that names the shared minutes", i)
	}
}

// A triathlon file gives three sessions. A copy of its run alone is a duplicate.
func TestTriathlon(t *testing.T) {
	leg := func(start string, sport activity.Sport, seconds, metres float64) summary.Summary {
		return with(run(start), func(s *summary.Summary) {
			s.Sport, s.Elapsed, s.Moving, s.Distance = sport, seconds, seconds, metres
		})
	}
	foot := leg("2026-03-01T09:42:00Z", activity.Run, 2400, 10000)
	tri := file(
		"tri.fit", leg("2026-03-01T08:00:00Z", activity.Swim, 1800, 1500),
		leg("2026-03-01T08:32:00Z", activity.Ride, 4100, 40000), foot,
	)
	h := build(t, tri, file("warm-up.fit", leg("2026-03-01T07:30:00Z", activity.Run, 600, 1500)), file("watch.gpx", with(foot, func(s *summary.Summary) { s.Format = "gpx" })))
	if got, want := statuses(h), "tri.fit other-sport, tri.fit other-sport, tri.fit used, warm-up.fit used, watch.gpx duplicate"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if len(h.Sessions) != 4 {
		t.Errorf("%d sessions, want 4: nothing is joined across the swim and the ride", len(h.Sessions))
	}
}

func TestASessionBorrowsTheTitleOfItsCopy(t *testing.T) {
	titled := with(run("2026-03-01T08:00:00Z"), func(s *summary.Summary) { s.Format, s.Title = "gpx", "Recovery jog" })
	files := []summary.File{file("a.fit", run("2026-03-01T08:00:00Z")), file("b.gpx", titled)}
	files[0].Stated = summary.Stated{Long: true}
	h := build(t, files...)
	s := h.Sessions[0]
	if s.Sum.Title != "Recovery jog" || !s.Intent.Recovery || !s.Intent.Long || s.Intent.Key {
		t.Errorf("title %q, intent %+v; want the title of the copy, a recovery run by it and a long run by the index", s.Sum.Title, s.Intent)
	}
	if files[0].Summaries[0].Title != "" {
		t.Error("Build wrote into the caller's Summary")
	}
}

func TestLocalDayAndItsSource(t *testing.T) {
	device := func(off time.Duration, place string) func(*summary.Summary) {
		return func(s *summary.Summary) {
			s.Clock, s.Place = activity.Clock{Offset: off, Source: activity.ClockDevice}, place
		}
	}
	tests := []struct {
		name, start, day string
		change           func(*summary.Summary)
		source           ZoneSource
	}{
		{"Auckland", "2026-03-01T18:30:00Z", "2026-03-02", device(13*time.Hour, "Pacific/Auckland"), ZoneDevice},
		{"Honolulu", "2026-03-02T09:00:00Z", "2026-03-01", device(-10*time.Hour, "Pacific/Honolulu"), ZoneDevice},
		{"Kiritimati at +14", "2026-03-01T10:30:00Z", "2026-03-02", device(14*time.Hour, "Pacific/Kiritimati"), ZoneDevice},
		{"Kolkata by position", "2026-03-01T18:45:00Z", "2026-03-02", device(0, "Asia/Kolkata"), ZonePosition},
		{"Kathmandu quarter hour", "2026-03-01T18:20:00Z", "2026-03-02", device(5*time.Hour+45*time.Minute, "Asia/Kathmandu"), ZoneDevice},
		{"bogus 225 s", "2026-03-01T23:30:00Z", "2026-03-02", device(225*time.Second, "Asia/Tokyo"), ZonePosition},
		{"inverted", "2026-03-01T20:00:00Z", "2026-03-02", device(-9*time.Hour, "Asia/Tokyo"), ZonePosition},
		{"stamp a few seconds off", "2026-03-01T20:00:00Z", "2026-03-02", device(9*time.Hour+4*time.Second, "Asia/Tokyo"), ZoneDevice},
		{"summer time begins that night", "2026-03-29T00:30:00Z", "2026-03-29", device(0, "Europe/London"), ZoneDevice},
		{"after it, by position", "2026-03-29T23:30:00Z", "2026-03-30", func(s *summary.Summary) { s.Place = "Europe/London" }, ZonePosition},
		{"late run ending after midnight", "2026-03-01T22:30:00Z", "2026-03-01", device(time.Hour, "Europe/Berlin"), ZoneDevice},
		{"explicit offset", "2026-03-01T23:30:00Z", "2026-03-02", func(s *summary.Summary) {
			s.Clock = activity.Clock{Offset: 2 * time.Hour, Source: activity.ClockExplicit}
		}, ZoneExplicit},
		{"nothing known", "2026-03-01T23:30:00Z", "2026-03-01", func(*summary.Summary) {}, ZoneMachine},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := build(t, file("a.fit", with(run(tt.start), tt.change)))
			s := h.Sessions[0]
			refused := tt.source == ZonePosition && h.Entries[0].Sum.Clock.Source != activity.ClockNone
			if said := len(h.Entries[0].Issues) > 0; said != (s.Guessed || refused) {
				t.Errorf("guessed %v, issues %v", s.Guessed, h.Entries[0].Issues)
			}
			if s.Day.String() != tt.day || s.Zone != tt.source {
				t.Errorf("day %s by %s, want %s by %s", s.Day, s.Zone, tt.day, tt.source)
			}
			if want := tt.source == ZoneMachine; s.Guessed != want {
				t.Errorf("guessed %v, want %v", s.Guessed, want)
			}
		})
	}
}

func TestARunWithoutAZoneTakesThatOfItsNeighbour(t *testing.T) {
	tokyo := with(run("2026-03-01T20:00:00Z"), func(s *summary.Summary) { s.Place = "Asia/Tokyo" })
	berlin := with(run("2026-03-20T08:00:00Z"), func(s *summary.Summary) { s.Place = "Europe/Berlin" })
	treadmill := run("2026-03-04T16:30:00Z") // 01:30 of the 5th in Tokyo
	h := build(t, file("a.fit", tokyo), file("b.fit", treadmill), file("c.fit", berlin))
	s := h.Sessions[1]
	if s.Day.String() != "2026-03-05" || s.Zone != ZoneNeighbour || !s.Guessed {
		t.Errorf("day %s by %s, guessed %v; want 2026-03-05 by neighbour, a guess", s.Day, s.Zone, s.Guessed)
	}
	inverted := with(treadmill, func(s *summary.Summary) {
		s.Clock = activity.Clock{Offset: -9 * time.Hour, Source: activity.ClockDevice}
	})
	s = build(t, file("a.fit", tokyo), file("b.fit", inverted), file("c.fit", berlin)).Sessions[1]
	if s.Day.String() != "2026-03-05" {
		t.Errorf("an inverted clock indoors: day %s, want 2026-03-05", s.Day)
	}
	o := Defaults()
	o.Zone = time.FixedZone("", -8*3600)
	if got := Build([]summary.File{file("a.fit", tokyo)}, o).Sessions[0]; got.Day.String() != "2026-03-01" || got.Zone != ZoneSetting {
		t.Errorf("setting: day %s by %s", got.Day, got.Zone)
	}
}

func TestSports(t *testing.T) {
	nameless := func(speed, cadence float64) summary.Summary {
		return with(run("2026-03-01T08:00:00Z"), func(s *summary.Summary) {
			s.Sport, s.Distance, s.AvgCadence = activity.Unknown, speed*s.Moving, cadence
			for i := range s.Curves.Speed {
				s.Curves.Speed[i] = float32(speed)
			}
		})
	}
	for _, tt := range []struct {
		speed, cadence float64
		want           activity.Sport
	}{{3, 170, activity.Run}, {3, math.NaN(), activity.Run}, {1.5, math.NaN(), activity.Walk}, {1.8, 150, activity.Run}, {8, 80, activity.Ride}} {
		s := build(t, file("a.gpx", nameless(tt.speed, tt.cadence))).Sessions[0]
		if s.Sport != tt.want {
			t.Errorf("%v m/s at %v steps/min: %s, want %s", tt.speed, tt.cadence, s.Sport, tt.want)
		}
	}
	h := build(t, file("a.fit", with(run("2026-03-01T08:00:00Z"), func(s *summary.Summary) { s.Sport = activity.Walk })))
	if h.Sessions[0].Sport != activity.Walk || len(h.Entries[0].Issues) != 1 {
		t.Errorf("a walk at running speed: %s with issues %v; want a walk with one", h.Sessions[0].Sport, h.Entries[0].Issues)
	}
}

// TestRideCalledRun checks that a slow ride that a file calls a run is counted as a ride by the
// runner's usual runs, and that a race stays a run.
func TestRideCalledRun(t *testing.T) {
	as := func(day int, speed, heart, cadence float64) summary.File {
		s := with(run("2026-03-01T08:00:00Z"), func(s *summary.Summary) {
			s.Start = s.Start.AddDate(0, 0, day)
			s.GAPSpeed, s.AvgHR, s.AvgCadence, s.Distance = speed, heart, cadence, speed*s.Moving
		})
		return file(fmt.Sprintf("%02d.fit", day), s)
	}
	var files []summary.File
	for k := range 12 {
		files = append(files, as(k, 2.7+float64(k%3)/20, 138+float64(k%5), 168))
	}
	files = append(files, as(20, 5.2, 120, math.NaN()), as(21, 4.2, 172, math.NaN()), as(22, 5.2, 120, 180))
	h := build(t, files...)
	for k, want := range []activity.Sport{activity.Ride, activity.Run, activity.Run} {
		if got := h.Sessions[12+k].Sport; got != want {
			t.Errorf("day %d: %v, want %v", 20+k, got, want)
		}
	}
	if e := h.Entries[12]; len(e.Issues) != 1 || e.Status != OtherSport {
		t.Errorf("%v, issues %v", e.Status, e.Issues)
	}
}

func TestIntent(t *testing.T) {
	for title, want := range map[string]string{
		"Long Run": "long", "Sunday long run w/ 2x20 tempo": "long key", "6x800m": "key", "Recovery jog": "easy recovery",
		"Regenerationslauf": "recovery", "Berlin Marathon": "race", "10k @ marathon pace": "key", "Lunch Run": "",
		"Sortie longue": "long", "Morning run along the river": "", "Easy": "easy", "Fartlek": "key",
	} {
		s := build(t, file("a.fit", with(run("2026-03-01T08:00:00Z"), func(s *summary.Summary) { s.Title = title }))).Sessions[0]
		if got := strings.Join(s.Intent.Words(), " "); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}

func TestEntriesOfFilesWithoutActivity(t *testing.T) {
	h := build(
		t, file("a.fit", run("2026-03-01T08:00:00Z")),
		summary.File{Name: "b.fit", Outcome: summary.Failed, Reason: "an HTML page"},
		summary.File{Name: "c.fit", Outcome: summary.NotActivity, Reason: "settings"},
	)
	if got, want := statuses(h), "a.fit used, b.fit failed, c.fit not-activity"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := h.Totals().String(); got != "read 3 = runs 1 + other sports 0 + duplicates 0 + not activities 1 + failed 1" {
		t.Errorf("totals: %s", got)
	}
}

func TestKeysAreUnique(t *testing.T) {
	swim := with(run("2026-03-01T08:00:00Z"), func(s *summary.Summary) { s.Sport = activity.Swim })
	h := build(t, file("a.fit", swim), file("b.fit", with(swim, func(s *summary.Summary) { s.Elapsed, s.Moving = 40, 1 })))
	var keys []string
	for _, s := range h.Sessions {
		keys = append(keys, s.Key)
	}
	if want := []string{"2026-03-01T08:00:00Z swim", "2026-03-01T08:00:00Z swim 2"}; len(keys) > 1 && !slices.Equal(keys, want) {
		t.Errorf("keys %q, want %q", keys, want)
	}
}
