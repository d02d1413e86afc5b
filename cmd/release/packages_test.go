package main

import (
	"testing"
	"time"
)

// TestBillHasTheDateOfTheCommit checks that two runs of the tool give the same bill.
func TestBillHasTheDateOfTheCommit(t *testing.T) {
	date := time.Date(2026, 11, 29, 8, 0, 0, 0, time.UTC)
	for _, bill := range []string{`{"metadata": {"timestamp": "2026-11-29T13:01:39Z"}}`, `{"metadata": {"timestamp": "2026-11-29T13:08:23Z"}}`} {
		if got := string(redated([]byte(bill), date)); got != `{"metadata": {"timestamp": "2026-11-29T08:00:00Z"}}` {
			t.Errorf("the bill of materials: %s", got)
		}
	}
}
