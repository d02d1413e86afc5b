package history

import (
	"cmp"
	"fmt"
	"slices"

	"dayafter/internal/activity"
	"dayafter/internal/format"
	"dayafter/internal/summary"
)

// entries returns an Entry for each activity and for each input without an activity, except
// those that this program wrote.
func entries(files []summary.File, recs []*record) []Entry {
	index := make(map[*session]int, len(recs))
	out := make([]Entry, 0, len(files))
	for _, r := range recs {
		if r.copyOf == nil && r.session.parts[0] == r {
			index[r.session] = len(index)
		}
	}
	for _, r := range recs {
		e := Entry{File: r.name, Part: r.part, Session: index[r.session], Sum: r.sum, Shifted: r.shifted}
		if r.part == 0 {
			e.Issues = slices.Clone(files[r.file].Issues)
		}
		e.Issues = append(append(e.Issues, r.sum.Issues...), r.notes...)
		if r.session.Guessed && r.copyOf == nil {
			e.Issues.Add(activity.Note, "day-guessed", "it starts near midnight by a clock of a guessed time zone: its day may be one off")
		}
		e.Status, e.Reason = r.outcome()
		out = append(out, e)
	}
	for _, f := range files {
		if len(f.Summaries) == 0 && f.Format != format.Own {
			out = append(out, entryWithoutActivity(f))
		}
	}
	slices.SortStableFunc(out, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Part, b.Part))
	})
	return out
}

func entryWithoutActivity(f summary.File) Entry {
	e := Entry{File: f.Name, Status: Failed, Reason: f.Reason, Session: -1, Issues: f.Issues}
	if f.Outcome == summary.NotActivity {
		e.Status = NotActivity
	}
	return e
}

// outcome returns the status of r and the reason for it.
func (r *record) outcome() (Status, string) {
	switch {
	case r.copyOf != nil:
		return Duplicate, fmt.Sprintf("of %s: %s", r.copyOf.name, r.rule)
	case r.sport != activity.Run:
		return OtherSport, r.sport.String()
	case len(r.session.parts) > 1 && r.session.parts[0] != r:
		return Joined, "one session with " + r.session.partNames(r)
	}
	return Used, ""
}

// Totals counts entries by their status.
type Totals struct {
	Read, Runs, OtherSports, Duplicates, NotActivities, Failed int
	Own                                                        int // workbooks and pages that this program wrote, which are not counted as read
}

// Totals counts all entries: Read = Runs + OtherSports + Duplicates + NotActivities + Failed.
func (h *History) Totals() Totals {
	t := Totals{Read: len(h.Entries), Own: h.own}
	for _, e := range h.Entries {
		switch e.Status {
		case Used, Joined:
			t.Runs++
		case OtherSport:
			t.OtherSports++
		case Duplicate:
			t.Duplicates++
		case NotActivity:
			t.NotActivities++
		case Failed:
			t.Failed++
		}
	}
	return t
}

// String returns the line that the program prints last.
func (t Totals) String() string {
	line := fmt.Sprintf("read %d = runs %d + other sports %d + duplicates %d + not activities %d + failed %d",
		t.Read, t.Runs, t.OtherSports, t.Duplicates, t.NotActivities, t.Failed)
	if t.Own > 0 {
		line += fmt.Sprintf("; skipped, because dayafter wrote them: %d", t.Own)
	}
	return line
}
