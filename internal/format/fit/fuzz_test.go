package fit

import (
	"slices"
	"testing"

	tormoder "github.com/tormoder/fit"

	"dayafter/internal/testing/decodetest"
)

// FuzzDecode checks what must hold for any input: columns of equal length, finite times in
// order, counts within the limits, possible laps and pauses, and the same result each time.
func FuzzDecode(f *testing.F) {
	one := run(12).file()
	multi := (&builder{}).id(tormoder.FileTypeActivity).records(30).
		session(t0, 10, tormoder.SportSwimming, 0).session(t0+10, 20, tormoder.SportRunning, 0)
	compressed := (&builder{}).id(tormoder.FileTypeActivity).records(1)
	compressed.define(3, tormoder.MesgNumRecord, fieldDef{compressedField, 3, fByte})
	for i := range byte(20) {
		compressed.compressed(3, i, []byte{i, i, i})
	}
	developer := (&builder{}).id(tormoder.FileTypeActivity).describe(0, fUint16, "Power", "Watts", 7)
	developer.definition(1, 1, tormoder.MesgNumRecord, []fieldDef{{timestampField, 4, fUint32}}, []fieldDef{{0, 2, 0}}).
		data(1, []byte{0x42, 0x9E, 1, 2}, []byte{1, 2})
	odd := (&builder{}).id(tormoder.FileTypeActivity). // needs three repairs, whose issues must come in a fixed order
								define(1, tormoder.MesgNumRecord, fieldDef{timestampField, 4, 0x06}).
								define(2, tormoder.MesgNumRecord, fieldDef{5, 3, fUint32}).
								define(3, tormoder.MesgNumRecord, fieldDef{3, 2, fUint8}).data(1, t0)
	for _, seed := range [][]byte{
		odd.file(),
		one, multi.file(), compressed.file(), developer.file(),
		slices.Concat(one, one), one[:len(one)-40], frame(run(3).body, 0),
		(&builder{}).id(tormoder.FileTypeCourse).file(),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, a := range decodetest.Hold(t, Decode, data) {
			if n := a.Samples.Len(); n > len(data) {
				t.Fatalf("%d samples from %d bytes", n, len(data))
			} else if n > MaxRecords || len(a.Steps) > maxSteps || len(a.Laps)+len(a.Pauses) > maxLibraryMessages {
				t.Fatalf("%d samples, %d steps, %d laps, %d pauses: above the caps", n, len(a.Steps), len(a.Laps), len(a.Pauses))
			}
		}
	})
}
