package ingest

import (
	"cmp"
	"fmt"
	"math"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"dayafter/internal/scan/jsonscan"
	"dayafter/internal/scan/xmlscan"
	"dayafter/internal/summary"
)

// Garmin's export ("Export your data") lists all activities in one or more
// DI_CONNECT/DI-Connect-Fitness/…_summarizedActivities.json, a thousand each, while
// the recordings lie in zips in another folder under names that say nothing:
//
//	[{"summarizedActivitiesExport": [{"activityId", "name", "activityType", "beginTimestamp", …}]}]
//
// Garmin does not document it. Times are ms since 1970 in UTC, durations ms,
// distances cm; eventTypeId 1 is a race, 9 the default (as several public readers
// found on their own exports, among them remikalir/running-portfolio).

// fitnessFolder is the folder of the lists; the recordings lie beside it.
const fitnessFolder = "DI-Connect-Fitness"

const (
	// maxListed bounds the activities of a list: ten a day for 35 years.
	maxListed = 1 << 17
	raceEvent = 1
	// listedStart is how close starts must lie, and listedShare how close
	// distances or durations, for a recording to be the one that is listed.
	listedStart = time.Minute
	listedShare = 0.03
)

// garminList is a list of activities with the folder it speaks for.
type garminList struct {
	in   *input
	root string // "." for all
	rows []listed
}

// listed is one activity of a list.
type listed struct {
	id       string
	start    time.Time // UTC
	elapsed  float64   // s; NaN when unknown
	duration float64   // s, pauses left out; NaN when unknown
	moving   float64   // s; NaN when unknown
	distance float64   // m; NaN when unknown
	child    bool      // a part of a multisport activity
	stated   summary.Stated
}

// garmin reads a list of activities.
func (r *reader) garmin(in *input, b *body) summary.File {
	f := r.digester.digest(in.name, b, nil)
	root := path.Dir(in.path)
	if path.Base(root) == fitnessFolder {
		root = path.Dir(root)
	}
	if b.size > maxIndex {
		f.Reason = fmt.Sprintf("a list of activities of more than %d MB", maxIndex>>20)
	} else if rows := garminRows(b.data); len(rows) > 0 {
		in.tree.addGarmin(&garminList{in, root, rows})
		f.Reason = indexReason
	}
	return f
}

func (t *tree) addGarmin(l *garminList) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.garmin = append(t.garmin, l)
}

// garminRows are the activities of a list that have a start.
func garminRows(data []byte) []listed {
	var rows []listed
	s := jsonscan.New(data)
	s.Array(func() {
		s.Object(func(key []byte) {
			if string(key) != "summarizedActivitiesExport" {
				return
			}
			s.Array(func() {
				if l := garminRow(s); !l.start.IsZero() && len(rows) < maxListed {
					rows = append(rows, l)
				}
			})
		})
	})
	return rows
}

func garminRow(s *jsonscan.Scanner) listed {
	n := math.NaN()
	l := listed{elapsed: n, duration: n, moving: n, distance: n}
	s.Object(func(key []byte) {
		switch string(key) {
		case "activityId":
			l.id, _, _ = strings.Cut(s.Text(), ".")
		case "name":
			l.stated.Title = strings.TrimSpace(s.Text())
		case "description":
			l.stated.Notes = strings.TrimSpace(s.Text())
		case "activityType":
			l.stated.Sport = sportOf(s.Text())
		case "eventTypeId":
			l.stated.Race = s.Number() == raceEvent
		case "parentId":
			l.child = s.Number() > 0
		case "beginTimestamp", "startTimeGmt":
			if at := milliseconds(s.Raw()); l.start.IsZero() {
				l.start = at
			}
		case "elapsedDuration":
			l.elapsed = above(s.Number() / 1000)
		case "duration":
			l.duration = above(s.Number() / 1000)
		case "movingDuration":
			l.moving = above(s.Number() / 1000)
		case "distance":
			l.distance = above(s.Number() / 100)
		}
	})
	return l
}

// above is v when it is above zero.
func above(v float64) float64 {
	if v > 0 {
		return v
	}
	return math.NaN()
}

// milliseconds reads ms since 1970, or a date as lists of some years have it; zero
// for what no watch recorded.
func milliseconds(raw []byte) time.Time {
	ms := jsonscan.New(raw).Number()
	at, ok := time.UnixMilli(int64(min(max(ms, 0), 1<<50))).UTC(), ms > 0
	if math.IsNaN(ms) {
		var t xmlscan.Instant
		t, ok = xmlscan.ParseInstant(raw)
		at = t.Time()
	}
	if !ok || at.Year() < 1990 || at.Year() >= 2100 {
		return time.Time{}
	}
	return at
}

// attachGarmin writes into the results what Garmin's lists say of them, and returns
// Files for the activities that no recording shows.
func (r *reader) attachGarmin(t *tree) (missing []summary.File) {
	lists := slices.SortedFunc(slices.Values(t.garmin), func(a, b *garminList) int { return cmp.Compare(a.in.name, b.in.name) })
	for len(lists) > 0 {
		root := lists[0].root
		var together []*garminList
		together, lists = partition(lists, func(l *garminList) bool { return l.root == root })
		missing = append(missing, r.attachLists(t, root, together)...)
	}
	return missing
}

func partition(lists []*garminList, in func(*garminList) bool) (yes, no []*garminList) {
	for _, l := range lists {
		if in(l) {
			yes = append(yes, l)
		} else {
			no = append(no, l)
		}
	}
	return yes, no
}

// entryOf is an activity with the list it stands in.
type entryOf struct {
	*listed
	list  *garminList
	shown bool // a recording shows it
}

func (r *reader) attachLists(t *tree, root string, lists []*garminList) (missing []summary.File) {
	var all []entryOf
	byID := map[string]int{}
	for _, l := range lists {
		for i := range l.rows {
			all = append(all, entryOf{&l.rows[i], l, false})
		}
	}
	slices.SortStableFunc(all, func(a, b entryOf) int { return cmp.Or(a.start.Compare(b.start), cmp.Compare(a.id, b.id)) })
	all = slices.CompactFunc(all, func(a, b entryOf) bool { return a.id != "" && a.id == b.id })
	for i, e := range all {
		byID[e.id] = i
	}
	for i := range r.done {
		d := &r.done[i]
		if len(d.file.Summaries) == 0 || !d.in.under(t, root) {
			continue
		}
		for k := range d.file.Summaries {
			show(all, &d.file.Summaries[k])
		}
		if k := match(all, byID, &d.file); k >= 0 {
			all[k].shown = true
			d.file.Stated = all[k].stated
		}
	}
	named := map[string]bool{}
	for _, e := range all {
		if e.shown || e.child {
			continue
		}
		if f := e.without(); !named[f.Name] {
			named[f.Name] = true
			missing = append(missing, f)
		}
	}
	return missing
}

// under reports whether the input, or an archive around it, lies in t below root.
func (in *input) under(t *tree, root string) bool {
	for ; in != nil; in = in.tree.up {
		if in.tree == t {
			return root == "." || strings.HasPrefix(in.path, strings.TrimSuffix(root, "/")+"/")
		}
	}
	return false
}

// near are the indices of the activities that start close to a time.
func near(all []entryOf, at time.Time) (from, to int) {
	start := func(e entryOf, at time.Time) int { return e.start.Compare(at) }
	from, _ = slices.BinarySearchFunc(all, at.Add(-listedStart), start)
	to, _ = slices.BinarySearchFunc(all, at.Add(listedStart+1), start)
	return from, to
}

// show marks the activities that begin with a recording or within it.
func show(all []entryOf, s *summary.Summary) {
	from, to := near(all, s.Start)
	for ; from < len(all) && (from < to || !all[from].start.After(s.End())); from++ {
		all[from].shown = true
	}
}

// numbered finds the number of an activity in a file name.
var numbered = regexp.MustCompile(`\d{8,}`)

// match is the index of the activity that a file recorded: by the number in its
// name, else by start with distance or duration; -1 without one.
func match(all []entryOf, byID map[string]int, f *summary.File) int {
	for _, id := range numbered.FindAllString(path.Base(f.Name), -1) {
		if i, ok := byID[id]; ok {
			return i
		}
	}
	first := &f.Summaries[0]
	whole := totalOf(f.Summaries)
	best, least := -1, time.Duration(math.MaxInt64)
	from, to := near(all, first.Start)
	for i := from; i < to; i++ {
		off := all[i].start.Sub(first.Start).Abs()
		if off < least && (all[i].agrees(whole) || all[i].agrees(total{first.Elapsed, first.Timer, first.Distance})) {
			best, least = i, off
		}
	}
	return best
}

// total is how long and how far a recording went.
type total struct{ elapsed, timer, distance float64 }

func totalOf(all []summary.Summary) total {
	var t total
	t.elapsed = all[len(all)-1].End().Sub(all[0].Start).Seconds()
	for i := range all {
		t.timer += all[i].Timer
		t.distance += all[i].Distance
	}
	return t
}

// agrees reports whether distance, or without one a duration, is that of the list.
func (l *listed) agrees(t total) bool {
	alike := func(a, b float64) bool { return math.Abs(a-b) <= listedShare*max(a, b) }
	if l.distance > 0 && t.distance > 0 {
		return alike(l.distance, t.distance)
	}
	return alike(l.elapsed, t.elapsed) || alike(l.duration, t.timer) || alike(l.duration, t.elapsed)
}

// without is an activity of the list that no recording shows.
func (e *entryOf) without() summary.File {
	id := e.id
	if id == "" {
		id = fmt.Sprintf("starting %s", e.start.Format("2006-01-02 15:04:05"))
	}
	f := foreign(fmt.Sprintf("%s, activity %s", e.list.in.name, Printable(id)), "in the export's list, but no recording of it was found")
	f.Stated, f.Told = e.stated, &summary.Told{Start: e.start, Distance: e.distance, Moving: e.moving}
	if math.IsNaN(e.moving) {
		f.Told.Moving = e.duration
	}
	return f
}
