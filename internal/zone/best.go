package zone

import "math"

// best is the best of some runs.
type best struct {
	runs   int
	hr30   pair
	hr20   pair
	half   pair
	hour   pair
	gap    [len(speedSeconds)]pair
	median mean // of the runs' median speeds
	heart  mean // of the runs' mean heart rates
}

// pair is the highest and second-highest value of different runs, and which runs
// those are; -1 where there is none.
type pair struct {
	value [2]float64
	run   [2]int
}

// mean is a running mean.
type mean struct{ sum, n float64 }

// see takes in a value if it is known.
func (m *mean) see(v float64) {
	if v == v {
		m.sum, m.n = m.sum+v, m.n+1
	}
}

func (m *mean) merge(o mean) { m.sum, m.n = m.sum+o.sum, m.n+o.n }

func (m mean) value() float64 { return m.sum / m.n }

func nothing() best {
	none := pair{[2]float64{math.NaN(), math.NaN()}, [2]int{-1, -1}}
	b := best{hr30: none, hr20: none, half: none, hour: none}
	for i := range b.gap {
		b.gap[i] = none
	}
	return b
}

// see takes in a value of a run. Of equal values the earlier run counts as
// higher, so that the order in which runs are seen does not matter.
func (p *pair) see(v float64, run int) {
	switch {
	case v != v || run < 0:
	case p.below(0, v, run):
		p.value, p.run = [2]float64{v, p.value[0]}, [2]int{run, p.run[0]}
	case p.below(1, v, run):
		p.value[1], p.run[1] = v, run
	}
}

// below reports whether place i is below a value of a run.
func (p *pair) below(i int, v float64, run int) bool {
	return p.run[i] < 0 || v > p.value[i] || v == p.value[i] && run < p.run[i]
}

func (p *pair) merge(q *pair) {
	p.see(q.value[0], q.run[0])
	p.see(q.value[1], q.run[1])
}

// second is the second-highest value and its run, or the highest when there is
// only one; NaN and -1 without any.
func (p *pair) second() (v float64, run int) {
	if p.run[1] >= 0 {
		return p.value[1], p.run[1]
	}
	return p.value[0], p.run[0]
}

// see takes in a run.
func (b *best) see(i int, e *effort) {
	b.runs++
	b.hr30.see(e.hr30, i)
	b.hr20.see(e.hr20, i)
	b.half.see(e.half, i)
	b.hour.see(e.hour, i)
	for k := range b.gap {
		b.gap[k].see(e.gap[k], i)
	}
	b.median.see(e.median)
	b.heart.see(e.heart)
}

// merge takes in the best of other runs.
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
