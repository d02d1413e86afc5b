package main

import (
	"strings"
	"testing"
	"time"
)

// The bound uses FIT's checksum, CRC-16/ARC, and must give its check value.
func TestCRC16(t *testing.T) {
	if got := crc16([]byte("123456789")); got != 0xBB3D {
		t.Errorf("crc16 = %#x, want 0xbb3d", got)
	}
}

// The report states for each target whether the median met it.
func TestTargets(t *testing.T) {
	took := func(ms ...int) (all []cost) {
		for _, n := range ms {
			d := time.Duration(n) * time.Millisecond
			all = append(all, cost{wall: d, cpu: d, rss: int64(n) * 1e6})
		}
		return all
	}
	workbooks := []cost{{wall: time.Second, cpu: time.Second, rss: 300e6, work: work{wrote: wrote{Activities: 5000}}}}
	c := &course{format: "fit", files: 500, costs: map[string][]cost{
		scanCold: took(100, 90, 5000), seasonCold: took(200), tormoderBy: took(1000), bound: took(20),
		scanWarm: took(9), scanOneNew: took(9), classify: took(400), workbookBy: workbooks,
	}}
	m := &measured{courses: []*course{c}}
	var out strings.Builder
	m.writeTargets(&out)
	for what, verdict := range map[string]string{
		"tormoder's decoding": "0.10 | 0.10 | met", "to the bound": "5.00 | 5.00 | **missed**", "(g : a)": "0.09 | 0.09 | met", "(h : g)": "1.00 | 1.00 | met",
		"| workbook of 5000 activities": "1.00 | 1.00 | met", "peak memory, workbook of": "300.00 | – | **missed**",
		"classify a new file": "0.40 | 0.40 | **missed**", "scan, cold, 500": "100.00 | – | met", "season with": "200.00 | – | **missed**",
	} {
		found := false
		for line := range strings.Lines(out.String()) {
			found = found || strings.Contains(line, what) && strings.Contains(line, verdict)
		}
		if !found {
			t.Errorf("no line with %q and %q in\n%s", what, verdict, out.String())
		}
	}
}
