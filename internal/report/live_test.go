package report_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dayafter/internal/classify"
	"dayafter/internal/formula"
	"dayafter/internal/report"
	"dayafter/internal/season"
	"dayafter/internal/testing/apptest"
	"dayafter/internal/testing/reporttest"
	"dayafter/internal/unit"
)

// cases returns seasons with and without overrides by the runner: simulated seasons, the
// fixtures and, if DAYAFTER_DATA names a folder of them, real seasons.
func cases(t *testing.T) map[string]*reporttest.Case {
	t.Helper()
	all := map[string]*reporttest.Case{
		"none": reporttest.Season(0), "one week": reporttest.Season(1), "fixtures": apptest.Read(t, "../../fixtures/season"),
	}
	if data := os.Getenv("DAYAFTER_DATA"); data != "" {
		for _, folder := range []string{"labelled/runner-a", "labelled/runner-b", "seasons/strava-export"} {
			all[folder] = apptest.Read(t, filepath.Join(data, folder))
		}
	}
	for _, seed := range []int{0, 1, 2, 3} {
		c := reporttest.Season(33)
		if seed%2 == 1 {
			c.AddUnrecorded()
		}
		for i := seed; seed > 0 && i < len(c.Verdicts); i += 3 + 4*seed {
			if c.Verdicts[i].Class != classify.Unknown {
				c.Override(i, classify.Class(1+(i+seed)%4))
			}
		}
		all[fmt.Sprintf("overrides %d", seed)] = c
	}
	all["every word"] = reporttest.Season(33)
	for session, word := range everyWord(len(all["every word"].Verdicts)) {
		all["every word"].Say(session, word)
	}
	return all
}

// everyWord returns an override for every third session. It uses each override word in
// turn.
func everyWord(sessions int) map[int]classify.Override {
	words, said := classify.OverrideWords(), map[int]classify.Override{}
	for i := 0; i < sessions; i += 3 {
		said[i], _ = classify.ParseOverride(words[i/3%len(words)])
	}
	return said
}

// TestWordsTakeEffectAtOnce compares a workbook into which a runner writes overrides with
// the workbook of a season that was judged with the same overrides.
func TestWordsTakeEffectAtOnce(t *testing.T) {
	c, said := reporttest.Season(33), reporttest.Season(33)
	live := report.Build(c.History, c.Analyse(), report.Defaults())
	for session, word := range everyWord(len(c.Verdicts)) {
		said.Say(session, word)
		live.Table("Runs").Column(report.OverrideColumn).Cells[session] = report.Value{Quantity: report.Text, Text: word.String()}
	}
	live.Compute()
	written := report.Build(said.History, said.Analyse(), report.Defaults())
	for _, name := range []string{"Sport", "Class", "Kind", "Race", "Quality", "Counts as long", "Stressor", "Long no.", "Key no.", "Next day"} {
		if diff := cmp.Diff(values(written.Table("Runs").Column(name)), values(live.Table("Runs").Column(name))); diff != "" {
			t.Errorf("Runs[%s]: %s", name, diff)
		}
	}
	for _, name := range []string{"Long", "Known", "Blank", "Easy", "Ran", "Low word"} {
		x, y := reader{t, written}.at("Answer", name, 0), reader{t, live}.at("Answer", name, 0)
		if x.String() != y.String() {
			t.Errorf("Answer[%s] is %s at once, %s written again", name, y, x)
		}
	}
}

// reader reads cells of a report by table, column and row.
type reader struct {
	t *testing.T
	r *report.Report
}

func (x reader) at(table, column string, row int) formula.Value {
	x.t.Helper()
	t := x.r.Table(table)
	if t == nil || t.Column(column) == nil {
		x.t.Fatalf("no column %s[%s]", table, column)
	}
	return t.Column(column).Stored[row]
}

func (x reader) same(table, column string, row int, want any) {
	x.t.Helper()
	got := x.at(table, column, row)
	if got.String() == fmt.Sprint(want) {
		return
	}
	if w, ok := want.(float64); ok && (math.Abs(got.Num-w) < 1e-6 || math.IsNaN(w) && got.Kind != formula.Number) {
		return
	}
	x.t.Errorf("%s[%s] row %d is %q, season says %v", table, column, row, got, want)
}

// TestFormulasSayWhatSeasonSays checks that the live formulas give the same values as
// package season.
func TestFormulasSayWhatSeasonSays(t *testing.T) {
	for name, c := range cases(t) {
		t.Run(name, func(t *testing.T) {
			s := c.Analyse()
			x := reader{t, report.Build(c.History, s, report.Defaults())}
			for i, name := range x.r.Table("Kinds").Column("Next day").Cells {
				kind := slices.IndexFunc(season.FollowedKinds, func(f season.Followed) bool { return f.String() == name.String() })
				x.same("Kinds", "Times", i, s.Answer.Counts[season.FollowedKinds[kind]])
			}
			answer(x, s)
			longRuns(x, s)
			weeks(x, s)
			matrix(x, s)
			afterKey(x, s)
			for name, kept := range map[string]season.Kept{"Close": s.Hard.CloseKept, "Two easy": s.Hard.TwoEasyKept} {
				if got := x.at("Rules", name, 0).String(); !strings.Contains(got, "should be rare: "+kept.String()) {
					t.Errorf("%s: %q, season says %s", name, got, kept)
				}
			}
		})
	}
}

// answer compares the counts behind the answer with those of the season.
func answer(x reader, s *season.Season) {
	a := &s.Answer
	for name, want := range map[string]int{
		"In base": a.Base, "Away": a.Away, "Known": a.Long, "Recorded": a.Recorded, "Blank": a.Blank, "Unclear": a.Unclear,
		"Easy": a.Easy, "Strict": a.Recovery, "Ran": a.Enough.Runs,
	} {
		x.same("Answer", name, 0, want)
	}
	x.same("Answer", "Low word", 0, a.Word)
	x.same("Answer", "High word", 0, a.WordRecorded)
	x.same("Answer", "Word", 0, capital(a.Word.String()))
	for i, v := range x.r.Table("Groups").Column("Next day").Cells {
		for g := range season.Groups {
			if v.Text == g.String() {
				x.same("Groups", "Times", i, a.Groups[g])
			}
		}
	}
	e := &a.Enough
	for ease, want := range map[season.Easiness]int{
		season.TrulyEasy: e.Easy, season.Drifted: e.Drifted, season.TooFast: e.TooFast, season.HardEase: e.Hard, season.CannotTell: e.NotKnown,
	} {
		got := 0
		for row := range s.Runs {
			got += int(min(1, x.at("Runs", "Is "+ease.String(), row).Num))
		}
		if got != want {
			x.t.Errorf("%d next-day runs were %s, season says %d", got, ease, want)
		}
	}
	for i := range s.Next.Schedule.Long {
		turnout(x, i, &s.Next.Schedule.Long[i])
	}
}

// turnout compares a row of the next key workouts on schedule with the season's turnout.
func turnout(x reader, row int, want *season.Turnout) {
	x.same("OnTime", "Next day", row, want.Group)
	for name, n := range map[string]int{"On schedule": want.OnTime, "of": want.N, "Late": want.Late, "Missed": want.Missed} {
		x.same("OnTime", name, row, n)
	}
	if want.Against == season.Groups {
		x.same("OnTime", "Against", row, "")
		return
	}
	x.same("OnTime", "Against", row, want.Against)
	for name, v := range map[string]float64{"Low": want.Low, "High": want.High, "Difference": want.Diff, "From": want.DiffLow, "To": want.DiffHigh} {
		x.same("OnTime", name, row, v)
	}
}

// capital returns a word with a capital letter.
func capital(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func longRuns(x reader, s *season.Season) {
	for i, l := range s.LongRuns {
		x.same("LongRuns", "Run", i, l.Run+1)
		x.same("LongRuns", "Group", i, l.Group)
		x.same("LongRuns", "Key on schedule?", i, l.Next)
		for day := range l.Days {
			x.same("LongRuns", []string{"Next day", "Day +2", "Day +3"}[day], i, l.Days[day].Kind)
		}
		x.same("LongRuns", "After", i, l.Days[0].Run+1)
		x.same("LongRuns", "Within 24 h", i, l.Within.Kind)
		if got, whole := x.at("LongRuns", "Of week", i).String(), wholeWeek(s, s.Runs[l.Run].Day); (got == "–") == whole {
			x.t.Errorf("%s of the week of long run %d, which is whole: %v", got, i, whole)
		}
		for day := 1; day < len(l.Days); day++ {
			x.decided("LongRuns", i, s, &l, day)
		}
		if l.Days[0].Run >= 0 {
			if got := x.at("LongRuns", "Hours until", i).Num; math.Abs(got-l.Days[0].Hours) > 2.0/3600 { // starts and ends are rounded to seconds
				x.t.Errorf("%g h until the day after, season says %g", got, l.Days[0].Hours)
			}
		}
		if all := x.at("LongRuns", "+1 all", i).String(); (all != "") != (len(l.Days[0].Others) > 0) {
			x.t.Errorf("sessions of the day after: %q, season knows %d others", all, len(l.Days[0].Others))
		}
		if l.Key >= 0 {
			x.same("LongRuns", "Days to key", i, s.DaysToKey(&l))
		} else {
			x.same("LongRuns", "Days to key", i, "")
		}
	}
	x.same("LongRuns", "Run", len(s.LongRuns), "")
}

// wholeWeek reports whether all days of a day's week lie within the season.
func wholeWeek(s *season.Season, day unit.Day) bool {
	i := slices.IndexFunc(s.Weeks, func(w season.Week) bool { return day >= w.Start && day < w.Start+7 })
	return s.Weeks[i].Days == 7
}

func weeks(x reader, s *season.Season) {
	for i := range s.Weeks {
		w := &s.Weeks[i]
		x.same("Weeks", "Runs", i, w.Runs)
		x.same("Weeks", "Key runs", i, w.Key)
		x.same("Weeks", "Hard runs", i, w.Stressed)
		x.same("Weeks", "Recovery runs", i, w.Recovery)
		x.same("Weeks", "Runs after hard", i, w.After)
		x.same("Weeks", "Hard after hard", i, w.AfterHard)
		x.same("Weeks", "Unjudged", i, w.Unjudged)
		x.same("Weeks", "Base", i, map[bool]string{true: "yes", false: "no"}[w.Base])
		x.same("Weeks", "Rule", i, w.Rule)
		x.same("Weeks", "Kept", i, w.Kept)
		x.same("Weeks", "Because", i, w.Why)
	}
}

func matrix(x reader, s *season.Season) {
	for row, of := range [][]season.Aftermath{s.LongRuns, s.KeyRuns, s.RaceRuns} {
		x.same("NextDays", "All", row, len(of))
		counts := map[season.Followed]int{}
		for _, a := range of {
			counts[a.Days[0].Kind]++
		}
		x.same("NextDays", "Recovery run", row, counts[season.RecoveryRun])
		x.same("NextDays", "No record", row, counts[season.NoRecord])
		x.same("NextDays", "Hard run", row, counts[season.HardRun])
	}
}

// afterKey compares the days after key workouts and races with those of the season.
func afterKey(x reader, s *season.Season) {
	ledger := slices.Concat(s.KeyRuns, s.RaceRuns)
	slices.SortFunc(ledger, func(a, b season.Aftermath) int { return a.Run - b.Run })
	for i, a := range ledger {
		x.same("AfterKey", "Day +1", i, a.Days[0].Kind)
		x.same("AfterKey", "Class", i, s.Runs[a.Run].Verdict.Class)
		x.same("AfterKey", "Within 24 h", i, a.Within.Kind)
		x.same("AfterKey", "Day +2", i, a.Days[1].Kind)
		x.same("AfterKey", "Day +3", i, a.Days[2].Kind)
		x.decided("AfterKey", i, s, &a, 1)
		x.decided("AfterKey", i, s, &a, 2)
		if run := a.Days[0].Run; run >= 0 {
			r := &s.Runs[run]
			x.same("AfterKey", "+1 distance", i, math.Round(r.Sum.Distance)/1000)
			x.same("AfterKey", "+1 time", i, math.Round(r.Sum.Moving)/86400)
			x.same("AfterKey", "+1 HR", i, math.Round(r.Sum.AvgHR))
		}
	}
}

// decided compares the hours and words of a later day with the session that decided the
// day.
func (x reader) decided(table string, row int, s *season.Season, a *season.Aftermath, day int) {
	x.t.Helper()
	got, want := x.at(table, fmt.Sprintf("+%d was", day+1), row).String(), ""
	if run := a.Days[day].Run; run >= 0 {
		want = report.Measures(s.Runs[run].Sum, s.Runs[run].Sport, unit.Metric)
		if hours := fmt.Sprintf("%.0f h: ", math.Round(a.Days[day].Hours)); !strings.HasPrefix(got, hours) {
			x.t.Errorf("%s row %d, day +%d: %q, season says %s", table, row, day+1, got, hours)
		}
	}
	if !strings.Contains(got, want) || (got == "") != (want == "") {
		x.t.Errorf("%s row %d, day +%d was %q, season says %q", table, row, day+1, got, want)
	}
}

// TestNoFormulaFails checks that no cell of any report is an error.
func TestNoFormulaFails(t *testing.T) {
	for name, c := range cases(t) {
		for _, sheet := range report.Build(c.History, c.Analyse(), report.Defaults()).Sheets {
			for _, table := range sheet.Tables {
				checkCells(t, name, table)
			}
		}
	}
}

// checkCells fails the test for each cell of a table that is an error.
func checkCells(t *testing.T, name string, table *report.Table) {
	t.Helper()
	for _, column := range table.Columns {
		for row, v := range column.Stored {
			if v.Kind == formula.Error {
				t.Errorf("%s: %s[%s] row %d is %s", name, table.Name, column.Name, row, v)
			}
		}
	}
}

// TestRowOrderDoesNotMatter checks that sorting the sheet Runs changes no other sheet.
func TestRowOrderDoesNotMatter(t *testing.T) {
	c := reporttest.Season(33)
	s := c.Analyse()
	r, sorted := report.Build(c.History, s, report.Defaults()), report.Build(c.History, s, report.Defaults())
	order := rand.New(rand.NewPCG(1, 2)).Perm(len(s.Runs))
	for _, column := range sorted.Table("Runs").Columns {
		cells := slices.Clone(column.Cells)
		for i, k := range order {
			column.Cells[i] = cells[k]
		}
	}
	sorted.Compute()
	for i, sheet := range r.Sheets {
		for k, table := range sheet.Tables {
			for n, column := range table.Columns {
				if strings.HasSuffix(strings.ToLower(column.Name), "row") || table.Name == "Runs" {
					continue // the position of a run, which sorting changes
				}
				if diff := cmp.Diff(values(column), values(sorted.Sheets[i].Tables[k].Columns[n]), cmpopts.EquateApprox(1e-9, 0)); diff != "" {
					t.Errorf("%s[%s]: %s", table.Name, column.Name, diff)
				}
			}
		}
	}
}

// values returns a column's numbers and words. It rounds numbers, because sums depend on
// the order of the rows in their last digits.
func values(c *report.Column) []any {
	out := make([]any, len(c.Stored))
	for i, v := range c.Stored {
		out[i] = v.String()
		if v.Kind == formula.Number {
			out[i] = v.Num
		}
	}
	return out
}
