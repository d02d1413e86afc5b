// Package settings parses the settings that a runner states on the command line or in a
// config file. It checks that every value is possible, and its errors say what to write
// instead. It reads no file and knows no command.
package settings

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"dayafter/internal/app"
	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// Source returns the values of options by their long names. An option that is not set has
// its default value or the zero value.
type Source interface {
	String(name string) string
	StringSlice(name string) []string
	Bool(name string) bool
	Float64(name string) float64
	Int(name string) int
	IsSet(name string) bool
}

// Parse returns the settings that the options and the dated thresholds of a config
// file state. All errors are mistakes of the user.
func Parse(src Source, dated []Threshold) (app.Settings, error) {
	p := parser{Source: src, to: app.Defaults()}
	p.to.Runner, p.to.Jobs = src.String("runner"), src.Int("jobs")
	p.to.Named, p.to.OneRunner = src.IsSet("runner"), src.Bool("one-runner")
	for _, parse := range []func() error{
		p.parseJobs, p.parseUnits, p.parseLong, p.parseZones, func() error { return p.parseDated(dated) }, p.checkRates, p.parseSpan, p.parseRaces, p.parseBlankDays,
	} {
		if err := parse(); err != nil {
			return p.to, err
		}
	}
	return p.to, nil
}

// parser fills settings from a source.
type parser struct {
	Source
	to app.Settings
}

func (p *parser) parseJobs() error {
	if p.to.Jobs < 1 {
		return fmt.Errorf("--jobs %d: want 1 or more", p.to.Jobs)
	}
	return nil
}

func (p *parser) parseUnits() (err error) {
	if p.to.Units, err = unit.ParseSystem(p.String("units")); err != nil {
		return fmt.Errorf("--units: %w", err)
	}
	if name := p.String("tz"); name != "" {
		if p.to.Zone, err = time.LoadLocation(name); err != nil {
			return fmt.Errorf("--tz %q: no such time zone; want a name as in Europe/Berlin", name)
		}
	}
	return nil
}

// Bounds of --long. The long run of a beginner may take 20 minutes, and no run takes two
// days. Ours.
const (
	shortestLong = 20 * time.Minute
	longestLong  = 24 * time.Hour
)

func (p *parser) parseLong() error {
	text := p.String("long")
	if text == "" {
		return nil
	}
	d, err := parseDuration(text)
	if err != nil {
		return fmt.Errorf("--long %q: %w", text, err)
	}
	if d < shortestLong || d > longestLong {
		return fmt.Errorf("--long %q: want 20 minutes to 24 hours", text)
	}
	p.to.LongFrom = d.Seconds()
	return nil
}

var weekStarts = map[string]time.Weekday{"monday": time.Monday, "sunday": time.Sunday, "saturday": time.Saturday}

// parseSpan parses the days of the season and the first day of the week.
func (p *parser) parseSpan() (err error) {
	s := &p.to.Season
	for _, f := range []struct {
		name string
		to   *unit.Day
	}{{"from", &s.From}, {"to", &s.To}} {
		if v := p.String(f.name); v != "" {
			if *f.to, err = unit.ParseDay(v); err != nil {
				return fmt.Errorf("--%s: %w", f.name, err)
			}
		}
	}
	if s.From != 0 && s.To != 0 && s.From > s.To {
		return fmt.Errorf("--from %s lies after --to %s", s.From, s.To)
	}
	s.Female = p.Bool("female")
	if v := p.String("week-start"); v != "" {
		var ok bool
		if s.WeekStart, ok = weekStarts[strings.ToLower(v)]; !ok {
			return fmt.Errorf("--week-start %q: want monday, sunday or saturday", v)
		}
	}
	return nil
}

func (p *parser) parseRaces() error {
	for _, v := range p.StringSlice("race") {
		day, name, _ := strings.Cut(v, "=")
		d, err := unit.ParseDay(day)
		if err != nil {
			return fmt.Errorf("--race: %w", err)
		}
		p.to.Season.Races = append(p.to.Season.Races, season.Race{Day: d, Name: cmp.Or(strings.TrimSpace(name), "Race")})
	}
	return nil
}

// Values of --blank-days.
const (
	BlankUnknown = "unknown"
	blankRest    = "rest"
)

// parseBlankDays parses the options about days without a record.
func (p *parser) parseBlankDays() error {
	if v := p.String("blank-days"); v != "" && v != BlankUnknown && v != blankRest {
		return fmt.Errorf("--blank-days %q: want %s or %s", v, BlankUnknown, blankRest)
	}
	p.to.Season.BlankDaysRest = p.String("blank-days") == blankRest
	for _, v := range p.StringSlice("away") {
		away, err := parseAway(v)
		if err != nil {
			return fmt.Errorf("--away: %w", err)
		}
		p.to.Season.Away = append(p.to.Season.Away, away)
	}
	return nil
}

// parseAway parses FROM..TO[=WHY]. A single day is both. The reason is the user's own note.
func parseAway(text string) (season.AwayDays, error) {
	days, _, _ := strings.Cut(text, "=")
	first, last, isSpan := strings.Cut(days, "..")
	if !isSpan {
		last = first
	}
	from, err := unit.ParseDay(strings.TrimSpace(first))
	if err != nil {
		return season.AwayDays{}, err
	}
	to, err := unit.ParseDay(strings.TrimSpace(last))
	if err != nil {
		return season.AwayDays{}, err
	}
	if from > to {
		return season.AwayDays{}, fmt.Errorf("%s lies after %s", from, to)
	}
	return season.AwayDays{From: from, To: to}, nil
}
