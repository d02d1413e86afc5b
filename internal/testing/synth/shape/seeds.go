package shape

import "testing"

// Need returns Seeds and ends the test if they cannot be made.
func Need(t testing.TB, format string) [][]byte {
	t.Helper()
	seeds, err := Seeds(format)
	if err != nil {
		t.Fatal(err)
	}
	return seeds
}

// Add adds the files of Seeds to a fuzz target.
func Add(f *testing.F, format string) {
	f.Helper()
	for _, seed := range Need(f, format) {
		f.Add(seed)
	}
}
