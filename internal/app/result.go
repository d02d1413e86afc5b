package app

import (
	"fmt"
	"math"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
	"dayafter/internal/experiment"
	"dayafter/internal/history"
	"dayafter/internal/morning"
	"dayafter/internal/render/xlsx"
	"dayafter/internal/report"
	"dayafter/internal/season"
	"dayafter/internal/store/decisions"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// Result is a runner's history with the verdict on each session.
type Result struct {
	History  *history.History
	Book     *zone.Book         // thresholds and zones of any day
	Verdicts []classify.Verdict // parallel to History.Sessions
	Notes    map[string]string  // the runner's own, by session key
	Lost     bool               // decisions of the runner were lost or could not be kept

	again    func(earlier *xlsx.Kept) *Result
	settings Settings
	options  classify.Options
}

// Again judges the files of Judge once more, with the runner's cells in a newer version of
// the earlier workbook.
func (r *Result) Again(earlier *xlsx.Kept) *Result { return r.again(earlier) }

// judgeFiles builds the sessions of the files and judges all of them.
func judgeFiles(files []summary.File, decided map[string]decisions.Decision, s Settings) *Result {
	r := buildSessions(files, decided, s)
	r.Verdicts = classify.Judge(r.History.Sessions, r.Book, r.options)
	return r
}

// buildSessions builds the sessions of the files and estimates thresholds. It
// leaves the verdicts empty.
func buildSessions(files []summary.File, decided map[string]decisions.Decision, s Settings) *Result {
	r := &Result{History: history.Build(files, s.historyOptions()), Notes: map[string]string{}, settings: s, options: classify.Defaults()}
	r.options.LongFrom = s.LongFrom
	r.options.Overrides = map[string]classify.Override{}
	for key, d := range decided {
		r.Notes[key] = d.Note
		if o, ok := classify.ParseOverride(d.Class); ok {
			r.options.Overrides[key] = o
		}
	}
	r.settings.Season.Mornings = mornings(files, s)
	r.Book = zone.Estimate(r.options.Counted(r.History.Sessions), s.Zones)
	return r
}

// mornings returns the measurements on waking. The runner's own list counts before the
// files of an export.
func mornings(files []summary.File, s Settings) []morning.Morning {
	lists := [][]morning.Morning{s.Season.Mornings}
	for i := range files {
		lists = append(lists, files[i].Mornings)
	}
	return morning.Merge(lists...)
}

// historyOptions returns the options that place sessions on days.
func (s *Settings) historyOptions() history.Options {
	o := history.Defaults()
	o.Zone, o.Fallback = s.Zone, s.Fallback
	return o
}

// Activities finds what followed each session on the days of the settings, or
// on all days if the settings name none.
func (r *Result) Activities() report.Activities {
	return r.activities(r.wholeDays())
}

// wholeDays returns the options for the days of the settings, or for all days if
// the settings name none.
func (r *Result) wholeDays() season.Options {
	o := r.settings.Season
	if o.From == 0 {
		o.From = math.MinInt32
	}
	if o.To == 0 {
		o.To = math.MaxInt32
	}
	return o
}

func (r *Result) activities(o season.Options) report.Activities {
	return report.Activities{
		History: r.History, Verdicts: r.Verdicts, Book: r.Book, Units: r.settings.Units,
		Ledger: season.Ledger(r.History, r.Verdicts, r.Book, o),
	}
}

// InSpan returns the entries on the days of the settings. Inputs without an
// activity have no day and are always included.
func (r *Result) InSpan() []history.Entry {
	var out []history.Entry
	for _, e := range r.History.Entries {
		if e.Session < 0 || r.inDays(r.History.Sessions[e.Session].Day) {
			out = append(out, e)
		}
	}
	return out
}

// inDays reports whether the day is among the days of the settings.
func (r *Result) inDays(day unit.Day) bool {
	o := r.settings.Season
	return (o.From == 0 || day >= o.From) && (o.To == 0 || day <= o.To)
}

// Periods returns the thresholds on the days of the settings.
func (r *Result) Periods() []zone.Period {
	var days []unit.Day
	for i := range r.History.Sessions {
		if day := r.History.Sessions[i].Day; r.inDays(day) {
			days = append(days, day)
		}
	}
	return r.Book.Periods(days)
}

// Said returns the texts that the program prints about the season of the settings, given
// the result a of Activities. It returns the zero value if the season has no long run.
func (r *Result) Said(a report.Activities) report.Said {
	l, o := a.Ledger, r.settings.Season
	first, last, ok := season.Span(r.History, o.From, o.To)
	if ok && (first != l.From || last != l.To) {
		l = season.Ledger(r.History, r.Verdicts, r.Book, o)
	}
	if !ok || len(l.LongRuns) == 0 {
		return report.Said{}
	}
	return report.SaidOf(l, report.Options{Units: r.settings.Units})
}

// Analyse computes the season of the settings. The result must have an activity
// in its days, see Check.
func (r *Result) Analyse() *season.Season {
	o := r.settings.Season
	o.Rejudge = r.rejudge
	return season.Analyse(r.History, r.Verdicts, r.Book, o)
}

// rejudge judges the season's sessions again with thresholds multiplied by shift.
func (r *Result) rejudge(shift float64) []classify.Verdict {
	first, last, _ := season.Span(r.History, r.settings.Season.From, r.settings.Season.To)
	from, to := r.between(first, last)
	o := r.options
	o.ThresholdShift = shift
	return classify.JudgePart(r.History.Sessions, from, to, r.Book, o)
}

// Report computes the season and puts it into tables and sentences. listed are
// the settings that the report shows.
func (r *Result) Report(listed []report.Setting) (*season.Season, *report.Report) {
	s, o := r.Analyse(), report.Options{Units: r.settings.Units, Notes: r.Notes, Settings: listed}
	if p := r.settings.Experiment; p != nil {
		o.Experiment = &report.Experiment{Plan: p, Result: r.Follow(p)}
	}
	return s, report.Build(r.History, s, o)
}

// Follow returns the result of an experiment, from the plan's days and the year before.
func (r *Result) Follow(p *experiment.Plan) *experiment.Result {
	o := r.settings.Season
	p.Cover(&o)
	if _, _, ok := season.Span(r.History, o.From, o.To); !ok {
		return p.Analyse(&season.Season{})
	}
	return p.Analyse(season.Following(r.History, r.Verdicts, r.Book, o))
}

// Check returns an error if the inputs, or the days of the settings, hold no activity.
func (r *Result) Check() error {
	if err := r.CheckAny(); err != nil {
		return err
	}
	return r.CheckSpan()
}

// CheckAny returns an error if the inputs hold no activity.
func (r *Result) CheckAny() error {
	if len(r.History.Sessions) == 0 {
		return fmt.Errorf("no activity in the files that were read: %s", r.History.Totals())
	}
	return nil
}

// CheckSpan returns an error if the days of the settings hold no activity.
func (r *Result) CheckSpan() error {
	o := r.settings.Season
	if _, _, ok := season.Span(r.History, o.From, o.To); ok {
		return nil
	}
	first, last, _ := season.Span(r.History, 1, math.MaxInt32)
	return fmt.Errorf("no activity on these days: the activities that were read are from %s to %s", first, last)
}

// Unusable reports whether an input failed. If strict, it also reports inputs
// without an activity and files that were repaired.
func (r *Result) Unusable(strict bool) bool {
	t := r.History.Totals()
	return t.Failed > 0 || strict && (t.NotActivities > 0 || r.anyRepaired())
}

func (r *Result) anyRepaired() bool {
	for _, e := range r.History.Entries {
		for _, i := range e.Issues {
			if i.Severity > activity.Note {
				return true
			}
		}
	}
	return false
}
