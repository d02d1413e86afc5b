package fit

import (
	"math"

	tormoder "github.com/tormoder/fit"
)

// Evidence needed to continue after a damaged place. Ours: it is practically impossible that
// four records agree by chance.
const (
	resumeReach    = 1 << 16 // bytes searched
	resumeMessages = 16      // messages in which to look for the records, at most
	resumeRecords  = 4       // records whose times must follow one another
	resumeStep     = 3600    // s, at most, from one of these records to the next
)

// resume moves past a damaged place, to the next messages that can be read: records whose
// times follow one another. It reports whether there are any. The message before the damage
// is probably damaged too and counts as lost. Each damaged place must lie after the last
// one. Otherwise, a jump back could be repeated for ever.
func (c *cursor) resume() bool {
	if c.pos <= c.damage {
		return false
	}
	to, found := c.jumps[c.pos]
	if !found {
		if to = c.search(); to < 0 {
			return false
		}
		c.jumps[c.pos] = to
	}
	c.lost += to - c.start
	c.damage, c.pos = c.pos, to
	return true
}

// search returns the offset of the next readable messages; -1 if there are none.
func (c *cursor) search() int {
	if c.resumes == nil || *c.resumes == 0 {
		return -1
	}
	*c.resumes--
	for at := c.start + 1; at < min(c.start+resumeReach, len(c.body)); at++ {
		if c.readable(at) {
			return at
		}
	}
	return -1
}

// readable reports whether the messages at an offset make sense: data messages of
// known layouts, among them records whose times follow one another.
func (c *cursor) readable(at int) bool {
	records, last := 0, uint32(0)
	for range resumeMessages {
		if at >= len(c.body) || c.body[at]&(headerCompressed|headerDefinition) != 0 {
			return false
		}
		d := c.local[c.body[at]&headerLocal]
		if d == nil || d.size == 0 || at+1+d.size > len(c.body) {
			return false
		}
		if d.global == tormoder.MesgNumRecord && d.stamp.size > 0 {
			v, ok := number(c.body[at+1+d.stamp.at:], d.stamp.base, d.order)
			if !ok || v < clockUnset || v > math.MaxInt32 || records > 0 && (v < float64(last) || v > float64(last)+resumeStep) {
				return false
			}
			last = uint32(v)
			if records++; records == resumeRecords {
				return true
			}
		}
		at += 1 + d.size
	}
	return false
}
