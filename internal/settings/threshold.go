package settings

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// Threshold holds a table [[thresholds]] of a config file: values that hold from a day on.
// "" stands for a value that is not stated.
type Threshold struct {
	From, LTHR, MaxHR, RestHR, ThresholdPace string
}

// String lists the stated values.
func (t Threshold) String() string {
	out := "from " + t.From
	for _, f := range [][2]string{{"lthr", t.LTHR}, {"max-hr", t.MaxHR}, {"rest-hr", t.RestHR}, {"threshold-pace", t.ThresholdPace}} {
		if f[1] != "" {
			out += ", " + f[0] + " " + f[1]
		}
	}
	return out
}

var zoneSystems = map[string]zone.System{
	"auto": zone.Auto, "lthr": zone.LTHR, "hrr": zone.HRR, "max": zone.Max, "device": zone.Device,
}

func (p *parser) parseZones() (err error) {
	z := &p.to.Zones
	var ok bool
	if z.System, ok = zoneSystems[p.String("zones")]; !ok {
		return fmt.Errorf("--zones %q: want auto, lthr, hrr, max or device", p.String("zones"))
	}
	for _, f := range []struct {
		rate rate
		to   *float64
	}{{maxHR, &z.MaxHR}, {restHR, &z.RestHR}} {
		if p.IsSet(f.rate.name) {
			if *f.to, err = f.rate.check(p.Float64(f.rate.name)); err != nil {
				return err
			}
		}
	}
	for _, text := range p.StringSlice(lthr.name) {
		if err := p.parseLTHR(text); err != nil {
			return err
		}
	}
	if pace := p.String("threshold-pace"); pace != "" {
		if z.ThresholdSpeed, err = p.to.Units.ParsePace(pace); err != nil {
			return fmt.Errorf("--threshold-pace: %w", err)
		}
	}
	return nil
}

// parseLTHR parses BPM or BPM@DAY.
func (p *parser) parseLTHR(text string) error {
	number, day, isDated := strings.Cut(text, "@")
	bpm, err := lthr.parse(number)
	if err != nil {
		return err
	}
	z := &p.to.Zones
	if !isDated {
		if !math.IsNaN(z.LTHR) {
			return fmt.Errorf("--lthr %s: one value without a day is there already; write --lthr %s@DAY for the day from which it holds", text, number)
		}
		z.LTHR = bpm
		return nil
	}
	from, err := unit.ParseDay(day)
	if err != nil {
		return fmt.Errorf("--lthr %s: %w", text, err)
	}
	d := undated()
	d.From, d.LTHR = from, bpm
	z.Dated = append(z.Dated, d)
	return nil
}

// undated returns a Dated without any value.
func undated() zone.Dated {
	n := math.NaN()
	return zone.Dated{MaxHR: n, RestHR: n, LTHR: n, ThresholdSpeed: n}
}

// parseDated adds the thresholds of a config file.
func (p *parser) parseDated(thresholds []Threshold) error {
	for _, t := range thresholds {
		d, err := t.parse(p.to.Units)
		if err != nil {
			return fmt.Errorf("thresholds: %w", err)
		}
		p.to.Zones.Dated = append(p.to.Zones.Dated, d)
	}
	return nil
}

func (t Threshold) parse(units unit.System) (d zone.Dated, err error) {
	d = undated()
	if t.From == "" {
		return d, errors.New("want the day from which the values hold, as in from = 2024-03-01")
	}
	if d.From, err = unit.ParseDay(t.From); err != nil {
		return d, fmt.Errorf("from: %w", err)
	}
	for _, f := range []struct {
		rate rate
		text string
		to   *float64
	}{{lthr, t.LTHR, &d.LTHR}, {maxHR, t.MaxHR, &d.MaxHR}, {restHR, t.RestHR, &d.RestHR}} {
		if f.text == "" {
			continue
		}
		if *f.to, err = f.rate.parse(f.text); err != nil {
			return d, err
		}
	}
	if t.ThresholdPace != "" {
		if d.ThresholdSpeed, err = units.ParsePace(t.ThresholdPace); err != nil {
			return d, fmt.Errorf("threshold-pace: %w", err)
		}
	}
	return d, nil
}

// checkRates returns an error if, on any day, the stated heart rates do not ascend from
// rest to maximum.
func (p *parser) checkRates() error {
	z := p.to.Zones
	for _, d := range append([]zone.Dated{{From: math.MinInt32}}, z.Dated...) {
		at := z.At(d.From)
		if at.RestHR >= at.LTHR || at.LTHR >= at.MaxHR || at.RestHR >= at.MaxHR {
			return errors.New("heart rates must rise: --rest-hr below --lthr below --max-hr")
		}
	}
	return nil
}

// rate describes an option that states a heart rate.
type rate struct {
	name     string
	low, top float64 // possible range in beats/min
}

var (
	maxHR  = rate{"max-hr", 100, 240}
	restHR = rate{"rest-hr", 25, 110}
	lthr   = rate{"lthr", 80, 220}
)

// leadingNumber matches the number in a value such as "170bpm".
var leadingNumber = regexp.MustCompile(`^\s*([0-9]+(?:\.[0-9]+)?)`)

// parse parses a heart rate in beats a minute.
func (r rate) parse(text string) (float64, error) {
	v, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err == nil {
		return r.check(v)
	}
	if m := leadingNumber.FindStringSubmatch(text); m != nil {
		return 0, fmt.Errorf("--%s %s: want a number alone, as in --%s %s", r.name, text, r.name, m[1])
	}
	return 0, fmt.Errorf("--%s %s: want a number", r.name, text)
}

// check returns v, or an error if v is outside the possible range.
func (r rate) check(v float64) (float64, error) {
	if !(v >= r.low && v <= r.top) {
		return 0, fmt.Errorf("--%s %g: want %g to %g beats a minute", r.name, v, r.low, r.top)
	}
	return v, nil
}
