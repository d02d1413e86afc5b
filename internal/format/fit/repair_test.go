package fit

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	tormoder "github.com/tormoder/fit"

	"dayafter/internal/activity"
	"dayafter/internal/testing/decodetest"
)

// codes returns the issues' codes with a letter for their severity, in order.
func codes(issues activity.Issues) string {
	var cs []string
	for _, i := range issues {
		cs = append(cs, i.Code+":"+i.Severity.String()[:1])
	}
	return strings.Join(cs, " ")
}

// wantRun checks what a repaired file of n records holds.
func wantRun(t *testing.T, a *activity.Activity, n int) {
	t.Helper()
	if a.Sport != activity.Run || !a.Start.Equal(at(t0)) || a.Samples.Len() != n {
		t.Fatalf("got %v from %v with %d samples, want a run from %v with %d", a.Sport, a.Start, a.Samples.Len(), at(t0), n)
	}
	for i := range n {
		got := []float64{a.Samples.T[i], a.Samples.Dist[i], a.Samples.HR[i], a.Samples.Cadence[i]}
		want := []float64{float64(i), float64(3 * i), float64(140 + i), 160}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("sample %d (time, distance, heart rate, cadence; -want +got):\n%s", i, diff)
		}
	}
}

// TestRepairs writes the same run of 10 records with a different fault each time. The
// decoder must return the same run and report the fault.
func TestRepairs(t *testing.T) {
	sound := run(10).file()
	const head = headerFull
	flagless := func(b byte) byte { return b &^ multibyte }
	tests := []struct {
		name   string
		data   []byte
		issues string
	}{
		{"sound", sound, ""},
		{"header of 12 bytes", func() []byte {
			d := append([]byte{headerMin}, sound[1:headerMin]...)
			d = append(d, sound[head:len(sound)-crcSize]...)
			return binary.LittleEndian.AppendUint16(d, checksum(d))
		}(), ""},
		{"header CRC wrong", patched(frame(run(10).body, len(run(10).body)), 12, 1), "fit-header-crc:r fit-crc:r"},
		{"file CRC wrong", patched(sound, -1, sound[len(sound)-1]^0xFF), "fit-crc:r"},
		{"no file CRC", sound[:len(sound)-crcSize], "fit-no-crc:r"},
		{"half a file CRC", sound[:len(sound)-1], "fit-no-crc:r"},
		{"DataSize 0", frame(run(10).body, 0), "fit-not-closed:r"},
		{"DataSize 0, no CRC", frame(run(10).body, 0)[:len(sound)-crcSize], "fit-not-closed:r"},
		{"DataSize too large", frame(run(10).body, len(run(10).body)+7), "fit-length:r"},
		{"DataSize too small", frame(run(10).body, 100), "fit-length:r"},
		{"protocol 3.1", func() []byte {
			d := patched(sound, 1, 0x31)
			binary.LittleEndian.PutUint16(d[headerMin:], 0)
			binary.LittleEndian.PutUint16(d[len(d)-crcSize:], checksum(d[:len(d)-crcSize]))
			return d
		}(), "fit-protocol:n"},
		{"trailing junk", append(slices.Clone(sound), "<html>"...), "fit-trailing:n"},
		{"file_id of an invalid type", func() []byte {
			b := &builder{}
			return b.id(tormoder.FileTypeInvalid).records(10).session(t0, 9, tormoder.SportRunning, 0).file()
		}(), "fit-kind:r"},
		{"file_id of a manufacturer's type", func() []byte {
			b := &builder{}
			return b.id(tormoder.FileTypeMfgRangeMin).records(10).session(t0, 9, tormoder.SportRunning, 0).file()
		}(), "fit-kind:r"},
		{"file_id last", func() []byte {
			b := &builder{}
			return b.records(10).session(t0, 9, tormoder.SportRunning, 0).id(tormoder.FileTypeActivity).file()
		}(), "fit-id-order:r"},
		{"no file_id", func() []byte {
			b := &builder{}
			return b.records(10).session(t0, 9, tormoder.SportRunning, 0).file()
		}(), "fit-no-id:n"},
		{"a second definition before file_id's data", func() []byte {
			b := &builder{}
			b.define(0, tormoder.MesgNumFileId, fieldDef{0, 1, fEnum})
			b.define(3, tormoder.MesgNumEvent, fieldDef{0, 1, fEnum})
			b.data(0, byte(tormoder.FileTypeActivity))
			return b.records(10).session(t0, 9, tormoder.SportRunning, 0).file()
		}(), ""},
		{"base types without their flag", func() []byte {
			b := (&builder{}).id(tormoder.FileTypeActivity)
			b.define(1, tormoder.MesgNumRecord, fieldDef{timestampField, 4, flagless(fUint32)}, fieldDef{5, 4, flagless(fUint32)}, fieldDef{3, 1, fUint8}, fieldDef{4, 1, fUint8})
			for i := range 10 {
				b.data(1, t0+uint32(i), uint32(300*i), byte(140+i), byte(80))
			}
			return b.session(t0, 9, tormoder.SportRunning, 0).file()
		}(), "fit-base-type:r"},
		{"scalars stored as arrays", func() []byte {
			b := (&builder{}).id(tormoder.FileTypeActivity)
			b.define(1, tormoder.MesgNumRecord, fieldDef{timestampField, 4, fUint32}, fieldDef{5, 8, fUint32}, fieldDef{3, 3, fUint8}, fieldDef{4, 2, fUint8})
			for i := range 10 {
				b.data(1, t0+uint32(i), uint32(300*i), uint32(77), byte(140+i), byte(1), byte(2), byte(80), byte(255))
			}
			return b.session(t0, 9, tormoder.SportRunning, 0).file()
		}(), "fit-field-array:r"},
		{"a size that is no multiple of its type's", func() []byte {
			b := (&builder{}).id(tormoder.FileTypeActivity)
			b.define(1, tormoder.MesgNumRecord, fieldDef{timestampField, 4, fUint32}, fieldDef{5, 5, fUint32}, fieldDef{3, 1, fUint8}, fieldDef{4, 1, fUint8})
			for i := range 10 {
				b.data(1, t0+uint32(i), uint32(300*i), byte(9), byte(140+i), byte(80))
			}
			return b.session(t0, 9, tormoder.SportRunning, 0).file()
		}(), "fit-field-size:r"},
		{"fields smaller than their base type", func() []byte {
			b := (&builder{}).id(tormoder.FileTypeActivity)
			b.define(1, tormoder.MesgNumRecord, fieldDef{timestampField, 4, fUint32}, fieldDef{5, 2, fUint32}, fieldDef{3, 1, fUint16}, fieldDef{4, 1, fUint32})
			for i := range 10 {
				b.data(1, t0+uint32(i), uint16(300*i), byte(140+i), byte(80))
			}
			return b.session(t0, 9, tormoder.SportRunning, 0).file()
		}(), "fit-field-size:r"},
		{"big-endian fields narrower than the profile's", func() []byte {
			b := (&builder{}).id(tormoder.FileTypeActivity)
			b.definition(1, 1, tormoder.MesgNumRecord, []fieldDef{{timestampField, 4, fUint32}, {5, 2, fUint16}, {3, 1, fUint8}, {4, 1, fUint8}}, nil)
			for i := range 10 {
				d := binary.BigEndian.AppendUint32(nil, t0+uint32(i))
				d = binary.BigEndian.AppendUint16(d, uint16(300*i))
				b.data(1, d, byte(140+i), byte(80))
			}
			return b.session(t0, 9, tormoder.SportRunning, 0).file()
		}(), ""},
		{"wider and other types than the profile's", func() []byte {
			b := (&builder{}).id(tormoder.FileTypeActivity)
			b.define(1, tormoder.MesgNumRecord, fieldDef{timestampField, 4, fSint32}, fieldDef{5, 4, fFloat32}, fieldDef{3, 1, fByte}, fieldDef{4, 4, fUint32})
			for i := range 10 {
				b.data(1, t0+uint32(i), float32(300*i), byte(140+i), uint32(80))
			}
			return b.session(t0, 9, tormoder.SportRunning, 0).file()
		}(), ""},
		{"a string where a number belongs, bytes where a number belongs", func() []byte {
			b := (&builder{}).id(tormoder.FileTypeActivity)
			b.define(3, tormoder.MesgNumDeviceInfo, fieldDef{0, 3, fString}, fieldDef{2, 2, fByte}, fieldDef{4, 0, fUint16})
			b.data(3, "abc", uint16(7))
			return b.records(10).session(t0, 9, tormoder.SportRunning, 0).file()
		}(), ""},
		{"base types that do not exist", func() []byte {
			b := (&builder{}).id(tormoder.FileTypeActivity)
			b.define(3, tormoder.MesgNumSession, fieldDef{200, 3, 0x1E}, fieldDef{201, 3, 0x51})
			b.define(1, tormoder.MesgNumRecord, fieldDef{timestampField, 4, fUint32}, fieldDef{5, 4, fUint32}, fieldDef{7, 2, 0x1F}, fieldDef{3, 1, fUint8}, fieldDef{4, 1, fUint8})
			for i := range 10 {
				b.data(1, t0+uint32(i), uint32(300*i), uint16(250), byte(140+i), byte(80))
			}
			return b.session(t0, 9, tormoder.SportRunning, 0).file()
		}(), ""},
		{"compressed timestamps over a roll-over", func() []byte {
			b := (&builder{}).id(tormoder.FileTypeActivity)
			b.define(3, tormoder.MesgNumEvent, fieldDef{timestampField, 4, fUint32}, fieldDef{0, 1, fEnum}).data(3, t0-25, byte(9))
			b.define(1, tormoder.MesgNumRecord, fieldDef{5, 4, fUint32}, fieldDef{3, 1, fUint8}, fieldDef{4, 1, fUint8})
			for i := range 10 {
				b.compressed(1, byte(t0+uint32(i))&offsetMask, uint32(300*i), byte(140+i), byte(80))
			}
			return b.session(t0, 9, tormoder.SportRunning, 0).file()
		}(), ""},
		{"messages of nothing but developer fields", func() []byte {
			b := (&builder{}).id(tormoder.FileTypeActivity)
			b.definition(3, 0, tormoder.MesgNumSession, nil, []fieldDef{{0, 4, 0}})
			b.definition(4, 0, tormoder.MesgNumHrv, nil, []fieldDef{{0, 4, 0}, {1, 2, 0}})
			for range 5 {
				b.data(4, uint32(1), uint16(2))
			}
			return b.records(10).session(t0, 9, tormoder.SportRunning, 0).file()
		}(), ""},
		{"a message without any field", func() []byte {
			b := (&builder{}).id(tormoder.FileTypeActivity)
			b.define(3, tormoder.MesgNumRecord)
			b.data(3).data(3)
			b.records(10)
			return b.data(3).session(t0, 9, tormoder.SportRunning, 0).file()
		}(), "fit-timeless:p fit-empty-sample:n"},
		{"samples out of order", func() []byte {
			b := (&builder{}).id(tormoder.FileTypeActivity).records(10)
			return swapRecords(b).session(t0, 9, tormoder.SportRunning, 0).file()
		}(), "fit-order:r"},
		{"one sample years away", func() []byte {
			b := (&builder{}).id(tormoder.FileTypeActivity).records(10)
			b.data(1, t0+20_000_000, uint32(0), byte(0), byte(0))
			return b.session(t0, 9, tormoder.SportRunning, 0).file()
		}(), "fit-time:p"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, issues := decodetest.One(t, Decode, tt.data)
			wantRun(t, a, 10)
			if got := codes(issues); got != tt.issues {
				t.Errorf("issues: got %q, want %q", got, tt.issues)
			}
		})
	}
}

// swapRecords exchanges the last two records of b.
func swapRecords(b *builder) *builder {
	const size = 1 + 4 + 4 + 1 + 1
	n := len(b.body)
	last := slices.Clone(b.body[n-size:])
	copy(b.body[n-size:], b.body[n-2*size:n-size])
	copy(b.body[n-2*size:], last)
	return b
}

// TestRepairsAreNeeded checks TestRepairs itself: without our repairs, tormoder must lose
// something in most of these files.
func TestRepairsAreNeeded(t *testing.T) {
	data := frame(run(10).body, 0)
	if f, err := tormoder.Decode(bytes.NewReader(data)); err == nil {
		if a, err := f.Activity(); err == nil && len(a.Records) == 10 {
			t.Error("tormoder reads a file that was never closed: the repair is not needed")
		}
	}
	a, _ := decodetest.One(t, Decode, data)
	wantRun(t, a, 10)
}

// TestTruncation cuts a run after every byte. The decoder must return every complete
// sample, and no error if there is at least one.
func TestTruncation(t *testing.T) {
	data := run(10).file()
	first := len((&builder{}).id(tormoder.FileTypeActivity).records(1).body) + headerFull
	const size = 1 + 4 + 4 + 1 + 1
	for n := range data {
		as, issues, err := Decode(data[:n])
		want := 0
		if n >= first {
			want = min(1+(n-first)/size, 10)
		}
		switch {
		case want == 0:
			if err == nil || errors.Is(err, activity.ErrNotActivity) && n > headerFull {
				t.Errorf("%d bytes: error %v, want one that says that nothing is left", n, err)
			}
		case err != nil:
			t.Errorf("%d bytes: %v", n, err)
		case len(as) != 1 || as[0].Samples.Len() != want:
			t.Errorf("%d bytes: %d samples, want %d", n, as[0].Samples.Len(), want)
		case n < len(data)-crcSize && !strings.Contains(codes(issues), "fit-truncated:p"):
			t.Errorf("%d bytes: issues %q do not say that it is truncated", n, codes(issues))
		}
	}
}

func TestChain(t *testing.T) {
	settings := (&builder{}).id(tormoder.FileTypeSettings).file()
	one, two := run(10).file(), run(5).file()
	tests := []struct {
		name    string
		data    []byte
		samples []int
		issues  string
	}{
		{"two runs", slices.Concat(one, two), []int{10, 5}, ""},
		{"settings first", slices.Concat(settings, one), []int{10}, ""},
		{"settings last", slices.Concat(one, settings), []int{10}, ""},
		{"junk between", slices.Concat(one, []byte("junk.FITjunk"), two), []int{10, 5}, "fit-trailing:n"},
		{"wrong CRC in the first", slices.Concat(patched(one, -1, one[len(one)-1]^1), two), []int{10, 5}, "fit-crc:r"},
		{"first never closed", slices.Concat(frame(run(10).body, 0), two), []int{10, 5}, "fit-not-closed:r"},
		{"second cut short", slices.Concat(one, two[:len(two)-50]), []int{10, 4}, "fit-truncated:p fit-no-session:r"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			as, issues, err := Decode(tt.data)
			if err != nil {
				t.Fatal(err)
			}
			var got []int
			for _, a := range as {
				got = append(got, a.Samples.Len())
			}
			if diff := cmp.Diff(tt.samples, got); diff != "" {
				t.Errorf("samples (-want +got):\n%s", diff)
			}
			if got := codes(issues); got != tt.issues {
				t.Errorf("issues: got %q, want %q", got, tt.issues)
			}
		})
	}
}

// TestPackedSpeedAndDistance decodes compressed_speed_distance twice, with an overflow of
// its 12 bits. No value may leak from one file into the next.
func TestPackedSpeedAndDistance(t *testing.T) {
	b := (&builder{}).id(tormoder.FileTypeActivity)
	b.define(1, tormoder.MesgNumRecord, fieldDef{timestampField, 4, fUint32}, fieldDef{compressedField, 3, fByte})
	metres := []uint32{0, 100, 200, 300} // the counter overflows at 256 m
	for i, m := range metres {
		packed := uint32(275+i) | (m*16&0xFFF)<<12
		b.data(1, t0+uint32(i), []byte{byte(packed), byte(packed >> 8), byte(packed >> 16)})
	}
	b.data(1, t0+4, []byte{0xFF, 0xFF, 0xFF})
	n := math.NaN()
	for range 2 {
		a, _ := decodetest.One(t, Decode, b.file())
		if diff := cmp.Diff([]float64{0, 100, 200, 300, n}, a.Samples.Dist, cmpopts.EquateNaNs()); diff != "" {
			t.Errorf("distance (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]float64{2.75, 2.76, 2.77, 2.78, n}, a.Samples.Speed, cmpopts.EquateNaNs()); diff != "" {
			t.Errorf("speed (-want +got):\n%s", diff)
		}
	}
}

func TestNotActivity(t *testing.T) {
	for kind, want := range map[tormoder.FileType]string{
		tormoder.FileTypeCourse:      "course",
		tormoder.FileTypeWorkout:     "workout",
		tormoder.FileTypeSettings:    "settings",
		tormoder.FileTypeMonitoringB: "monitoring",
		tormoder.FileTypeWeight:      "weight",
		tormoder.FileTypeActivity:    "activity",
	} {
		data := (&builder{}).id(kind).file()
		if got := kindOf(data[:min(len(data), 60)]).String(); got != want {
			t.Errorf("a file of kind %s: got %q", want, got)
		}
		as, _, err := Decode(data)
		if !errors.Is(err, activity.ErrNotActivity) || len(as) > 0 {
			t.Errorf("%s: got %d activities and error %v, want ErrNotActivity", want, len(as), err)
		}
	}
}

// TestLateKind reads a course whose file_id comes after its records.
func TestLateKind(t *testing.T) {
	_, _, err := Decode((&builder{}).records(40).id(tormoder.FileTypeCourse).file())
	if !errors.Is(err, activity.ErrNotActivity) || !strings.Contains(err.Error(), "course") {
		t.Errorf("error %v, want that it is a course", err)
	}
}

func TestNoFIT(t *testing.T) {
	for _, data := range []string{"", "x", "<?xml version=\"1.0\"?>", "\x0e .FIT", strings.Repeat("\x0e", 40)} {
		if _, _, err := Decode([]byte(data)); err == nil || errors.Is(err, activity.ErrNotActivity) {
			t.Errorf("Decode(%q): error %v, want one that is not ErrNotActivity", data, err)
		}
	}
}
