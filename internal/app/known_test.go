package app_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"dayafter/internal/season"
	"dayafter/internal/testing/apptest"
	"dayafter/internal/testing/synth"
)

// TestKnownSeasons reads seasons whose answer is known: several sessions on the day after,
// long and short recovery runs, a jog on the same evening, and a run across midnight.
func TestKnownSeasons(t *testing.T) {
	for _, k := range synth.KnownSeasons() {
		t.Run(k.Name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			for i, s := range k.Sessions(synth.Amateur()) {
				writeRun(t, filepath.Join(dir, fmt.Sprintf("%02d.fit", i)), writers["fit"], s.Activity)
			}
			s := apptest.Read(t, dir).Ledger()
			a := &s.Answer
			if a.Long != k.Long || a.Easy != k.Easy || a.Recovery != k.Recovery || a.Within[season.RecoveryRun]+a.Within[season.EasyRun] != k.Within24 {
				t.Errorf("%d long runs, %d easy (%d recovery), within 24 h %v; want %d, %d (%d), %d",
					a.Long, a.Easy, a.Recovery, a.Within, k.Long, k.Easy, k.Recovery, k.Within24)
			}
		})
	}
}
