package report

import "slices"

// readMe returns the last sheet. It explains the other sheets by the notes of their
// columns.
func (b *builder) readMe(sheets []*Sheet) *Sheet {
	return &Sheet{
		Name:   "Read me",
		About:  "What this workbook answers, how to work with it, and how each figure is defined.",
		Tables: []*Table{b.introTable(), definitionsTable(sheets), sourcesTable()},
	}
}

func (b *builder) introTable() *Table {
	lines := []string{
		"This workbook answers: what do you do the day after a long run, is it truly easy, and is your next key workout on schedule?",
		"Classes: long (far or long for you), key (race, intervals, tempo, progression, hills, fartlek), recovery (easy, and begun while tired from a long or key run), easy (all other runs).",
		"To correct a class, choose another in the yellow column of the sheet Runs. Summary, Long runs, Calendar, Weeks, Next days and Recovery follow at once.",
		"Write the workbook again to have neighbouring runs judged by your correction too. Your classes, notes and own sheets are kept, and the earlier workbook stays as a backup.",
		"No record means that no file has an activity on that day: you rested or did not wear the watch. Not known yet means that the data end before that day is over.",
		"With fewer than five values, only counts and dots are shown. If two things go together, one need not have caused the other.",
		"The + above a sheet unfolds further figures.",
	}
	t := newTable("Intro", "", Lines, 1)
	for i, l := range append(lines, b.clean.notes()...) {
		t.text(string(rune('a'+i)), "", func(int) string { return l })
	}
	return t
}

// defined lists the sheets whose visible figures Read me defines. Spreadsheet programs also
// show the note of a column when its head is selected.
var defined = []string{"Long runs", "Weeks", "Runs", "Recovery"}

// definitionsTable lists the visible columns with their notes, each name once.
func definitionsTable(sheets []*Sheet) *Table {
	type definition struct{ sheet, figure, meaning string }
	var all []definition
	seen := map[string]bool{}
	for _, s := range sheets {
		if !slices.Contains(defined, s.Name) {
			continue
		}
		for _, c := range notedColumns(s) {
			if !seen[c.Name] {
				seen[c.Name] = true
				all = append(all, definition{s.Name, c.Header(), c.Note})
			}
		}
	}
	t := newTable("Definitions", "Figures (select the head of any column to read what it shows)", Grid, len(all))
	t.text("Sheet", "", func(i int) string { return all[i].sheet })
	t.text("Figure", "", func(i int) string { return all[i].figure })
	t.text("Meaning", "", func(i int) string { return all[i].meaning }).as(Long)
	return t
}

// notedColumns returns the visible columns of a sheet's tables that have a note.
func notedColumns(s *Sheet) (noted []*Column) {
	for _, t := range s.Tables {
		for _, c := range t.Columns {
			if t.Form == Grid && c.Role != Working && c.Role != Detail && c.Note != "" {
				noted = append(noted, c)
			}
		}
	}
	return noted
}

// sources lists the works behind rules and formulas.
var sources = []struct{ what, source string }{
	{"Recovery runs, rules by runs a week", "Matt Fitzgerald: A Fresh Perspective on Recovery Runs; guidelines for their effective use"},
	{"Zones by lactate-threshold heart rate and pace, drift limit", "Joe Friel: The Triathlete's Training Bible"},
	{"Zones by share of maximal heart rate", "Stephen Seiler's cuts 60/72/82/87/93 %"},
	{"Zones by heart-rate reserve", "Karvonen et al. 1957"},
	{"Grade adjustment", "Minetti et al. 2002, damped; heart-rate based curve for comparison"},
	{"Critical speed", "Smyth & Muniz-Pumares 2020"},
	{"Interval of a share", "Wilson 1927"},
	{"Training impulse", "Banister 1991; Edwards 1993"},
	{"Fitness and fatigue", "Banister's impulse-response model as used for CTL and ATL, 42 and 7 days"},
	{"Monotony and strain", "Foster 1998"},
	{"Effect of active against passive recovery", "Bosak et al.: 12 runners, differences below 1 %"},
	{"Colours", "Okabe & Ito 2008, safe for colour-blind readers"},
}

func sourcesTable() *Table {
	t := newTable("Sources", "Sources", Lines, 1)
	for _, s := range sources {
		t.text(s.what, "", func(int) string { return s.what + ": " + s.source })
	}
	return t
}
