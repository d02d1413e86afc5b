// Package csv writes activities as comma-separated values that a spreadsheet
// program opens without running any cell as a formula.
package csv

import (
	"encoding/csv"
	"fmt"
	"io"
	"regexp"
	"strings"

	"dayafter/internal/history"
	"dayafter/internal/ingest"
	"dayafter/internal/render/json"
	"dayafter/internal/report"
)

// Columns names the columns in order.
func Columns() []string {
	return []string{
		"file", "start", "day", "sport", "status", "reason", "class", "kind", "intensity", "confidence",
		"distance_m", "elapsed_s", "timer_s", "moving_s", "ascent_m", "avg_hr", "max_hr", "avg_pace_s_per_km", "gap_s_per_km", "rpe", "feel", "title",
		"days_to_race", "day_after", "hours_since_stressor", "how_easy", "next_day", "second_day", "third_day", "within_24h", "days_to_key",
	}
}

// Options choose the form that the reader's spreadsheet program expects.
type Options struct {
	Separator    rune // between cells
	DecimalComma bool // 1,5 instead of 1.5
}

// Defaults returns the form of RFC 4180: commas between cells and decimal points.
func Defaults() Options { return Options{Separator: ','} }

// ParseOptions parses the words for a separator: , ; | or tab.
func ParseOptions(separator string, decimalComma bool) (Options, error) {
	o := Defaults()
	o.DecimalComma = decimalComma
	switch separator {
	case ",", ";", "|", "\t":
		o.Separator = rune(separator[0])
	case "tab", `\t`:
		o.Separator = '\t'
	default:
		return o, fmt.Errorf("%q: want , ; | or tab", separator)
	}
	return o, nil
}

// Write writes a row for each entry: the columns of json.Record that are not nested.
func Write(w io.Writer, a *report.Activities, entries []history.Entry, o Options) error {
	out := csv.NewWriter(w)
	out.Comma = o.Separator
	if err := out.Write(Columns()); err != nil {
		return err
	}
	for _, e := range entries {
		r := json.NewRecord(a, e)
		if err := out.Write(o.row(&r)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func (o Options) row(r *json.Record) []string {
	cells := []string{
		guard(&r.File), guard(r.Start), guard(r.Day), guard(r.Sport), r.Status, guard(r.Reason), guard(r.Class), guard(r.Kind), guard(r.Intensity),
	}
	for _, v := range []*float64{r.Confidence, r.DistanceM, r.ElapsedS, r.TimerS, r.MovingS, r.AscentM, r.AvgHR, r.MaxHR, r.AvgPaceSPkm, r.GAPSPkm, r.RPE, r.Feel} {
		cells = append(cells, o.figure(v))
	}
	return append(append(cells, guard(r.Title)), o.daysAround(r)...)
}

// daysAround returns the cells about the days before and after the session.
func (o Options) daysAround(r *json.Record) []string {
	cells := []string{whole(r.DaysToRace), guard(r.DayAfter), o.figure(r.HoursSince), "", "", "", "", "", ""}
	if r.Audit != nil {
		cells[3] = r.Audit.Verdict
	}
	if a := r.Aftermath; a != nil {
		cells[4], cells[5], cells[6], cells[7], cells[8] = a.Days[0].Kind, a.Days[1].Kind, a.Days[2].Kind, a.Within.Kind, whole(a.DaysToKey)
	}
	return cells
}

// formulaStart matches a character that begins a formula, at the start of a cell or after a
// character that some spreadsheet program takes for the end of a cell. Blanks and quotes
// may lie between, because some programs skip them.
var formulaStart = regexp.MustCompile(`(^|[,;|\t])([\s"']*)([=+\-@＝＋－＠\t\r])`)

// guard returns the text in a form that no spreadsheet program takes for a formula,
// whatever its separator, and that does not control a terminal.
func guard(s *string) string {
	if s == nil {
		return ""
	}
	return formulaStart.ReplaceAllString(ingest.Printable(*s), "$1$2'$3")
}

func (o Options) figure(v *float64) string {
	switch {
	case v == nil:
		return ""
	case o.DecimalComma:
		return strings.Replace(fmt.Sprint(*v), ".", ",", 1)
	}
	return fmt.Sprint(*v)
}

func whole(n *int) string {
	if n == nil {
		return ""
	}
	return fmt.Sprint(*n)
}
