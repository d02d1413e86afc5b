package morning

import (
	"fmt"
	"testing"
)

// FuzzParseCSV checks that every morning of a table that is accepted has a day and possible
// values.
func FuzzParseCSV(f *testing.F) {
	for _, seed := range []string{
		"", "date\n2025-03-03\n", "date,resting_hr,hrv,sleep_h\n2025-03-03,48,,7.5\n", "\xef\xbb\xbfDate;sleep_h\r\n2025-03-03;7,5\r\n",
		"date\thrv\n2025-03-03\t1e400\n", "date,date\n,\n", "date,hrv\n\"2025-03-03\",\"nan\"\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		all, err := ParseCSV(data)
		if err != nil {
			return
		}
		for _, m := range all {
			if c := m.checked(); m.Day == 0 || fmt.Sprint(c) != fmt.Sprint(m) {
				t.Errorf("%v, want %v", m, c)
			}
		}
	})
}
