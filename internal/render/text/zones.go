package text

import (
	"fmt"
	"io"
	"strings"

	"dayafter/internal/report"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// WriteZones writes the thresholds and zones of the last period.
func WriteZones(w io.Writer, p Page, periods []zone.Period, u unit.System) error {
	if len(periods) == 0 {
		return nil
	}
	if err := writePeriod(w, p, &periods[len(periods)-1], u); err != nil || len(periods) == 1 {
		return err
	}
	_, err := fmt.Fprintf(w, "%d earlier changes; --all lists them\n", len(periods)-1)
	return err
}

// WriteAllZones writes a line for each change of a threshold.
func WriteAllZones(w io.Writer, p Page, periods []zone.Period, u unit.System) error {
	lines := []string{fmt.Sprintf("%-10s  %-6s %-19s %-7s %-9s %s", "from", "max HR", "threshold HR", "rest HR", "crit.pace", "threshold pace")}
	for i := range periods {
		set := &periods[i].Set
		lthr := report.Beats(set.LTHR.Value)
		if set.LTHR.Standing != zone.Missing {
			lthr += " " + set.LTHR.Standing.String()
		}
		lines = append(lines, fmt.Sprintf("%s  %-6s %-19s %-7s %-9s %s", periods[i].From, report.Beats(set.MaxHR.Value), lthr,
			report.Beats(set.RestHR.Value), u.Pace(set.CriticalSpeed.Value), u.Pace(set.ThresholdSpeed.Value)))
	}
	for i, line := range lines {
		if i > 1 && line[len(periods[0].From.String()):] == lines[i-1][len(periods[0].From.String()):] {
			continue // no threshold changed, only the effort behind one
		}
		if _, err := fmt.Fprintln(w, p.fit(line)); err != nil {
			return err
		}
	}
	return nil
}

// writePeriod writes the thresholds and zones of one period.
func writePeriod(w io.Writer, page Page, p *zone.Period, u unit.System) error {
	inset, hanging := Page{Width: page.Width - 2}, strings.Repeat(" ", 18)
	text := fmt.Sprintf("%s to %s\n", p.From, p.To)
	for i, t := range p.Set.Thresholds() {
		text += "  " + inset.list(fmt.Sprintf("%-15s ", zone.ThresholdNames[i]), strings.Split(thresholdText(i, t, u), " "), hanging) + "\n"
	}
	if z := p.Set.HR; len(z.Lower) > 0 {
		parts := []string{z.System + ":"}
		for i, name := range z.Names {
			parts = append(parts, name+" "+bounds(z, i))
		}
		text += "  " + inset.list("HR zones        ", parts, hanging) + "\n"
		if z.Note != "" {
			text += hanging + "  " + inset.wrap(z.Note, hanging) + "\n"
		}
	}
	if z := p.Set.Pace; len(z.Lower) > 0 {
		parts := []string{z.System + ":"}
		for i, name := range z.Names {
			parts = append(parts, name+" from "+paceFrom(z.Lower[i], u))
		}
		text += "  " + inset.list("pace zones      ", parts, hanging) + "\n"
	}
	_, err := io.WriteString(w, text)
	return err
}

func paceFrom(speed float64, u unit.System) string {
	if speed == 0 {
		return "standstill"
	}
	return u.Pace(speed)
}

// thresholdText formats threshold i of zone.ThresholdNames with its standing and
// the effort behind it.
func thresholdText(i int, t zone.Threshold, u unit.System) string {
	if t.Standing == zone.Missing {
		return unit.Missing + "  not known"
	}
	value := report.Beats(t.Value) + " bpm"
	if i >= 3 {
		value = u.Pace(t.Value)
	}
	if t.Margin > 0 {
		value = fmt.Sprintf("%s ± %s bpm", report.Beats(t.Value), report.Beats(t.Margin))
	}
	text := fmt.Sprintf("%s  %s", value, t.Standing)
	if t.Effort != "" {
		text += ": " + t.Effort
	}
	if t.Day != 0 {
		text += fmt.Sprintf(" on %s", t.Day)
	}
	return text
}
