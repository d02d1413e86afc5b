package html

import (
	"fmt"

	"dayafter/internal/report"
)

// Sizes of a row of bars: a line of words, the bar, and a line of smaller words.
const (
	barHeight = 12
	wordsLine = 16
	barGap    = 14
)

// groupBars draws a bar for each group of next days; nil without long runs.
func groupBars(r *report.Report) *picture {
	t := r.Table("Groups")
	if t == nil {
		return nil
	}
	p := newPicture("groups", "What you did the day after a long run", "Bars of how often each kind of next day came.", 0)
	y := 0.0
	for row, name := range t.Column("Next day").Cells {
		share := t.Column("Share").Cells[row].Num
		if !name.Known() || !(share > 0) {
			continue
		}
		p.write(0, y+11, "t b", name.Text)
		p.write(width, y+11, "t e", words(t.Column("Times").Cells[row], r.Units)+" · "+percent(share))
		y += wordsLine
		p.add(
			shape{Form: box, Class: "track", Y: number(y), W: width, H: barHeight},
		)
		x := 0.0
		for _, part := range groupParts(r, row) {
			w := width * part.share
			p.add(shape{Form: box, Class: "f-" + className(part.kind), X: number(x), Y: number(y), W: number(w), H: barHeight})
			x += w
		}
		y += barHeight
		for _, line := range fold(t.Column("Which").Cells[row].Text, width) {
			p.write(0, y+13, "s", line)
			y += wordsLine
		}
		y += barGap
	}
	if y == 0 {
		return nil
	}
	p.Height = number(y)
	return p
}

// groupPart is a part of a group's bar: its kind, its name, and its share of the long runs
// from 0 to 1.
type groupPart struct {
	kind  report.Kind
	name  string
	share float64
}

// groupParts returns the parts of a group's bar: the recovery runs, then the rest.
func groupParts(r *report.Report, row int) (parts []groupPart) {
	t := r.Table("Groups")
	name, all, recovery := t.Column("Next day").Cells[row], t.Column("Share").Cells[row].Num, t.Column("Recovery share").Cells[row].Num
	rest := name.Text
	if recovery > 0 {
		parts = append(parts, groupPart{report.KindRecovery, "recovery run", recovery})
		rest = "other easy run"
	}
	if recovery < all {
		parts = append(parts, groupPart{name.Kind, rest, all - recovery})
	}
	return parts
}

// onTime draws the shares of next key workouts on schedule, by the group of the next day.
func onTime(r *report.Report) *section {
	question := report.OnSchedule
	s := &section{
		ID: "schedule", Heading: question.Text, Finding: text(r, "Verdict", question.Column),
		Lead: "By what you did the day after the long run. On schedule means on your usual day, or one day later at most. The striped part of a bar was late or missed.",
	}
	p := onTimeBars(r)
	if p == nil {
		s.Lead = ""
		return s
	}
	s.Pictures = []*picture{p}
	s.Tables = tables(newTable(r, "OnTime", "Next key workouts on schedule", "Next day", "On schedule", "of", "Late", "Missed", "Against", "Difference", "From", "To"))
	return s
}

// onTimeBars returns a bar for each kind of next day; nil when no result is known.
func onTimeBars(r *report.Report) *picture {
	t := r.Table("OnTime")
	if t == nil {
		return nil
	}
	p := newPicture("on-time", "Next key workouts on schedule", text(r, "Verdict", report.OnSchedule.Column), 0)
	y := 0.0
	for row, name := range t.Column("Next day").Cells {
		all := t.Column("of").Cells[row].Num
		if !name.Known() || !(all > 0) {
			continue
		}
		on := t.Column("On schedule").Cells[row].Num
		p.write(0, y+11, "t b", name.Text)
		p.write(width, y+11, "t e", fmt.Sprintf("%.0f of %.0f on schedule", on, all))
		y += wordsLine
		split := width * on / all
		p.add(
			shape{Form: box, Class: "track", Y: number(y), W: width, H: barHeight},
			shape{Form: box, Class: "f-recovery", Y: number(y), W: number(split), H: barHeight},
		)
		if on < all {
			p.add(shape{Form: box, Class: "striped", X: number(split), Y: number(y), W: number(width - split), H: barHeight})
		}
		y += barHeight + barGap
	}
	if y == 0 {
		return nil
	}
	p.Height = number(y - barGap + 2)
	return p
}
