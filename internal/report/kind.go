package report

import (
	"dayafter/internal/classify"
	"dayafter/internal/season"
)

// Kind is the meaning of a text or of a series of a chart. Renderers choose colours by
// Kind, never by words.
type Kind uint8

// Kinds.
const (
	NoKind        Kind = iota
	KindLong           // a long run
	KindHard           // a key workout or hard run, and verdicts against the runner
	KindEasy           // an easy run
	KindRecovery       // a recovery run, and verdicts for the runner
	KindActive         // active recovery, any other sport
	KindOtherLoad      // another sport, hard or long
	KindRace           // a race
	KindDrifted        // a run that began easy and did not stay easy
	KindPending        // not known yet
	KindBlank          // no record
	KindUnclear        // unknown, not judged or not applicable
	Kinds              // the number of kinds
)

// Term is a word that columns of classes, kinds and verdicts hold.
type Term struct {
	Word string
	Kind Kind
}

// Terms lists all words that have a kind, grouped by kind.
func Terms() []Term {
	return []Term{
		term(classify.Long, KindLong), term(season.LongAgain, KindLong),
		{"L", KindLong},
		term(classify.Key, KindHard), term(season.HardRun, KindHard), term(season.ArmHard, KindHard), term(season.TooFast, KindHard), term(season.NotMet, KindHard),
		{"K", KindHard},
		term(season.HardRunning, KindHard), term(season.HardEase, KindHard), term(season.Late, KindHard), term(season.Missed, KindHard),
		term(classify.Easy, KindEasy), term(season.EasyRun, KindEasy), term(season.EasyRunning, KindEasy),
		{"E", KindEasy},
		term(classify.Recovery, KindRecovery), term(season.RecoveryRun, KindRecovery), term(season.TrulyEasy, KindRecovery), term(season.Met, KindRecovery),
		{"R", KindRecovery},
		term(season.OnTime, KindRecovery),
		{otherSport, KindActive},
		term(season.ActiveRecovery, KindActive),
		{"o", KindActive},
		term(season.OtherLoad, KindOtherLoad),
		term(season.RaceRun, KindRace),
		{"★", KindRace},
		term(season.Drifted, KindDrifted),
		term(season.NotKnownYet, KindPending),
		term(season.NoRecord, KindBlank), term(season.Rest, KindBlank),
		{dash, KindBlank},
		term(classify.Unknown, KindUnclear),
		{season.Ignored, KindBlank},
		term(season.UnjudgedRun, KindUnclear), term(season.WithoutFile, KindUnclear), term(season.Away, KindUnclear), term(season.CannotTell, KindUnclear),
		term(season.NotApplicable, KindUnclear),
		{"?", KindUnclear},
		term(season.UnclearGroup, KindUnclear), term(season.BaseGroup, KindUnclear),
	}
}

// term returns the word of an enumeration's value with its kind.
func term(word interface{ String() string }, k Kind) Term { return Term{word.String(), k} }

// kindsByWord returns the kinds of all terms.
func kindsByWord() map[string]Kind {
	kinds := map[string]Kind{}
	for _, t := range Terms() {
		kinds[t.Word] = t.Kind
	}
	return kinds
}
