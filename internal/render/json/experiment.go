package json

import (
	"io"

	"dayafter/internal/experiment"
	"dayafter/internal/unit"
)

type estimate struct {
	Pairs  int      `json:"pairs"`
	Effect *float64 `json:"effect_percent"` // difference of the first arm from the second
	Low    *float64 `json:"low_percent"`
	High   *float64 `json:"high_percent"`
	P      *float64 `json:"p"`
}

type experimentWeek struct {
	Start     string   `json:"start"`
	Arm       *string  `json:"arm"`
	Excluded  *string  `json:"excluded"`
	Adherence string   `json:"adherence"`
	Value     *float64 `json:"value_percent"`
	Next      *string  `json:"next_key_workout"`
}

type experimentResult struct {
	Schema      int              `json:"schema"`
	Arms        [2]string        `json:"arms"`
	Over        bool             `json:"over"`
	ByPlan      estimate         `json:"by_plan"`
	AsDone      estimate         `json:"as_done"`
	Margin      float64          `json:"margin_percent"`
	Holds       [2]bool          `json:"holds"`
	OnSchedule  [2]int           `json:"on_schedule"`
	Scheduled   [2]int           `json:"on_schedule_of"`
	Followed    [2]int           `json:"followed"`
	Due         [2]int           `json:"due"`
	AbandonedOn *string          `json:"abandoned_on"`
	Weeks       []experimentWeek `json:"weeks"`
}

// WriteExperiment writes the state or the result of an experiment.
func WriteExperiment(w io.Writer, p *experiment.Plan, r *experiment.Result) error {
	out := experimentResult{
		Schema: 1, Arms: [2]string{p.Arms[0].Word, p.Arms[1].Word}, Over: r.Over,
		ByPlan: newEstimate(&r.ByPlan), AsDone: newEstimate(&r.AsDone), Margin: r.Margin, Holds: r.Holds,
		OnSchedule: r.Schedule.OnTime, Scheduled: r.Schedule.N, Followed: r.Kept, Due: r.Asked,
	}
	if r.Abandoned != 0 {
		out.AbandonedOn = unit.OptionalText(r.Abandoned.String())
	}
	for _, d := range r.Weeks {
		week := experimentWeek{
			Start: d.Start.String(), Excluded: unit.OptionalText(d.Excluded), Adherence: d.Adherence.String(), Value: unit.Optional(d.Value, 2), Next: unit.OptionalText(d.Next.String()),
		}
		if d.Arm >= 0 {
			week.Arm = unit.OptionalText(p.Arms[d.Arm].Word)
		}
		out.Weeks = append(out.Weeks, week)
	}
	return NewEncoder(w).Encode(out)
}

func newEstimate(e *experiment.Estimate) estimate {
	return estimate{e.Pairs, unit.Optional(e.Effect, 2), unit.Optional(e.Low, 2), unit.Optional(e.High, 2), unit.Optional(e.P, 4)}
}
