package fit

import "math"

// layouts are the definitions of one FIT file by their bytes, so that a file
// which repeats a definition before every message parses it once.
type layouts map[string]*definition

// cursor goes over the messages of one FIT file in order.
type cursor struct {
	body    []byte
	pos     int
	layouts layouts
	local   [headerLocal + 1]*definition
	clock   uint32 // s since FIT's epoch, of the last message that had a time; 0 before
	count   int    // messages gone over, definitions included
	stop    stop   // why next returned false
}

// stop is why a walk over messages ended.
type stop uint8

const (
	atEnd     stop = iota // after the last byte
	cutShort              // in the middle of a message
	damaged               // at bytes that are no message
	overLimit             // MaxMessages or maxDefinitions reached
)

// next reads the next data message but for its time, see tick; false at the end, see stop. A stopped cursor
// stands before the message that it could not read.
func (c *cursor) next(m *message) bool {
	for c.pos < len(c.body) {
		if c.count++; c.count > MaxMessages {
			c.stop = overLimit
			return false
		}
		header := c.body[c.pos]
		if header&(headerCompressed|headerDefinition) == headerDefinition {
			if !c.define() {
				return false
			}
			continue
		}
		local := header & headerLocal
		if header&headerCompressed != 0 {
			local = header >> 5 & 3
		}
		d := c.local[local]
		switch {
		case d == nil:
			c.stop = damaged
			return false
		case d.size >= len(c.body)-c.pos:
			c.stop = cutShort
			return false
		}
		m.definition = d
		m.body = c.body[c.pos+1 : c.pos+1+d.size]
		c.pos += 1 + d.size
		m.header = header
		return true
	}
	c.stop = atEnd
	return false
}

// tick gives the message just read its time and moves the clock to it.
func (c *cursor) tick(m *message) {
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

// define takes in the definition message at pos.
func (c *cursor) define() bool {
	n := definitionSize(c.body[c.pos:])
	if n == 0 {
		c.stop = cutShort
		return false
	}
	raw := c.body[c.pos : c.pos+n]
	if raw[2] > 1 { // byte order: 0 little, 1 big, nothing else
		c.stop = damaged
		return false
	}
	d := c.layouts[string(raw)]
	if d == nil {
		if len(c.layouts) == maxDefinitions {
			c.stop = overLimit
			return false
		}
		d = parseDefinition(raw)
		c.layouts[string(raw)] = d
	}
	c.local[raw[0]&headerLocal] = d
	c.pos += n
	return true
}
