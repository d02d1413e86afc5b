package zone

import "sync/atomic"

// tree is a segment tree over days, so that the best of a window of any length takes a few
// steps. Its leaves are days, and tree[i] is the best of tree[2i] and tree[2i+1]. A node is
// nil until a window needs it.
type tree []atomic.Pointer[best]

// node returns the best of node i, which it computes at the first call.
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

// merge merges the best of the days [lo, hi) into found.
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
