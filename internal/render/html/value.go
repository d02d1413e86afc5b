package html

import (
	"fmt"
	"math"
	"strings"

	"dayafter/internal/ingest"
	"dayafter/internal/report"
	"dayafter/internal/unit"
)

// missing stands for a value that is not known.
const missing = "–"

// words returns a value as the page shows it, without its unit.
func words(v report.Value, u unit.System) string {
	switch v.Quantity {
	case report.Missing:
		return missing
	case report.Text:
		return shorten(ingest.Printable(v.Text))
	case report.Count, report.HeartRate:
		return fmt.Sprintf("%.0f", v.Num)
	case report.Decimal:
		return fmt.Sprintf("%.1f", v.Num)
	case report.Ratio:
		return fmt.Sprintf("%.2f", v.Num)
	case report.Day:
		return v.Day().Time().Format("Mon 2 Jan 2006")
	case report.ShortDay:
		return v.Day().Time().Format("2 Jan")
	case report.Month:
		return v.Day().Time().Format("Jan 2006")
	case report.Moment:
		return v.Time().Format("2006-01-02 15:04")
	case report.Duration:
		return unit.Clock(v.Num)
	case report.Distance:
		return fmt.Sprintf("%.1f", v.Num/u.Metres())
	case report.Pace:
		return unit.Clock(u.Metres() / v.Num)
	case report.Height:
		return fmt.Sprintf("%.0f", v.Num/u.HeightMetres())
	case report.Share:
		return percent(v.Num)
	case report.Change:
		return fmt.Sprintf("%+.1f\u00a0%%", 100*v.Num)
	}
	return v.String()
}

// longest is the most letters of a text in a table.
const longest = 160

// shorten ends a text that is longer than longest with an ellipsis.
func shorten(text string) string {
	if r := []rune(text); len(r) > longest {
		return string(r[:longest]) + "…"
	}
	return text
}

// unbroken joins units to their numbers, so that no line begins with a unit.
func unbroken(text string) string { return unitSpaces.Replace(text) }

var unitSpaces = strings.NewReplacer(
	" /km", "\u00a0/km", " /mi", "\u00a0/mi", " km", "\u00a0km", " mi ", "\u00a0mi ", " min", "\u00a0min", " bpm", "\u00a0bpm", " %", "\u00a0%", "HR ", "HR\u00a0",
)

// percent returns a share in whole per cent.
func percent(share float64) string { return fmt.Sprintf("%.0f\u00a0%%", 100*share) }

// isNumber reports whether values of the quantity are aligned at the right.
func isNumber(q report.Quantity) bool {
	switch q {
	case report.Missing, report.Text, report.Day, report.ShortDay, report.Month, report.Moment:
		return false
	}
	return true
}

// plotted returns a value in the units of an axis: the reader's units, and seconds per
// kilometre or mile for paces.
func plotted(v report.Value, u unit.System) float64 {
	switch v.Quantity {
	case report.Missing, report.Text:
		return math.NaN()
	case report.Distance:
		return v.Num / u.Metres()
	case report.Pace:
		return u.Metres() / v.Num
	}
	return v.Num
}
