package garmin

import (
	"testing"

	"dayafter/internal/morning"
)

func TestMornings(t *testing.T) {
	sleep := `[{"sleepStartTimestampGMT":"2025-03-02T21:55:00.0","calendarDate":"2025-03-03","deepSleepSeconds":3600,"lightSleepSeconds":14400,"remSleepSeconds":7200,"awakeSleepSeconds":900},{"calendarDate":"2025-03-04"}]`
	health := `[{"calendarDate":"2025-03-03","metrics":[{"type":"HRV","value":62,"status":"IN_RANGE"},{"type":"HR","value":47},{"type":"SPO2","value":96}]}]`
	days := `[{"userProfilePK":1,"calendarDate":{"date":"Mar 3, 2025 12:00:00 AM"},"restingHeartRate":46},{"calendarDate":"2025-03-04","restingHeartRate":51}]`
	all := morning.Merge(Mornings([]byte(days)), Mornings([]byte(health)), Mornings([]byte(sleep)))
	if len(all) != 2 {
		t.Fatalf("want two mornings: %+v", all)
	}
	if m := all[0]; m.Day.String() != "2025-03-03" || m.RestingHR != 46 || m.HRV != 62 || m.Sleep != 25200 {
		t.Errorf("the first morning: %+v", m)
	}
	if m := all[1]; m.Day.String() != "2025-03-04" || m.RestingHR != 51 {
		t.Errorf("the second morning: %+v", m)
	}
	for _, broken := range []string{"", "[", `[{"calendarDate":5}]`, `{"calendarDate":"2025-03-03"}`, `[{"calendarDate":"2025-03-03","restingHeartRate":null}]`} {
		if all := Mornings([]byte(broken)); len(all) > 0 {
			t.Errorf("%s: %+v", broken, all)
		}
	}
}
