package report

import (
	"dayafter/internal/classify"
	"dayafter/internal/history"
	"dayafter/internal/season"
	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// Activities are what a renderer needs to list activities one by one.
type Activities struct {
	History  *history.History
	Verdicts []classify.Verdict // parallel to History.Sessions
	Book     *zone.Book
	Ledger   *season.Season // what followed each session
	Units    unit.System
}

// After describes what the session came after and how easy it was. It returns ""
// for a session outside the ledger or after nothing hard.
func (a *Activities) After(session int) string {
	if run := a.Ledger.RunOf(session); run >= 0 {
		return After(a.Ledger, run)
	}
	return ""
}
