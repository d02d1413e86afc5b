package stat

import "math"

// Newcombe returns the 95 % interval of the difference of two shares, k of n minus l
// of m (Newcombe, Stat. Med. 17, 1998, method 10: from the two Wilson intervals). It
// is NaN if n or m is 0.
func Newcombe(k, n, l, m int) (low, high float64) {
	p, q := float64(k)/float64(n), float64(l)/float64(m)
	pLow, pHigh := Wilson(k, n)
	qLow, qHigh := Wilson(l, m)
	low = p - q - math.Hypot(p-pLow, qHigh-q)
	high = p - q + math.Hypot(pHigh-p, q-qLow)
	return low, high
}
