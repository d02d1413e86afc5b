package app

import (
	"errors"
	"fmt"
	"maps"

	"dayafter/internal/classify"
	"dayafter/internal/render/xlsx"
	"dayafter/internal/store"
	"dayafter/internal/store/decisions"
)

// Decided holds the runner's own classes, notes and plans. Without a data folder,
// only those in the earlier workbook count.
type Decided struct {
	Book *decisions.Book // nil without a data folder
	Lost bool            // decisions were lost or could not be kept

	runner  string
	monitor Monitor
}

// OpenDecided opens the decisions in the data folder of the settings. It first
// copies those of an earlier version, once. The error means that the decisions
// cannot be read or that a newer version wrote them: no answer would be right.
func OpenDecided(s Settings, m Monitor) (*Decided, error) {
	d := &Decided{runner: s.Runner, monitor: m}
	if s.Data == "" {
		return d, nil
	}
	var err error
	if d.Book, err = decisions.Open(s.Data); err != nil {
		return nil, fmt.Errorf("%w; to go on without your classes and notes, name another folder with --data", err)
	}
	d.report(d.Book.Warnings(), d.Book.Lost())
	if !d.Book.Written() && s.OldData != "" {
		d.migrate(s.OldData)
	}
	return d, nil
}

// report passes warnings on, as losses or as facts.
func (d *Decided) report(warnings []string, lost bool) {
	for _, w := range warnings {
		if lost {
			d.losef("%s", w)
		} else {
			d.monitor.Warnf("dayafter: %s", w)
		}
	}
}

// losef reports a loss.
func (d *Decided) losef(format string, args ...any) {
	d.Lost = true
	d.monitor.lossf(format, args...)
}

// migrate copies the decisions that an earlier version kept in the cache folder
// dir into the book. It leaves the old ones alone.
func (d *Decided) migrate(dir string) {
	old, lost, err := store.OldDecisions(dir)
	switch {
	case errors.Is(err, store.ErrDamaged):
		d.losef("the classes and notes that an earlier version kept in %s are lost, because that folder's file runners.db is damaged (kept as %s); they may still be in your workbooks", dir, store.KeepDamaged(dir))
	case err != nil:
		d.losef("the classes and notes that an earlier version kept in %s cannot be read (%v); the next run tries again", dir, err)
		return
	case lost > 0:
		d.losef("%d classes and notes that an earlier version kept in %s are damaged and lost; %d were kept; the lost ones may still be in your workbooks", lost, dir, len(old))
	case len(old) == 0:
		return
	}
	var rows []decisions.Row
	for _, o := range old {
		rows = append(rows, decisions.SessionRow(o.Runner, o.Session, decisions.Decision{Class: o.Class, Note: o.Note}))
	}
	if err := d.Book.Begin(rows); err != nil {
		d.losef("%d classes and notes of an earlier version were not moved: %v; the next run tries again", len(rows), err)
		return
	}
	if len(rows) > 0 {
		d.monitor.Warnf("dayafter: moved %d classes and notes from %s to %s", len(rows), dir, d.Book.File())
	}
}

// sessions returns the runner's own classes and notes by session key: those in
// the book, changed by the runner's cells in the earlier workbook. It stores the
// changes.
func (d *Decided) sessions(earlier *xlsx.Kept) map[string]decisions.Decision {
	if d.Book == nil {
		return changesIn(earlier, nil)
	}
	all := d.Book.Sessions(d.runner)
	changed := changesIn(earlier, all)
	if err := d.Book.SetSessions(d.runner, changed); err != nil {
		d.losef("the classes and notes of your workbook count for this run and stay in the workbook, but could not be kept for others: %v", err)
	}
	maps.Copy(all, changed)
	return all
}

// SavePlan keeps the text of an experiment's plan under a name. An empty text forgets the plan.
func SavePlan(s Settings, m Monitor, name, text string) error {
	d, err := OpenDecided(s, m)
	if err != nil || d.Book == nil {
		return err
	}
	return d.Book.SetPlan(s.Runner, name, text)
}

// PlanTexts returns the texts of the runner's plans by name.
func PlanTexts(s Settings, m Monitor) (map[string]string, error) {
	d, err := OpenDecided(s, m)
	if err != nil || d.Book == nil {
		return nil, err
	}
	texts := d.Book.Plans(s.Runner)
	maps.DeleteFunc(texts, func(_, text string) bool { return text == "" }) // ended
	return texts, nil
}

// changesIn returns the decisions in the workbook that differ from those
// remembered. An empty cell deletes a decision only if the workbook was written
// with that decision in the cell: another workbook of the runner may have added
// a decision since.
func changesIn(earlier *xlsx.Kept, remembered map[string]decisions.Decision) map[string]decisions.Decision {
	out := map[string]decisions.Decision{}
	if earlier == nil {
		return out
	}
	for key, said := range earlier.Classes {
		d := remembered[key]
		if said != (classify.Override{}) || earlier.ClassCleared[key] {
			d.Class = said.String()
		}
		if note := earlier.Notes[key]; note != "" || earlier.NoteCleared[key] {
			d.Note = note
		}
		if d != remembered[key] {
			out[key] = d
		}
	}
	return out
}
