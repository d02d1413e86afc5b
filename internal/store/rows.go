package store

import (
	"database/sql"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"dayafter/internal/summary"
)

// resultRow holds the columns sha, version, body and crc of a stored result.
type resultRow struct {
	sha, body []byte
	version   string
	crc       uint32
}

// decodeRows decodes all rows and passes each result to keep, or false for a row that is
// damaged or from another version. Other goroutines decode whole batches while it reads on,
// because starting a goroutine for each row would take a third of the time of decoding the
// row.
func (s *Store) decodeRows(rows *sql.Rows, keep func(f summary.File, ok bool)) error {
	defer rows.Close()
	var decoders errgroup.Group
	decoders.SetLimit(runtime.GOMAXPROCS(0))
	defer decoders.Wait()
	var keeping sync.Mutex
	decode := func(read []resultRow) {
		for i := range read {
			f, ok := s.decodeRow(&read[i])
			keeping.Lock()
			keep(f, ok)
			keeping.Unlock()
		}
	}
	var read []resultRow
	for rows.Next() {
		var r resultRow
		if err := rows.Scan(&r.sha, &r.version, &r.body, &r.crc); err != nil {
			return err
		}
		if read = append(read, r); len(read) == batch {
			full := read
			decoders.Go(func() error { decode(full); return nil })
			read = nil
		}
	}
	decode(read)
	return rows.Err()
}

// decodeRow decodes a row. ok is false for a damaged row or a row of another version.
func (s *Store) decodeRow(r *resultRow) (f summary.File, ok bool) {
	if r.version != s.version || len(r.sha) != 32 {
		return f, false
	}
	return s.decode([32]byte(r.sha), r.body, r.crc)
}
