package table

import "cmp"

// WorstFirst compares two runners for sorting. Failed runners come first. The others are
// ordered by the upper end of the interval of their share of easy running, so that a small
// share comes first if it is certain.
func WorstFirst(a, b *Runner) int {
	return cmp.Or(
		cmp.Compare(order(a.Status), order(b.Status)),
		cmp.Compare(orOne(a.EasyHigh), orOne(b.EasyHigh)),
		-cmp.Compare(a.TooFast, b.TooFast),
		cmp.Compare(a.Runner, b.Runner),
	)
}

func order(status string) int {
	switch status {
	case Failed:
		return 0
	case Judged:
		return 1
	}
	return 2
}

func orOne(v *float64) float64 {
	if v == nil {
		return 1
	}
	return *v
}
