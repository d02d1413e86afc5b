package app

import (
	"fmt"
	"slices"
	"strings"

	"dayafter/internal/history"
	"dayafter/internal/identity"
	"dayafter/internal/ingest"
	"dayafter/internal/summary"
)

// RunnersError stops the work before recordings of several runners are mixed.
type RunnersError struct {
	Reason  string
	Advice  []string // lines that say what to type; PROGRAM stands for the program and its command
	Command string   // the user's command, for the advice
}

// Error returns the reason and what to type.
func (e *RunnersError) Error() string {
	text := e.Reason + "\n" + strings.Join(e.Advice, "\n") + "\nIf all of these runs are yours, add --one-runner."
	return strings.ReplaceAll(text, "PROGRAM", strings.TrimSpace("dayafter "+e.Command))
}

// checkOne returns a RunnersError if the files look like those of several runners,
// by themselves or beside the remembered history.
func (m *memory) checkOne(files []summary.File, paths []string, s Settings) error {
	if s.OneRunner {
		return nil
	}
	recs := recordings(files, paths)
	if identity.Find(recs) != nil {
		recs = withoutShifted(recs, files, s)
		if f := identity.Find(recs); f != nil {
			return foundRunners(f)
		}
	}
	if doubt := identity.Doubt(recs); doubt != "" {
		m.monitor.Warnf("dayafter: %s; if so, read the files of one runner at a time, otherwise add --one-runner", doubt)
	}
	if m.store == nil {
		return nil
	}
	if err := m.checkNamed(files, s); err != nil {
		return err
	}
	return m.checkHistory(recs, files)
}

// withoutShifted returns the recordings without the copies that were written with another
// time zone: such a copy overlaps other runs of the same runner.
func withoutShifted(recs []identity.Recording, files []summary.File, s Settings) []identity.Recording {
	type activity struct {
		file string
		part int
	}
	shifted := map[activity]bool{}
	for _, e := range history.Build(files, s.historyOptions()).Entries {
		if e.Shifted {
			shifted[activity{e.File, e.Part}] = true
		}
	}
	copies := map[*summary.Summary]bool{}
	for i := range files {
		for k := range files[i].Summaries {
			copies[&files[i].Summaries[k]] = shifted[activity{files[i].Name, k}]
		}
	}
	return slices.DeleteFunc(slices.Clone(recs), func(r identity.Recording) bool { return copies[r.Summary] })
}

// recordings returns the activities of the files with the places of the files.
func recordings(files []summary.File, paths []string) (out []identity.Recording) {
	names := make([]string, len(files))
	for i := range files {
		names[i] = files[i].Name
	}
	roots, folders := identity.Place(names, paths)
	for i := range files {
		for k := range files[i].Summaries {
			out = append(out, identity.Recording{Root: roots[i], Folder: folders[i], Summary: &files[i].Summaries[k]})
		}
	}
	return out
}

// foundRunners returns the RunnersError for files that look like those of several runners.
func foundRunners(f *identity.Finding) error {
	e := &RunnersError{Reason: "these look like the runs of several runners: " + f.Reason}
	if len(f.Runners) < 2 {
		e.Advice = []string{"Sort the files of " + strings.Join(f.Runners[0].Names, ", ") + " into one folder for each runner."}
		return e
	}
	for i, r := range f.Runners {
		e.Advice = append(e.Advice, fmt.Sprintf("  runner %d: %s (%d runs)", i+1, strings.Join(r.Names, ", "), r.Runs))
	}
	if f.Runners[0].Devices {
		e.Advice = append(e.Advice, "Sort the files of these devices into one folder for each runner.")
		return e
	}
	e.Advice = append(e.Advice, "Name one runner's at a time:")
	for i, r := range f.Runners {
		e.Advice = append(e.Advice, fmt.Sprintf("  PROGRAM %s --runner NAME%d", quoted(r.Names), i+1))
	}
	return e
}

// quoted returns names for a command line.
func quoted(names []string) string {
	var out []string
	for _, n := range names {
		if strings.ContainsAny(n, " '\"!$&()*;<>?[]`|\\") {
			n = "'" + strings.ReplaceAll(n, "'", `'\''`) + "'"
		}
		out = append(out, n)
	}
	return strings.Join(out, " ")
}

// checkNamed returns a RunnersError if the user named no runner although the store holds
// several runners, or holds the files under another runner's name.
func (m *memory) checkNamed(files []summary.File, s Settings) error {
	names, err := m.store.Runners()
	if err != nil || len(otherThan(names, m.runner)) == 0 {
		return nil // a damaged store is reported elsewhere
	}
	known, err := m.store.KnownAs(files)
	if err != nil {
		return nil
	}
	for _, name := range otherThan(names, m.runner) {
		if len(known[name]) == 0 {
			continue
		}
		fact := fmt.Sprintf("%d of these files are known as runner %q's: %s", len(known[name]), name, examples(known[name]))
		if s.Named {
			m.monitor.Warnf("dayafter: %s; to forget that history, type dayafter cache clear --runner %s", fact, quoted([]string{name}))
			continue
		}
		return &RunnersError{Reason: fact, Advice: []string{fmt.Sprintf("To go on as that runner, add --runner %s. For another runner, add --runner NAME.", quoted([]string{name}))}}
	}
	if s.Named || len(known[m.runner]) > 0 {
		return nil
	}
	return severalKnown(names)
}

// severalKnown returns the RunnersError that asks which of the remembered runners is meant.
func severalKnown(names []string) error {
	return &RunnersError{
		Reason: fmt.Sprintf("there are remembered histories of runner %s", strings.Join(quotedNames(names), ", ")),
		Advice: []string{"Say whose to use: add --runner NAME."},
	}
}

// checkAsked returns a RunnersError if the user named no runner and the histories of
// several are remembered.
func (m *memory) checkAsked(s Settings) error {
	if s.Named || s.OneRunner || m.store == nil {
		return nil
	}
	names, err := m.store.Runners()
	if err != nil || len(otherThan(names, m.runner)) == 0 {
		return nil // a damaged store is reported elsewhere
	}
	return severalKnown(names)
}

func quotedNames(names []string) (out []string) {
	for _, n := range names {
		out = append(out, fmt.Sprintf("%q", n))
	}
	return out
}

// examples lists the first names.
func examples(names []string) string {
	const most = 3
	text := strings.Join(names[:min(most, len(names))], ", ")
	if len(names) > most {
		text += ", …"
	}
	return ingest.Printable(text)
}

// otherThan returns the names without one of them.
func otherThan(names []string, name string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n == name })
}

// checkHistory returns a RunnersError if the recordings look like another runner's
// than the remembered history to which they would be added. Files that are in the
// history already were checked when they came.
func (m *memory) checkHistory(recs []identity.Recording, files []summary.File) error {
	news, others, err := m.store.Compare(m.runner, files)
	if err != nil || news == 0 || others == 0 {
		return nil
	}
	h, err := m.history()
	if err != nil {
		return nil
	}
	const given, remembered = "these files", "the remembered history"
	all := slices.Clone(recs)
	for i := range all {
		all[i].Root = given
	}
	for _, f := range without(h.Files, files) {
		for k := range f.Summaries {
			all = append(all, identity.Recording{Root: remembered, Folder: remembered, Summary: &f.Summaries[k]})
		}
	}
	f := identity.FindBetween(all)
	if f == nil {
		return nil
	}
	return &RunnersError{
		Reason: fmt.Sprintf("these files look like another runner's than those remembered as runner %q: %s", m.runner, f.Reason),
		Advice: []string{"To begin or continue the history of another runner, add --runner NAME."},
	}
}
