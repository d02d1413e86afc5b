package fit

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"slices"

	tormoder "github.com/tormoder/fit"

	"dayafter/internal/activity"
)

// zones collects the watch's settings and estimates of the runner, by the kind of
// message that holds them.
type zones struct {
	notes   int        // messages read
	inZone  []zoneNote // time_in_zone: the settings at the time of the session
	target  *activity.Watch
	profile *activity.Watch
	person  string          // hash of the profile's sex and height; "" if unknown
	bounds  map[int]float64 // hr_zone: upper boundaries by zone
}

// zoneNote is one time_in_zone message.
type zoneNote struct {
	session int // index of the session that it sums up; -1 if it sums up a lap or does not say
	watch   activity.Watch
}

// Fields of time_in_zone, FIT profile, message 216.
const (
	inZoneReference = 0 // reference_mesg
	inZoneIndex     = 1 // reference_index
	inZoneBounds    = 6 // hr_zone_high_boundary
	inZoneMethod    = 10
	inZoneMax       = 11
	inZoneRest      = 12
	inZoneThreshold = 13
)

// methods are the ways in which a watch calculates zones: hr_zone_calc of the FIT
// profile.
var methods = [...]string{"custom", "percent max HR", "percent HR reserve", "percent LTHR"}

// read reads a message on zones or the user.
func (z *zones) read(m *message) {
	if z.notes++; z.notes > maxZoneNotes {
		return
	}
	w := activity.Watch{MaxHR: math.NaN(), RestHR: math.NaN(), ThresholdHR: math.NaN(), ThresholdSpeed: math.NaN()}
	switch m.global {
	case tormoder.MesgNumTimeInZone:
		w.MaxHR, w.RestHR, w.ThresholdHR = rate(m, inZoneMax), rate(m, inZoneRest), rate(m, inZoneThreshold)
		w.HRZones, w.Method = boundaries(m.numbers(inZoneBounds)), method(m, inZoneMethod)
		z.inZone = append(z.inZone, zoneNote{sessionIndex(m), w})
	case tormoder.MesgNumZonesTarget:
		w.MaxHR, w.ThresholdHR, w.Method = rate(m, 1), rate(m, 2), method(m, 5)
		z.target = &w
	case tormoder.MesgNumUserProfile:
		w.RestHR = rate(m, 8)
		w.MaxHR = firstOf(rate(m, 9), rate(m, 11)) // running, general
		z.profile, z.person = &w, personIn(m)
	case tormoder.MesgNumHrZone:
		index, ok := m.number(messageIndexField)
		if high := rate(m, 1); ok && !math.IsNaN(high) {
			if z.bounds == nil {
				z.bounds = map[int]float64{}
			}
			z.bounds[int(index)] = high
		}
	}
}

// Fields of user_profile, FIT profile, message 3.
const (
	profileGender = 1
	profileHeight = 3
)

// personIn returns a hash of the sex and the height in a user_profile message, or "" if
// the message lacks one of them. Weight and resting heart rate do not count, because they
// change within a few months.
func personIn(m *message) string {
	gender, ok := m.number(profileGender)
	height, ok2 := m.number(profileHeight)
	if !ok || !ok2 || height == 0 {
		return ""
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%v %v", gender, height))
	return hex.EncodeToString(sum[:8])
}

// rate returns the heart rate in field num; NaN if missing or 0.
func rate(m *message, num uint8) float64 {
	v, ok := m.number(num)
	if !ok || v <= 0 {
		return math.NaN()
	}
	return v
}

// method returns the way in which zones were calculated; "" if unknown. A damaged
// definition can make the number negative.
func method(m *message, num uint8) string {
	if v, ok := m.number(num); ok && v >= 0 && v < float64(len(methods)) {
		return methods[int(v)]
	}
	return ""
}

// sessionIndex returns the index of the session that a time_in_zone message sums up.
func sessionIndex(m *message) int {
	index, ok := m.number(inZoneIndex)
	if !ok || m.value(inZoneReference) != float64(tormoder.MesgNumSession) {
		return -1
	}
	return int(index)
}

// boundaries returns bs if they are ascending heart rates; nil otherwise.
func boundaries(bs []float64) []float64 {
	if len(bs) < 2 || bs[0] <= 0 {
		return nil
	}
	for i := 1; i < len(bs); i++ {
		if bs[i] <= bs[i-1] {
			return nil
		}
	}
	return bs
}

// firstOf returns the first value that is not NaN.
func firstOf(vs ...float64) float64 {
	for _, v := range vs {
		if !math.IsNaN(v) {
			return v
		}
	}
	return math.NaN()
}

// watch returns the settings for a session: those written for that session come
// first, then the watch's zone settings, then the user's profile.
func (z *zones) watch(session int) activity.Watch {
	n := math.NaN()
	w := activity.Watch{MaxHR: n, RestHR: n, ThresholdHR: n, ThresholdSpeed: n}
	var sources []*activity.Watch
	for _, exact := range []bool{true, false} {
		for i := range z.inZone {
			if (z.inZone[i].session == session) == exact {
				sources = append(sources, &z.inZone[i].watch)
			}
		}
	}
	if z.target != nil {
		sources = append(sources, z.target)
	}
	if z.bounds != nil {
		sources = append(sources, &activity.Watch{MaxHR: n, RestHR: n, ThresholdHR: n, HRZones: z.settings()})
	}
	if z.profile != nil {
		sources = append(sources, z.profile)
	}
	for _, s := range sources {
		w.MaxHR, w.RestHR, w.ThresholdHR = firstOf(w.MaxHR, s.MaxHR), firstOf(w.RestHR, s.RestHR), firstOf(w.ThresholdHR, s.ThresholdHR)
		if w.HRZones == nil {
			w.HRZones = s.HRZones
		}
		if w.Method == "" {
			w.Method = s.Method
		}
	}
	return w
}

// settings returns the boundaries of the hr_zone messages in order.
func (z *zones) settings() []float64 {
	var bs []float64
	for _, b := range z.bounds {
		bs = append(bs, b)
	}
	slices.Sort(bs)
	return boundaries(bs)
}
