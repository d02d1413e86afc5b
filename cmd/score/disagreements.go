package main

import (
	"bytes"
	"fmt"

	"dayafter/internal/classify"
	"dayafter/internal/unit"
)

// disagreements lists every strict label that the verdict does not share, with
// the evidence, in the order of the labels.
func disagreements(runners []*runner) []byte {
	var b bytes.Buffer
	for _, r := range runners {
		for _, l := range r.labels {
			i := r.of[l.file]
			v := r.whole[i]
			if !l.strict() || three(v.Class) == three(l.class) {
				continue
			}
			fmt.Fprintf(&b, "%s %s: called %s, judged %s %s %.2f", r.name, l.file, l.class, v.Class, v.Kind, v.Confidence)
			if n := len(r.sessions[i].Files); n > 1 {
				fmt.Fprintf(&b, " (%d parts)", n)
			}
			fmt.Fprintln(&b)
			for _, e := range v.Evidence {
				fmt.Fprintf(&b, "    %s\n", classify.Sentence(e, unit.Metric))
			}
		}
	}
	return b.Bytes()
}
