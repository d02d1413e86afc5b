package xlsx

// drawPage draws one sheet but for its rows, which are drawn while the workbook is
// written. Of those excelize gets the heads, from which it names a table's columns.
// All settings come before the heads: the stream writes some of them first.
func (b *book) drawPage(p *page) error {
	err := firstError(
		func() error { return b.setUp(p) },
		func() error { return b.setColumns(p) },
		func() error { return b.colourWords(p) },
		func() error { return b.addExtras(p) },
		func() error { return b.planRows(p) },
	)
	if err != nil {
		return err
	}
	for _, ch := range p.charts {
		if err := b.drawChart(p, ch); err != nil {
			return err
		}
	}
	sw, err := b.file.NewStreamWriter(p.sheet.Name)
	if err != nil {
		return err
	}
	return firstError(func() error { return addTable(sw, p) }, sw.Flush)
}

// firstError runs the steps until one fails.
func firstError(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}
