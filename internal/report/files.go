package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dayafter/internal/activity"
	"dayafter/internal/history"
	"dayafter/internal/unit"
)

func (b *builder) filesSheet() *Sheet {
	return &Sheet{
		Name:   "Files",
		About:  "Every input and its outcome, failures first.",
		Tables: []*Table{b.filesWords(), b.filesTable()},
	}
}

// filesWords returns a line with the numbers of inputs by outcome.
func (b *builder) filesWords() *Table {
	counts := map[history.Status]int{}
	for _, e := range b.history.Entries {
		counts[e.Status]++
	}
	t := newTable("FilesWords", "", Lines, 1)
	t.text("Sum", "", func(int) string {
		return fmt.Sprintf("read %d = runs %d + other sports %d + duplicates %d + not activities %d + failed %d", len(b.history.Entries),
			counts[history.Used]+counts[history.Joined], counts[history.OtherSport], counts[history.Duplicate],
			counts[history.NotActivity], counts[history.Failed])
	})
	return t
}

func (b *builder) filesTable() *Table {
	entries := slices.Clone(b.history.Entries)
	slices.SortStableFunc(entries, func(x, y history.Entry) int { return cmp.Compare(urgency(x), urgency(y)) })
	t := newTable("Files", "", Grid, len(entries))
	t.text("File", "", func(i int) string { return b.fileName(entries[i].File) })
	t.text("Status", "", func(i int) string { return entries[i].Status.String() })
	t.text("Reason", "why it was not used, or with what it was joined", func(i int) string { return b.fileName(entries[i].Reason) }).as(Long)
	t.day("Day", "", func(i int) unit.Day { return b.dayOf(entries[i].Session) })
	t.text("Format", "", func(i int) string {
		if entries[i].Sum == nil {
			return ""
		}
		return entries[i].Sum.Format
	})
	t.text("Repaired", "problems in the file and how they were repaired", func(i int) string {
		return b.clean.text(repairs(&entries[i]))
	}).as(Long)
	t.text("Lost", "what could not be saved", func(i int) string {
		return b.clean.text(issues(&entries[i], func(s activity.Severity) bool { return s == activity.Partial }))
	}).as(Long)
	return t
}

// urgency ranks inputs for the reader: failures first, then other inputs without an
// activity, then activities with lost data, then all others.
func urgency(e history.Entry) int {
	switch {
	case e.Status == history.Failed:
		return 0
	case e.Status == history.NotActivity:
		return 1
	case slices.ContainsFunc(e.Issues, func(i activity.Issue) bool { return i.Severity == activity.Partial }):
		return 2
	}
	return 3
}

// commonFolder returns the folder that all files lie in, with its last slash.
func commonFolder(entries []history.Entry) string {
	if len(entries) == 0 {
		return ""
	}
	folder := entries[0].File
	for _, e := range entries {
		for !strings.HasPrefix(e.File, folder) {
			folder = folder[:len(folder)-1]
		}
	}
	return folder[:strings.LastIndexAny(folder, `/\`)+1]
}

// fileName removes from a text the folder that all files share. The folder says nothing
// about a single file and may name the runner.
func (b *builder) fileName(s string) string {
	if b.folder != "" {
		s = strings.ReplaceAll(s, b.folder, "")
	}
	return b.clean.text(s)
}

// dayOf returns the day of a session of the history; noDay when there is none.
func (b *builder) dayOf(session int) unit.Day {
	if session < 0 {
		return noDay
	}
	return b.history.Sessions[session].Day
}

func repairs(e *history.Entry) string {
	return issues(e, func(s activity.Severity) bool { return s != activity.Partial })
}

// issues lists the issues of a file whose severity meets the condition.
func issues(e *history.Entry, of func(activity.Severity) bool) string {
	var all []string
	for _, issue := range e.Issues {
		if of(issue.Severity) {
			all = append(all, issue.String())
		}
	}
	return strings.Join(all, "; ")
}
