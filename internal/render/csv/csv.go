// Package csv writes activities as comma-separated values that a spreadsheet
// program opens without running any cell as a formula.
package csv

import (
	"encoding/csv"
	"fmt"
	"io"
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
		"distance_m", "elapsed_s", "timer_s", "moving_s", "ascent_m", "avg_hr", "max_hr", "avg_pace_s_per_km", "gap_s_per_km", "title",
		"days_to_race", "day_after", "hours_since_stressor", "how_easy", "next_day", "second_day", "third_day", "within_24h", "days_to_key",
	}
}

// Write writes a row for each entry: the columns of json.Record that are not nested.
func Write(w io.Writer, a *report.Activities, entries []history.Entry) error {
	out := csv.NewWriter(w)
	if err := out.Write(Columns()); err != nil {
		return err
	}
	for _, e := range entries {
		r := json.NewRecord(a, e)
		if err := out.Write(row(&r)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func row(r *json.Record) []string {
	cells := []string{
		guard(&r.File), guard(r.Start), guard(r.Day), guard(r.Sport), r.Status, guard(r.Reason), guard(r.Class), guard(r.Kind), guard(r.Intensity),
	}
	for _, v := range []*float64{r.Confidence, r.DistanceM, r.ElapsedS, r.TimerS, r.MovingS, r.AscentM, r.AvgHR, r.MaxHR, r.AvgPaceSPkm, r.GAPSPkm} {
		cells = append(cells, figure(v))
	}
	return append(append(cells, guard(r.Title)), daysAround(r)...)
}

// daysAround returns the cells that state what the session came after and what
// followed.
func daysAround(r *json.Record) []string {
	cells := []string{whole(r.DaysToRace), guard(r.DayAfter), figure(r.HoursSince), "", "", "", "", "", ""}
	if r.Audit != nil {
		cells[3] = r.Audit.Verdict
	}
	if a := r.Aftermath; a != nil {
		cells[4], cells[5], cells[6], cells[7], cells[8] = a.Days[0].Kind, a.Days[1].Kind, a.Days[2].Kind, a.Within.Kind, whole(a.DaysToKey)
	}
	return cells
}

// guard returns text that a spreadsheet program does not take for a formula and
// that does not control a terminal.
func guard(s *string) string {
	if s == nil {
		return ""
	}
	text := ingest.Printable(*s)
	if strings.ContainsAny(text[:1], "=+-@") {
		return "'" + text
	}
	return text
}

func figure(v *float64) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(*v)
}

func whole(n *int) string {
	if n == nil {
		return ""
	}
	return fmt.Sprint(*n)
}
