package app

import (
	"context"
	"slices"
	"time"

	"dayafter/internal/classify"
	"dayafter/internal/history"
	"dayafter/internal/season"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// askingHour is the hour of the day that Settings.On stands for. Ours: runners ask
// in the morning.
const askingHour = 8

// Today judges the runner's sessions before the moment of the settings and
// describes that moment. Without paths, it uses the remembered history.
func Today(ctx context.Context, in Inputs, s Settings, m Monitor) (*season.Season, season.Today, *Result, error) {
	own, err := OpenDecided(s, m)
	if err != nil {
		return nil, season.Today{}, nil, err
	}
	mem := openMemory(s, m)
	defer mem.close()
	files, err := mem.recall(ctx, in, s)
	if err != nil {
		return nil, season.Today{}, nil, err
	}
	r := buildSessions(files, own.sessions(in.Earlier), s)
	r.Lost = own.Lost
	sea, t := r.Today()
	return sea, t, r, nil
}

// Today describes the moment of the settings, from the sessions before that moment.
func (r *Result) Today() (*season.Season, season.Today) {
	now := r.settings.moment(r.History)
	before := r.before(now)
	if len(before.History.Sessions) == 0 {
		sea := &season.Season{}
		return sea, sea.At(now)
	}
	sea := season.Ledger(before.History, before.Verdicts, before.Book, before.settings.Season)
	return sea, sea.At(now)
}

// recall returns the files of the paths, which it also remembers. Without paths,
// it returns the remembered files.
func (m *memory) recall(ctx context.Context, in Inputs, s Settings) ([]summary.File, error) {
	if len(in.Paths) == 0 {
		if err := m.checkAsked(s); err != nil {
			return nil, err
		}
		return m.others(nil), nil
	}
	files, err := m.read(ctx, in.Paths, s)
	if err != nil {
		return files, err
	}
	if err := m.checkOne(files, in.Paths, s); err != nil {
		return nil, err
	}
	m.remember(files)
	return files, nil
}

// moment returns Now, or the morning of On, in the runner's time zone: that of
// the settings, or else that of the latest session.
func (s *Settings) moment(h *history.History) time.Time {
	where := s.Zone
	if n := len(h.Sessions); where == nil && n > 0 {
		where = h.Sessions[n-1].Start.Location()
	}
	if where == nil {
		where = s.Fallback
	}
	if where == nil {
		where = time.UTC
	}
	if s.On != 0 {
		day := s.On.Time()
		return time.Date(day.Year(), day.Month(), day.Day(), askingHour, 0, 0, 0, where)
	}
	return s.Now.In(where)
}

// before returns the result without the sessions that start at now or later, for the season
// that ends now. The verdicts do not depend on what came later. Sessions that do not matter
// for that season get no verdict.
func (r *Result) before(now time.Time) *Result {
	h := *r.History
	h.Sessions = slices.DeleteFunc(slices.Clone(h.Sessions), func(s history.Session) bool { return !s.Sum.Start.Before(now) })
	h.Entries = nil // their indices no longer match the sessions
	out := &Result{History: &h, Book: r.Book, Notes: r.Notes, settings: r.settings, options: r.options}
	if len(h.Sessions) < len(r.History.Sessions) {
		out.Book = zone.Estimate(out.options.Counted(h.Sessions), r.settings.Zones)
	}
	o := &out.settings.Season
	o.To = unit.DayOf(now)
	first, last, _ := season.Span(&h, o.From, o.To)
	from, to := out.between(first-season.WarmUpDays, last)
	out.Verdicts = classify.JudgePart(h.Sessions, from, to, out.Book, out.options)
	return out
}
