package store

import (
	"bytes"
	"database/sql"
	"encoding/binary"
	"hash/crc32"

	"dayafter/internal/summary"
)

// cacheSchema: content holds what bytes gave, by their SHA-256; stamp says which
// bytes a path had. Either row carries a checksum over all of its columns.
var cacheSchema = schema{1, []string{
	`CREATE TABLE content (sha BLOB PRIMARY KEY, version TEXT NOT NULL, body BLOB NOT NULL, crc INTEGER NOT NULL)`,
	`CREATE TABLE stamp (path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL, sha BLOB NOT NULL,
		crc INTEGER NOT NULL) WITHOUT ROWID`,
}}

// batch is how many Files are written together: one transaction costs as much as
// a hundred rows.
const batch = 128

// The questions asked once a file, kept ready.
const (
	byStamp = `SELECT s.sha, s.crc, c.body, c.crc FROM stamp s JOIN content c ON c.sha = s.sha
		WHERE s.path = ? AND s.size = ? AND s.modified = ? AND c.version = ?`
	bySHA = `SELECT body, crc FROM content WHERE sha = ? AND version = ?`
)

// Stamped returns what the file gave that had this path, size and time. It
// implements source.Cache.
func (s *Store) Stamped(path string, size, modified int64) (summary.File, bool) {
	var sha, body []byte
	var stampCRC, crc uint32
	if err := s.byStamp.QueryRow(path, size, modified, s.version).Scan(&sha, &stampCRC, &body, &crc); err != nil {
		s.cache.failed(err)
		return summary.File{}, false
	}
	if stampCRC != stampSum(path, size, modified, sha) || len(sha) != 32 {
		return summary.File{}, false
	}
	return s.decode([32]byte(sha), body, crc)
}

// Content returns what the content with this SHA-256 gave. It implements
// source.Cache.
func (s *Store) Content(sha [32]byte) (summary.File, bool) {
	var body []byte
	var crc uint32
	if err := s.bySHA.QueryRow(sha[:], s.version).Scan(&body, &crc); err != nil {
		s.cache.failed(err)
		return summary.File{}, false
	}
	return s.decode(sha, body, crc)
}

// decode reads a row of this version; ok is false when it is damaged.
func (s *Store) decode(sha [32]byte, body []byte, crc uint32) (f summary.File, ok bool) {
	if crc != rowSum(sha, s.version, body) {
		return f, false
	}
	f, err := summary.DecodeFile(body)
	return f, err == nil && f.SHA256 == sha
}

// Keep remembers a File under its SHA-256 and, unless path is "", under path, size
// and time. It is written with others; Flush and Close write what is left. It
// implements source.Cache.
func (s *Store) Keep(path string, size, modified int64, f summary.File) {
	f.Name, f.Stated = "", summary.Stated{} // of this input, not of the content
	s.mu.Lock()
	s.pending = append(s.pending, kept{path, size, modified, f})
	full := len(s.pending) >= batch
	s.mu.Unlock()
	if full {
		s.Flush()
	}
}

// Flush writes what Keep was given. What cannot be written is dropped: it will be
// read again.
func (s *Store) Flush() {
	s.mu.Lock()
	pending := s.pending
	s.pending = nil
	s.mu.Unlock()
	if len(pending) == 0 || s.cache.damaged.Load() {
		return
	}
	s.cache.write(func(tx *sql.Tx) error {
		for _, k := range pending {
			if err := s.insert(tx, k); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) insert(tx *sql.Tx, k kept) error {
	sha := k.file.SHA256
	body := summary.AppendBinary(nil, &k.file)
	_, err := tx.Exec(`INSERT INTO content VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
		SET version = excluded.version, body = excluded.body, crc = excluded.crc
		WHERE version <> excluded.version OR crc <> excluded.crc`,
		sha[:], s.version, body, rowSum(sha, s.version, body))
	if err != nil || k.path == "" {
		return err
	}
	_, err = tx.Exec("INSERT OR REPLACE INTO stamp VALUES (?, ?, ?, ?, ?)",
		k.path, k.size, k.modified, sha[:], stampSum(k.path, k.size, k.modified, sha[:]))
	return err
}

// castagnoli has hardware support.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func rowSum(sha [32]byte, version string, body []byte) uint32 {
	sum := crc32.Checksum(sha[:], castagnoli)
	sum = crc32.Update(sum, castagnoli, []byte(version))
	return crc32.Update(sum, castagnoli, body)
}

func stampSum(path string, size, modified int64, sha []byte) uint32 {
	var b bytes.Buffer
	b.WriteString(path)
	b.Write(binary.LittleEndian.AppendUint64(nil, uint64(size)))
	b.Write(binary.LittleEndian.AppendUint64(nil, uint64(modified)))
	b.Write(sha)
	return crc32.Checksum(b.Bytes(), castagnoli)
}
