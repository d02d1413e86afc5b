package xlsx

// drawPage draws one sheet without its rows, which packer adds. excelize writes only the
// heads, which it needs to name a table's columns. Its stream writes some settings first,
// so all settings must come before the heads.
func (b *book) drawPage(p *page) error {
	err := firstError(
		func() error { return b.setUp(p) },
		func() error { return b.setColumns(p) },
		func() error { return b.addColourRules(p) },
		func() error { return b.drawBars(p) },
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
