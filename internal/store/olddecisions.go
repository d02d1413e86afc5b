package store

import (
	"database/sql"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"
)

// OldDecision is a class and a note that earlier versions of the program kept in
// the cache folder.
type OldDecision struct{ Runner, Session, Class, Note string }

// ErrDamaged reports a file that may hold old decisions and cannot be read.
var ErrDamaged = errors.New("the file is damaged")

// createWait is the longest time that OldDecisions waits for another process that is
// creating the file in place, on a file system without links. Creating takes milliseconds.
// Ours.
const createWait = time.Second

// OldDecisions returns the decisions in the cache folder dir and counts the damaged ones.
// It changes no file. The error wraps ErrDamaged if the file cannot be read.
func OldDecisions(dir string) (all []OldDecision, lost int, err error) {
	path := filepath.Join(dir, runnersFile)
	found, err := isFilled(path)
	if err != nil || !found {
		return nil, 0, err
	}
	all, lost, err = queryOldDecisions(path, "ro")
	if err != nil && !isUseless(err) && !hasLog(path) {
		// On a full disk, SQLite cannot make the side file that it needs to share the database.
		all, lost, err = queryOldDecisions(path, "ro&immutable=1")
	}
	if isUseless(err) {
		err = ErrDamaged
	}
	return all, lost, err
}

// hasLog reports whether a database has commits in its write-ahead log.
func hasLog(path string) bool {
	info, err := os.Stat(path + "-wal")
	return err == nil && info.Size() > 0
}

// isFilled reports whether the file is there. An empty file counts as damaged,
// unless another process fills it within createWait.
func isFilled(path string) (bool, error) {
	for begin := time.Duration(0); ; begin += createWait / 20 {
		info, err := os.Stat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return false, nil
		case err != nil:
			return false, err
		case info.Size() > 0:
			return true, nil
		case begin >= createWait:
			return false, ErrDamaged
		}
		time.Sleep(createWait / 20)
	}
}

// queryOldDecisions reads the table of old decisions, if there is one, in SQLite's
// given mode.
func queryOldDecisions(path, mode string) (all []OldDecision, lost int, err error) {
	q := fmt.Sprintf("mode=%s&_pragma=busy_timeout(%d)", mode, busyTimeout)
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Opaque: url.PathEscape(path), RawQuery: q}).String())
	if err != nil {
		return nil, 0, err
	}
	defer db.Close()
	var tables int
	if err := db.QueryRow("SELECT count(*) FROM sqlite_schema WHERE name = 'override'").Scan(&tables); err != nil || tables == 0 {
		return nil, 0, err
	}
	rows, err := db.Query("SELECT runner, session, class, note, crc FROM override")
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var d OldDecision
		var crc uint32
		if err := rows.Scan(&d.Runner, &d.Session, &d.Class, &d.Note, &crc); err != nil {
			return nil, 0, err
		}
		if crc == d.sum() {
			all = append(all, d)
		} else {
			lost++
		}
	}
	return all, lost, rows.Err()
}

// sum returns the checksum of a row of the table override.
func (d OldDecision) sum() uint32 {
	var sum uint32
	for _, part := range []string{d.Runner, d.Session, d.Class, d.Note} {
		sum = crc32.Update(sum, castagnoli, append([]byte(part), 0))
	}
	return sum
}

// KeepDamaged renames the file that may hold old decisions and its side files to
// the next free number, and returns the new path. It returns "" if the file cannot
// be renamed.
func KeepDamaged(dir string) string {
	path := filepath.Join(dir, runnersFile)
	for n := 1; ; n++ {
		aside := fmt.Sprintf("%s.damaged-%d", path, n)
		if _, err := os.Lstat(aside); err == nil {
			continue
		}
		if os.Rename(path, aside) != nil {
			return ""
		}
		for _, suffix := range sideFiles {
			os.Rename(path+suffix, aside+suffix)
		}
		return aside
	}
}
