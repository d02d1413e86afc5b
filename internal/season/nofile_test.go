package season

import "testing"

// The day of an activity without a file is neither a rest day nor a day with a run, but has
// a kind of its own.
func TestRecordedWithoutAFile(t *testing.T) {
	checkAfter3(t, []diaryCase{
		{
			"in place of no record", `
			2025-03-09 08:00 120 long
			2025-03-10 07:00 40 run nofile
			2025-03-11 19:00 40 yoga nofile
			2025-03-14 18:00 60 key`,
			"recorded without a file, recorded without a file, no record | recorded without a file | 5",
		},
		{
			"later than 24 h", `
			2025-03-09 08:00 120 long
			2025-03-10 19:00 40 run nofile
			2025-03-14 18:00 60 key`,
			"recorded without a file, no record, no record | no record | 5",
		},
		{
			"before its end", `
			2025-03-09 08:00 120 long
			2025-03-09 09:00 40 run nofile
			2025-03-14 18:00 60 key`,
			"no record, no record, no record | no record | 5",
		},
		{
			"beside a run: what is known decides", `
			2025-03-09 08:00 120 long
			2025-03-10 07:00 40 recovery
			2025-03-10 18:00 40 run nofile
			2025-03-14 18:00 60 key`,
			"recovery run 21.0 h, no record, no record | recovery run 21.0 h | 5",
		},
		{
			"after the last session", `
			2025-03-02 08:00 50 easy
			2025-03-09 08:00 120 long
			2025-03-10 07:00 40 run nofile`,
			"recorded without a file, not known yet, not known yet | recorded without a file | -1",
		},
	})
}

// A day after with such an activity counts as a day without a recovery run and belongs to
// no arm. A week with such a run cannot be judged.
func TestRecordedWithoutAFileIsCounted(t *testing.T) {
	s := analyse(t, before+days("10 key, 13 long, 15 key")+"2025-03-14 07:00 40 run nofile\n2025-03-16 07:00 40 ride nofile\n"+behind)
	if a := s.Answer; a.Long != 1 || a.Counts[WithoutFile] != 1 || a.Recovery != 0 {
		t.Errorf("the day must count as a day without a recovery run: %+v", a)
	}
	if o := s.Next.Outcomes[0]; o.Arm != NoArm {
		t.Errorf("it is in the arm %s", o.Arm)
	}
	if w := s.Weeks[1]; w.Unrecorded != 1 || w.Runs != 3 || w.Kept != CannotJudge || w.Why != WhyUnrecorded {
		t.Errorf("%d without a file, %d runs: %s, %s", w.Unrecorded, w.Runs, w.Kept, w.Why)
	}
	if w := s.Weeks[0]; w.Unrecorded != 0 {
		t.Errorf("the week before has %d", w.Unrecorded)
	}
	for _, x := range s.Shifts.Shifts {
		if x.Counts[WithoutFile] != 1 {
			t.Errorf("every shift must count the day without a file: %+v", x)
		}
	}
}

// If the user names the season's last day, later activities without a file are left out.
func TestRecordedWithoutAFileAfterTheSeason(t *testing.T) {
	d := read(t, "2025-03-02 08:00 50 easy\n2025-03-09 08:00 120 long\n2025-03-10 07:00 40 run nofile")
	o := plain()
	o.To = d.history.Unrecorded[0].Day - 1
	if s := d.analyse(o); s.LongRuns[0].Days[0].Kind != NotKnownYet || len(s.Unrecorded) != 0 {
		t.Errorf("%+v, %d without a file", s.LongRuns[0].Days[0], len(s.Unrecorded))
	}
}
