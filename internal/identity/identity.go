// Package identity decides whether recordings belong to one runner or to several. It
// works from summaries: different runs at the same time, devices used side by side,
// and homes far apart. It never names a person and shows no serial number.
package identity

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/summary"
)

// Recording is a Summary with the place where the user keeps its file.
type Recording struct {
	Root   string // the folder, archive or remembered history that probably belongs to one runner
	Folder string // the folder or archive that holds the file, as shown to the user
	*summary.Summary
}

// Finding says that recordings belong to several runners, and why.
type Finding struct {
	Runners []Runner // sorted by their first names; a single one if a folder holds several runners who cannot be separated
	Reason  string   // the strongest evidence, in words
}

// Runner is the recordings that seem to belong to one runner.
type Runner struct {
	Names   []string // roots or folders; devices if one folder holds several runners
	Devices bool     // Names are devices
	Runs    int
}

// Limits (ours). Stopping a single runner without reason costs trust in the program; mixing
// two runners gives wrong answers. A single shared race or wrong clock must not decide.
const (
	fewestDays   = 2  // days with different runs at the same time, between folders
	fewestInside = 3  // the same within one folder, where a wrong clock is more likely
	fewestRuns   = 20 // runs that a part needs to be separated from another by home or rhythm
)

// Find returns nil if the recordings look like one runner's.
func Find(recs []Recording) *Finding {
	runs := timedRuns(recs)
	pairs := simultaneous(runs)
	for _, level := range []level{byRoot, byFolder, byDevice} {
		if f := findAt(level, runs, pairs); f != nil {
			return f
		}
	}
	return mixedFolder(pairs)
}

// FindBetween compares only roots with each other, and takes each root as one runner's. It
// returns nil if the roots look like one runner's.
func FindBetween(recs []Recording) *Finding {
	runs := timedRuns(recs)
	return findAt(byRoot, runs, simultaneous(runs))
}

// timedRuns returns the runs with times that a device recorded, in order of start.
func timedRuns(recs []Recording) []Recording {
	runs := slices.DeleteFunc(slices.Clone(recs), func(r Recording) bool { return !isTimedRun(r.Summary) })
	slices.SortStableFunc(runs, func(a, b Recording) int { return a.Start.Compare(b.Start) })
	return runs
}

// mixedFolder looks for different runs at the same time that one kind of device wrote
// into one folder. A device with a serial number is one device, which cannot record
// two runs at once, so only its clock can be wrong.
func mixedFolder(pairs []pair) *Finding {
	days := map[string]map[int64]bool{}
	for _, p := range pairs {
		if p.same || p.a.Serial != "" || byDevice(p.a) != byDevice(p.b) {
			continue
		}
		if days[p.a.Folder] == nil {
			days[p.a.Folder] = map[int64]bool{}
		}
		days[p.a.Folder][dayOf(p.a.Start)] = true
	}
	for _, folder := range slices.Sorted(maps.Keys(days)) {
		if n := len(days[folder]); n >= fewestInside {
			return &Finding{Runners: []Runner{{Names: []string{folder}}}, Reason: sameTimeWords(n)}
		}
	}
	return nil
}

// isTimedRun reports whether a recording is a run with times that a device recorded. An
// activity that only an export's list names is not.
func isTimedRun(s *summary.Summary) bool {
	return s.Sport == activity.Run && !s.Virtual && s.Elapsed > 0 && s.Trace.Speed != nil
}

// level returns the key by which recordings are divided into parts.
type level func(Recording) string

func byRoot(r Recording) string   { return r.Root }
func byFolder(r Recording) string { return r.Folder }
func byDevice(r Recording) string { return r.Folder + "\x00" + device(r.Summary) }

// device identifies a recording device: by its serial number if that is known,
// otherwise by its model and format.
func device(s *summary.Summary) string {
	if s.Serial != "" {
		return s.Device + "\x00" + s.Serial
	}
	return s.Device + "\x00" + s.Format
}

// part holds the recordings with one key at a level.
type part struct {
	key     string
	runs    []Recording
	devices map[string]bool
}

// findAt looks for several runners among the parts of a level.
func findAt(of level, runs []Recording, pairs []pair) *Finding {
	parts := partsOf(of, runs)
	if len(parts) < 2 {
		return nil
	}
	inside := isSame(of, byDevice, runs) // the parts lie within one folder and differ only by device
	apart, reason := evidence(of, parts, pairs, inside)
	if len(apart) == 0 {
		return nil
	}
	return &Finding{Runners: group(parts, apart, inside), Reason: reason}
}

// isSame reports whether two levels give the same parts.
func isSame(a, b level, runs []Recording) bool {
	return slices.IndexFunc(runs, func(r Recording) bool { return a(r) != b(r) }) < 0
}

func partsOf(of level, runs []Recording) []*part {
	byKey := map[string]*part{}
	for _, r := range runs {
		key := of(r)
		p := byKey[key]
		if p == nil {
			p = &part{key: key, devices: map[string]bool{}}
			byKey[key] = p
		}
		p.runs = append(p.runs, r)
		p.devices[device(r.Summary)] = true
	}
	return slices.SortedFunc(maps.Values(byKey), func(a, b *part) int { return cmp.Compare(a.key, b.key) })
}

// span returns the first and the last start of a part.
func (p *part) span() (first, last time.Time) { return p.runs[0].Start, p.runs[len(p.runs)-1].Start }

// shares reports whether two parts have a device in common.
func (p *part) shares(q *part) bool {
	for d := range p.devices {
		if q.devices[d] {
			return true
		}
	}
	return false
}
