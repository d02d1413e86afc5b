package text

import (
	"fmt"
	"io"

	"dayafter/internal/report"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// WriteZones writes the thresholds and zones of each period.
func WriteZones(w io.Writer, periods []zone.Period, u unit.System) error {
	for i := range periods {
		if err := writePeriod(w, &periods[i], u); err != nil {
			return err
		}
	}
	return nil
}

func writePeriod(w io.Writer, p *zone.Period, u unit.System) error {
	text := fmt.Sprintf("%s to %s\n", p.From, p.To)
	for i, t := range p.Set.Thresholds() {
		text += fmt.Sprintf("  %-15s %s\n", zone.ThresholdNames[i], thresholdText(i, t, u))
	}
	if z := p.Set.HR; len(z.Lower) > 0 {
		text += fmt.Sprintf("  HR zones        %s:", z.System)
		for i, name := range z.Names {
			text += fmt.Sprintf(" %s %s", name, bounds(z, i))
		}
		text += "\n"
		if z.Note != "" {
			text += fmt.Sprintf("                  %s\n", z.Note)
		}
	}
	if z := p.Set.Pace; len(z.Lower) > 0 {
		text += fmt.Sprintf("  pace zones      %s:", z.System)
		for i, name := range z.Names {
			text += fmt.Sprintf(" %s from %s", name, paceFrom(z.Lower[i], u))
		}
		text += "\n"
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
	text := fmt.Sprintf("%s  %s", value, t.Standing)
	if t.Effort != "" {
		text += ": " + t.Effort
	}
	if t.Day != 0 {
		text += fmt.Sprintf(" on %s", t.Day)
	}
	return text
}
