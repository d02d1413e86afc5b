package synth

import (
	"math"

	"github.com/tormoder/fit"
)

// makerFields lists record fields that Garmin's watches write but the library does not
// know: vertical ratio, stance time balance, step length and six undocumented fields.
var makerFields = []field{
	{num: 83, base: 0x84, data: []byte{0x20, 0x03}},
	{num: 84, base: 0x84, data: []byte{0x88, 0x13}},
	{num: 85, base: 0x84, data: []byte{0x10, 0x27}},
	{num: 107, base: 0x84, data: []byte{1, 0}},
	{num: 134, base: 0x02, data: []byte{99}},
	{num: 135, base: 0x02, data: []byte{70}},
	{num: 136, base: 0x02, data: []byte{0xFF}},
	{num: 137, base: 0x01, data: []byte{4}},
	{num: 138, base: 0x01, data: []byte{0}},
}

// addMakerFields appends makerFields to every record.
func addMakerFields(msgs []message) {
	for i, m := range msgs {
		if fit.MesgNum(m.num) == fit.MesgNumRecord {
			msgs[i].fields = append(m.fields, makerFields...)
		}
	}
}

// dynamics sets the fields that a chest strap with a motion sensor adds. The values follow
// the pace. They only need to have realistic sizes.
func dynamics(r *fit.RecordMsg, i int) {
	v := float64(r.EnhancedSpeed) / 1000
	wave := math.Sin(float64(i) / 7)
	r.Altitude = uint16(r.EnhancedAltitude)
	r.Speed = uint16(r.EnhancedSpeed)
	r.Power = uint16(max(0, 74*v+6*wave))
	r.AccumulatedPower = uint32(70 * i)
	r.VerticalOscillation = uint16(860 - 30*v + 20*wave)
	r.StanceTime = uint16(max(0, 3500-370*v+30*wave))
	r.StanceTimePercent = uint16(3300 + 20*wave)
	r.VerticalSpeed = int16(150 * wave)
	r.GpsAccuracy = 3
	r.ActivityType = fit.ActivityTypeRunning
}
