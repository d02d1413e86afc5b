package zone

import "sync/atomic"

// tree holds the best of every aligned stretch of days, so that a window of any
// length costs a few steps: a segment tree, the days its leaves, tree[i] the best
// of tree[2i] and tree[2i+1]. A node is nil until a window needs it.
type tree []atomic.Pointer[best]

// node returns the best of node i and computes it when it is first asked for.
func (b *Book) node(i int) *best {
	if known := b.tree[i].Load(); known != nil {
		return known
	}
	found := newBest()
	if n := len(b.days); i >= n {
		for k := b.days[i-n].first; k < b.days[i-n].next; k++ {
			found.add(k, &b.efforts[k])
		}
	} else {
		found = *b.node(2 * i)
		found.merge(b.node(2*i + 1))
	}
	b.tree[i].Store(&found)
	return &found
}

// merge merges the best of days lo up to, not including, hi into found.
func (b *Book) merge(found *best, lo, hi int) {
	n := len(b.days)
	for lo, hi = lo+n, hi+n; lo < hi; lo, hi = lo/2, hi/2 {
		if lo%2 == 1 {
			found.merge(b.node(lo))
			lo++
		}
		if hi%2 == 1 {
			hi--
			found.merge(b.node(hi))
		}
	}
}
