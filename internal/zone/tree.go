package zone

// tree holds the best of every aligned stretch of days, so that a window of any
// length costs a few steps: a segment tree, the days its leaves, tree[i] the best
// of tree[2i] and tree[2i+1].
type tree []best

// plant grows a tree over days.
func plant(days []day) tree {
	n := len(days)
	t := make(tree, 2*n)
	for i := range days {
		t[n+i] = days[i].best
	}
	for i := n - 1; i > 0; i-- {
		t[i] = t[2*i]
		t[i].merge(&t[2*i+1])
	}
	return t
}

// merge merges the best of days lo up to, not including, hi into b.
func (t tree) merge(b *best, lo, hi int) {
	n := len(t) / 2
	for lo, hi = lo+n, hi+n; lo < hi; lo, hi = lo/2, hi/2 {
		if lo%2 == 1 {
			b.merge(&t[lo])
			lo++
		}
		if hi%2 == 1 {
			hi--
			b.merge(&t[hi])
		}
	}
}
