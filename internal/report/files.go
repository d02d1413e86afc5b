package report

import "strings"

func (b *builder) filesSheet() *Sheet {
	return &Sheet{Name: "Files", About: "Every input and what became of it.", Tables: []*Table{b.filesTable()}}
}

func (b *builder) filesTable() *Table {
	entries := b.history.Entries
	t := newTable("Files", "", Grid, len(entries))
	t.text("File", "", func(i int) string { return b.clean.text(entries[i].File) })
	t.text("Status", "", func(i int) string { return entries[i].Status.String() })
	t.text("Reason", "", func(i int) string { return b.clean.text(entries[i].Reason) })
	t.text("Repaired", "", func(i int) string {
		var all []string
		for _, issue := range entries[i].Issues {
			all = append(all, issue.String())
		}
		return b.clean.text(strings.Join(all, "; "))
	})
	return t
}
