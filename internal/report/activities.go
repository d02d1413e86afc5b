package report

import (
	"dayafter/internal/classify"
	"dayafter/internal/history"
	"dayafter/internal/season"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// Activities holds the data from which a renderer lists activities.
type Activities struct {
	History  *history.History
	Verdicts []classify.Verdict // parallel to History.Sessions
	Book     *zone.Book
	Ledger   *season.Season // the aftermath of each session
	Units    unit.System
}

// After names the stressor before the session and says how easy the session was. It
// returns "" for a session outside the ledger or without a recent stressor.
func (a *Activities) After(session int) string {
	if run := a.Ledger.RunOf(session); run >= 0 {
		return After(a.Ledger, run)
	}
	return ""
}
