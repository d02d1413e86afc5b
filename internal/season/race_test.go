package season

import (
	"fmt"
	"strings"
	"testing"

	"dayafter/internal/unit"
)

func date(t *testing.T, s string) unit.Day {
	t.Helper()
	d, err := unit.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestNamedRaces(t *testing.T) {
	o := plain()
	o.Races = []Race{
		{date(t, "2025-04-06"), "Spring Marathon"},
		{date(t, "2025-03-09"), "Town 10"},
		{date(t, "2025-03-16"), "Not run"},
	}
	s := read(t, `
		2025-03-05 18:00 50 key
		2025-03-09 08:00 15 easy
		2025-03-09 09:00 45 key
		2025-03-09 10:00 15 easy
		2025-03-10 07:00 30 recovery
		2025-03-12 08:00 50 easy`).analyse(o)
	got := ""
	for _, d := range s.RaceDays {
		got += fmt.Sprintf("%s %d %v; ", d.Name, d.Run, d.Judged)
	}
	if want := "Town 10 2 false; Not run -1 false; Spring Marathon -1 false; "; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	if len(s.RaceRuns) != 1 || len(s.KeyRuns) != 1 || s.RaceRuns[0].Days[0].Kind != RecoveryRun {
		t.Errorf("races %+v", s.RaceRuns)
	}
	for i, want := range []int{4, 0, 0, 0, 6, 4} {
		if s.Runs[i].DaysTo != want {
			t.Errorf("run %d: %d days to the race, want %d", i, s.Runs[i].DaysTo, want)
		}
	}
	if s.Weeks[0].ToGo != 0 || s.Weeks[0].Race != "Town 10" || s.Weeks[1].ToGo != 0 || s.Weeks[1].Race != "Not run" {
		t.Errorf("weeks %+v", s.Weeks)
	}
}

func TestWeeksWithoutARaceAhead(t *testing.T) {
	o := plain()
	o.Races = []Race{{date(t, "2025-03-05"), "Over"}}
	s := read(t, "2025-03-05 18:00 50 key\n2025-03-12 18:00 50 key").analyse(o)
	if s.Weeks[0].ToGo != 0 || s.Weeks[1].ToGo != -1 || s.Runs[1].DaysTo != -1 {
		t.Errorf("weeks and days to a race that is over: %+v", s.Weeks)
	}
}

// If the race is on the last day of the data, in the middle of its week, the runs before
// the race decide whether the week is a taper.
func TestRaceWeekTapers(t *testing.T) {
	monday := date(t, "2025-03-03")
	var text strings.Builder
	for week := range 8 {
		for _, day := range []int{0, 2, 4}[:3-week/7] {
			fmt.Fprintf(&text, "%s 08:00 60 easy speed=3\n", monday+unit.Day(7*week+day))
		}
	}
	race := monday + 7*7 + 4
	fmt.Fprintf(&text, "%s 08:00 200 long race\n", race)
	o := plain()
	o.Races = []Race{{race, "Marathon"}}
	s := read(t, text.String()).analyse(o)
	if w := s.Weeks[7]; !w.Taper || w.Days != 5 || s.Weeks[6].Taper || !s.RaceDays[0].Judged {
		t.Errorf("the race week must be a taper: %+v", w)
	}
}

// In eight weeks of three runs, the last three weeks before the race get shorter. The first
// of these has 90 % or 83 % of the usual distance.
func TestTaper(t *testing.T) {
	monday := date(t, "2025-03-03")
	for third, want := range map[int]string{54: "7 6 5 4 3 2 1T 0T ", 50: "7 6 5 4 3 2T 1T 0T "} {
		var text strings.Builder
		for week, minutes := range []int{60, 60, 60, 60, 60, third, 40, 20} {
			for _, day := range []int{0, 2, 6} {
				fmt.Fprintf(&text, "%s 08:00 %d easy speed=3\n", monday+unit.Day(7*week+day), minutes)
			}
		}
		o := plain()
		o.Races = []Race{{monday + 7*8 - 1, "Marathon"}}
		s := read(t, text.String()).analyse(o)
		got := ""
		for _, w := range s.Weeks {
			got += fmt.Sprintf("%d%s ", w.ToGo, [...]string{"", "T"}[count(w.Taper)])
		}
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// Of several equally hard runs, the longest is the race. A ride is never the race.
func TestRaceIsTheLongest(t *testing.T) {
	for _, order := range []string{"07:00 20 easy\n2025-03-09 09:00 45 easy", "07:00 45 easy\n2025-03-09 09:00 20 easy"} {
		o := plain()
		o.Races = []Race{{date(t, "2025-03-09"), "Town 10"}}
		s := read(t, "2025-03-09 06:00 90 ride\n2025-03-09 "+order).analyse(o)
		if run := s.RaceDays[0].Run; run < 0 || s.Runs[run].Sum.Moving != 45*60 {
			t.Errorf("%s: run %d", order, run)
		}
		o.Races[0].Day++
		if s := read(t, "2025-03-09 08:00 45 easy\n2025-03-10 06:00 90 ride").analyse(o); s.RaceDays[0].Run != -1 {
			t.Errorf("the ride was the race")
		}
	}
}

// A single easy week before a usual week is no taper. Without earlier running, no week is
// a taper.
func TestALoneEasyWeekIsNoTaper(t *testing.T) {
	monday := date(t, "2025-03-03")
	for _, c := range []struct {
		name    string
		minutes []int
		want    string
	}{
		{"three weeks before the race", []int{60, 60, 60, 60, 60, 40, 60, 20}, "7 6 5 4 3 2 1 0T "},
		{"nothing run before", []int{60, 0, 0, 0, 0, 0, 0, 0}, "7 6 5 4 3 2 1 0 "},
	} {
		var text strings.Builder
		for week, minutes := range c.minutes {
			for _, day := range []int{0, 2, 6} {
				sport := "easy"
				if minutes == 0 {
					sport = "ride"
				}
				fmt.Fprintf(&text, "%s 08:00 %d %s speed=3\n", monday+unit.Day(7*week+day), max(minutes, 20), sport)
			}
		}
		o := plain()
		o.Races = []Race{{monday + 7*8 - 1, "Marathon"}}
		got := ""
		for _, w := range read(t, text.String()).analyse(o).Weeks {
			got += fmt.Sprintf("%d%s ", w.ToGo, [...]string{"", "T"}[count(w.Taper)])
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
