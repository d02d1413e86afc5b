// Package store keeps what was read before, in the user's cache folder: the cache
// of per-file results, and what is remembered of each runner. The cache never
// decides correctness: whatever is damaged, older, newer or locked is set aside
// and read again. No coordinate is stored, for no Summary holds one.
package store

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"dayafter/internal/summary"
)

// Store is an open store. Its methods may be called by many goroutines and by
// several processes at once.
type Store struct {
	dir     string
	version string
	cache   *database
	runners *database
	byStamp *sql.Stmt
	bySHA   *sql.Stmt

	mu      sync.Mutex
	pending []kept // not yet written
}

// kept is a File that Keep was given.
type kept struct {
	path           string
	size, modified int64
	file           summary.File
}

// The files of a store.
const (
	cacheFile   = "cache.db"
	runnersFile = "runners.db"
)

// Open opens the store in dir, and makes it when there is none. version names the
// meaning of everything that is stored: rows of another version are not seen. An
// error means that no store can be had; the work goes on without one.
func Open(dir, version string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("cache folder: %w", err)
	}
	s := &Store{dir: dir, version: version}
	var err error
	if s.cache, err = openDatabase(filepath.Join(dir, cacheFile), cacheSchema, unsynced); err != nil {
		return nil, err
	}
	if s.runners, err = openDatabase(filepath.Join(dir, runnersFile), runnersSchema, synced); err != nil {
		s.cache.close()
		return nil, err
	}
	if s.byStamp, err = s.cache.db.Prepare(byStamp); err == nil {
		s.bySHA, err = s.cache.db.Prepare(bySHA)
	}
	if err != nil {
		s.Close()
		return nil, fmt.Errorf("%s: %w", cacheFile, err)
	}
	return s, nil
}

// Close writes what is pending and closes the store. A database that turned out
// damaged is set aside, so that the next run begins a new one.
func (s *Store) Close() error {
	s.Flush()
	err := s.cache.close()
	if err2 := s.runners.close(); err == nil {
		err = err2
	}
	return err
}

// Clear forgets all per-file results. What is remembered of the runners stays;
// Forget is for that.
func (s *Store) Clear() error {
	s.mu.Lock()
	s.pending = nil
	s.mu.Unlock()
	return s.cache.exec("DELETE FROM content", "DELETE FROM stamp", "VACUUM")
}

// Info is what a store holds.
type Info struct {
	Dir     string       `json:"dir"`
	Files   int          `json:"files"` // per-file results
	Stale   int          `json:"stale"` // of those, made by another version of the program
	Bytes   int64        `json:"bytes"` // on disk, all files of the store together
	Runners []RunnerInfo `json:"runners"`
}

// RunnerInfo is what is remembered of one runner.
type RunnerInfo struct {
	Name      string `json:"name"`
	Files     int    `json:"files"` // remembered files
	Overrides int    `json:"overrides"`
}

// Info counts.
func (s *Store) Info() (Info, error) {
	s.Flush()
	info := Info{Dir: s.dir, Bytes: s.bytes(), Runners: []RunnerInfo{}}
	err := s.cache.db.QueryRow("SELECT count(*), count(*) FILTER (WHERE version <> ?) FROM content", s.version).Scan(&info.Files, &info.Stale)
	if err != nil {
		return info, s.cache.failed(err)
	}
	rows, err := s.runners.db.Query(`SELECT runner, sum(files), sum(overrides) FROM (
		SELECT runner, 1 AS files, 0 AS overrides FROM run UNION ALL SELECT runner, 0, 1 FROM override
		) GROUP BY runner ORDER BY runner`)
	if err != nil {
		return info, s.runners.failed(err)
	}
	defer rows.Close()
	for rows.Next() {
		var r RunnerInfo
		if err := rows.Scan(&r.Name, &r.Files, &r.Overrides); err != nil {
			return info, s.runners.failed(err)
		}
		info.Runners = append(info.Runners, r)
	}
	return info, s.runners.failed(rows.Err())
}

func (s *Store) bytes() (n int64) {
	for _, base := range []string{cacheFile, runnersFile} {
		for _, suffix := range []string{"", "-wal", "-shm"} {
			if info, err := os.Stat(filepath.Join(s.dir, base+suffix)); err == nil {
				n += info.Size()
			}
		}
	}
	return n
}
