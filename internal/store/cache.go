package store

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"hash/crc32"

	"dayafter/internal/summary"
)

// cacheSchema has two tables. content maps the SHA-256 of a file's bytes to the
// result of reading them. stamp maps a path, size and time to that SHA-256. It holds
// the SHA-256 of each path, not the path, which may name a person. Schema 1 held paths
// and descriptions. Every row of both
// tables carries a checksum over all of its columns.
var cacheSchema = schema{
	number: 2,
	tables: []string{
		`CREATE TABLE content (sha BLOB PRIMARY KEY, version TEXT NOT NULL, body BLOB NOT NULL, crc INTEGER NOT NULL)`,
		`CREATE TABLE stamp (path BLOB PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL, sha BLOB NOT NULL,
			crc INTEGER NOT NULL) WITHOUT ROWID`,
	},
	obsolete: []string{"content", "stamp"},
}

// batch is the number of results that one transaction writes. A transaction costs
// as much time as a hundred rows.
const batch = 128

// The queries that run once for each file, unless Expect has read the whole cache. They are prepared when the store opens.
const (
	byStamp = `SELECT s.sha, s.crc, c.body, c.crc FROM stamp s JOIN content c ON c.sha = s.sha
		WHERE s.path = ? AND s.size = ? AND s.modified = ? AND c.version = ?`
	bySHA = `SELECT body, crc FROM content WHERE sha = ? AND version = ?`
)

// Stamped returns the result of the file that had this path, size and time. It
// implements ingest.Cache.
func (s *Store) Stamped(path string, size, modified int64) (summary.File, bool) {
	if a := s.ahead.Load(); a != nil {
		return a.stamped(path, size, modified)
	}
	var sha, body []byte
	var stampCRC, crc uint32
	key := pathKey(path)
	if err := s.byStamp.QueryRow(key, size, modified, s.version).Scan(&sha, &stampCRC, &body, &crc); err != nil {
		s.cache.failed(err)
		return summary.File{}, false
	}
	if stampCRC != stampSum(key, size, modified, sha) || len(sha) != 32 {
		return summary.File{}, false
	}
	return s.decode([32]byte(sha), body, crc)
}

// Content returns the result of the content with this SHA-256. It implements
// ingest.Cache.
func (s *Store) Content(sha [32]byte) (summary.File, bool) {
	if a := s.ahead.Load(); a != nil {
		return a.content(sha)
	}
	var body []byte
	var crc uint32
	if err := s.bySHA.QueryRow(sha[:], s.version).Scan(&body, &crc); err != nil {
		s.cache.failed(err)
		return summary.File{}, false
	}
	return s.decode(sha, body, crc)
}

// decode decodes a row of this version. ok is false for a damaged row.
func (s *Store) decode(sha [32]byte, body []byte, crc uint32) (f summary.File, ok bool) {
	if crc != rowSum(sha, s.version, body) {
		return f, false
	}
	f, err := summary.DecodeFile(body)
	return f, err == nil && f.SHA256 == sha
}

// Keep stores a result under its SHA-256 and, unless path is "", under path, size and
// time. Results are written in batches; Flush and Close write the last one. It
// implements ingest.Cache.
func (s *Store) Keep(path string, size, modified int64, f summary.File) {
	f.Name, f.Stated = "", summary.Stated{} // these depend on the input, not on the content
	if a := s.ahead.Load(); a != nil {
		a.keep(path, size, modified, f)
	}
	s.mu.Lock()
	s.pending = append(s.pending, pendingResult{path, size, modified, f})
	full := len(s.pending) >= batch
	s.mu.Unlock()
	if full {
		s.Flush()
	}
}

// Flush writes the pending results. A result that cannot be written is dropped, and
// its file is read again next time.
func (s *Store) Flush() {
	s.mu.Lock()
	pending := s.pending
	s.pending = nil
	s.mu.Unlock()
	if len(pending) == 0 || s.cache.damaged.Load() {
		return
	}
	s.cache.write(func(tx *sql.Tx) error {
		content, err := tx.Prepare(insertContent)
		if err != nil {
			return err
		}
		stamp, err := tx.Prepare(insertStamp)
		if err != nil {
			return err
		}
		for _, k := range pending {
			if err := s.insert(content, stamp, k); err != nil {
				return err
			}
		}
		return nil
	})
}

// The statements that write a result.
const (
	insertContent = `INSERT INTO content VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
		SET version = excluded.version, body = excluded.body, crc = excluded.crc
		WHERE version <> excluded.version OR crc <> excluded.crc`
	insertStamp = "INSERT OR REPLACE INTO stamp VALUES (?, ?, ?, ?, ?)"
)

// insert writes one result and, if it has a path, its stamp.
func (s *Store) insert(content, stamp *sql.Stmt, k pendingResult) error {
	sha := k.file.SHA256
	body := summary.AppendBinary(nil, &k.file)
	if _, err := content.Exec(sha[:], s.version, body, rowSum(sha, s.version, body)); err != nil || k.path == "" {
		return err
	}
	key := pathKey(k.path)
	_, err := stamp.Exec(key, k.size, k.modified, sha[:], stampSum(key, k.size, k.modified, sha[:]))
	return err
}

// castagnoli is the table of CRC-32C, which processors compute in hardware.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// rowSum returns the checksum of a row of content.
func rowSum(sha [32]byte, version string, body []byte) uint32 {
	sum := crc32.Checksum(sha[:], castagnoli)
	sum = crc32.Update(sum, castagnoli, []byte(version))
	return crc32.Update(sum, castagnoli, body)
}

// pathKey returns the SHA-256 of a path.
func pathKey(path string) []byte {
	sum := sha256.Sum256([]byte(path))
	return sum[:]
}

// stampSum returns the checksum of a row of stamp.
func stampSum(path []byte, size, modified int64, sha []byte) uint32 {
	var b bytes.Buffer
	b.Write(path)
	b.Write(binary.LittleEndian.AppendUint64(nil, uint64(size)))
	b.Write(binary.LittleEndian.AppendUint64(nil, uint64(modified)))
	b.Write(sha)
	return crc32.Checksum(b.Bytes(), castagnoli)
}
