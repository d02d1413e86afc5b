package xlsx

import "github.com/xuri/excelize/v2"

// barColour is light enough for numbers to be readable on the bars.
const barColour = "9CC3E6"

// drawBars adds data bars to the columns of shares, from 0 to 1.
func (b *book) drawBars(p *page) error {
	for _, pl := range p.places {
		for _, c := range pl.columns {
			if !c.Bar || pl.table.Rows == 0 {
				continue
			}
			err := b.file.SetConditionalFormat(pl.sheet, pl.area(c.Name), []excelize.ConditionalFormatOptions{{
				Type: "data_bar", Criteria: "=", MinType: "num", MinValue: "0", MaxType: "num", MaxValue: "1",
				BarColor: "#" + barColour, BarBorderColor: "#" + barColour, BarDirection: "leftToRight",
			}})
			if err != nil {
				return err
			}
		}
	}
	return nil
}
