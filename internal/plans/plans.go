// Package plans stores the plan of an experiment in the file that the runner names. It
// keeps a copy among the runner's decisions, so that nothing is lost with the file.
package plans

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"dayafter/internal/app"
	"dayafter/internal/disk"
	"dayafter/internal/experiment"
	"dayafter/internal/ingest"
	"dayafter/internal/unit"
)

// Write writes a plan to the file at path and keeps a copy among the decisions. It refuses
// a plan that overlaps another of the runner's plans.
func Write(path string, p *experiment.Plan, s app.Settings, m app.Monitor) error {
	if err := checkOverlap(path, p, s, m); err != nil {
		return err
	}
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

// CheckFree returns an error if there is a plan at path, because two plans at once would
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

// name returns the name under which the copy of the plan at path is kept.
func name(path string) string {
	base := filepath.Base(path)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// Find reads the plan at path. If the file is missing or damaged, it returns the copy and
// warns.
func Find(path string, s app.Settings, m app.Monitor) (*experiment.Plan, error) {
	p, err := Read(path)
	if err == nil {
		return p, nil
	}
	texts, err2 := app.PlanTexts(s, m)
	if err2 != nil || texts[name(path)] == "" {
		return nil, err
	}
	if p, err2 = parse(path, []byte(texts[name(path)])); err2 != nil {
		return nil, err
	}
	m.Warnf("dayafter: %v; using the plan as it was kept in %s", err, s.Data)
	return p, nil
}

// kept returns the copies of the runner's plans in order of name. It warns of a copy that
// cannot be read.
func kept(s app.Settings, m app.Monitor) (all []named, err error) {
	texts, err := app.PlanTexts(s, m)
	if err != nil {
		return nil, err
	}
	for _, n := range slices.Sorted(maps.Keys(texts)) {
		p, err := parse(n, []byte(texts[n]))
		if err != nil {
			m.Warnf("dayafter: an experiment among your decisions cannot be read: %v", err)
			continue
		}
		all = append(all, named{n, p})
	}
	return all, nil
}

// named is the copy of a plan with the name of its file.
type named struct {
	name string
	plan *experiment.Plan
}

// checkOverlap returns an error if another plan of the runner has arms on the same days.
func checkOverlap(path string, p *experiment.Plan, s app.Settings, m app.Monitor) error {
	all, err := kept(s, m)
	if err != nil {
		return err
	}
	for _, other := range all {
		if other.name == name(path) {
			continue // the copy of the plan at this path, whose file is gone; see CheckFree
		}
		if err := p.Overlaps(other.plan); err != nil {
			return fmt.Errorf("%w: dayafter experiment end %s.toml", err, ingest.Printable(other.name))
		}
	}
	return nil
}

// End removes the copy of a plan. Then no day asks for its arms, and another plan may
// begin. The plan's file stays.
func End(path string, s app.Settings, m app.Monitor) (line string, err error) {
	p, err := Find(path, s, m)
	if err != nil {
		return "", err
	}
	if err := app.SavePlan(s, m, name(path), ""); err != nil {
		return "", err
	}
	return fmt.Sprintf("Ended: %s or %s. If %s is still there, dayafter experiment result reads it as before.\n", p.Arms[0].Word, p.Arms[1].Word, ingest.Printable(path)), nil
}

// Given reads the plan at path; nil without a path.
func Given(path string, s app.Settings, m app.Monitor) (*experiment.Plan, error) {
	if path == "" {
		return nil, nil
	}
	return Find(path, s, m)
}

// Today returns a line with the arm of the day, from the plan at path or, without a path,
// from the runner's plans. It returns "" if no plan has an arm for the day, and an error
// that names both plans if two have one.
func Today(path string, day unit.Day, s app.Settings, m app.Monitor) (string, error) {
	all := []named{{name: name(path)}}
	var err error
	if path == "" {
		all, err = kept(s, m)
	} else {
		all[0].plan, err = Find(path, s, m)
	}
	if err != nil {
		return "", err
	}
	line, from := "", ""
	for _, n := range all {
		arm, ok := n.plan.Arm(day)
		switch {
		case !ok:
			continue
		case line != "":
			return "", fmt.Errorf("two plans at once: %[1]s and %[2]s both ask for something on %[3]s; end one: dayafter experiment end %[2]s.toml", ingest.Printable(from), ingest.Printable(n.name), day)
		}
		line, from = fmt.Sprintf("Your experiment asks for today: %s.\n\n", arm.Word), n.name
	}
	return line, nil
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
