package report

// Answer is what the program prints of a season: a few lines, the answer first.
func (r *Report) Answer() []string {
	var lines []string
	for _, at := range []struct{ table, column string }{
		{"Answer", "Sentence"}, {"Answer", "Verdict"}, {"NextKeyWords", "Claim"}, {"Rules", "Weeks"}, {"Answer", "About"},
	} {
		if s := r.tables[at.table].columns[at.column].Cells[0].String(); s != "" {
			lines = append(lines, s)
		}
	}
	return lines
}
