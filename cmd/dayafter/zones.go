package main

import (
	"fmt"
	"io"

	"github.com/urfave/cli/v2"

	"dayafter/internal/report"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

func zonesCommand() *cli.Command {
	return &cli.Command{
		Name:         "zones",
		Usage:        "thresholds and zones over time, each with the effort it came from",
		ArgsUsage:    "PATH...",
		Flags:        append(commonFlags(), seasonFlags()...),
		OnUsageError: onUsageError,
		Action:       runZones,
	}
}

func runZones(c *cli.Context) error {
	s, paths, err := settingsAndPaths(c)
	if err != nil {
		return err
	}
	j, err := judgePaths(c, s, paths, earlier{})
	if err != nil {
		return err
	}
	if err := j.none(); err != nil {
		return err
	}
	if err := j.outside(s); err != nil {
		return err
	}
	periods := j.periods(s)
	write := printZones
	if s.json {
		write = printZonesJSON
	}
	if err := write(c.App.Writer, periods, s.units); err != nil {
		return err
	}
	s.remark(c.App.ErrWriter, "%s", j.history.Totals())
	return j.status(s.strict)
}

// period is a stretch of days with the same thresholds.
type period struct {
	from, to unit.Day
	set      zone.Set
}

// periods are the thresholds at the sessions' days, equal neighbours merged.
func (j *judged) periods(s settings) []period {
	var out []period
	for i := range j.history.Sessions {
		day := j.history.Sessions[i].Day
		if s.season.From != 0 && day < s.season.From || s.season.To != 0 && day > s.season.To {
			continue
		}
		set := j.book.On(day)
		if n := len(out); n > 0 && sameThresholds(out[n-1].set, set) {
			out[n-1].to = day
			continue
		}
		out = append(out, period{day, day, set})
	}
	return out
}

func thresholds(s zone.Set) [5]zone.Threshold {
	return [...]zone.Threshold{s.MaxHR, s.LTHR, s.RestHR, s.CriticalSpeed, s.ThresholdSpeed}
}

// sameThresholds compares what would be printed.
func sameThresholds(a, b zone.Set) bool {
	x, y := thresholds(a), thresholds(b)
	for i := range x {
		if x[i].Standing != y[i].Standing || x[i].Effort != y[i].Effort || fmt.Sprintf("%.2f", x[i].Value) != fmt.Sprintf("%.2f", y[i].Value) {
			return false
		}
	}
	return true
}

var thresholdNames = [...]string{"max HR", "LTHR", "resting HR", "critical speed", "threshold pace"}

func printZones(w io.Writer, periods []period, u unit.System) error {
	for _, p := range periods {
		fmt.Fprintf(w, "%s to %s\n", p.from, p.to)
		for i, t := range thresholds(p.set) {
			fmt.Fprintf(w, "  %-15s %s\n", thresholdNames[i], thresholdText(i, t, u))
		}
		if z := p.set.HR; len(z.Lower) > 0 {
			fmt.Fprintf(w, "  HR zones        %s:", z.System)
			for i, name := range z.Names {
				fmt.Fprintf(w, " %s %s", name, bounds(z, i))
			}
			fmt.Fprintln(w)
			if z.Note != "" {
				fmt.Fprintf(w, "                  %s\n", z.Note)
			}
		}
		if z := p.set.Pace; len(z.Lower) > 0 {
			fmt.Fprintf(w, "  pace zones      %s:", z.System)
			for i, name := range z.Names {
				fmt.Fprintf(w, " %s from %s", name, paceFrom(z.Lower[i], u))
			}
			fmt.Fprintln(w)
		}
	}
	return nil
}

func paceFrom(speed float64, u unit.System) string {
	if speed == 0 {
		return "standstill"
	}
	return u.Pace(speed)
}

// thresholdText is a threshold with its standing and the effort it came from.
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

type thresholdJ struct {
	Name     string   `json:"name"` // max HR, LTHR, resting HR: beats/min; critical speed, threshold pace: m/s
	Value    *float64 `json:"value"`
	Standing string   `json:"standing"`
	Day      *string  `json:"day"`
	Session  *string  `json:"session"`
	Effort   *string  `json:"effort"`
}

type zonesJ struct {
	System *string   `json:"system"`
	Names  []string  `json:"names"`
	Lower  []float64 `json:"lower"` // beats/min, or m/s
	Note   *string   `json:"note"`
}

type periodJ struct {
	From       string       `json:"from"`
	To         string       `json:"to"`
	Thresholds []thresholdJ `json:"thresholds"`
	HR         zonesJ       `json:"hr_zones"`
	Pace       zonesJ       `json:"pace_zones"`
}

func printZonesJSON(w io.Writer, periods []period, _ unit.System) error {
	enc := jsonEncoder(w)
	for _, p := range periods {
		out := periodJ{From: p.from.String(), To: p.to.String(), HR: newZonesJ(p.set.HR), Pace: newZonesJ(p.set.Pace)}
		for i, t := range thresholds(p.set) {
			tj := thresholdJ{Name: thresholdNames[i], Value: number(t.Value, 3), Standing: t.Standing.String(), Session: text(t.Session), Effort: text(t.Effort)}
			if t.Day != 0 {
				tj.Day = text(t.Day.String())
			}
			out.Thresholds = append(out.Thresholds, tj)
		}
		if err := enc.Encode(out); err != nil {
			return err
		}
	}
	return nil
}

func newZonesJ(z zone.Zones) zonesJ {
	out := zonesJ{System: text(z.System), Names: z.Names, Lower: make([]float64, len(z.Lower)), Note: text(z.Note)}
	for i, v := range z.Lower {
		out.Lower[i] = *number(v, 3)
	}
	return out
}
