package report

import (
	"fmt"
	"slices"

	"dayafter/internal/classify"
	"dayafter/internal/season"
)

// classFormula returns the formula for the class of a session: the class of the word that
// the runner chose, or else the judged class. It has a case for each word that package
// classify reads.
func classFormula() string {
	text := `[Judged]`
	for _, words := range slices.Backward(classify.OverrideWords()) {
		switch o, _ := classify.ParseOverride(words); {
		case o.NotRace:
			text = fmt.Sprintf(`IF([Class override]="%s",[Raceless],%s)`, words, text)
		case o.Class != classify.Unknown:
			text = fmt.Sprintf(`IF([Class override]="%s","%s",%s)`, words, o.Class, text)
		}
	}
	return fmt.Sprintf(`IF([Sport]="%s","%[1]s",IF([Sport]<>"run",[Judged],%s))`, season.Ignored, text)
}

// kindFormula returns the formula for the kind of a run, which follows the same rules as
// Verdict.With in package classify.
func kindFormula() string {
	text := `IF([Class override]=[Judged],[Judged kind]&"","")`
	for _, words := range slices.Backward(classify.OverrideWords()) {
		switch o, _ := classify.ParseOverride(words); {
		case o.NotRace:
			text = fmt.Sprintf(`IF([Class override]="%s",[Raceless kind]&"",%s)`, words, text)
		case o.Kind != classify.NoKind:
			text = fmt.Sprintf(`IF([Class override]="%s","%s",%s)`, words, o.Kind, text)
		case o.Class == classify.Long:
			text = fmt.Sprintf(`IF(AND([Class override]="%s",[Judged]="%s"),"%s",%s)`, words, classify.Key, classify.LongWithQuality, text)
		}
	}
	return fmt.Sprintf(`IF([Sport]<>"run","",IF([Class override]="",[Judged kind]&"",%s))`, text)
}

// judged adds the columns that hold the program's own verdict, unchanged by an override.
func (b *builder) judged(t *Table) {
	t.text("Recorded sport", "", func(i int) string { return b.run(i).Sport.String() }).as(Working)
	t.text("Judged", "the class the program gave", func(i int) string { return b.run(i).JudgedName() }).as(Working)
	t.text("Judged kind", "the kind the program gave", func(i int) string { return b.run(i).JudgedKind().String() }).as(Working)
	t.text("Raceless", "the class that the program would give a race if it were not a race; for other runs, the judged class", func(i int) string {
		if r := b.run(i); r.JudgedKind() == classify.Race {
			return r.Verdict.Raceless.String()
		}
		return b.run(i).JudgedName()
	}).as(Working)
	t.text("Raceless kind", "", func(i int) string {
		if r := b.run(i); r.JudgedKind() == classify.Race {
			return r.Verdict.RacelessKind.String()
		}
		return b.run(i).JudgedKind().String()
	}).as(Working)
	t.text("As long", "yes: it took as long as a long run", func(i int) string { return yesNo(b.run(i).Verdict.AsLong) }).as(Working)
}
