// Package store keeps the results of earlier runs of the program in the user's cache
// folder: the result of each file, and the files of each runner. The cache never changes a
// result. A database that is damaged or has another version is set aside, and its files are
// read again. A Summary holds no coordinates, so none are stored. Package decisions keeps
// the runner's decisions.
package store

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"dayafter/internal/summary"
)

// Store is an open store. Many goroutines and several processes may use it at once.
type Store struct {
	dir     string
	version string
	cache   *database
	runners *database
	byStamp *sql.Stmt
	bySHA   *sql.Stmt

	expecting sync.Mutex
	ahead     atomic.Pointer[ahead] // results that Expect read; nil if it read none

	mu      sync.Mutex
	pending []pendingResult                // not yet written
	known   map[string]map[[32]byte]uint32 // see marks
}

// pendingResult is a result that Keep has accepted and Flush will write.
type pendingResult struct {
	path           string
	size, modified int64
	file           summary.File
}

// The files of a store.
const (
	cacheFile   = "cache.db"
	runnersFile = "runners.db"
)

// Open opens the store in dir, or creates it. version names the meaning of all stored
// results: rows of another version are ignored. After an error, the caller goes on
// without a store.
func Open(dir, version string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("cache folder: %w", err)
	}
	s := &Store{dir: dir, version: version, known: map[string]map[[32]byte]uint32{}}
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

// Close writes the pending results and closes the store. It sets a damaged database
// aside, so that the next run starts a new one.
func (s *Store) Close() error {
	s.Flush()
	err := s.cache.close()
	if err2 := s.runners.close(); err == nil {
		err = err2
	}
	return err
}

// Clear removes all results of files. It keeps the runners' histories, which Forget
// removes.
func (s *Store) Clear() error {
	s.mu.Lock()
	s.pending = nil
	s.ahead.Store(nil)
	s.mu.Unlock()
	return s.cache.exec("DELETE FROM content", "DELETE FROM stamp", "VACUUM")
}

// Info counts what a store holds.
type Info struct {
	Dir     string       `json:"dir"`
	Files   int          `json:"files"` // results of files
	Stale   int          `json:"stale"` // how many of Files another version of the program wrote
	Bytes   int64        `json:"bytes"` // size of all files of the store on disk
	Runners []RunnerInfo `json:"runners"`
}

// RunnerInfo counts what the store holds for one runner.
type RunnerInfo struct {
	Name  string `json:"name"`
	Files int    `json:"files"` // files in the runner's history
}

// Info counts what the store holds.
func (s *Store) Info() (Info, error) {
	s.Flush()
	info := Info{Dir: s.dir, Bytes: s.bytes(), Runners: []RunnerInfo{}}
	err := s.cache.db.QueryRow("SELECT count(*), count(*) FILTER (WHERE version <> ?) FROM content", s.version).Scan(&info.Files, &info.Stale)
	if err != nil {
		return info, s.cache.failed(err)
	}
	rows, err := s.runners.db.Query("SELECT runner, count(*) FROM run GROUP BY runner ORDER BY runner")
	if err != nil {
		return info, s.runners.failed(err)
	}
	defer rows.Close()
	for rows.Next() {
		var r RunnerInfo
		if err := rows.Scan(&r.Name, &r.Files); err != nil {
			return info, s.runners.failed(err)
		}
		info.Runners = append(info.Runners, r)
	}
	return info, s.runners.failed(rows.Err())
}

// bytes returns the size of the store on disk.
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
