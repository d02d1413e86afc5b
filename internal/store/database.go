package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"time"

	"modernc.org/sqlite" // registers the driver
	sqlite3 "modernc.org/sqlite/lib"
)

// busyTimeout is the longest time in ms that a process waits while another one writes.
const busyTimeout = 5000

// pageSize is the page size of a new database file, in bytes. A page of SQLite's
// default size, 4,096, holds a single result, so each result would need a system call.
const pageSize = 16384

// schema describes the tables of a database file. The file stores the number. A file with
// the previous number is upgraded, and a file with any other number is set aside.
type schema struct {
	number   int
	tables   []string
	obsolete []string // tables of the previous schema that are created again
}

// database is one SQLite file.
type database struct {
	path    string
	db      *sql.DB
	damaged atomic.Bool
}

// openDatabase opens the file, or creates it. A file that is damaged or has another
// schema is set aside and replaced. Any other failure (another process holds the lock,
// the disk is full, permission is denied) is an error and leaves the file alone.
func openDatabase(path string, want schema, w syncMode) (*database, error) {
	d, err := tryDatabase(path, want, w)
	if err == nil || !isUseless(err) {
		return d, withName(path, err)
	}
	if err := setAside(path); err != nil {
		return nil, withName(path, err)
	}
	d, err = tryDatabase(path, want, w)
	return d, withName(path, err)
}

// withName adds the file's name to the front of an error; nil stays nil.
func withName(path string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", filepath.Base(path), err)
}

// tryDatabase opens or creates the file without repairing anything.
func tryDatabase(path string, want schema, w syncMode) (*database, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		create(path, want, w) // if it fails, as on a file system without links, openInPlace creates the file or says why it cannot
	}
	return openInPlace(path, want, w)
}

// create makes the file in a folder of its own and then links it to its path. So a
// process that is killed leaves no file that is half made. A file that another process
// creates at the same time stays.
func create(path string, want schema, w syncMode) error {
	pattern := path + ".new-*"
	folder, err := os.MkdirTemp(filepath.Dir(path), filepath.Base(pattern))
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	removeKilled(pattern, folder)
	made := filepath.Join(folder, filepath.Base(path))
	d, err := openInPlace(made, want, w)
	if err != nil {
		return err
	}
	if err := d.db.Close(); err != nil {
		return err
	}
	return os.Link(made, path)
}

// createLongest is the longest time that creating a database may take. It takes
// milliseconds. Ours.
const createLongest = time.Minute

// removeKilled removes the folders of processes that were killed: those that match the
// pattern and are older than the given folder by more than createLongest.
func removeKilled(pattern, folder string) {
	own, err := os.Stat(folder)
	if err != nil {
		return
	}
	all, _ := filepath.Glob(pattern)
	for _, f := range all {
		if info, err := os.Stat(f); err == nil && own.ModTime().Sub(info.ModTime()) > createLongest {
			os.RemoveAll(f)
		}
	}
}

// openInPlace opens the file, or creates it at its path.
func openInPlace(path string, want schema, w syncMode) (*database, error) {
	// SQLite gives its side files the mode of this file.
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

// syncMode says when SQLite waits for the disk. In both modes, a killed process loses
// nothing that it committed.
type syncMode string

// Modes.
const (
	// synced loses at most the last commits in a power cut.
	synced syncMode = "NORMAL"
	// unsynced may damage the file in a power cut; the file is then set aside and
	// built again. Waiting for the disk would take longer than reading a new recording.
	unsynced syncMode = "OFF"
)

// address returns the address under which the driver opens a file.
func address(path string, w syncMode) string {
	q := url.Values{
		"_txlock":       {"immediate"},
		"_busy_timeout": {strconv.Itoa(busyTimeout)},
		"_pragma":       {fmt.Sprintf("page_size(%d)", pageSize)}, // the driver sets it before the journal mode, after which it cannot be changed
		"_journal_mode": {"WAL"},
		"_synchronous":  {string(w)},
	}
	return (&url.URL{Scheme: "file", Opaque: url.PathEscape(path), RawQuery: q.Encode()}).String()
}

var errSchema = errors.New("another version of dayafter wrote it")

// prepare creates the tables of a new file and checks the schema number of an old one.
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
	empty, old := number == 0 && tables == 0, number == want.number-1 && tables > 0
	switch {
	case number == want.number:
		return tx.Commit()
	case !empty && !old:
		return errSchema
	}
	if err := want.write(tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil || empty {
		return err
	}
	return d.exec("VACUUM") // removes the dropped rows from the file
}

// write drops the obsolete tables, creates the tables and sets the schema number.
func (s schema) write(tx *sql.Tx) error {
	var statements []string
	for _, t := range s.obsolete {
		statements = append(statements, "DROP TABLE IF EXISTS "+t)
	}
	statements = append(statements, s.tables...)
	statements = append(statements, fmt.Sprintf("PRAGMA user_version = %d", s.number))
	for _, x := range statements {
		if _, err := tx.Exec(x); err != nil {
			return err
		}
	}
	return nil
}

// close closes the file and sets it aside if an error showed that it is damaged.
func (d *database) close() error {
	err := d.db.Close()
	if d.damaged.Load() {
		return setAside(d.path)
	}
	return err
}

// failed returns err and marks the file as damaged if err says so.
func (d *database) failed(err error) error {
	if isUseless(err) {
		d.damaged.Store(true)
	}
	return err
}

// exec runs statements that return no rows.
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

// isUseless reports whether an error says that the file's content cannot be used.
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

// sideFiles are the endings of the files that SQLite keeps beside a database.
var sideFiles = []string{"-wal", "-shm", "-journal"}

// setAside renames a database and removes its side files. It replaces an earlier copy,
// because a cache can be rebuilt.
func setAside(path string) error {
	for _, suffix := range sideFiles {
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
