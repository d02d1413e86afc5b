package fit

import "math"

// layouts holds the definitions of one FIT file by their bytes, so that a definition
// repeated before every message is parsed once.
type layouts map[string]*definition

// cursor walks over the messages of one FIT file in order.
type cursor struct {
	body    []byte
	pos     int
	layouts layouts
	local   [headerLocal + 1]*definition
	clock   uint32      // s since FIT's epoch, time of the last message that had one; 0 before the first
	count   int         // messages read, definitions included
	start   int         // offset of the latest data message
	jumps   map[int]int // damaged places: from the first unreadable offset to the next readable one
	resumes *int        // how many more jumps may be searched for; nil if all jumps are known
	lost    int         // bytes skipped at damaged places
	damage  int         // offset of the last damaged place
	stop    stop        // why next returned false
}

// stop is the reason why a walk over messages ended.
type stop uint8

const (
	goesOn    stop = iota // the walk has not ended
	atEnd                 // the position is after the last byte
	cutShort              // the data end in the middle of a message
	damaged               // the next bytes are no message
	overLimit             // MaxMessages or maxDefinitions reached
)

// next reads the next data message, but not its time, which stamp sets. If there is no
// readable message, it returns false, stays in place and sets stop to the reason.
func (c *cursor) next(m *message) bool {
	for c.pos < len(c.body) {
		why, data := c.readMessage(m)
		switch {
		case data:
			return true
		case why == goesOn || why != overLimit && c.resume():
		default:
			c.stop = why
			return false
		}
	}
	c.stop = atEnd
	return false
}

// readMessage reads the message at pos and reports whether it is a data message.
func (c *cursor) readMessage(m *message) (why stop, data bool) {
	if c.count++; c.count > MaxMessages {
		return overLimit, false
	}
	header := c.body[c.pos]
	local := header & headerLocal
	switch {
	case header&headerCompressed != 0:
		local = header >> 5 & 3
	case header&headerDefinition != 0:
		return c.readDefinition(), false
	}
	d := c.local[local]
	switch {
	case d == nil:
		return damaged, false
	case d.size >= len(c.body)-c.pos:
		return cutShort, false
	}
	m.definition, m.header, m.body = d, header, c.body[c.pos+1:c.pos+1+d.size]
	c.start = c.pos
	c.pos += 1 + d.size
	return goesOn, true
}

// stamp sets the time of the message just read and moves the clock to it.
func (c *cursor) stamp(m *message) {
	m.timed = false
	switch {
	case m.stamp.size > 0:
		if v, ok := number(m.body[m.stamp.at:], m.stamp.base, m.order); ok && v >= 0 && v < math.MaxUint32 {
			c.clock, m.timed = uint32(v), true
		}
	case m.header&headerCompressed != 0 && c.clock > 0:
		c.clock += (uint32(m.header) - c.clock) & offsetMask
		m.timed = true
	}
	m.time = c.clock
}

// readDefinition reads the definition message at pos. FIT keeps its second byte at 0
// and its third byte, the byte order, at 0 or 1. Other values are accepted unless records
// can be read further on.
func (c *cursor) readDefinition() stop {
	n := definitionSize(c.body[c.pos:])
	if n == 0 {
		return cutShort
	}
	raw := c.body[c.pos : c.pos+n]
	if (raw[1] != 0 || raw[2] > 1) && c.resume() {
		return goesOn
	}
	d := c.layouts[string(raw)]
	if d == nil {
		if len(c.layouts) == maxDefinitions {
			return overLimit
		}
		d = parseDefinition(raw)
		c.layouts[string(raw)] = d
	}
	c.local[raw[0]&headerLocal] = d
	c.pos += n
	return goesOn
}
