package main

import (
	"fmt"
	"io"
	"math"
	"sync"
	"time"

	"github.com/urfave/cli/v2"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
	"dayafter/internal/history"
	"dayafter/internal/season"
	"dayafter/internal/store"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// judged is a runner's history with what is said of each session.
type judged struct {
	history  *history.History
	book     *zone.Book
	verdicts []classify.Verdict
	options  classify.Options
	notes    map[string]string // the runner's own, by session key
	ledger   *season.Season    // what followed what, see follow; nil where it is not asked
}

// judgePaths reads the paths, remembers them for the runner, and judges every
// session among the others. kept is the earlier workbook, whose decisions count.
func judgePaths(c *cli.Context, s settings, paths []string, kept earlier) (*judged, error) {
	m := openMemory(s, c.App.ErrWriter)
	defer m.close()
	files, err := m.read(c, s, paths)
	if err != nil {
		return nil, err
	}
	decisions := m.decisions(kept, s, c.App.ErrWriter)
	var beside sync.WaitGroup // the judging need not wait for the disk
	defer beside.Wait()
	beside.Go(func() {
		m.remember(files, s, c.App.ErrWriter)
		m.close()
	})
	return judge(files, decisions, s), c.Context.Err()
}

// judgeFile reads one file and judges it among the given history, or the
// remembered one when none is given.
func judgeFile(c *cli.Context, s settings, file string, others []string) (*judged, error) {
	m := openMemory(s, c.App.ErrWriter)
	defer m.close()
	files, err := m.read(c, s, append([]string{file}, others...))
	if err != nil {
		return nil, err
	}
	if len(others) == 0 {
		files = append(files, m.context(files, s, c.App.ErrWriter)...)
	}
	decisions := m.decisions(earlier{}, s, c.App.ErrWriter)
	var beside sync.WaitGroup
	defer beside.Wait()
	beside.Go(m.close)
	j := sessionsOf(files, decisions, s)
	from, to := j.near(file)
	j.verdicts = classify.JudgePart(j.history.Sessions, from, to, j.book, j.options)
	return j, nil
}

// judge is the per-runner half: Summaries → sessions → thresholds → verdicts.
func judge(files []summary.File, decisions map[string]store.Override, s settings) *judged {
	j := sessionsOf(files, decisions, s)
	j.verdicts = classify.Judge(j.history.Sessions, j.book, j.options)
	return j
}

// sessionsOf is judge without the verdicts.
func sessionsOf(files []summary.File, decisions map[string]store.Override, s settings) *judged {
	opt := history.Defaults()
	opt.Zone, opt.Fallback = s.tz, time.Local
	j := &judged{history: history.Build(files, opt), options: classify.Defaults(), notes: map[string]string{}}
	j.options.Overrides = map[string]classify.Class{}
	for key, d := range decisions {
		j.notes[key] = d.Note
		if class, ok := classify.ParseClass(d.Class); ok {
			j.options.Overrides[key] = class
		}
	}
	j.book = zone.Estimate(j.history.Sessions, s.zones)
	return j
}

// around is how far to either side, days, a run and those after it are held
// against others: the runner's own easy pace reaches farthest.
const around = 340

// near is the sessions [from, to) from around days before the first activity of a
// file to as many after its last one.
func (j *judged) near(file string) (from, to int) {
	first, last := unit.Day(math.MaxInt32), unit.Day(math.MinInt32)
	for _, e := range j.history.Entries {
		if e.Session >= 0 && belongs(e.File, file) {
			day := j.history.Sessions[e.Session].Day
			first, last = min(first, day), max(last, day)
		}
	}
	return j.between(first-around, last+around)
}

// between is the sessions [from, to) among which all of those days lie.
func (j *judged) between(first, last unit.Day) (from, to int) {
	for i := range j.history.Sessions {
		if day := j.history.Sessions[i].Day; day >= first && day <= last {
			if to == 0 {
				from = i
			}
			to = i + 1
		}
	}
	return from, to
}

// rejudge judges the season's sessions again with thresholds moved by the factor.
func (j *judged) rejudge(s settings, shift float64) []classify.Verdict {
	first, last, _ := season.Span(j.history, s.season.From, s.season.To)
	from, to := j.between(first, last)
	o := j.options
	o.ThresholdShift = shift
	return classify.JudgePart(j.history.Sessions, from, to, j.book, o)
}

// status is the error for a result that was written although inputs failed; nil
// when all were usable.
func (j *judged) status(strict bool) error {
	t := j.history.Totals()
	if t.Failed > 0 || strict && (t.NotActivities > 0 || j.anyMended()) {
		return errUnusable
	}
	return nil
}

func (j *judged) anyMended() bool {
	for _, e := range j.history.Entries {
		for _, i := range e.Issues {
			if i.Severity > activity.Note {
				return true
			}
		}
	}
	return false
}

// none is the error of inputs without any activity; nil when there is one.
func (j *judged) none() error {
	if len(j.history.Sessions) == 0 {
		return fmt.Errorf("no activity in what was read: %s", j.history.Totals())
	}
	return nil
}

// outside is the error of a span of days without any activity; nil when there is one.
func (j *judged) outside(s settings) error {
	if _, _, ok := season.Span(j.history, s.season.From, s.season.To); ok {
		return nil
	}
	first, last, _ := season.Span(j.history, 1, math.MaxInt32)
	return fmt.Errorf("no activity in the days asked for: those read lie from %s to %s", first, last)
}

// settingsAndPaths are the command's words; no path is a mistake.
func settingsAndPaths(c *cli.Context) (settings, []string, error) {
	s, err := parseSettings(c)
	if err == nil && !c.Args().Present() {
		err = usagef("%s needs a file, folder or zip to read", c.Command.Name)
	}
	return s, c.Args().Slice(), err
}

// remark prints a line to standard error unless --quiet.
func (s settings) remark(stderr io.Writer, format string, args ...any) {
	if !s.quiet {
		fmt.Fprintf(stderr, format+"\n", args...)
	}
}
