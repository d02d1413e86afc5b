package fit

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"dayafter/internal/activity"
)

// exceptions are the files on which the two readers may differ, by path within
// their folder, with the reason.
var exceptions = map[string]string{
	"dtcooper+python-fitparse/strava-android-app-201.10-b1218918.fit": "17 bytes are lost throughout the file; only our walk goes on behind them",

	"fitsdk/DeveloperData.fit":                  timeless,
	"from_official_sdk/DeveloperData.fit":       timeless,
	"dlenski+python-fitparse/DeveloperData.fit": timeless,
}

const timeless = "its three records carry no time, and nothing else in the file does"

// fitFiles calls f with the name and the inflated content of every FIT file below root.
func fitFiles(tb testing.TB, root string, f func(name string, data []byte)) {
	tb.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		name := strings.ToLower(path)
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".fit") && !strings.HasSuffix(name, ".fit.gz") {
			return err
		}
		data, err := os.ReadFile(path)
		if err == nil && strings.HasSuffix(name, ".gz") {
			data, err = inflate(data)
		}
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		f(filepath.ToSlash(rel), data)
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
}

func inflate(data []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// TestSecondReader compares our decoder with the second reader on every activity file of
// the two FIT modules: records, columns, sessions and laps must be equal.
func TestSecondReader(t *testing.T) {
	for _, module := range []string{"github.com/tormoder/fit", "github.com/muktihari/fit"} {
		n := 0
		fitFiles(t, filepath.Join(moduleDir(t, module), "testdata"), func(name string, data []byte) {
			if !isActivity(data) {
				return
			}
			n++
			reason, excepted := exceptions[name]
			switch diff := differences(ours(data), muktihari(data)); {
			case diff != "" && !excepted:
				t.Errorf("%s: %s", name, diff)
			case diff == "" && excepted:
				t.Errorf("%s: agrees, though it is excepted (%s)", name, reason)
			}
		})
		if n < 10 {
			t.Errorf("%s: %d activity files, want at least 10", module, n)
		}
	}
}

// TestSecondReaderSees checks the comparison itself: it must report a change of one unit in
// one value.
func TestSecondReaderSees(t *testing.T) {
	data := run(10).file()
	if d := differences(ours(data), muktihari(data)); d != "" {
		t.Fatalf("a sound run: %s", d)
	}
	changed := ours(data)
	changed.Records[5].Values[distance] += 0.01
	if differences(changed, muktihari(data)) == "" {
		t.Error("1 cm in one record is not seen")
	}
	changed = ours(data)
	changed.Sessions[0].Elapsed += 0.001
	if differences(changed, muktihari(data)) == "" {
		t.Error("1 ms in a session is not seen")
	}
	changed = ours(data)
	changed.Records = changed.Records[:9]
	if differences(changed, muktihari(data)) == "" {
		t.Error("a lost record is not seen")
	}
}

// TestCorpus makes the same comparison on real files, in $DAYAFTER_DATA or in its folders,
// and prints how each folder was read.
func TestCorpus(t *testing.T) {
	root := os.Getenv("DAYAFTER_DATA")
	if root == "" {
		t.Skip("DAYAFTER_DATA is not set")
	}
	folders := []string{"corpus", "labelled", "seasons"}
	if _, err := os.Stat(filepath.Join(root, folders[0])); err != nil { // the folder itself holds the files
		root, folders = filepath.Dir(filepath.Clean(root)), []string{filepath.Base(root)}
	}
	facts := readFacts(t, filepath.Join(root, folders[0], "facts.csv"))
	for _, folder := range folders {
		tally := newTally(folder)
		fitFiles(t, filepath.Join(root, folder), func(name string, data []byte) {
			tally.file(t, name, data, facts[name])
		})
		tally.print(t)
	}
}

// tally counts how the files of a folder were read.
type tally struct {
	folder                                 string
	whole, repaired, partial, not, refused int
	ours, muktihari, tormoder, best        int // records
	lines                                  []string
}

func newTally(folder string) *tally { return &tally{folder: folder} }

// file reads one file with all readers. points is the number of points that another reader
// found, if known.
func (y *tally) file(t *testing.T, name string, data []byte, points int) {
	as, issues, err := Decode(data)
	var mine, other reading
	var plain int
	activityFile := isActivity(data)
	if activityFile {
		other, plain = muktihari(data), tormoderRecords(data)
		if err == nil {
			mine = ours(data)
		}
	}
	best := max(len(other.Records), plain)
	y.ours, y.muktihari, y.tormoder, y.best = y.ours+len(mine.Records), y.muktihari+len(other.Records), y.tormoder+plain, y.best+max(best, len(mine.Records))
	diff := ""
	if activityFile && err == nil {
		diff = differences(mine, other)
	}
	switch worst := worstOf(as, issues); {
	case errors.Is(err, activity.ErrNotActivity):
		y.not++
	case err != nil:
		y.refused++
		y.lines = append(y.lines, fmt.Sprintf("refused  %s: %v", name, err))
	case worst == activity.Partial:
		y.partial++
		y.lines = append(y.lines, fmt.Sprintf("partial  %s: %v", name, issues))
	case worst == activity.Repaired:
		y.repaired++
		y.lines = append(y.lines, fmt.Sprintf("repaired %s: %v", name, issues))
	default:
		y.whole++
	}
	reason, excepted := exceptions[name]
	switch {
	case err != nil && !excepted && best > 0:
		t.Errorf("%s: refused (%v), another reader sees %d records", name, err, best)
	case diff != "" && !excepted:
		t.Errorf("%s: %s", name, diff)
	case diff != "":
		y.lines = append(y.lines, fmt.Sprintf("excepted %s: %s", name, reason))
	}
	if err == nil && points > len(mine.Records) {
		t.Errorf("%s: %d records, facts.csv counts %d points", name, len(mine.Records), points)
	}
}

// worstOf returns the highest severity among the issues of a file and its activities.
func worstOf(as []*activity.Activity, issues activity.Issues) activity.Severity {
	worst := activity.Note
	for _, a := range as {
		issues = append(issues, a.Issues...)
	}
	for _, i := range issues {
		worst = max(worst, i.Severity)
	}
	return worst
}

// print prints the folder's table and fails if another reader sees records that ours does
// not.
func (y *tally) print(t *testing.T) {
	t.Logf("%s: whole %d, repaired %d, partial %d, not activities %d, refused %d", y.folder, y.whole, y.repaired, y.partial, y.not, y.refused)
	t.Logf("%s: records %d, muktihari %d, tormoder %d, best of all %d", y.folder, y.ours, y.muktihari, y.tormoder, y.best)
	for _, l := range y.lines {
		t.Log(l)
	}
	if float64(y.ours) < 0.999*float64(y.best) {
		t.Errorf("%s: %d records read, best of all %d: below 99.9 %%", y.folder, y.ours, y.best)
	}
}

// readFacts reads the points of every FIT file from facts.csv; nil without the file.
func readFacts(t *testing.T, path string) map[string]int {
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	facts := map[string]int{}
	for _, row := range rows[1:] {
		if row[1] == "fit" {
			facts[row[0]], _ = strconv.Atoi(row[5])
		}
	}
	return facts
}
