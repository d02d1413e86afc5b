package html

import (
	"slices"

	"dayafter/internal/report"
)

// section is a part of the page: pictures, and the tables behind them.
type section struct {
	ID, Heading string
	Finding     string // what the pictures show; "" if they answer no question
	Lead        string // how to read the pictures, or why there are none
	Legend      []swatch
	Pictures    []*picture // side by side if there is room
	Earlier     []*picture // folded
	EarlierName string     // unfolds them
	Tables      []*table   // folded
	Card        *card
	Full        bool // whether the section takes the whole width of the page, so that no half of a row stays empty
}

// sections returns the sections of the page in order, with the given section for sharing,
// which may be nil.
func sections(r *report.Report, share *section) (all []*section) {
	parts := []*section{experiment(r), strips(r), calendar(r), nextRuns(r), onTime(r), dose(r), weeks(r), share, activities(r), failures(r), settings(r)}
	if len(longRuns(r)) == 0 {
		parts = []*section{experiment(r), calendar(r), weeks(r), activities(r), failures(r), settings(r)}
	}
	for _, s := range parts {
		if s != nil {
			all = append(all, s)
		}
	}
	fill(all)
	return all
}

// fill widens the last narrow section if half of a row would stay empty. A narrow calendar
// beside the strips takes two rows.
func fill(all []*section) {
	var narrow []*section
	halves := 0
	for _, s := range all {
		if !s.Wide() {
			narrow = append(narrow, s)
			halves++
			if s.ID == "calendar" && slices.ContainsFunc(all, func(s *section) bool { return s.ID == "strips" }) {
				halves++
			}
		}
	}
	if halves%2 == 1 {
		narrow[len(narrow)-1].Full = true
	}
}

// Wide reports whether the section needs the whole width of the page.
func (s *section) Wide() bool {
	return s.Full || len(s.Pictures) != 1 && s.Card == nil
}

// tables drops the tables without rows.
func tables(all ...*table) (filled []*table) {
	for _, t := range all {
		if t != nil {
			filled = append(filled, t)
		}
	}
	return filled
}

// activities lists every activity; nil when there is none.
func activities(r *report.Report) *section {
	t := newTable(r, "Runs", "All activities", "Date", "Sport", "Class", "Kind", "Title", "Distance", "Moving time", "Pace", "HR", "How easy", "Next day")
	if t == nil {
		return nil
	}
	return &section{
		ID: "activities", Heading: "Every activity", Tables: tables(t),
		Lead: "If a class is wrong, choose another in the yellow column of the workbook's sheet Runs. Then run dayafter again.",
	}
}

// failures lists the files that could not be read; nil when there is none.
func failures(r *report.Report) *section {
	failed := func(row int) bool { return r.Table("Files").Column("Status").Cells[row].Text == failedStatus }
	t := newTableOf(r, "Files", "Files that could not be read", failed, "File", "Reason")
	if t == nil {
		return nil
	}
	return &section{ID: "failures", Heading: "Files that could not be read", Lead: text(r, "FilesWords", "Sum"), Tables: tables(t)}
}

// failedStatus is the status of an input that could not be read.
const failedStatus = "failed"

// settings lists the settings of the season.
func settings(r *report.Report) *section {
	return &section{
		ID: "settings", Heading: "How this was computed",
		Lead:   "The workbook's sheet Read me defines every figure.",
		Tables: tables(newTable(r, "Settings", "Settings", "Setting", "Value", "From")),
	}
}
