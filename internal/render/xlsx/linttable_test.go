package xlsx_test

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

type lintTable struct {
	Name    string `xml:"displayName,attr"`
	Ref     string `xml:"ref,attr"`
	Columns []struct {
		Name string `xml:"name,attr"`
	} `xml:"tableColumns>tableColumn"`
}

func (l *linter) tables() {
	names := map[string]bool{}
	for _, s := range l.sheets {
		var refs []string
		for _, r := range l.rels(path.Join(path.Dir(s.part), "_rels", path.Base(s.part)+".rels")) {
			if !strings.HasSuffix(r.Type, "/table") {
				continue
			}
			var t lintTable
			l.decode(path.Join(path.Dir(s.part), r.Target), &t)
			low := strings.ToLower(t.Name)
			if cellLike.MatchString(t.Name) || names[low] {
				l.complain("name like a cell", "table %s", t.Name)
			}
			names[low] = true
			for _, other := range refs {
				if overlap(t.Ref, other) {
					l.complain("overlapping tables", "%s: %s %s", s.name, t.Ref, other)
				}
			}
			refs = append(refs, t.Ref)
			l.table(s, t)
		}
	}
}

func (l *linter) table(s lintSheet, t lintTable) {
	from, _, _ := strings.Cut(t.Ref, ":")
	col, row, _ := excelize.CellNameToCoordinates(from)
	heads := map[string]string{}
	for _, r := range s.Rows {
		for _, c := range r.Cells {
			if r.R == row {
				heads[c.R] = c.I
			}
		}
	}
	seen := map[string]bool{}
	for i, c := range t.Columns {
		at, _ := excelize.CoordinatesToCellName(col+i, row)
		if heads[at] != c.Name {
			l.complain("table head unlike its cell", "%s!%s: %q, table says %q", s.name, at, heads[at], c.Name)
		}
		if seen[strings.ToLower(c.Name)] {
			l.complain("table heads alike", "%s: %q", t.Name, c.Name)
		}
		seen[strings.ToLower(c.Name)] = true
	}
}

func (l *linter) charts() {
	for _, part := range slices.Sorted(maps.Keys(l.parts)) {
		if !strings.HasPrefix(part, "xl/charts/chart") {
			continue
		}
		var doc struct {
			Title *struct{} `xml:"chart>title"`
			Refs  []string  `xml:"chart>plotArea>barChart>ser>val>numRef>f"`
			Dots  []string  `xml:"chart>plotArea>scatterChart>ser>yVal>numRef>f"`
			Axes  []struct {
				Title *struct{} `xml:"title"`
			} `xml:"chart>plotArea>valAx"`
		}
		l.decode(part, &doc)
		if doc.Title == nil {
			l.complain("chart without a title", "%s", part)
		}
		for _, a := range doc.Axes {
			if a.Title == nil {
				l.complain("axis without a title", "%s", part)
			}
		}
		for _, ref := range append(doc.Refs, doc.Dots...) {
			l.references(part, ref)
		}
	}
}

// overlap reports whether two ranges share a cell.
func overlap(a, b string) bool {
	x1, y1, x2, y2 := corners(a)
	u1, v1, u2, v2 := corners(b)
	return x1 <= u2 && u1 <= x2 && y1 <= v2 && v1 <= y2
}

func corners(ref string) (x1, y1, x2, y2 int) {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		to = from
	}
	x1, y1, _ = excelize.CellNameToCoordinates(from)
	x2, y2, _ = excelize.CellNameToCoordinates(to)
	return x1, y1, x2, y2
}
