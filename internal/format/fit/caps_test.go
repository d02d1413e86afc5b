package fit

import (
	"bytes"
	"slices"
	"testing"

	tormoder "github.com/tormoder/fit"

	"dayafter/internal/testing/decodetest"
)

// TestBombs decodes files that declare far more data than they hold. The allocated memory
// must stay within a small multiple of the file's size.
func TestBombs(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	const size = 4 << 20
	id := func() *builder { return (&builder{}).id(tormoder.FileTypeActivity) }
	fill := func(b *builder, message ...byte) []byte {
		b.body = append(b.body, bytes.Repeat(message, size/len(message))...)
		return b.file()
	}
	tests := map[string][]byte{
		"records without fields":       fill(id().define(1, tormoder.MesgNumRecord), 1),
		"sessions without fields":      fill(id().define(1, tormoder.MesgNumSession), 1),
		"laps without fields":          fill(id().define(1, tormoder.MesgNumLap), 1),
		"workout steps without fields": fill(id().define(1, tormoder.MesgNumWorkoutStep), 1),
		"zones without fields":         fill(id().define(1, tormoder.MesgNumTimeInZone), 1),
		"compressed records of a byte": fill(id().records(1).define(3, tormoder.MesgNumRecord), headerCompressed|3<<5|1),
		"beats": fill(id().define(1, tormoder.MesgNumHr, fieldDef{timestampField, 4, fUint32}, fieldDef{hrFiltered, 4, fUint8}, fieldDef{hrEvent, 16, fUint32}),
			append([]byte{1}, bytes.Repeat([]byte{9}, 24)...)...),
		"chained files": bytes.Repeat(id().file(), size/60),
		"damage everywhere": func() []byte {
			b := id().records(3)
			return fill(b, append(slices.Clone(b.body[len(b.body)-11:]), headerLocal)...)
		}(),
	}
	for name, data := range tests {
		if got := decodetest.Allocated(func() { _, _, _ = Decode(data) }); got > 24*size {
			t.Errorf("%s: %d MB allocated for a file of %d MB", name, got>>20, len(data)>>20)
		}
	}
}

// TestHonestSizes checks that a recording of 100 hours at 1 Hz is read completely.
func TestHonestSizes(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	const hours = 100
	b := (&builder{}).id(tormoder.FileTypeActivity)
	fields := []fieldDef{{timestampField, 4, fUint32}, {3, 1, fUint8}}
	for num := byte(90); num < 118; num++ { // 28 fields that nobody reads
		fields = append(fields, fieldDef{num, 4, fUint32})
	}
	b.define(1, tormoder.MesgNumRecord, fields...)
	rest := make([]byte, 28*4)
	for i := range uint32(hours * 3600) {
		b.data(1, t0+i, byte(120+i%40), rest)
	}
	a, issues := decodetest.One(t, Decode, b.session(t0, hours*3600, tormoder.SportRunning, 0).file())
	if a.Samples.Len() != hours*3600 || len(issues) > 0 {
		t.Errorf("%d samples, issues %v", a.Samples.Len(), issues)
	}
}

func TestTooManyRecords(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	b := (&builder{}).id(tormoder.FileTypeActivity).define(1, tormoder.MesgNumRecord, fieldDef{timestampField, 4, fUint32})
	for i := range uint32(MaxRecords + 10) {
		b.data(1, t0+i/8)
	}
	a, issues := decodetest.One(t, Decode, b.session(t0, 9, tormoder.SportRunning, 0).file())
	if a.Samples.Len() != MaxRecords || codes(issues) != "fit-too-long:p" {
		t.Errorf("%d samples, issues %q", a.Samples.Len(), codes(issues))
	}
}

func TestTooManyBytes(t *testing.T) {
	if _, _, err := Decode(make([]byte, MaxBytes+1)); err == nil {
		t.Error("no error")
	}
}
