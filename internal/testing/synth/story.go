package synth

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/unit"
)

// storySeed is the seed of the fixtures' season.
const storySeed = 20251026

// SeasonFixture returns the fixtures' season as files, with truth.csv: sixteen weeks of one
// invented runner. The files come from two devices and an app. There are single files,
// compressed files, three archives, copies, a session in three parts, two damaged files and
// one file that is no recording. Paths are relative to its folder.
func SeasonFixture() ([]File, error) {
	r := Amateur()
	h := Marathoner(r)
	s := story{first: unit.DayOf(h.First), sessions: Season(storySeed, r, h)}
	for i := range s.sessions {
		if err := s.place(i); err != nil {
			return nil, fmt.Errorf("%v: %w", s.sessions[i].Plan.Start, err)
		}
	}
	return s.finish()
}

// story places sessions into files.
type story struct {
	first    unit.Day
	sessions []Session
	loose    []File
	strava   []File // activities/ of the bulk export
	index    [][]string
	backup   []File // members of the watch's backup
	truth    [][]string
}

const (
	stravaZip = "strava-export.zip"
	backupZip = "watch-backup.zip"
)

// place writes one session in the form that its week has.
func (s *story) place(i int) error {
	x := s.sessions[i]
	week := int(unit.DayOf(x.Plan.Start)-s.first) / 7
	name := x.Plan.Start.Format("2006-01-02-1504")
	switch {
	case x.Plan.Course == nil && x.Plan.Sport != activity.Run:
		return s.fit(x, name, FITOptions{Product: "Invented 2"}, false)
	case week == 0:
		return s.phone(x, name, i)
	case week == 1:
		return s.oldWatch(x, name, i)
	case week == 8 || week == 9:
		return s.bulk(x, i)
	case week == 11 || week == 12:
		return s.backedUp(x, name)
	case week == 3 && x.Plan.Track:
		return s.threeParts(x, name)
	}
	return s.fit(x, name, FITOptions{Product: "Invented 2", Serial: 1002, Dynamics: i%9 == 0}, i%3 == 1)
}

// add adds a single file and its true class.
func (s *story) add(x Session, name string, data []byte, err error) error {
	if err != nil {
		return err
	}
	s.loose = append(s.loose, File{name, data})
	s.recordTruth(x, name)
	return nil
}

// recordTruth records the true class of a run.
func (s *story) recordTruth(x Session, name string) {
	t := x.Plan.Truth
	if x.Plan.Sport == activity.Run {
		s.truth = append(s.truth, []string{name, t.Class, t.Alt, t.Kind, t.NextDay})
	}
}

// fit writes a single FIT file. Every ninth file is at 1 Hz with running dynamics.
func (s *story) fit(x Session, name string, o FITOptions, compress bool) error {
	a := x.Activity
	if !o.Dynamics {
		a = Smart(a)
	}
	data, err := FIT(a, o)
	if err == nil && compress {
		data, err = gzipped(data)
		name += ".fit.gz"
	} else {
		name += ".fit"
	}
	return s.add(x, name, data, err)
}

// phone writes the GPX file of an app on the phone.
func (s *story) phone(x Session, name string, i int) error {
	a := *Smart(x.Activity)
	if a.Title == "" {
		a.Title = partOfDay(x.Plan.Start) + " run"
	}
	data, err := GPX(&a)
	name += ".gpx"
	if err == nil && i%2 == 0 {
		data, err = gzipped(data)
		name += ".gz"
	}
	return s.add(x, name, data, err)
}

// partOfDay returns the word for a part of the day from which apps make the title of a run.
func partOfDay(t time.Time) string {
	switch {
	case t.Hour() < 12:
		return "Morning"
	case t.Hour() < 17:
		return "Afternoon"
	}
	return "Evening"
}

// oldWatch writes the TCX file of an old watch.
func (s *story) oldWatch(x Session, name string, i int) error {
	data, err := TCX(Smart(x.Activity))
	name += ".tcx"
	if err == nil && i%3 > 0 {
		data, err = gzipped(data)
		name += ".gz"
	}
	return s.add(x, name, data, err)
}

// backedUp writes a member of the watch's backup.
func (s *story) backedUp(x Session, name string) error {
	data, err := FIT(Smart(x.Activity), FITOptions{Product: "Invented 2", Serial: 1002})
	if err != nil {
		return err
	}
	member := "GARMIN/ACTIVITY/" + name + ".fit"
	s.backup = append(s.backup, File{member, data})
	s.recordTruth(x, backupZip+"!"+member)
	return nil
}

// threeParts saves warm-up, session and cool-down as files of their own. All three have the
// true class of the session.
func (s *story) threeParts(x Session, name string) error {
	a, laps := x.Activity, x.Activity.Laps
	first, last := laps[0], laps[len(laps)-1]
	if len(laps) < 3 {
		return fmt.Errorf("%d laps are too few to part", len(laps))
	}
	from, to := first.Start+first.Elapsed, last.Start
	parts := []*activity.Activity{Cut(a, 0, from, 0), Cut(a, from, to, 240), Cut(a, to, a.Totals.Elapsed, 540)}
	for i, part := range parts {
		data, err := FIT(Smart(part), FITOptions{Product: "Invented 2", Serial: 1002})
		if err != nil {
			return err
		}
		file := fmt.Sprintf("%s-%s.fit", name, []string{"warm-up", "session", "cool-down"}[i])
		s.loose = append(s.loose, File{file, data})
		if i == 1 {
			s.recordTruth(x, file)
		}
	}
	return nil
}

// finish adds the archives, the copies, the damage and the truth.
func (s *story) finish() ([]File, error) {
	if err := s.copies(); err != nil {
		return nil, err
	}
	s.damage()
	index, err := table(append([][]string{indexHead}, s.index...))
	if err != nil {
		return nil, err
	}
	strava, err := zipped(append([]File{{"activities.csv", index}}, s.strava...))
	if err != nil {
		return nil, err
	}
	backup, err := zipped(s.backup)
	if err != nil {
		return nil, err
	}
	truth, err := table(append([][]string{{"file", "label", "alt", "kind", "next_day"}}, s.truth...))
	if err != nil {
		return nil, err
	}
	out := append(s.loose, File{stravaZip, strava}, File{backupZip, backup}, File{"truth.csv", truth},
		File{"training-plan.html", []byte(planPage)})
	slices.SortFunc(out, func(a, b File) int { return bytes.Compare([]byte(a.Path), []byte(b.Path)) })
	return out, nil
}

// planPage is a file that is no recording.
const planPage = "<!DOCTYPE html>\n<html><head><title>16 weeks to the Lake Marathon</title></head>\n" +
	"<body><p>Tuesday: intervals. Thursday: tempo. Sunday: long, then <b>recovery</b>.</p></body></html>\n"

// copies writes a long run a second time as GPX, as an app exports it, and repeats one file
// of the backup byte for byte.
func (s *story) copies() error {
	again := s.find(func(x Session) bool {
		return x.Plan.Truth.Class == "long" && x.Plan.Start.Month() == time.August
	})
	data, err := GPX(Smart(again.Activity))
	if err != nil {
		return err
	}
	if data, err = gzipped(data); err != nil {
		return err
	}
	member := s.backup[2]
	twin := strings.TrimSuffix(path.Base(member.Path), ".fit") + " (1).fit"
	s.loose = append(s.loose,
		File{again.Plan.Start.Format("2006-01-02") + "-from-the-app.gpx.gz", data},
		File{twin, member.Data})
	for _, row := range s.truth { // the first file by name is the one that counts
		if row[0] == backupZip+"!"+member.Path {
			row[0] = twin
		}
	}
	return nil
}

// find returns the first session that fits.
func (s *story) find(fits func(Session) bool) Session {
	return s.sessions[slices.IndexFunc(s.sessions, fits)]
}

// damage truncates the last single FIT file of an easy run, as when a battery dies, and
// changes the checksum of the file before it.
func (s *story) damage() {
	var fits []int
	for i, f := range s.loose {
		if len(f.Path) == len("2006-01-02-1504.fit") && f.Path > "2025-10-13" && f.Path < "2025-10-18" && f.Path[16-1:] == ".fit" {
			fits = append(fits, i)
		}
	}
	n := len(fits)
	cut, spoilt := &s.loose[fits[n-1]], &s.loose[fits[n-2]]
	cut.Data = cut.Data[:len(cut.Data)*96/100]
	spoilt.Data[len(spoilt.Data)-1] ^= 0x5A
}

// table returns rows as CSV.
func table(rows [][]string) ([]byte, error) {
	var buf bytes.Buffer
	w := csv.NewWriter(&buf)
	if err := w.WriteAll(rows); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}
