package identity_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"path"
	"strings"
	"testing"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/identity"
	"dayafter/internal/ingest"
	"dayafter/internal/summary"
	"dayafter/internal/testing/synth"
)

// find runs Find on the files, as if the user had named the folder "runs".
func find(files ...summary.File) *identity.Finding {
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	roots, folders := identity.Place(names, []string{"runs"})
	var recs []identity.Recording
	for i := range files {
		for k := range files[i].Summaries {
			recs = append(recs, identity.Recording{Root: roots[i], Folder: folders[i], Summary: &files[i].Summaries[k]})
		}
	}
	return identity.Find(recs)
}

// Two simulated people in two folders are found in every format.
func TestFoldersOfTwoRunnersInEveryFormat(t *testing.T) {
	write := func(format, folder string, effort float64, day int) summary.File {
		p := synth.Plan{
			Sport: activity.Run, Start: time.Date(2025, 3, day, 6, 0, 0, 0, time.UTC), Temp: 12, AutoLap: 1000,
			Course: synth.Loop(3000, func(float64) float64 { return 1 }), Steps: []synth.Step{{Seconds: 900, Effort: effort}},
		}
		a := synth.Simulate(rand.New(rand.NewPCG(uint64(day), 1)), synth.Amateur(), p, 1)
		data, err := map[string]func() ([]byte, error){
			"fit": func() ([]byte, error) {
				return synth.FIT(a, synth.FITOptions{Product: "Invented 2", Serial: uint32(1000 * effort)})
			},
			"gpx": func() ([]byte, error) { return synth.GPX(a) },
			"tcx": func() ([]byte, error) { return synth.TCX(a) },
		}[format]()
		if err != nil {
			t.Fatal(err)
		}
		return ingest.Digest(path.Join("runs", folder, fmt.Sprintf("%d.%s", day, format)), data)
	}
	for _, format := range []string{"fit", "gpx", "tcx"} {
		var files []summary.File
		for _, day := range []int{1, 2} {
			files = append(files, write(format, "ann", synth.EffortEasy, day), write(format, "bob", 1.35*synth.EffortEasy, day))
		}
		if f := find(files...); f == nil || len(f.Runners) != 2 || f.Runners[0].Names[0] != "runs/ann" || f.Runners[1].Names[0] != "runs/bob" {
			t.Errorf("%s: found %+v, want runs/ann and runs/bob", format, f)
		}
	}
}

// runner generates runs of even speed with hills, of varying length.
type runner struct {
	seed           int
	speed          float64 // m/s
	heart          uint8   // beats/min; 0 without a strap
	hour           int     // UTC
	device, serial string
	place          string
}

var (
	ann = runner{seed: 1, speed: 2.8, heart: 140, hour: 6, device: "Invented 2", serial: "a1", place: "Europe/Berlin"}
	bob = runner{seed: 2, speed: 3.6, heart: 155, hour: 6, device: "Invented 3", serial: "b2", place: "Europe/Berlin"}
)

// run returns the run of a day. Two devices differ by a few per cent in each minute.
func (r runner) run(day int) summary.Summary {
	seconds := 1500 + 60*((day*7+r.seed*3)%9)
	speed, hr := make([]uint8, seconds), make([]uint8, seconds/summary.HRStep)
	for i := range speed {
		hill := 0.12 * math.Sin(float64(i*(1+3*r.seed))/400)
		speed[i] = uint8(r.speed * (1 + hill) / summary.SpeedQuantum)
	}
	for i := range hr {
		hr[i] = r.heart
	}
	s := summary.Summary{
		Sport: activity.Run, Device: r.device, Serial: r.serial, Format: "fit", Place: r.place,
		Start: time.Date(2025, 3, 1+day, r.hour, 0, 0, 0, time.UTC), Elapsed: float64(seconds), Distance: r.speed * float64(seconds),
		Trace: summary.Trace{Speed: summary.Pack(speed), HR: summary.Pack(hr)},
	}
	if r.serial == "" {
		s.Format = "gpx"
	}
	return s
}

// runs returns the files of a runner's days in a folder.
func (r runner) runs(folder string, days ...int) (out []summary.File) {
	for _, day := range days {
		out = append(out, summary.File{Name: fmt.Sprintf("%s/%d-%d", folder, r.seed, day), Summaries: []summary.Summary{r.run(day)}})
	}
	return out
}

func join(files ...[]summary.File) (out []summary.File) {
	for _, fs := range files {
		out = append(out, fs...)
	}
	return out
}

// days returns the days from first to last, without those on weekdays in off.
func days(first, last int, off ...int) (out []int) {
	for day := first; day <= last; day++ {
		keep := true
		for _, o := range off {
			keep = keep && day%7 != o
		}
		if keep {
			out = append(out, day)
		}
	}
	return out
}

// with returns a runner with something changed.
func with(r runner, change func(*runner)) runner { change(&r); return r }

var (
	bobLate    = with(bob, func(r *runner) { r.hour = 18 })
	bobAbroad  = with(bob, func(r *runner) { r.place = "Australia/Sydney" })
	annNew     = with(ann, func(r *runner) { r.serial = "a3" })
	annPhone   = with(ann, func(r *runner) { r.device, r.serial = "An App", "" })
	bobPhone   = with(bob, func(r *runner) { r.device, r.serial = "An App", "" })
	annSlipped = with(annPhone, func(r *runner) { r.speed, r.heart = 0.96*r.speed, 0 })
	annTwice   = with(ann, func(r *runner) { r.hour, r.seed = 18, 5 })
)

func TestSeveralRunnersAreFound(t *testing.T) {
	for name, c := range map[string]struct {
		files   []summary.File
		runners int
		reason  string
	}{
		"two folders":            {join(ann.runs("runs/ann", 0, 2, 4, 7), bob.runs("runs/bob", 0, 2, 5, 7)), 2, "on 3 days, different runs"},
		"one run beside many":    {join(ann.runs("runs/ann", 0, 2, 4, 7), bob.runs("runs/bob", 2)), 2, "on one day, different runs"},
		"two devices in one":     {join(ann.runs("runs", 0, 2, 4, 6), bob.runs("runs", 0, 2, 4, 6)), 2, "on 4 days, different runs"},
		"one app in one folder":  {join(annPhone.runs("runs", 0, 2, 4, 6), bobPhone.runs("runs", 0, 2, 4, 6)), 1, "on 4 days, different runs"},
		"morning and evening":    {join(ann.runs("runs/ann", days(0, 42, 2, 5)...), bobLate.runs("runs/bob", days(0, 42, 0, 4)...)), 2, "for weeks, two devices"},
		"one after another":      {join(ann.runs("runs/ann", days(0, 30)...), bobAbroad.runs("runs/bob", days(60, 90)...)), 2, "far from each other"},
		"two of three are one's": {join(ann.runs("runs/a", 0, 2, 4), ann.runs("runs/c", 8, 9), bob.runs("runs/b", 0, 2, 4)), 2, "on 3 days"},
	} {
		f := find(c.files...)
		if f == nil || len(f.Runners) != c.runners || !strings.Contains(f.Reason, c.reason) {
			t.Errorf("%s: found %+v, want %d runners, %q", name, f, c.runners, c.reason)
		}
	}
}

// Find takes no habit of a single runner for two runners.
func TestOneRunnerIsNotTakenForTwo(t *testing.T) {
	race, friend := ann.run(60), bob.run(60)
	friend.Distance, friend.Start = race.Distance*1.01, race.Start.Add(2*time.Minute)
	shared := []summary.File{{Name: "runs/a/race", Summaries: []summary.Summary{race}}, {Name: "runs/b/race", Summaries: []summary.Summary{friend}}}
	for name, files := range map[string][]summary.File{
		"a new watch":               join(ann.runs("runs/2024", days(0, 40)...), annNew.runs("runs/2025", days(41, 80)...)),
		"a new watch and an app":    join(annPhone.runs("runs/app", days(0, 40)...), annNew.runs("runs/watch", days(41, 80)...)),
		"two devices on every run":  join(ann.runs("runs/watch", days(0, 40)...), annSlipped.runs("runs/app", days(0, 40)...)),
		"copies":                    join(ann.runs("runs/a", 0, 1, 2, 3), ann.runs("runs/b", 0, 1, 2, 3)),
		"two watches by turns":      join(ann.runs("runs/road", days(0, 60, 1, 3, 5)...), annNew.runs("runs/track", days(0, 60, 0, 2, 4, 6)...)),
		"a friend's copy of a race": append(ann.runs("runs/a", days(0, 40)...), shared...),
		"folders by month":          join(ann.runs("runs/2025/03", days(0, 30)...), ann.runs("runs/2025/04", days(31, 60)...)),
		"two runs a day":            join(ann.runs("runs", days(0, 40)...), annTwice.runs("runs", days(0, 40)...)),
		"a journey":                 join(ann.runs("runs/2024", days(0, 40)...), with(ann, func(r *runner) { r.place = "Asia/Tokyo" }).runs("runs/2025", days(41, 80)...)),
	} {
		if f := find(files...); f != nil {
			t.Errorf("%s: taken for several runners: %+v", name, f)
		}
	}
}

func TestPlaceFindsTheFolderOfEachRunner(t *testing.T) {
	for _, c := range []struct {
		names, paths, roots []string
	}{
		{[]string{"club/ann/1.fit", "club/ann/old/2.fit", "club/bob.zip!x/3.fit"}, []string{"club"}, []string{"club/ann", "club/ann", "club/bob.zip"}},
		{[]string{"export/activities/1.fit", "export/activities/2.fit"}, []string{"export"}, []string{"export/activities", "export/activities"}},
		{[]string{"ann/1.fit", "bob/sub/2.fit"}, []string{"ann", "bob/"}, []string{"ann", "bob"}},
		{[]string{"x/1.fit", "x/2.fit"}, []string{"x/1.fit", "x/2.fit"}, []string{"x", "x"}},
		{[]string{"1.fit"}, []string{"1.fit"}, []string{"."}},
		{[]string{"/d/club/ann/1.fit", "/d/club/2.fit"}, []string{"/d/club"}, []string{"/d/club/ann", "/d/club"}},
	} {
		roots, _ := identity.Place(c.names, c.paths)
		if strings.Join(roots, " ") != strings.Join(c.roots, " ") {
			t.Errorf("%q below %q: %q, want %q", c.names, c.paths, roots, c.roots)
		}
	}
}
