package output

import (
	"context"
	"errors"
	"fmt"
	"io"

	"dayafter/internal/app"
	"dayafter/internal/report"
	"dayafter/internal/season"
)

// Saved is a season whose files are on disk.
type Saved struct {
	Season *season.Season
	Report *report.Report
	Result *app.Result
	Files  string // a line that names the files
}

// mostSaves is the number of times a season is judged again because the runner saved the
// workbook meanwhile. After that, Save writes the new files beside it. Ours.
const mostSaves = 3

// Save writes the season of a result. If the runner saved the workbook after earlier was
// read, Save includes the new edits. The report shows the settings in listed. Save passes
// remarks for the runner to warn.
func (p Paths) Save(ctx context.Context, stdout io.Writer, earlier *Earlier, r *app.Result, listed []report.Setting, warn func(string)) (s Saved, err error) {
	for saves := 0; ; saves++ {
		s.Result = r
		s.Season, s.Report = r.Report(listed)
		files, err := p.Render(s.Report, earlier)
		if err != nil {
			return s, err
		}
		if err := ctx.Err(); err != nil {
			return s, err
		}
		s.Files, err = p.Write(stdout, earlier, files)
		if !errors.Is(err, ErrSaved) {
			p.warnOpen(warn)
			return s, err
		}
		now, err := p.Open()
		if err == nil && saves < mostSaves {
			warn(fmt.Sprintf("dayafter: %s was saved meanwhile: what you wrote there counts", p.Name()))
			earlier, r = now, r.Again(now.Kept)
			continue
		}
		warn(fmt.Sprintf("dayafter: %s is being saved by another program: what you saved last is not in the new files, which are written beside it", p.Name()))
		p = p.beside()
		if earlier, err = earlier.at(p); err != nil {
			return s, err
		}
	}
}

// warnOpen warns if the workbook seems to be open in a spreadsheet program.
func (p Paths) warnOpen(warn func(string)) {
	if program, lock := p.openIn(); program != "" {
		warn(fmt.Sprintf("dayafter: %s seems to be open in %s (%s is there): close it without saving and open it again, or its next save replaces the new workbook", p.Name(), program, lock))
	}
}
