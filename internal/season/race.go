package season

import "dayafter/internal/unit"

// Race is a race the user named.
type Race struct {
	Day  unit.Day
	Name string
}

// RaceDay is a named race as found in the data.
type RaceDay struct {
	Race
	Run    int  // the run it is; -1 when no run of that day is in the data
	Judged bool // the run was judged a race without being told
}
