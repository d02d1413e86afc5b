package store

import (
	"bytes"
	"cmp"
	"database/sql"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"dayafter/internal/summary"
)

// runnersSchema has one row in run for each file of a runner's history, with its result. A
// history is read with one query and outlives the cache. Schema 1 named files by their
// whole path, so its rows are dropped. It also had a table override, which is kept, see
// OldDecisions.
var runnersSchema = schema{
	number: 2,
	tables: []string{
		`CREATE TABLE run (runner TEXT, sha BLOB, mark INTEGER NOT NULL, version TEXT NOT NULL, body BLOB NOT NULL, crc INTEGER NOT NULL,
			PRIMARY KEY (runner, sha))`,
		`CREATE INDEX run_mark ON run (runner, sha, mark)`,
	},
	obsolete: []string{"run"},
}

// History holds the files of one runner.
type History struct {
	Files []summary.File // in order of name
	Lost  int            // files to read again, because their rows are damaged or from another version
}

// Remember adds the files that hold an activity to a runner's history. It returns the
// number of other files in that history.
func (s *Store) Remember(runner string, files []summary.File) (others int, err error) {
	known, err := s.marks(runner)
	if err != nil {
		return 0, err
	}
	others = len(known)
	given := make(map[[32]byte]bool, len(files))
	var news []run
	for i := range files {
		r := run{&files[i], s.mark(&files[i])}
		old, ok := known[r.SHA256]
		if ok && !given[r.SHA256] {
			others--
		}
		given[r.SHA256] = true
		if r.Outcome != summary.Read || ok && old == r.mark {
			continue
		}
		known[r.SHA256] = r.mark
		news = append(news, r)
	}
	return others, s.insertRuns(runner, news)
}

// Compare returns how many of the given files with an activity a runner's history does not
// have yet, and how many other files it has.
func (s *Store) Compare(runner string, files []summary.File) (news, others int, err error) {
	known, err := s.marks(runner)
	given := map[[32]byte]bool{}
	others = len(known)
	for i := range files {
		_, ok := known[files[i].SHA256]
		switch {
		case given[files[i].SHA256]:
		case ok:
			others--
		case files[i].Outcome == summary.Read:
			news++
		}
		given[files[i].SHA256] = true
	}
	return news, others, err
}

// Runners returns the names of the runners who have a history, sorted. It looks up one name
// after another in the index, because SELECT DISTINCT would read an entry for every file.
func (s *Store) Runners() (names []string, err error) {
	const next = "SELECT min(runner) FROM run WHERE runner > ?"
	var name sql.NullString
	err = s.runners.db.QueryRow("SELECT min(runner) FROM run").Scan(&name)
	for err == nil && name.Valid {
		names = append(names, name.String)
		err = s.runners.db.QueryRow(next, name.String).Scan(&name)
	}
	return names, s.runners.failed(err)
}

// KnownAs returns the names of those files that are in a history, by runner.
func (s *Store) KnownAs(files []summary.File) (map[string][]string, error) {
	names, err := s.Runners()
	if err != nil {
		return nil, err
	}
	out := map[string][]string{}
	for _, name := range names {
		known, err := s.marks(name)
		if err != nil {
			return nil, err
		}
		for i := range files {
			if _, ok := known[files[i].SHA256]; ok {
				out[name] = append(out[name], files[i].Name)
			}
		}
	}
	return out, nil
}

// insertRuns writes new rows of a runner's history.
func (s *Store) insertRuns(runner string, news []run) error {
	if len(news) == 0 {
		return nil
	}
	return s.runners.write(func(tx *sql.Tx) error {
		insert, err := tx.Prepare("INSERT OR REPLACE INTO run VALUES (?, ?, ?, ?, ?, ?)")
		if err != nil {
			return err
		}
		for _, r := range news {
			if err := s.insertRun(insert, runner, r); err != nil {
				return err
			}
		}
		return nil
	})
}

// run is a file to add to a history.
type run struct {
	*summary.File
	mark uint32
}

// insertRun writes one row.
func (s *Store) insertRun(insert *sql.Stmt, runner string, r run) error {
	f := *r.File
	f.Name = shortName(f.Name)
	body := summary.AppendBinary(nil, &f)
	_, err := insert.Exec(runner, r.SHA256[:], r.mark, s.version, body, rowSum(r.SHA256, s.version, body))
	return err
}

// mark returns a checksum that shows whether a file differs from the stored row of the same
// content. It leaves out the long columns, because a trace never changes without an
// average.
func (s *Store) mark(f *summary.File) uint32 {
	g := *f
	g.Name = shortName(f.Name)
	g.Summaries = slices.Clone(f.Summaries)
	for i := range g.Summaries {
		g.Summaries[i].Trace = summary.Trace{}
		g.Summaries[i].Laps, g.Summaries[i].HRSeconds = nil, nil
	}
	return rowSum(f.SHA256, s.version, summary.AppendBinary(nil, &g))
}

// shortName returns the name of a file without its folder, because the name of a folder may
// name a person. A member of an archive keeps its path within the archive.
func shortName(name string) string {
	file, member, inArchive := strings.Cut(name, "!")
	file = path.Base(filepath.ToSlash(file))
	if inArchive {
		return file + "!" + member
	}
	return file
}

// marks returns the marks of a runner's files by SHA-256. It reads them only once.
func (s *Store) marks(runner string) (map[[32]byte]uint32, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if known, ok := s.known[runner]; ok {
		return known, nil
	}
	known, err := s.readMarks(runner)
	if err == nil {
		s.known[runner] = known
	}
	return known, err
}

func (s *Store) readMarks(runner string) (map[[32]byte]uint32, error) {
	rows, err := s.runners.db.Query("SELECT sha, mark FROM run WHERE runner = ? AND length(sha) = 32", runner)
	if err != nil {
		return nil, s.runners.failed(err)
	}
	defer rows.Close()
	known := map[[32]byte]uint32{}
	for rows.Next() {
		var sha sql.RawBytes
		var mark uint32
		if err := rows.Scan(&sha, &mark); err != nil {
			return nil, s.runners.failed(err)
		}
		known[[32]byte(sha)] = mark
	}
	return known, s.runners.failed(rows.Err())
}

// History returns the files of a runner. An unknown runner has none.
func (s *Store) History(runner string) (History, error) {
	var h History
	// With the list of row numbers, SQLite reads the rows in the order of the file. With the
	// index of runners, it would go to another page for each row.
	rows, err := s.runners.db.Query("SELECT sha, version, body, crc FROM run WHERE rowid IN (SELECT rowid FROM run WHERE runner = ?)", runner)
	if err != nil {
		return h, s.runners.failed(err)
	}
	err = s.decodeRows(rows, h.add)
	h.sort()
	return h, s.runners.failed(err)
}

// add appends a decoded file, or counts a lost one.
func (h *History) add(f summary.File, ok bool) {
	if !ok {
		h.Lost++
		return
	}
	h.Files = append(h.Files, f)
}

// sort orders the files by name and content.
func (h *History) sort() {
	slices.SortFunc(h.Files, func(a, b summary.File) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), bytes.Compare(a.SHA256[:], b.SHA256[:]))
	})
}

// Forget drops a runner's history.
func (s *Store) Forget(runner string) error {
	s.mu.Lock()
	delete(s.known, runner)
	s.mu.Unlock()
	return s.runners.write(func(tx *sql.Tx) error {
		_, err := tx.Exec("DELETE FROM run WHERE runner = ?", runner)
		return err
	})
}
