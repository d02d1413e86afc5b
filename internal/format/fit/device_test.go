package fit

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	tormoder "github.com/tormoder/fit"

	"dayafter/internal/activity"
	"dayafter/internal/testing/decodetest"
)

// TestSessionValuesPrecedeSettings checks that values written for the session take precedence over settings and
// profile.
func TestSessionValuesPrecedeSettings(t *testing.T) {
	b := (&builder{}).id(tormoder.FileTypeActivity).records(10)
	b.define(3, tormoder.MesgNumUserProfile, fieldDef{8, 1, fUint8}, fieldDef{9, 1, fUint8}).data(3, byte(48), byte(190))
	b.define(3, tormoder.MesgNumZonesTarget, fieldDef{1, 1, fUint8}, fieldDef{2, 1, fUint8}, fieldDef{5, 1, fEnum}).data(3, byte(188), byte(171), byte(1))
	b.define(3, tormoder.MesgNumTimeInZone, fieldDef{0, 2, fUint16}, fieldDef{1, 2, fUint16}, fieldDef{6, 6, fUint8}, fieldDef{10, 1, fEnum}, fieldDef{11, 1, fUint8}, fieldDef{12, 1, fUint8})
	b.data(3, uint16(tormoder.MesgNumLap), uint16(0), []byte{1, 2, 3, 4, 5, 6}, byte(0), byte(111), byte(11))
	b.data(3, uint16(tormoder.MesgNumSession), uint16(0), []byte{98, 118, 137, 157, 176, 196}, byte(3), byte(196), byte(255))
	a, _ := decodetest.One(t, Decode, b.session(t0, 9, tormoder.SportRunning, 0).file())
	want := activity.Watch{
		MaxHR: 196, RestHR: 11, ThresholdHR: 171, ThresholdSpeed: math.NaN(),
		HRZones: []float64{98, 118, 137, 157, 176, 196}, Method: "percent LTHR",
	}
	if diff := cmp.Diff(want, a.Watch, cmpopts.EquateNaNs()); diff != "" {
		t.Errorf("watch (-want +got):\n%s", diff)
	}
}

// The profile is a hash of the runner's sex and height, and does not depend on the weight.
func TestProfileDoesNotDependOnWeight(t *testing.T) {
	of := func(gender, height byte, weight uint16) string {
		b := (&builder{}).id(tormoder.FileTypeActivity).records(10)
		b.define(3, tormoder.MesgNumUserProfile, fieldDef{1, 1, fEnum}, fieldDef{3, 1, fUint8}, fieldDef{4, 2, fUint16}).data(3, gender, height, weight)
		a, _ := decodetest.One(t, Decode, b.session(t0, 9, tormoder.SportRunning, 0).file())
		return a.Profile
	}
	one := of(0, 171, 600)
	if len(one) != 16 || of(0, 171, 580) != one || of(1, 171, 600) == one || of(0, 180, 600) == one || of(255, 171, 600) != "" {
		t.Errorf("profile %q depends on the weight, or not on sex and height", one)
	}
}

func TestRatingIsRead(t *testing.T) {
	b := (&builder{}).id(tormoder.FileTypeActivity).records(10)
	b.define(2, tormoder.MesgNumSession, append(slices.Clone(sessionFields), fieldDef{sessionFeel, 1, fUint8}, fieldDef{sessionRPE, 1, fUint8})...)
	b.data(2, t0+9, t0, byte(tormoder.SportRunning), byte(0), uint32(9000), uint32(2700), byte(75), byte(30))
	a, _ := decodetest.One(t, Decode, b.file())
	if a.Rating != (activity.Rating{RPE: 3, Feel: 75}) {
		t.Errorf("rating %v, want RPE 3, feel 75", a.Rating)
	}
}

// describe writes a field_description of developer 0.
func (b *builder) describe(num, base byte, name, units string, native byte) *builder {
	pad := func(s string) []byte { return append([]byte(s), make([]byte, 20-len(s))...) }
	return b.define(6, tormoder.MesgNumFieldDescription, fieldDef{0, 1, fUint8}, fieldDef{1, 1, fUint8}, fieldDef{2, 1, fUint8}, fieldDef{3, 20, fString}, fieldDef{8, 20, fString}, fieldDef{14, 2, fUint16}, fieldDef{15, 1, fUint8}).
		data(6, byte(0), num, base, pad(name), pad(units), uint16(tormoder.MesgNumRecord), native)
}

// TestDeveloperFieldsReplaceNoValue checks that running power and core temperature are recognised by name
// or native number, only in known units, and that they never replace a value of the watch.
func TestDeveloperFieldsReplaceNoValue(t *testing.T) {
	b := (&builder{}).id(tormoder.FileTypeActivity)
	b.describe(0, fUint16, "Power", "Watts", 255)
	b.describe(1, fFloat32, "core_temperature", "°C", 255)
	b.describe(2, fUint8, "Heart Rate", "bpm", 3)
	b.describe(3, fUint16, "Form Power", "Watts", 255)
	b.describe(4, fFloat32, "Speed", "km/h", 6)
	b.definition(1, 0, tormoder.MesgNumRecord, []fieldDef{{timestampField, 4, fUint32}, {3, 1, fUint8}}, []fieldDef{{0, 2, 0}, {1, 4, 0}, {2, 1, 0}, {3, 2, 0}, {4, 4, 0}})
	b.data(1, t0, byte(150), uint16(250), float32(38.5), byte(99), uint16(60), float32(12))
	b.data(1, t0+1, byte(255), uint16(65535), float32(38.25), byte(151), uint16(60), float32(12))
	a, _ := decodetest.One(t, Decode, b.session(t0, 1, tormoder.SportRunning, 0).file())
	want := activity.Columns{T: []float64{0, 1}, HR: []float64{150, 151}, Power: []float64{250, math.NaN()}, Core: []float64{38.5, 38.25}}
	if diff := cmp.Diff(want, a.Samples, cmpopts.EquateNaNs()); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
}

// TestBeatsOfAStrapAreAdded checks that the beats of hr messages are added to the samples, whether they lie
// in the same file or in a file chained to it.
func TestBeatsOfAStrapAreAdded(t *testing.T) {
	swim := func() *builder {
		b := (&builder{}).id(tormoder.FileTypeActivity)
		b.define(1, tormoder.MesgNumRecord, fieldDef{timestampField, 4, fUint32}, fieldDef{3, 1, fUint8})
		for i := range uint32(8) {
			hr := byte(255)
			if i == 1 {
				hr = 99
			}
			b.data(1, t0+i, hr)
		}
		return b.session(t0, 7, tormoder.SportSwimming, 0)
	}
	memory := func(b *builder) *builder {
		b.define(3, tormoder.MesgNumHr, fieldDef{timestampField, 4, fUint32}, fieldDef{hrFraction, 2, fUint16}, fieldDef{hrFiltered, 1, fUint8}, fieldDef{hrEvent, 4, fUint32})
		b.data(3, t0, uint16(0), byte(120), uint32(5000))
		b.define(3, tormoder.MesgNumHr, fieldDef{hrFiltered, 2, fUint8}, fieldDef{hrEvent12, 3, fByte})
		low := func(v uint32) uint32 { return v & 0xFFF }
		one, two := low(5000+1024), low(5000+2048) // 1 s and 2 s later
		return b.data(3, []byte{130, 140}, []byte{byte(one), byte(one>>8 | two<<4), byte(two >> 4)})
	}
	n := math.NaN()
	want := []float64{120, 99, 140, 140, 140, 140, 140, n}
	for name, data := range map[string][]byte{
		"in the file": memory(swim()).file(),
		"chained":     slices.Concat(swim().file(), memory(&builder{}).file()),
	} {
		a, issues := decodetest.One(t, Decode, data)
		if diff := cmp.Diff(want, a.Samples.HR, cmpopts.EquateNaNs()); diff != "" {
			t.Errorf("%s: heart rate (-want +got):\n%s", name, diff)
		}
		if got := codes(issues); got != "fit-strap:n" {
			t.Errorf("%s: issues %q, want fit-strap", name, got)
		}
	}
}

// TestCadenceCountsBothFeet checks that the fraction is added, and that cadence counts both feet even if
// the file counts one.
func TestCadenceCountsBothFeet(t *testing.T) {
	for _, tt := range []struct {
		cadence, fraction byte
		want              float64
	}{{85, 64, 171}, {85, 255, 170}, {172, 0, 172}} {
		b := (&builder{}).id(tormoder.FileTypeActivity)
		b.define(1, tormoder.MesgNumRecord, fieldDef{timestampField, 4, fUint32}, fieldDef{4, 1, fUint8}, fieldDef{53, 1, fUint8})
		a, _ := decodetest.One(t, Decode, b.data(1, t0, tt.cadence, tt.fraction).session(t0, 1, tormoder.SportRunning, 0).file())
		if a.Samples.Cadence[0] != tt.want {
			t.Errorf("cadence %d and %d/128: %v, want %v", tt.cadence, tt.fraction, a.Samples.Cadence[0], tt.want)
		}
	}
}

// TestEnhancedFieldsPrecedePlainOnes checks that an enhanced field takes precedence over the plain field if it
// has a value, and that invalid values are left out.
func TestEnhancedFieldsPrecedePlainOnes(t *testing.T) {
	b := (&builder{}).id(tormoder.FileTypeActivity)
	b.define(1, tormoder.MesgNumRecord, fieldDef{timestampField, 4, fUint32}, fieldDef{73, 4, fUint32}, fieldDef{6, 2, fUint16},
		fieldDef{2, 2, fUint16}, fieldDef{78, 4, fUint32}, fieldDef{3, 1, fUint8}, fieldDef{0, 4, fSint32}, fieldDef{1, 4, fSint32}, fieldDef{13, 1, fSint8})
	none := uint32(math.MaxUint32)
	b.data(1, t0, uint32(3500), uint16(3000), uint16(3000), uint32(2600), byte(150), int32(1<<30), int32(-1<<30), int8(-5))
	b.data(1, t0+1, none, uint16(3000), uint16(3000), none, byte(0), int32(0), int32(0), int8(127))
	b.data(1, t0+2, none, uint16(65535), uint16(65535), none, byte(255), int32(1<<30), int32(math.MaxInt32), int8(127))
	a, _ := decodetest.One(t, Decode, b.session(t0, 2, tormoder.SportRunning, 0).file())
	n := math.NaN()
	want := activity.Columns{
		T: []float64{0, 1, 2}, Speed: []float64{3.5, 3, n}, Ele: []float64{20, 100, n}, HR: []float64{150, n, n},
		Lat: []float64{90, n, n}, Lon: []float64{-90, n, n}, Temp: []float64{-5, n, n},
	}
	if diff := cmp.Diff(want, a.Samples, cmpopts.EquateNaNs()); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
}

func TestDeviceIsNamed(t *testing.T) {
	a, _ := decodetest.One(t, Decode, run(3).file())
	if a.Device != "Garmin Forerunner 255" {
		t.Errorf("device %q, want its maker and product", a.Device)
	}
}
