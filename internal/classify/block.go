package classify

import (
	"math"

	"dayafter/internal/summary"
	"dayafter/internal/zone"
)

// Blocks are fast parts of a run that take a quarter of an hour or more in all, with or
// without jogs or pauses between them. They are clearly faster than the run's own easy
// part, with a higher heart rate that is no longer easy. They show a workout at threshold
// or race pace of a runner whose threshold pace is only a little faster than the easy pace,
// for whom a base over weeks is too coarse. On the labelled runners the rule fires on 48
// key runs, 5 of which no other rule found, and on 1 easy run. Ours.
const (
	blockOwn      = 0.30 // quantile of the speed of the moving seconds that is the speed of the easy part
	blockRatio    = 1.12 // × the easy part; a block begins above it
	blockOff      = 1.07 // × the easy part; a block ends below it
	blockBridge   = 20   // s
	blockShortest = 180  // s
	blockTotal    = 900  // s in all
	blockFaster   = 1.08 // × the mean speed of the rest
	blockHeart    = 5    // beats/min above the rest
	blockUneven   = 0.25 // coefficient of variation of speed; a run above it has no even parts
)

// blocks sums up the blocks of a run.
type blocks struct {
	seconds   float64 // total of all blocks
	speed     float64 // mean, grade-adjusted, m/s
	faster    float64 // speed over that of the rest
	heart     float64 // mean, beats/min; NaN without heart rate
	restHeart float64 // the same of the rest after the first minutes
}

// blocks returns the blocks of the run against its own easy part.
func (r *run) blocks() (b blocks) {
	g := &r.alone.graded
	own := g.count.quantile(blockOwn) * summary.SpeedQuantum
	if !known(own) || !(r.alone.unsteady < blockUneven) {
		return blocks{}
	}
	in := make([]bool, len(g.steps))
	c := cut{quantise(blockRatio * own), quantise(blockOff * own), blockBridge / step, blockShortest / step}
	g.bouts(c, func(x bout) {
		for k := x.from; k < x.to; k++ {
			in[k] = true
		}
	})
	var hr []uint8
	if r.Sum.UsableHR() {
		hr = r.Sum.Trace.HR.AppendTo(nil)
	}
	block, rest := split(g.steps, hr, in)
	return blocks{
		seconds: block.n * step, speed: block.speed() * summary.SpeedQuantum, faster: block.speed() / rest.speed(),
		heart: block.heart(), restHeart: rest.heart(),
	}
}

// reached reports whether the blocks make a workout. It takes the base speed in m/s and the
// threshold heart rate; either may be NaN.
func (b blocks) reached(base, lthr float64) bool {
	return b.seconds >= blockTotal && b.faster >= blockFaster && b.speed >= base &&
		b.heart >= b.restHeart+blockHeart && b.heart >= zone.EasyOfLTHR*lthr
}

// part sums up the moving steps of a part of a run.
type part struct{ n, quanta, beats, heard float64 }

func (p *part) speed() float64 { return p.quanta / p.n }

// heart returns the mean heart rate; NaN if there is none.
func (p *part) heart() float64 {
	if p.heard == 0 {
		return math.NaN()
	}
	return p.beats / p.heard
}

// split sums up the moving steps inside and outside the blocks. It leaves out the heart
// rate of the first minutes.
func split(speed, hr []uint8, in []bool) (inside, outside part) {
	for k, v := range speed {
		if v < moving {
			continue
		}
		p := &outside
		if in[k] {
			p = &inside
		}
		p.n, p.quanta = p.n+1, p.quanta+float64(v)
		if k < len(hr) && hr[k] > 0 && k*step >= spreadAfter {
			p.beats, p.heard = p.beats+float64(hr[k]), p.heard+1
		}
	}
	return inside, outside
}
