package zone

import "math"

// best holds the two highest values of each effort over a set of runs, and the means.
type best struct {
	runs   int
	hr30   pair
	hr20   pair
	half   pair
	hour   pair
	gap    [len(speedSeconds)]pair
	median mean // mean of the runs' median speeds
	heart  mean // mean of the runs' mean heart rates
}

// pair holds the highest and second-highest value of different runs, with the indices of
// these runs; -1 if there is none.
type pair struct {
	value [2]float64
	run   [2]int
}

// mean is a running mean.
type mean struct{ sum, n float64 }

// add adds a value if it is known.
func (m *mean) add(v float64) {
	if v == v {
		m.sum, m.n = m.sum+v, m.n+1
	}
}

func (m *mean) merge(o mean) { m.sum, m.n = m.sum+o.sum, m.n+o.n }

func (m mean) value() float64 { return m.sum / m.n }

// newBest returns the best of no runs.
func newBest() best {
	none := pair{[2]float64{math.NaN(), math.NaN()}, [2]int{-1, -1}}
	b := best{hr30: none, hr20: none, half: none, hour: none}
	for i := range b.gap {
		b.gap[i] = none
	}
	return b
}

// add adds a value of a run. If two values are equal, that of the earlier run ranks higher,
// so that the order of adding does not matter.
func (p *pair) add(v float64, run int) {
	switch {
	case v != v || run < 0:
	case p.below(0, v, run):
		p.value, p.run = [2]float64{v, p.value[0]}, [2]int{run, p.run[0]}
	case p.below(1, v, run):
		p.value[1], p.run[1] = v, run
	}
}

// below reports whether the i-th value so far ranks below a value v of a run.
func (p *pair) below(i int, v float64, run int) bool {
	return p.run[i] < 0 || v > p.value[i] || v == p.value[i] && run < p.run[i]
}

func (p *pair) merge(q *pair) {
	p.add(q.value[0], q.run[0])
	p.add(q.value[1], q.run[1])
}

// second returns the second-highest value and its run, the highest if there is only
// one, or NaN and -1 without any.
func (p *pair) second() (v float64, run int) {
	if p.run[1] >= 0 {
		return p.value[1], p.run[1]
	}
	return p.value[0], p.run[0]
}

// add adds the efforts of run i.
func (b *best) add(i int, e *effort) {
	b.runs++
	b.hr30.add(e.hr30, i)
	b.hr20.add(e.hr20, i)
	b.half.add(e.half, i)
	b.hour.add(e.hour, i)
	for k := range b.gap {
		b.gap[k].add(e.gap[k], i)
	}
	b.median.add(e.median())
	b.heart.add(e.heart)
}

// merge adds the best of other runs.
func (b *best) merge(c *best) {
	b.runs += c.runs
	b.hr30.merge(&c.hr30)
	b.hr20.merge(&c.hr20)
	b.half.merge(&c.half)
	b.hour.merge(&c.hour)
	for k := range b.gap {
		b.gap[k].merge(&c.gap[k])
	}
	b.median.merge(c.median)
	b.heart.merge(c.heart)
}
