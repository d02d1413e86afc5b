package json

import (
	"io"

	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

type threshold struct {
	Name     string   `json:"name"` // max HR, LTHR, resting HR: beats/min; critical speed, threshold pace: m/s
	Value    *float64 `json:"value"`
	Standing string   `json:"standing"`
	Day      *string  `json:"day"`
	Session  *string  `json:"session"`
	Effort   *string  `json:"effort"`
	Margin   *float64 `json:"margin"` // standard error of an estimated LTHR, beats/min
}

type zones struct {
	System *string   `json:"system"`
	Names  []string  `json:"names"`
	Lower  []float64 `json:"lower"` // beats/min, or m/s
	Note   *string   `json:"note"`
}

type period struct {
	From       string      `json:"from"`
	To         string      `json:"to"`
	Thresholds []threshold `json:"thresholds"`
	HR         zones       `json:"hr_zones"`
	Pace       zones       `json:"pace_zones"`
}

// WriteZones writes an object for each period, each on a line.
func WriteZones(w io.Writer, periods []zone.Period) error {
	enc := NewEncoder(w)
	for i := range periods {
		if err := enc.Encode(newPeriod(&periods[i])); err != nil {
			return err
		}
	}
	return nil
}

func newPeriod(p *zone.Period) period {
	out := period{From: p.From.String(), To: p.To.String(), HR: newZones(p.Set.HR), Pace: newZones(p.Set.Pace)}
	for i, t := range p.Set.Thresholds() {
		j := threshold{Name: zone.ThresholdNames[i], Value: unit.Optional(t.Value, 3), Margin: unit.Optional(t.Margin, 1), Standing: t.Standing.String(), Session: unit.OptionalText(t.Session), Effort: unit.OptionalText(t.Effort)}
		if t.Day != 0 {
			j.Day = unit.OptionalText(t.Day.String())
		}
		out.Thresholds = append(out.Thresholds, j)
	}
	return out
}

func newZones(z zone.Zones) zones {
	out := zones{System: unit.OptionalText(z.System), Names: z.Names, Lower: make([]float64, len(z.Lower)), Note: unit.OptionalText(z.Note)}
	for i, v := range z.Lower {
		out.Lower[i] = *unit.Optional(v, 3)
	}
	return out
}
