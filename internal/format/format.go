// Package format names the formats of recordings and ranks them by how much of a run
// they hold. It imports no decoder, so that packages above the decoders can compare
// formats.
package format

import "slices"

// Names of the formats, as summary.File.Format holds them.
const (
	FIT   = "fit"
	Polar = "polar" // a training session of Polar Flow's export
	TCX   = "tcx"
	GPX   = "gpx"

	// JSON of vendors' exports.
	Suunto    = "suunto"
	Nike      = "nike"
	Huawei    = "huawei"
	Endomondo = "endomondo"
)

// List is the format of an activity that only an export's list names. It ranks below all
// other formats.
const List = "list"

// Own is the format of workbooks and pages that this program wrote.
const Own = "dayafter"

// ranked lists the formats, the richest first. FIT holds everything that the watch
// recorded. Polar's sessions hold more than TCX (zones, pauses). The JSON of other vendors
// has a distance but no laps, and GPX has neither.
var ranked = [...]string{FIT, Polar, TCX, Suunto, Nike, Huawei, Endomondo, GPX}

// All returns the names of the formats, the richest first.
func All() []string { return slices.Clone(ranked[:]) }

// Rank returns the place of a format among All: 0 for the richest. A name that is not
// among them ranks below all formats.
func Rank(name string) int {
	if i := slices.Index(ranked[:], name); i >= 0 {
		return i
	}
	return len(ranked)
}
