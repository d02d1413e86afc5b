package report

// readMe returns the last sheet. It explains the other sheets, from the notes of their columns.
func (b *builder) readMe(sheets []*Sheet) *Sheet {
	return &Sheet{
		Name:   "Read me",
		About:  "What this workbook answers, how to work with it, and how each figure is defined.",
		Tables: []*Table{b.introTable(), definitionsTable(sheets), sourcesTable()},
	}
}

func (b *builder) introTable() *Table {
	lines := []string{
		"The question: what do you do the day after a long run, is it truly easy, and how does the next key workout go?",
		"Classes: long (far or long for you), key (race, intervals, tempo, progression, hills, fartlek), recovery (easy and begun on the fatigue of a long or key run), easy (the rest).",
		"To correct a class: on the sheet Runs choose another in the yellow column. Summary, Long runs, Next days, Weeks, Recovery and Calendar follow at once.",
		"Classes and notes you wrote are kept when the workbook is written again from the same files, whatever the order of the rows; an older workbook stays as a backup.",
		"A class you change moves the counts; whether its neighbours are then judged otherwise is seen when the workbook is written again.",
		"No record means that no file tells of that day: rest, or a watch not worn. Not known yet means that the data end before that day is over.",
		"Below five values only counts and dots are shown. What went with something need not have caused it.",
		"Folded columns (the + above the sheet) hold more figures; hidden ones only serve the formulas.",
	}
	t := newTable("Intro", "", Lines, 1)
	for i, l := range append(lines, b.clean.notes()...) {
		t.text(string(rune('a'+i)), "", func(int) string { return l })
	}
	return t
}

// definitionsTable lists the columns that carry a note.
func definitionsTable(sheets []*Sheet) *Table {
	type definition struct{ sheet, figure, meaning string }
	var all []definition
	for _, s := range sheets {
		for _, t := range s.Tables {
			for _, c := range t.Columns {
				if c.Note != "" && c.Role != Working {
					all = append(all, definition{s.Name, c.Header(), c.Note})
				}
			}
		}
	}
	t := newTable("Definitions", "Figures", Grid, len(all))
	t.text("Sheet", "", func(i int) string { return all[i].sheet })
	t.text("Figure", "", func(i int) string { return all[i].figure })
	t.text("Meaning", "", func(i int) string { return all[i].meaning }).as(Long)
	return t
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
