package fit

import (
	"encoding/binary"
	"math"
	"slices"
	"sort"
)

// strap collects hr messages. They hold the heart rate that a chest strap stored, in water
// or out of reach of the watch, and sent to the watch after the session.
type strap struct {
	beats []beat
	room  int // number of beats for which there is room
	// If anchored, zero and event relate the strap's clock to the time of day.
	anchored bool
	zero     float64 // s since FIT's epoch at which the strap's clock stood at event
	event    uint32  // 1/1024 s
	last     uint32  // time of the latest beat on the strap's clock, 1/1024 s
}

// beat is one heartbeat.
type beat struct {
	time float64 // s since FIT's epoch
	rate float64 // beats/min, filtered by the strap
}

// Fields of the hr message, FIT profile, message 132.
const (
	hrFraction = 0  // fractional_timestamp, 1/32768 s
	hrFiltered = 6  // filtered_bpm, one for each beat
	hrEvent    = 9  // event_timestamp, 1/1024 s, one for each beat
	hrEvent12  = 10 // event_timestamp_12, low 12 bits of the same, three bytes for two beats
)

// read reads an hr message. A message with a timestamp fixes the strap's clock.
func (s *strap) read(m *message) {
	events := s.events(m)
	if len(events) == 0 {
		return
	}
	if stamp, ok := m.number(timestampField); ok {
		fraction, _ := m.number(hrFraction)
		if math.IsNaN(fraction) || fraction > math.MaxInt16 {
			fraction = 0
		}
		s.anchored, s.zero, s.event = true, stamp+fraction/32768, events[0]
	}
	s.last = events[len(events)-1]
	if !s.anchored {
		return
	}
	rates := m.bytes(hrFiltered)
	for i, e := range events[:min(len(events), len(rates))] {
		if r := rates[i]; r != 0 && r != math.MaxUint8 && len(s.beats) < s.room {
			s.beats = append(s.beats, beat{s.zero + float64(int32(e-s.event))/1024, float64(r)})
		}
	}
}

// events returns the times of the message's beats on the strap's clock, in 1/1024 s.
func (s *strap) events(m *message) []uint32 {
	var events []uint32
	for _, v := range m.numbers(hrEvent) {
		events = append(events, uint32(v))
	}
	if len(events) > 0 {
		return events
	}
	last := s.last
	low := func(v uint16) {
		last += (uint32(v) - last) & 0xFFF
		events = append(events, last)
	}
	for b := m.bytes(hrEvent12); len(b) >= 3; b = b[3:] {
		low(binary.LittleEndian.Uint16(b) & 0xFFF)
		low(binary.LittleEndian.Uint16(b[1:]) >> 4)
	}
	return events
}

// merge adds the beats of o.
func (s *strap) merge(o *strap) {
	s.beats = append(s.beats, o.beats...)
}

// strapReach is the time in s for which the rate of a beat also holds for later
// samples.
const strapReach = 5

// fastest is the highest plausible number of beats in a second: 300/min.
const fastest = 5

// fill gives samples without a heart rate the mean of the strap's beats in the second
// before them, or the latest beat within strapReach. It returns the number of samples
// filled.
func (s *strap) fill(c *columns) int {
	if len(s.beats) == 0 {
		return 0
	}
	slices.SortStableFunc(s.beats, func(a, b beat) int {
		switch {
		case a.time < b.time:
			return -1
		case a.time > b.time:
			return 1
		}
		return 0
	})
	if c.values[heartRate] == nil {
		c.values[heartRate] = missing(len(c.time))
	}
	filled := 0
	for i, t := range c.time {
		if math.IsNaN(c.values[heartRate][i]) {
			c.values[heartRate][i] = s.rate(float64(t))
			if !math.IsNaN(c.values[heartRate][i]) {
				filled++
			}
		}
	}
	return filled
}

// rate returns the heart rate at time t; NaN if no beat is near.
func (s *strap) rate(t float64) float64 {
	end := sort.Search(len(s.beats), func(i int) bool { return s.beats[i].time > t })
	sum, n := 0.0, 0
	for i := end - 1; i >= 0 && n < fastest && s.beats[i].time > t-1; i-- {
		sum += s.beats[i].rate
		n++
	}
	switch {
	case n > 0:
		return sum / float64(n)
	case end > 0 && s.beats[end-1].time > t-strapReach:
		return s.beats[end-1].rate
	}
	return math.NaN()
}
