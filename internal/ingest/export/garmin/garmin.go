// Package garmin reads the list of activities in Garmin's export.
//
// The export ("Export your data") lists all activities in one or more files
// DI_CONNECT/DI-Connect-Fitness/…_summarizedActivities.json, a thousand in each. The
// recordings lie in zips in another folder, and their names do not show which activity they
// belong to:
//
//	[{"summarizedActivitiesExport": [{"activityId", "name", "activityType", "beginTimestamp", …}]}]
//
// Garmin does not document the list. Times are ms since 1970 in UTC, durations ms,
// distances cm. eventTypeId 1 marks a race, 9 is the default (as several public readers
// found on their own exports, among them remikalir/running-portfolio).
package garmin

import (
	"math"
	"path"
	"strings"
	"time"

	"dayafter/internal/ingest/export"
	"dayafter/internal/instant"
	"dayafter/internal/scan/jsonscan"
)

// ListMember is the JSON member with which each list begins.
const ListMember = "summarizedActivitiesExport"

// fitnessFolder holds the lists. The recordings lie beside the folder.
const fitnessFolder = "DI-Connect-Fitness"

const (
	// maxListed limits the activities of a list: ten a day for 35 years.
	maxListed = 1 << 17
	raceEvent = 1
)

// Root returns the folder whose recordings a list at listPath describes.
func Root(listPath string) string {
	root := path.Dir(listPath)
	if path.Base(root) == fitnessFolder {
		root = path.Dir(root)
	}
	return root
}

// Rows returns the activities of a list that have a start.
func Rows(data []byte) []export.Row {
	var rows []export.Row
	s := jsonscan.New(data)
	s.Array(func() {
		s.Object(func(key []byte) {
			if string(key) != ListMember {
				return
			}
			s.Array(func() {
				if r := parseRow(s); !r.Entry.Start.IsZero() && len(rows) < maxListed {
					rows = append(rows, r)
				}
			})
		})
	})
	return rows
}

func parseRow(s *jsonscan.Scanner) export.Row {
	r := export.NewRow()
	s.Object(func(key []byte) {
		switch string(key) {
		case "activityId":
			r.ID, _, _ = strings.Cut(s.Text(), ".")
		case "name":
			r.Stated.Title = strings.TrimSpace(s.Text())
		case "activityType":
			r.Stated.Sport = export.Sport(s.Text())
		case "eventTypeId":
			r.Stated.Race = s.Number() == raceEvent
		case "parentId":
			r.Child = s.Number() > 0
		case "manualActivity":
			r.Entry.ByHand = string(s.Raw()) == "true"
		case "beginTimestamp", "startTimeGmt":
			if at := parseTime(s.Raw()); r.Entry.Start.IsZero() {
				r.Entry.Start = at
			}
		case "elapsedDuration":
			r.Entry.Elapsed = export.Positive(s.Number() / 1000)
		case "duration":
			r.Entry.Timer = export.Positive(s.Number() / 1000)
		case "movingDuration":
			r.Entry.Moving = export.Positive(s.Number() / 1000)
		case "distance":
			r.Entry.Distance = export.Positive(s.Number() / 100)
		}
	})
	return r
}

// parseTime parses ms since 1970, or a date as the lists of some years have it. It returns
// the zero time for a time that no watch can have recorded.
func parseTime(raw []byte) time.Time {
	ms := jsonscan.New(raw).Number()
	at, ok := time.UnixMilli(int64(min(max(ms, 0), 1<<50))).UTC(), ms > 0
	if math.IsNaN(ms) {
		var t instant.Instant
		t, ok = instant.Parse(raw)
		at = t.Time()
	}
	if !ok || at.Year() < 1990 || at.Year() >= 2100 {
		return time.Time{}
	}
	return at
}
