package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync/atomic"

	"modernc.org/sqlite" // registers the driver
	sqlite3 "modernc.org/sqlite/lib"
)

// busyTimeout is how long a process waits for another one's write, ms.
const busyTimeout = 5000

// pageSize holds a whole row, bytes: a file of one run takes 3 to 10 kB.
const pageSize = 16 << 10

// schema is what a database file must look like. Number stands in the file; a
// file with another one is set aside.
type schema struct {
	number int
	tables []string
}

// database is one SQLite file.
type database struct {
	path    string
	db      *sql.DB
	damaged atomic.Bool
}

// openDatabase opens or makes the file. One that is damaged or of another version
// is renamed and replaced. Anything else – another process holds it locked, the
// disk is full, the file is not ours – is an error and leaves the file alone.
func openDatabase(path string, want schema, w waits) (*database, error) {
	d, err := tryDatabase(path, want, w)
	if err == nil || !isUseless(err) {
		return d, wrap(path, err)
	}
	if err := setAside(path); err != nil {
		return nil, wrap(path, err)
	}
	d, err = tryDatabase(path, want, w)
	return d, wrap(path, err)
}

func wrap(path string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", filepath.Base(path), err)
}

func tryDatabase(path string, want schema, w waits) (*database, error) {
	// SQLite gives its side files the mode of this one.
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	f.Close()
	db, err := sql.Open("sqlite", address(path, w))
	if err != nil {
		return nil, err
	}
	d := &database{path: path, db: db}
	if err := d.prepare(want); err != nil {
		db.Close()
		return nil, err
	}
	return d, nil
}

// waits says when SQLite waits for the disk. Without it, too, a killed process loses
// nothing that was committed.
type waits string

// Kinds of waits.
const (
	// synced: a power cut costs the last commits at most.
	synced waits = "NORMAL"
	// unsynced: a power cut may damage the file, which then is set aside and made
	// anew. One new file among many would wait for the disk longer than it is read.
	unsynced waits = "OFF"
)

// address is the driver's address of a file.
func address(path string, w waits) string {
	q := url.Values{"_txlock": {"immediate"}, "_pragma": {
		fmt.Sprintf("busy_timeout(%d)", busyTimeout), fmt.Sprintf("page_size(%d)", pageSize),
		"journal_mode(WAL)", fmt.Sprintf("synchronous(%s)", w),
	}}
	return (&url.URL{Scheme: "file", Opaque: url.PathEscape(path), RawQuery: q.Encode()}).String()
}

var errSchema = errors.New("made by another version of the program")

// prepare makes the tables in a new file and checks the number of an old one.
func (d *database) prepare(want schema) error {
	tx, err := d.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var number, tables int
	if err := tx.QueryRow("PRAGMA user_version").Scan(&number); err != nil {
		return err
	}
	if err := tx.QueryRow("SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return err
	}
	if number == want.number {
		return tx.Commit()
	}
	if number != 0 || tables != 0 {
		return errSchema
	}
	for _, t := range want.tables {
		if _, err := tx.Exec(t); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(fmt.Sprintf("PRAGMA user_version = %d", want.number)); err != nil {
		return err
	}
	return tx.Commit()
}

// close closes the file and, when it turned out damaged, sets it aside.
func (d *database) close() error {
	err := d.db.Close()
	if d.damaged.Load() {
		return setAside(d.path)
	}
	return err
}

// failed takes note of an error that says the file is damaged, and returns it.
func (d *database) failed(err error) error {
	if isUseless(err) {
		d.damaged.Store(true)
	}
	return err
}

func (d *database) exec(statements ...string) error {
	for _, s := range statements {
		if _, err := d.db.Exec(s); err != nil {
			return d.failed(err)
		}
	}
	return nil
}

// write runs f in a transaction.
func (d *database) write(f func(*sql.Tx) error) error {
	tx, err := d.db.BeginTx(context.Background(), nil)
	if err != nil {
		return d.failed(err)
	}
	defer tx.Rollback()
	if err := f(tx); err != nil {
		return d.failed(err)
	}
	return d.failed(tx.Commit())
}

// isUseless reports whether the error says that the file's content cannot be used.
func isUseless(err error) bool {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return errors.Is(err, errSchema)
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR:
		return true
	}
	return e.Code() == sqlite3.SQLITE_IOERR_SHORT_READ
}

// setAside renames a database and drops its side files. The copy set aside before
// is replaced.
func setAside(path string) error {
	for _, suffix := range []string{"-wal", "-shm", "-journal"} {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	err := os.Rename(path, path+".aside")
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}
