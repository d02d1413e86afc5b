package fit

import (
	"errors"
	"fmt"

	tormoder "github.com/tormoder/fit"

	"dayafter/internal/activity"
)

// fileKind is the type in a file_id message.
type fileKind uint8

// unknownKind stands for a type that is missing or not in the protocol.
const unknownKind fileKind = 0xFF

// kindNames holds the names of the file types of the FIT profile, and of further types that
// Garmin's devices write.
var kindNames = map[fileKind]string{
	fileKind(tormoder.FileTypeDevice):           "device description",
	fileKind(tormoder.FileTypeSettings):         "settings",
	fileKind(tormoder.FileTypeSport):            "sport settings",
	fileKind(tormoder.FileTypeActivity):         "activity",
	fileKind(tormoder.FileTypeWorkout):          "workout",
	fileKind(tormoder.FileTypeCourse):           "course",
	fileKind(tormoder.FileTypeSchedules):        "training schedule",
	fileKind(tormoder.FileTypeWeight):           "weight",
	fileKind(tormoder.FileTypeTotals):           "totals",
	fileKind(tormoder.FileTypeGoals):            "goals",
	fileKind(tormoder.FileTypeBloodPressure):    "blood pressure",
	fileKind(tormoder.FileTypeMonitoringA):      "monitoring",
	fileKind(tormoder.FileTypeActivitySummary):  "activity summary",
	fileKind(tormoder.FileTypeMonitoringDaily):  "monitoring",
	fileKind(tormoder.FileTypeMonitoringB):      "monitoring",
	fileKind(tormoder.FileTypeSegment):          "segment",
	fileKind(tormoder.FileTypeSegmentList):      "segment list",
	fileKind(tormoder.FileTypeExdConfiguration): "display settings",
	41: "multisport settings",
	44: "metrics",
	49: "sleep",
	58: "monitoring",
	68: "heart-rate variability",
}

// String returns the words for a file of the kind.
func (k fileKind) String() string {
	if name, ok := kindNames[k]; ok {
		return name
	}
	return "unknown"
}

// recordsActivity reports whether a file of the kind may hold a recorded activity.
// The messages decide for a kind that the protocol does not know.
func (k fileKind) recordsActivity() bool {
	_, named := kindNames[k]
	return !named || k == fileKind(tormoder.FileTypeActivity) || k == fileKind(tormoder.FileTypeActivitySummary)
}

var errNoHeader = errors.New("no FIT header")

// kindSearch is the number of messages that kindOf searches for the file_id, which the
// protocol puts first.
const kindSearch = 16

// kindOf returns the kind of the FIT file whose header is at the start of data.
func kindOf(data []byte) fileKind {
	c := cursor{body: data[data[0]:], layouts: layouts{}}
	var m message
	for i := 0; i < kindSearch && c.next(&m); i++ {
		if m.global == tormoder.MesgNumFileId {
			return kindIn(&m)
		}
	}
	return unknownKind
}

// kindIn returns the file type that a file_id message names.
func kindIn(m *message) fileKind {
	v, ok := m.number(0)
	if !ok || v != float64(uint8(v)) {
		return unknownKind
	}
	return fileKind(v)
}

// notActivity returns the error for a sound file of a kind that records no activity.
func notActivity(k fileKind) error {
	if k.recordsActivity() {
		return fmt.Errorf("a FIT file without a recording: %w", activity.ErrNotActivity)
	}
	return fmt.Errorf("a %s file: %w", k, activity.ErrNotActivity)
}
