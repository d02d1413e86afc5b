package synth

import (
	"bytes"
	"encoding/binary"
	"regexp"
	"slices"
	"unicode/utf16"
)

// gpxDamages returns the faults that real GPX files have.
func gpxDamages() []damage {
	return []damage{
		{"sound.gpx", "used", "", "", plain(func(s sound) []byte { return s.gpx })},
		{"truncated.gpx", "used", "xml-cut", "ends early", truncated("</trkpt>", func(s sound) []byte { return s.gpx })},
		{"bare-ampersand.gpx", "used", "xml-bare-ampersand", "bare &", renamed("Hills & lake")},
		{"html-entity.gpx", "used", "xml-html-entity", "HTML", renamed("Lunch&nbsp;run &uuml;ber Land")},
		{"utf-16.gpx", "used", "xml-utf16", "UTF-16", plain(func(s sound) []byte { return toUTF16(s.gpx) })},
		{"latin-1.gpx", "used", "", "", plain(func(s sound) []byte {
			return swap(swap(s.gpx, "Lunch run", "L\xf6prunda"), `encoding="UTF-8"`, `encoding="ISO-8859-1"`)
		})},
		{"latin-1-undeclared.gpx", "used", "xml-utf8", "UTF-8", renamed("L\xf6prunda")},
		{"control-characters.gpx", "used", "xml-control", "control", renamed("Lunch\x08\x1b run")},
		{"decimal-comma.gpx", "used", "xml-decimal-comma", "comma", plain(func(s sound) []byte {
			return regexp.MustCompile(`(lat="|lon="|<ele>)(\d+)\.`).ReplaceAll(s.gpx, []byte("${1}${2},"))
		})},
		{"time-with-offset.gpx", "used", "", "", plain(timeWithOffset)},
		{"times-reversed.gpx", "used", "gpx-reversed", "backwards", plain(timesReversed)},
		{"times-step-back.gpx", "used", "gpx-time-order", "backwards", timesStepBack},
		{"no-times.gpx", "not-activity", "", "time", nothing(func(s sound) []byte {
			return regexp.MustCompile(`<time>[^<]*</time>`).ReplaceAll(s.gpx, nil)
		})},
		{"missing-lat-lon.gpx", "used", "gpx-position", "position", plain(func(s sound) []byte {
			return swapNth(s.gpx, regexp.MustCompile(` lat="[^"]*" lon="[^"]*"`), 5, "")
		})},
		{"no-points.gpx", "used", "", "", nothing(func(s sound) []byte { return withoutPoints(s.gpx) })},
		{"no-points-no-time.gpx", "not-activity", "", "points", nothing(func(s sound) []byte {
			return regexp.MustCompile(`<time>[^<]*</time>`).ReplaceAll(withoutPoints(s.gpx), nil)
		})},
		{"empty.gpx", "failed", "", "empty", nothing(func(sound) []byte { return nil })},
	}
}

// tcxDamages returns the faults that real TCX files have.
func tcxDamages() []damage {
	return []damage{
		{"sound.tcx", "used", "", "", plain(func(s sound) []byte { return s.tcx })},
		{"leading-blanks.tcx", "used", "xml-leading-blanks", "blanks", plain(func(s sound) []byte {
			return append([]byte("          "), s.tcx...)
		})},
		{"numeric-id.tcx", "used", "", "", plain(func(s sound) []byte {
			return regexp.MustCompile(`<Id>[^<]*</Id>`).ReplaceAll(s.tcx, []byte("<Id>4711</Id>"))
		})},
		{"truncated.tcx", "used", "xml-cut", "ends early", truncated("</Trackpoint>", func(s sound) []byte { return s.tcx })},
		{"no-heart-rate.tcx", "used", "", "", plain(func(s sound) []byte {
			return regexp.MustCompile(`(?s)\s*<(Average)?HeartRateBpm>.*?</(Average)?HeartRateBpm>`).ReplaceAll(s.tcx, nil)
		})},
	}
}

// renamed returns a maker of a file whose track has a faulty name.
func renamed(name string) func(sound) ([]byte, int, error) {
	return plain(func(s sound) []byte { return swap(s.gpx, "Lunch run", name) })
}

// truncated cuts the file in the middle of a point, after four fifths. The complete points
// before the cut remain.
func truncated(end string, text func(sound) []byte) func(sound) ([]byte, int, error) {
	return func(s sound) ([]byte, int, error) {
		data := text(s)
		head := data[:bytes.LastIndex(data[:len(data)*4/5], []byte(end))]
		n := bytes.Count(head, []byte(end)) + 1
		return data[:len(head)+len(end)+12], n, nil
	}
}

// toUTF16 returns the text as little-endian UTF-16 with a byte order mark.
func toUTF16(text []byte) []byte {
	out := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(string(swap(text, "UTF-8", "UTF-16")))) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return out
}

// timeWithOffset writes local times with their offset, with and without milliseconds.
func timeWithOffset(s sound) []byte {
	return regexp.MustCompile(`T11:(\d\d:\d\d)Z`).ReplaceAll(s.gpx, []byte("T12:${1}.000+01:00"))
}

// withoutPoints removes the points and keeps name, type and time of the recording.
func withoutPoints(text []byte) []byte {
	return regexp.MustCompile(`(?s)<trkpt.*</trkpt>`).ReplaceAll(text, nil)
}

// trackPoints matches complete points.
var trackPoints = regexp.MustCompile(`(?s)<trkpt.*?</trkpt>`)

// timesReversed returns a file with its points in reverse order, as some apps export it.
func timesReversed(s sound) []byte {
	points := trackPoints.FindAll(s.gpx, -1)
	first := bytes.Index(s.gpx, points[0])
	last := bytes.LastIndex(s.gpx, []byte("</trkseg>"))
	slices.Reverse(points)
	return slices.Concat(s.gpx[:first], bytes.Join(points, nil), s.gpx[last:])
}

// timesStepBack repeats three points later in the file, as after a lost connection.
func timesStepBack(s sound) ([]byte, int, error) {
	points := trackPoints.FindAll(s.gpx, -1)
	again := bytes.Join(points[10:13], nil)
	return swap(s.gpx, string(points[30]), string(again)+string(points[30])), s.n, nil
}

// swapNth replaces the n-th match of a pattern.
func swapNth(data []byte, re *regexp.Regexp, n int, with string) []byte {
	at := re.FindAllIndex(data, n)[n-1]
	return slices.Concat(data[:at[0]], []byte(with), data[at[1]:])
}
