package season

// Sensitivity says how far the answer hangs on the thresholds and on what
// "day after" means.
type Sensitivity struct {
	Asked   bool // false when runs could not be judged again
	Shifts  []Shift
	Hangs   bool // the word differs between rows
	Differs int  // most long runs whose day after changed its kind, of all rows
}

// Shift is the answer under one changed assumption.
type Shift struct {
	Shift     float64 // thresholds multiplied by it; 1 as estimated
	Within24  bool    // the day after is 24 h from the end, not the next calendar day
	Long      int     // long runs whose day after is known
	Recovery  int     // of them followed by a recovery run
	Counts    map[Followed]int
	Word      Word
	TrulyEasy int // of the runs on the day after a long run
	Audited   int
	Changed   int // long runs of the answer that are no longer long, or whose day after is of another kind
}
