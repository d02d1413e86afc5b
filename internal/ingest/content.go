package ingest

import (
	"dayafter/internal/activity"
	"dayafter/internal/format"
	"dayafter/internal/format/fit"
	"dayafter/internal/format/gpx"
	"dayafter/internal/format/polar"
	"dayafter/internal/format/tcx"
	"dayafter/internal/ingest/export/endomondo"
	"dayafter/internal/ingest/export/huawei"
	"dayafter/internal/ingest/export/nike"
	"dayafter/internal/ingest/export/suunto"
)

// Kind is the type of an input's content. summary.File.Format holds it.
type Kind string

// Kinds that are read.
const (
	FIT    Kind = format.FIT
	GPX    Kind = format.GPX
	TCX    Kind = format.TCX
	Polar  Kind = format.Polar
	Gzip   Kind = "gzip"
	Zip    Kind = "zip"
	CSV    Kind = "csv"
	Garmin Kind = "garmin-list"   // the list of activities in Garmin's export
	Waking Kind = "garmin-waking" // sleep and heart rate of each day in Garmin's export
	Health Kind = "apple-health"  // export.xml of Apple Health
	Own    Kind = format.Own      // written by this program

	Suunto    Kind = format.Suunto
	Nike      Kind = format.Nike
	Huawei    Kind = format.Huawei
	Endomondo Kind = format.Endomondo
)

// Kinds that are recognised only to tell the user what a file is.
const (
	Empty       Kind = "empty"
	HTML        Kind = "html"
	Pickle      Kind = "pickle"
	JSON        Kind = "json"
	Fitbit      Kind = "fitbit"
	Samsung     Kind = "samsung"
	KML         Kind = "kml"
	XML         Kind = "xml"
	Image       Kind = "image"
	Video       Kind = "video"
	Audio       Kind = "audio"
	PDF         Kind = "pdf"
	Tar         Kind = "tar"
	SevenZip    Kind = "7z"
	Rar         Kind = "rar"
	Archive     Kind = "archive" // an archive that is not zip
	SQLite      Kind = "sqlite"
	AppleDouble Kind = "apple-double"
	Text        Kind = "text"
	Unknown     Kind = "unknown"
)

// content describes how content of one kind is recognised and read.
type content struct {
	kind    Kind
	sniff   func(*head) bool
	reading reading
	decode  decoder // decodes a format of recordings; nil for all other kinds
	list    bool    // may hold the list of activities of an export
	reason  string  // what the file is, for the runner, if it holds no activity
}

// decoder decodes one format.
type decoder func(data []byte) ([]*activity.Activity, activity.Issues, error)

// isFormat reports whether content of this kind is a recording.
func (c *content) isFormat() bool { return c.decode != nil }

// reading says how much of the content is read.
type reading uint8

const (
	hashed   reading = iota // to the end, for its SHA-256
	whole                   // kept in memory
	headOnly                // only the head, because an export may hold gigabytes of media
)

// contents describes every kind. Sniff tries the sniffers in this order, so kinds with
// weaker signs come later.
var contents = []content{
	{kind: Empty, sniff: isEmpty, reason: "an empty file"},
	{kind: Gzip, sniff: begins("\x1f\x8b"), reason: "gzip within gzip, too often"},
	{kind: Zip, sniff: begins("PK\x03\x04", "PK\x05\x06", "PK\x07\x08"), reason: "a zip archive inside gzip; unpack the gzip first"},
	{kind: Image, sniff: isImage, reading: headOnly, reason: "a picture"},
	{kind: Video, sniff: isVideo, reading: headOnly, reason: "a video"},
	{kind: Audio, sniff: isAudio, reading: headOnly, reason: "a sound file"},
	{kind: PDF, sniff: begins("%PDF-"), reading: headOnly, reason: "a PDF document"},
	{kind: Tar, sniff: has(257, "ustar"), reading: headOnly, reason: "a tar archive; unpack it first"},
	{kind: SevenZip, sniff: begins("7z\xbc\xaf\x27\x1c"), reading: headOnly, reason: "a 7z archive; unpack it first"},
	{kind: Rar, sniff: begins("Rar!\x1a\x07"), reading: headOnly, reason: "a RAR archive; unpack it first"},
	{kind: Archive, sniff: begins("BZh", "\xfd7zXZ\x00", "\x28\xb5\x2f\xfd"), reading: headOnly, reason: "an archive of a kind that is not read; unpack it first"},
	{kind: SQLite, sniff: begins("SQLite format 3\x00"), reading: headOnly, reason: "a database, not a recording"},
	{kind: AppleDouble, sniff: begins("\x00\x05\x16\x07"), reason: "a leftover of the macOS Finder"},
	{kind: FIT, sniff: isFIT, reading: whole, decode: fit.Decode},
	{kind: Pickle, sniff: isPickle, reason: "a Python pickle, which is never opened"},
	{kind: GPX, sniff: anyOf(root("gpx"), loose("<gpx")), reading: whole, decode: gpx.Decode},
	{kind: TCX, sniff: anyOf(root("trainingcenterdatabase"), loose("<TrainingCenterDatabase")), reading: whole, decode: tcx.Decode},
	{kind: KML, sniff: root("kml"), reason: "a KML map; it holds no reliable times of a run"},
	{kind: Health, sniff: root("healthdata"), reading: headOnly, reason: "the records of Apple Health, used for heart rate and sport"},
	{kind: Own, sniff: isOwnPage, reason: "a page that dayafter wrote"},
	{kind: HTML, sniff: root("html", "head", "body", "script", "title"), reason: "an HTML page, not a watch file: the download failed"},
	{kind: XML, sniff: isMarkup, reason: "an XML file, but neither GPX nor TCX"},
	{kind: Garmin, sniff: isGarminList, reading: whole, list: true, reason: "the list of activities of a Garmin export, without any"},
	{kind: Waking, sniff: isWaking, reading: whole, list: true, reason: wakingReason},
	{kind: Polar, sniff: isPolar, reading: whole, decode: polar.Decode},
	{kind: Suunto, sniff: isSuunto, reading: whole, decode: suunto.Decode},
	{kind: Nike, sniff: isNike, reading: whole, decode: nike.Decode},
	{kind: Huawei, sniff: isHuawei, reading: whole, decode: huawei.Decode},
	{kind: Endomondo, sniff: isEndomondo, reading: whole, decode: endomondo.Decode},
	{kind: Fitbit, sniff: isFitbit, reason: "part of Fitbit's export, which holds no tracks; export each workout as TCX on fitbit.com or in the Fitbit app"},
	{kind: Samsung, sniff: isSamsung, reason: "part of Samsung Health's export, which is not read; share each workout as GPX from the Samsung Health app"},
	{kind: JSON, sniff: isJSON, reason: "a JSON file, not a recording"},
	{kind: CSV, sniff: isTable, reading: whole, list: true, reason: "a table (CSV), not a recording"},
	{kind: Text, sniff: isText, reason: "plain text, not a recording"},
	{kind: Unknown, sniff: func(*head) bool { return true }, reason: "not a FIT, GPX or TCX file"},
}

// contentOf returns the description of a kind. A kind that contents lacks has the zero
// description: it is hashed and not decoded.
func contentOf(k Kind) *content {
	for i := range contents {
		if contents[i].kind == k {
			return &contents[i]
		}
	}
	return new(content)
}

// decoders returns the decoder of each format.
func decoders() map[Kind]decoder {
	all := map[Kind]decoder{}
	for _, c := range contents {
		if c.isFormat() {
			all[c.kind] = c.decode
		}
	}
	return all
}
