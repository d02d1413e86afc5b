// Package plans keeps the plan of an experiment in the file that the runner names and,
// so that a lost file loses nothing, among the runner's decisions.
package plans

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"dayafter/internal/app"
	"dayafter/internal/disk"
	"dayafter/internal/experiment"
	"dayafter/internal/ingest"
	"dayafter/internal/season"
	"dayafter/internal/unit"
)

// Write writes a plan to the file at path and keeps a copy among the decisions.
func Write(path string, p *experiment.Plan, s app.Settings, m app.Monitor) error {
	text, err := disk.EncodeTOML(p.File())
	if err != nil {
		return err
	}
	if err := disk.Write(path, text); err != nil {
		return err
	}
	if err := app.SavePlan(s, m, name(path), string(text)); err != nil {
		return fmt.Errorf("wrote %s, but the plan could not be kept beside your other decisions: %w", ingest.Printable(path), err)
	}
	return nil
}

// CheckFree returns an error if a plan would be overwritten: two plans at once would
// mix their weeks.
func CheckFree(path string) error {
	old, err := Read(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%w; name another file with -o", err)
	}
	last := old.Weeks[len(old.Weeks)-1].Start + 6
	return fmt.Errorf("%s holds a plan that runs until %s: two plans at once would mix their weeks; remove that file first, or name another with -o", ingest.Printable(path), last)
}

// name returns the name under which the plan of a file is kept.
func name(path string) string {
	base := filepath.Base(path)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// Find reads the plan at path. If the file is missing or damaged, it takes the plan
// that was kept when the file was written, and warns.
func Find(path string, s app.Settings, m app.Monitor) (*experiment.Plan, error) {
	p, err := Read(path)
	if err == nil {
		return p, nil
	}
	text, err2 := app.PlanText(s, m, name(path))
	if err2 != nil || text == "" {
		return nil, err
	}
	if p, err2 = parse(path, []byte(text)); err2 != nil {
		return nil, err
	}
	if m.Warn != nil {
		m.Warn(fmt.Sprintf("dayafter: %v; using the plan as it was kept in %s", err, s.Data))
	}
	return p, nil
}

// Cover sets the days and races of a season so that they cover a plan. The runner's
// usual days come from the year before the plan.
func Cover(p *experiment.Plan, o *season.Options) {
	if o.From == 0 {
		o.From = p.Weeks[0].Start - 365
	}
	for _, day := range p.Races {
		if !slices.ContainsFunc(o.Races, func(r season.Race) bool { return r.Day == day }) {
			o.Races = append(o.Races, season.Race{Day: day, Name: "Race"})
		}
	}
}

// Today returns a line with the arm of the plan's day; "" without a path or on another
// day.
func Today(path string, day unit.Day, s app.Settings, m app.Monitor) (string, error) {
	if path == "" {
		return "", nil
	}
	p, err := Find(path, s, m)
	if err != nil {
		return "", err
	}
	arm, ok := p.Arm(day)
	if !ok {
		return "", nil
	}
	return fmt.Sprintf("Your experiment asks for today: %s.\n\n", arm.Word), nil
}

// Read reads the plan at path and checks that it was not changed.
func Read(path string) (*experiment.Plan, error) {
	data, err := disk.Read(path, disk.TextLimit)
	if err != nil {
		return nil, err
	}
	return parse(path, data)
}

func parse(path string, text []byte) (*experiment.Plan, error) {
	var f experiment.File
	if err := disk.ParseTOML(text, &f); err != nil {
		return nil, fmt.Errorf("%s is not a plan: %w", ingest.Printable(path), err)
	}
	p, err := f.Plan()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", ingest.Printable(path), err)
	}
	return p, nil
}
