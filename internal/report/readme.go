package report

func (b *builder) readMeSheet() *Sheet {
	lines := []string{
		"This workbook answers one question: what do you do the day after a long run, is it easy, and how does the next key workout go?",
	}
	t := newTable("ReadMe", "", Grid, len(lines))
	t.text("About this workbook", "", func(i int) string { return lines[i] })
	return &Sheet{Name: "Read me", About: "How each figure is defined.", Tables: []*Table{t}}
}
