package season

import "testing"

// TestDaysCountFromTheEnd checks that the days after a run through the night count from the
// day of its end.
func TestDaysCountFromTheEnd(t *testing.T) {
	checkAfter3(t, []diaryCase{
		{
			"an ultra of 22 hours", `
			2025-05-09 18:00 1320 long
			2025-05-11 10:00 35 recovery
			2025-05-14 18:00 60 key`,
			"recovery run 18.0 h, no record, no record | recovery run 18.0 h | 4",
		},
		{
			"into the small hours", `
			2025-05-10 08:00 1080 long
			2025-05-12 07:00 35 recovery
			2025-05-15 18:00 60 key`,
			"recovery run 29.0 h, no record, no record | no record | 4",
		},
	})
}
