package report

import (
	"fmt"
	"strings"

	"dayafter/internal/season"
	"dayafter/internal/stat"
)

// answerLines are the lines of the answer, by table and column; what a report
// lacks is left out.
var answerLines = []struct{ table, column string }{
	{"Answer", "Sentence"},
	{"Answer", "Verdict"},
	{"Habit", "Easy"},
	{"Habit", "Streak"},
	{"Habit", "Trend"},
	{"Habit", "Hangs"},
	{"Habit", "Races"},
	{"NextKeyWords", "Claim"},
	{"Rules", "Weeks"},
	{"Answer", "About"},
}

// Answer is what the program prints of a season: a few lines, the answer first.
func (r *Report) Answer() []string {
	var lines []string
	for _, at := range answerLines {
		if t := r.tables[at.table]; t != nil {
			if s := t.columns[at.column].Cells[0].String(); s != "" {
				lines = append(lines, s)
			}
		}
	}
	return lines
}

// Words are the lines of the answer that a season's ledger alone can tell, the
// same as those of its report.
func Words(s *season.Season, o Options) []string {
	b := &builder{season: s, options: o, units: o.Units, clean: &cleaner{}}
	r := &Report{Units: o.Units, Sheets: []*Sheet{{Tables: []*Table{b.countedAnswer(), b.countedKinds(), b.habitTable()}}}}
	r.Compute()
	return r.Answer()
}

// answerTable is the answer in words, live: a class that the runner changes
// changes it.
func (b *builder) answerTable() *Table {
	t := b.answerWords()
	work := func(name, source string) { t.live(name, Count, "", source).as(Working) }
	work("Long runs", `COUNTIFS(Runs[Class],"long")`)
	work("Known", `[Long runs]-COUNTIFS(Runs[Class],"long",Runs[Next day],"not known yet")`)
	work("Recovery", `COUNTIFS(Runs[Class],"long",Runs[Next day],"recovery run")`)
	work("Changed", `SUM(Runs[Changed])`)
	return t
}

// countedAnswer is the same of a season without its tables, as season counted it.
func (b *builder) countedAnswer() *Table {
	t, a := b.answerWords(), &b.season.Answer
	counted := func(name string, n int) {
		t.number(name, Count, "", func(int) float64 { return float64(n) }).as(Working)
	}
	counted("Long runs", len(b.season.LongRuns))
	counted("Known", a.Long)
	counted("Recovery", a.Recovery)
	counted("Changed", 0)
	return t
}

// countedKinds is what the answer reads of kindsTable, as season counted it.
func (b *builder) countedKinds() *Table {
	kinds := b.kinds()
	t := newTable("Kinds", "", Grid, len(kinds))
	t.number("Times", Count, "", func(i int) float64 { return float64(b.season.Answer.Counts[kinds[i]]) })
	return t
}

// answerWords are the sentences of the answer, over counts.
func (b *builder) answerWords() *Table {
	t := newTable("Answer", "", Lines, 1)
	t.live("Sentence", Text, "", sentence(b.kinds()))
	t.live("Verdict", Text, "", verdict)
	t.live("About", Text, "", `IF([Changed]=0,[Season],"You changed "&[Changed]&IF([Changed]=1," class"," classes")&`+
		`" since this was written: all that follows from classes is new; lines marked ° are as they were.")`)
	t.text("Season", "", func(int) string { return b.seasonWords() }).as(Working)
	work := func(name, source string) { t.live(name, Count, "", source).as(Working) }
	work("Centre", fmt.Sprintf(`IF([Known]=0,0,([Recovery]+%[1]g^2/2)/([Known]+%[1]g^2))`, stat.Z95))
	work("Half", fmt.Sprintf(`IF([Known]=0,0,%[1]g*SQRT([Recovery]*([Known]-[Recovery])/[Known]+%[1]g^2/4)/([Known]+%[1]g^2))`, stat.Z95))
	t.live("Word", Text, "", wordOf("[Recovery]", "[Known]")).as(Working)
	return t
}

// sentence is the formula of the first line.
func sentence(kinds []season.Followed) string {
	var parts strings.Builder
	for i, kind := range kinds {
		fmt.Fprintf(&parts, `&IF(INDEX(Kinds[Times],%d)>0,", %s "&INDEX(Kinds[Times],%d),"")`, i+1, kind, i+1)
	}
	return `IF([Long runs]=0,"There is no long run in this season yet.",` +
		`"After your "&[Long runs]&IF([Long runs]=1," long run"," long runs")&", the next day was: "&MID(` +
		strings.TrimPrefix(parts.String(), "&") + `,3,400)&".")`
}

// verdict answers the question with k of n and Wilson's interval for it, as stat.Wilson.
var verdict = `"Do you always do a recovery run the day after a long run? "&IF([Known]=0,"Not known yet.",` +
	`[Word]&IF([Word]="","",": ")&[Recovery]&" of "&[Known]&" ("&ROUND(100*[Recovery]/[Known],0)&" %, 95 % interval "&` +
	`ROUND(100*([Centre]-[Half]),0)&" to "&ROUND(100*([Centre]+[Half]),0)&" %)."&` +
	fmt.Sprintf(`IF([Known]<%d," A small sample: take it as a first impression.",""))`, season.SmallSample)

// wordOf is season.WordFor as a formula, with a capital.
func wordOf(k, n string) string {
	word := func(w season.Word) string { return `"` + title(w.String()) + `"` }
	all := fmt.Sprintf(`IF(%s<%d,%s,%s)`, n, season.SmallSample, word(season.EachTime), word(season.Always))
	none := fmt.Sprintf(`IF(%s<%d,%s,%s)`, n, season.SmallSample, word(season.NotOnce), word(season.Never))
	some := fmt.Sprintf(`IF(%[1]s/%[2]s>=%[3]g,%[4]s,IF(%[1]s/%[2]s>=%[5]g,%[6]s,%[7]s))`, k, n,
		season.UsuallyFrom, word(season.Usually), season.SometimesFrom, word(season.Sometimes), word(season.Rarely))
	return fmt.Sprintf(`IF(%[2]s<%[3]d,"",IF(%[1]s=%[2]s,%[4]s,IF(%[1]s=0,%[5]s,%[6]s)))`, k, n, season.WordLeast, all, none, some)
}

// activities counts them: "1 activity", "12 activities".
func activities(n int) string {
	if n == 1 {
		return "1 activity"
	}
	return fmt.Sprintf("%d activities", n)
}

// seasonWords say which season this is.
func (b *builder) seasonWords() string {
	s := b.season
	words := fmt.Sprintf("%s to %s, %s.", s.From.Time().Format("2 Jan 2006"), s.To.Time().Format("2 Jan 2006"), activities(len(s.Runs)))
	if s.Clipped {
		words += " Activities before or after served only to judge these; --from and --to choose other days."
	}
	for _, r := range s.RaceDays {
		if days := int(r.Day - s.LastKnown); days > 0 {
			words += fmt.Sprintf(" %s to %s.", plural(days, "day"), b.clean.text(r.Name))
		}
	}
	return words + " No record is not rest: the watch may not have been worn."
}
