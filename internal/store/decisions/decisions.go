// Package decisions stores the decisions of runners: classes, notes and plans of
// experiments. Decisions are user data. They are kept in a text file in the user's data
// folder and in a copy beside it. Every row has a checksum, so damage affects only the
// damaged rows, and every loss is reported. The package does not judge runs, and stores
// nothing that was read from a recording.
package decisions

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// The files of a book, in the user's data folder.
const (
	mainFile = "decisions.jsonl"
	copyFile = "decisions.copy.jsonl"
	lockFile = "decisions.lock"
)

// lockWait is the longest time that a process waits for another process to finish writing.
const lockWait = 5 * time.Second

// ErrNewer reports a file that a newer version of the program wrote. The file
// stays as it is.
var ErrNewer = errors.New("a newer version of dayafter wrote this file; update dayafter to use it")

// Decision is a runner's decision about one session.
type Decision struct {
	Class string // class or kind as written by the runner; "" leaves the judgement
	Note  string
}

// Book holds the decisions of all runners that share a data folder. Use one Book
// per process; several processes may use the same folder at once.
type Book struct {
	dir      string
	rows     map[id]Row
	sound    bool // both files hold exactly rows
	written  bool // at least one of the files exists
	warnings []string
	lost     bool
}

// Open reads the decisions in dir. A missing folder or file is an empty book. Open sets
// damaged files aside, and Warnings reports them. The error wraps ErrNewer when a file
// comes from a newer version.
func Open(dir string) (*Book, error) {
	b := &Book{dir: dir, rows: map[id]Row{}}
	if err := b.load(); err != nil {
		return nil, err
	}
	if !b.sound {
		b.repair()
	}
	return b, nil
}

// repair writes both files anew after damage. If the folder cannot be written, nothing
// changes, and the next Open reports the damage again.
func (b *Book) repair() {
	unlock, err := b.lock()
	if err != nil {
		return
	}
	defer unlock()
	// Another process may have repaired the files while this one waited.
	if now, err := read(b.File()); err == nil && now.missing || err == nil && now.sound() && len(now.rows) == len(b.rows) {
		b.save()
	}
}

// Written reports whether the folder holds a book. There is none before the first decision.
func (b *Book) Written() bool { return b.written }

// Begin writes a new book with the given rows, even if there are none. If another
// process has written the book meanwhile, Begin adds only the rows that it lacks.
func (b *Book) Begin(rows []Row) error {
	return b.locked(func() {
		for _, r := range rows {
			if _, ok := b.rows[r.id()]; !ok && !r.empty() {
				b.rows[r.id()] = r
			}
		}
	})
}

// Warnings describes the damage to the files, one sentence for each.
func (b *Book) Warnings() []string { return b.warnings }

// Lost reports whether decisions were lost for good.
func (b *Book) Lost() bool { return b.lost }

// File returns the path of the file that holds the decisions.
func (b *Book) File() string { return filepath.Join(b.dir, mainFile) }

// Sessions returns a runner's decisions by session key.
func (b *Book) Sessions(runner string) map[string]Decision {
	out := map[string]Decision{}
	for at, row := range b.rows {
		if at.runner == runner && at.topic == session {
			out[at.key] = Decision{row.Class, row.Note}
		}
	}
	return out
}

// Plans returns the texts of a runner's experiment plans by name.
func (b *Book) Plans(runner string) map[string]string {
	out := map[string]string{}
	for at, row := range b.rows {
		if at.runner == runner && at.topic == plan {
			out[at.key] = row.Text
		}
	}
	return out
}

// Runners returns how many decisions each runner has.
func (b *Book) Runners() map[string]int {
	out := map[string]int{}
	for at := range b.rows {
		out[at.runner]++
	}
	return out
}

// SetSessions changes a runner's decisions for the given sessions and keeps all others. An
// empty Decision removes a decision.
func (b *Book) SetSessions(runner string, by map[string]Decision) error {
	var rows []Row
	for key, d := range by {
		rows = append(rows, SessionRow(runner, key, d))
	}
	return b.change(rows)
}

// SetPlan stores the text of an experiment's plan. An empty text removes the plan.
func (b *Book) SetPlan(runner, name, text string) error {
	return b.change([]Row{{Runner: runner, Topic: plan, Key: name, Text: text}})
}

// Add stores rows and reports how many of them were new or different.
func (b *Book) Add(rows []Row) (changed int, err error) {
	for _, r := range rows {
		if b.rows[r.id()] != r {
			changed++
		}
	}
	return changed, b.change(rows)
}

// Rows returns all decisions in a fixed order.
func (b *Book) Rows() []Row {
	return slices.SortedFunc(maps.Values(b.rows), func(x, y Row) int {
		return strings.Compare(x.id().String(), y.id().String())
	})
}

// change applies rows to the newest state on disk and writes both files. It writes nothing
// if the rows change nothing.
func (b *Book) change(rows []Row) error {
	if b.sound && !b.differs(rows) {
		return nil
	}
	return b.locked(func() {
		for _, r := range rows {
			if r.empty() {
				delete(b.rows, r.id())
			} else {
				b.rows[r.id()] = r
			}
		}
	})
}

// locked locks out other writers, loads the newest book, applies a change and saves the
// book.
func (b *Book) locked(change func()) error {
	unlock, err := b.lock()
	if err != nil {
		return err
	}
	defer unlock()
	if err := b.load(); err != nil {
		return err
	}
	change()
	return b.save()
}

// differs reports whether rows would change the book.
func (b *Book) differs(rows []Row) bool {
	return slices.ContainsFunc(rows, func(r Row) bool {
		have, ok := b.rows[r.id()]
		return ok != !r.empty() || ok && have != r
	})
}

// lock keeps other processes from writing until unlock is called.
func (b *Book) lock() (unlock func(), err error) {
	if err := makeFolder(b.dir); err != nil {
		return nil, err
	}
	l := flock.New(filepath.Join(b.dir, lockFile), flock.SetPermissions(0o600))
	ctx, cancel := context.WithTimeout(context.Background(), lockWait)
	defer cancel()
	switch _, err := l.TryLockContext(ctx, lockWait/100); {
	case errors.Is(err, context.DeadlineExceeded):
		return nil, fmt.Errorf("another dayafter is writing in %s; try again", b.dir)
	case err != nil:
		return nil, fmt.Errorf("cannot write in %s: %w", b.dir, cause(err))
	}
	return func() { l.Unlock() }, nil
}
