package synth

import (
	"fmt"
	"strconv"

	"dayafter/internal/activity"
)

// bulk writes a member of the Strava export, and a row with its title in the index.
func (s *story) bulk(x Session, i int) error {
	data, err := FIT(Smart(x.Activity), FITOptions{Product: "Invented 2", Serial: 1002})
	if err != nil {
		return err
	}
	if data, err = gzipped(data); err != nil {
		return err
	}
	member := fmt.Sprintf("activities/%d.fit.gz", 9100000000+int64(i)*1373)
	s.strava = append(s.strava, File{member, data})
	s.index = append(s.index, indexRow(x, member, i))
	s.recordTruth(x, stravaZip+"!"+member)
	return nil
}

// indexHead lists the columns of activities.csv that the fixture needs.
var indexHead = []string{
	"Activity ID", "Activity Date", "Activity Name", "Activity Type", "Activity Description",
	"Elapsed Time", "Distance", "Max Heart Rate", "Relative Effort", "Commute", "Filename",
}

// indexRow returns an activity's row in activities.csv, with the date in UTC as Strava
// writes it.
func indexRow(x Session, member string, i int) []string {
	t := x.Activity.Totals
	return []string{
		strconv.FormatInt(15800000000+int64(i)*77777, 10),
		x.Activity.Start.UTC().Format("Jan 2, 2006, 3:04:05 PM"),
		stravaTitle(x), stravaType(x.Plan.Sport), "",
		fmt.Sprintf("%.0f", t.Elapsed), fmt.Sprintf("%.2f", t.Distance/1000), fmt.Sprintf("%.0f", t.MaxHR),
		"", "false", member,
	}
}

func stravaType(s activity.Sport) string {
	switch s {
	case activity.Ride:
		return "Ride"
	case activity.Walk:
		return "Walk"
	}
	return "Run"
}

// stravaTitle returns the runner's title of the session.
func stravaTitle(x Session) string {
	if x.Plan.Title != "" {
		return x.Plan.Title
	}
	switch x.Plan.Truth.Class {
	case "long":
		return "Long run by the lake"
	case "recovery":
		return "Recovery jog"
	case "key":
		return "Club session: " + x.Plan.Truth.Kind
	}
	return partOfDay(x.Plan.Start) + " Run"
}
