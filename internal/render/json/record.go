package json

import (
	"io"
	"strings"
	"time"

	"dayafter/internal/activity"
	"dayafter/internal/classify"
	"dayafter/internal/history"
	"dayafter/internal/report"
	"dayafter/internal/summary"
	"dayafter/internal/unit"
)

// Record is one line of scan --json: an activity, or an input without one.
// Distances and durations are those of the file. The class, and what depends on
// the class, are those of the session.
type Record struct {
	File       string   `json:"file"`        // archive members as archive.zip!member
	Session    *string  `json:"session"`     // key of the session it belongs to
	Start      *string  `json:"start"`       // local, with offset, RFC 3339
	Day        *string  `json:"day"`         // the runner's calendar day of the session
	ZoneSource *string  `json:"zone_source"` // setting, device, explicit, position, neighbour, machine
	Sport      *string  `json:"sport"`
	Title      *string  `json:"title"`
	Status     string   `json:"status"` // used, joined, duplicate, other-sport, not-activity, failed
	Reason     *string  `json:"reason"`
	Issues     []string `json:"issues"`
	Class      *string  `json:"class"`     // long, key, easy, recovery
	Kind       *string  `json:"kind"`      // race, intervals, tempo, progression, hills, fartlek, long-with-quality
	Intensity  *string  `json:"intensity"` // very easy, easy, steady, hard
	Confidence *float64 `json:"confidence"`
	RunnerUp   *string  `json:"runner_up"`
	Intent     *string  `json:"intent"` // the title's meaning: "long", "race", "key", "easy", "recovery", or several: "long, key"
	HoursSince *float64 `json:"hours_since_stressor"`
	Marks      []string `json:"marks"`
	Evidence   []Reason `json:"evidence"`
	Missing    []string `json:"missing"`

	DaysToRace *int       `json:"days_to_race"` // to the next race named by --race
	DayAfter   *string    `json:"day_after"`    // session of the long run, key workout or race on the calendar day before
	Audit      *Audit     `json:"audit"`        // of runs that are not long, key or a race: how easy it was
	Aftermath  *Aftermath `json:"aftermath"`    // of long runs, key workouts and races: what followed

	DistanceM   *float64 `json:"distance_m"`
	ElapsedS    *float64 `json:"elapsed_s"`
	TimerS      *float64 `json:"timer_s"`
	MovingS     *float64 `json:"moving_s"`
	AscentM     *float64 `json:"ascent_m"`
	AvgHR       *float64 `json:"avg_hr"`            // over moving time
	MaxHR       *float64 `json:"max_hr"`            // highest mean of 5 s
	AvgPaceSPkm *float64 `json:"avg_pace_s_per_km"` // over moving time
	GAPSPkm     *float64 `json:"gap_s_per_km"`      // grade-adjusted, over moving time

	RPE  *float64 `json:"rpe"`  // the runner's rating of the effort, 0 to 10
	Feel *float64 `json:"feel"` // how the runner felt, 0 (very weak) to 100 (very strong)

	DeviceDistanceM *float64 `json:"device_distance_m"` // the file's own totals, of the whole recording
	DeviceTimerS    *float64 `json:"device_timer_s"`
	DeviceAvgHR     *float64 `json:"device_avg_hr"` // over timer time
	DeviceMaxHR     *float64 `json:"device_max_hr"` // highest single value
}

// Reason is one piece of evidence.
type Reason struct {
	Rule  string   `json:"rule"`
	Text  string   `json:"text"`
	Got   *float64 `json:"got"`
	Usual *float64 `json:"usual"`
	Limit *float64 `json:"limit"`
	Unit  string   `json:"unit"`
	For   string   `json:"for"`
}

// WriteRecords writes a record for each entry, each on a line.
func WriteRecords(w io.Writer, a *report.Activities, entries []history.Entry) error {
	enc := NewEncoder(w)
	for _, e := range entries {
		if err := enc.Encode(NewRecord(a, e)); err != nil {
			return err
		}
	}
	return nil
}

// NewRecord returns the record of one entry.
func NewRecord(a *report.Activities, e history.Entry) Record {
	r := Record{File: e.File, Status: e.Status.String(), Reason: unit.OptionalText(e.Reason), Issues: []string{}, Marks: []string{}, Evidence: []Reason{}, Missing: []string{}}
	for _, i := range e.Issues {
		r.Issues = append(r.Issues, i.String())
	}
	if e.Sum != nil {
		r.setMeasures(e.Sum)
	}
	if e.Session >= 0 {
		s := &a.History.Sessions[e.Session]
		r.setSession(s, e.Sum)
		r.setVerdict(&a.Verdicts[e.Session], s, a.Units)
		r.setLedger(a.Ledger, a.Ledger.RunOf(e.Session), a.Units)
	}
	return r
}

func (r *Record) setMeasures(s *summary.Summary) {
	r.Title = unit.OptionalText(s.Title)
	r.DistanceM, r.ElapsedS, r.TimerS, r.MovingS = unit.Optional(s.Distance, 1), unit.Optional(s.Elapsed, 1), unit.Optional(s.Timer, 1), unit.Optional(s.Moving, 1)
	r.AscentM, r.AvgHR, r.MaxHR = unit.Optional(s.Ascent, 1), unit.Optional(s.AvgHR, 1), unit.Optional(s.MaxHR, 1)
	r.DeviceDistanceM, r.DeviceTimerS = unit.Optional(s.Totals.Distance, 1), unit.Optional(s.Totals.Timer, 1)
	r.RPE, r.Feel = unit.Optional(s.Rating.RPE, 1), unit.Optional(s.Rating.Feel, 0)
	r.DeviceAvgHR, r.DeviceMaxHR = unit.Optional(s.Totals.AvgHR, 1), unit.Optional(s.Totals.MaxHR, 1)
	r.AvgPaceSPkm, r.GAPSPkm = pace(s.Speed()), pace(s.GAPSpeed)
}

func (r *Record) setSession(s *history.Session, own *summary.Summary) {
	r.Session, r.Day = unit.OptionalText(s.Key), unit.OptionalText(s.Day.String())
	r.Start = unit.OptionalText(own.Start.In(s.Start.Location()).Format(time.RFC3339))
	r.ZoneSource, r.Sport = unit.OptionalText(s.Zone.String()), unit.OptionalText(s.Sport.String())
	if s.Sport == activity.Unknown {
		r.Sport = nil
	}
	if r.Title == nil {
		r.Title = unit.OptionalText(s.Intent.Title)
	}
	r.Intent = unit.OptionalText(strings.Join(s.Intent.Words(), ", "))
}

func (r *Record) setVerdict(v *classify.Verdict, s *history.Session, u unit.System) {
	r.HoursSince = unit.Optional(v.HoursSince, 2)
	r.Marks = append(r.Marks, v.Marks...)
	r.Intensity = unit.OptionalText(v.Intensity.String())
	if s.Sport != activity.Run {
		return
	}
	r.Kind = unit.OptionalText(v.Kind.String())
	r.Missing = append(r.Missing, v.Missing...)
	if v.Class != classify.Unknown {
		r.Class, r.Confidence = unit.OptionalText(v.Class.String()), unit.Optional(v.Confidence, 2)
	}
	if v.RunnerUp != classify.Unknown {
		r.RunnerUp = unit.OptionalText(v.RunnerUp.String())
	}
	for _, e := range v.Evidence {
		r.Evidence = append(r.Evidence, Reason{e.Rule, classify.Sentence(e, u), unit.Optional(e.Got, 3), unit.Optional(e.Usual, 3), unit.Optional(e.Limit, 3), e.Unit, e.For.String()})
	}
}
