package fit

import (
	"testing"

	tormoder "github.com/tormoder/fit"

	"dayafter/internal/testing/decodetest"
)

// If all positions lack their latitude or their longitude, the recording has no positions.
func TestHalfAPositionIsNone(t *testing.T) {
	for _, half := range []byte{0, 1} { // latitude, longitude
		b := (&builder{}).id(tormoder.FileTypeActivity).
			define(1, tormoder.MesgNumRecord, fieldDef{timestampField, 4, fUint32}, fieldDef{half, 4, 0x85}, fieldDef{3, 1, fUint8})
		for i := range uint32(5) {
			b.data(1, t0+i, int32(700_000_000+i), byte(140))
		}
		a, _ := decodetest.One(t, Decode, b.session(t0, 4, tormoder.SportRunning, 0).file())
		if a.Samples.Len() != 5 || a.Samples.Lat != nil || a.Samples.Lon != nil {
			t.Errorf("field %d alone: %d samples, latitudes %v, longitudes %v", half, a.Samples.Len(), a.Samples.Lat, a.Samples.Lon)
		}
	}
}
