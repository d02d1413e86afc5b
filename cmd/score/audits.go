package main

import (
	"fmt"
	"io"

	"dayafter/internal/classify"
	"dayafter/internal/season"
)

// writeAudits writes how easy the runs were that their runners called easy or key.
func writeAudits(w io.Writer, runners []*runner) {
	fmt.Fprint(w, "\n## How easy, by the audit\n\n| called | truly easy | drifted | too fast | cannot tell | labels |\n|---|--:|--:|--:|--:|--:|\n")
	for _, class := range []classify.Class{classify.Easy, classify.Key} {
		for _, group := range append(single(runners), runners) {
			writeAudit(w, class, group)
		}
	}
}

// single returns a group of one for each runner.
func single(runners []*runner) (groups [][]*runner) {
	for _, r := range runners {
		groups = append(groups, []*runner{r})
	}
	return groups
}

func writeAudit(w io.Writer, class classify.Class, group []*runner) {
	counts, n := map[season.Easiness]int{}, 0
	for _, r := range group {
		for _, l := range r.labels {
			if l.strict() && three(l.class) == class {
				counts[r.audits[r.sessions[r.of[l.file]].Key]]++
				n++
			}
		}
	}
	name := "together"
	if len(group) == 1 {
		name = group[0].name
	}
	share := func(e season.Easiness) string { return fmt.Sprintf("%.0f %%", 100*float64(counts[e])/float64(n)) }
	fmt.Fprintf(w, "| %s, %s | %s | %s | %s | %s | %d |\n", class, name, share(season.TrulyEasy), share(season.Drifted),
		share(season.TooFast), share(season.CannotTell), n)
}
