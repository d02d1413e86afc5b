package clean

// sprint is the highest speed in m/s that anybody ever ran (12.4, Berlin 2009).
const sprint = 12.5

// rounding is more than the sums of a run's metres lose to rounding, in m/s. Ours.
const rounding = 1e-6

// Ranges in s around an impossible second. Ours.
const (
	sprintLongest = 20  // a sprint above footLimit lasts no longer
	jitterHalf    = 2   // watches count a second's metres into the next
	stall         = 120 // a watch that lost the satellites catches up within this time
	around        = 15  // range of the usual speed
)

// jitter is the largest ratio of the mean over a few seconds to the usual speed at
// which a fast second among them is explained by late counting.
const jitter = 1.5

// repairSpeed puts impossible seconds right and returns how many of them were
// replaced, their metres lost. Metres that a watch counted late are spread over
// where they belong; a sprint is clipped to the limit; anything else is given the
// speed that is usual around it.
func repairSpeed(s []float64, limit float64) int {
	roundOff(s, limit)
	n := 0
	for k := range s {
		if s[k] <= limit {
			continue
		}
		usual := usualSpeed(s, k, limit)
		if spreadCatchUp(s, k, limit, usual) || averageJitter(s, k, limit, usual) {
			continue
		}
		n += replaceImpossible(s, k, limit, usual)
	}
	return n
}

// roundOff sets the speeds that only a rounding error puts above the limit to the limit.
// Metres per second are differences of sums, so 17 m in 2 s can give 8.500000000000001.
func roundOff(s []float64, limit float64) {
	for k, v := range s {
		if v > limit && v < limit+rounding {
			s[k] = limit
		}
	}
}

// usualSpeed returns the mean of the plausible moving seconds around second k, or 0
// if there are none.
func usualSpeed(s []float64, k int, limit float64) float64 {
	sum, n := 0.0, 0.0
	for _, v := range s[max(0, k-around):min(len(s), k+around+1)] {
		if v >= PauseSpeed && v <= limit {
			sum, n = sum+v, n+1
		}
	}
	return sum / max(n, 1)
}

// spreadCatchUp distributes the metres of second k over the standstill before it, as far
// back as needed to get down to the usual speed. It reports whether the result is
// plausible.
func spreadCatchUp(s []float64, k int, limit, usual float64) bool {
	from := k
	for from > 0 && k-from < stall && s[from-1] < 0.1 && s[k] > usual*float64(k-from+1) {
		from--
	}
	each := s[k] / float64(k-from+1)
	if each > limit {
		return false
	}
	for j := from; j <= k; j++ {
		s[j] = each
	}
	return true
}

// averageJitter averages the seconds around k and reports whether their mean is plausible.
func averageJitter(s []float64, k int, limit, usual float64) bool {
	part := s[max(0, k-jitterHalf):min(len(s), k+jitterHalf+1)]
	sum := 0.0
	for _, v := range part {
		sum += v
	}
	mean := sum / float64(len(part))
	if mean > limit || mean > jitter*usual {
		return false
	}
	for j := range part {
		part[j] = mean
	}
	return true
}

// replaceImpossible replaces a sprint that begins at k by the limit, and any other stretch of
// impossible seconds by the usual speed. It returns the length of the stretch.
func replaceImpossible(s []float64, k int, limit, usual float64) int {
	end, fastest := k, 0.0
	for end < len(s) && s[end] > limit {
		fastest = max(fastest, s[end])
		end++
	}
	v := usual
	if fastest <= sprint && end-k > jitterHalf && end-k <= sprintLongest {
		v = limit
	}
	if end-k > sprintLongest {
		v = 0 // a ride, not a run
	}
	for j := k; j < end; j++ {
		s[j] = v
	}
	return end - k
}
