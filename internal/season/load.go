package season

import "dayafter/internal/unit"

// Stress is what one session cost, by four formulas. NaN where it cannot be computed.
type Stress struct {
	TRIMP   float64 // Banister; needs resting and maximal heart rate
	Edwards float64 // minutes × 1..5 by tenths of HRmax; needs maximal heart rate
	RTSS    float64 // by pace: needs threshold speed; runs outdoors only
	HRTSS   float64 // by heart rate: needs resting, maximal and threshold heart rate
	TSS     float64 // the one used for CTL and ATL: RTSS, else HRTSS
}

// Fatigue is the state in which a session started.
type Fatigue struct {
	Run   int     // the last stressor that had ended; -1 when none, or before From
	Hours float64 // since its end; NaN when none
	TSS   float64 // of it; NaN
	Same  bool    // within 24 h, or on the calendar day before
}

// Form is a day's load. Values are NaN where no session so far has a load.
type Form struct {
	Day      unit.Day
	Load     float64 // TSS of the day; 0 without a session
	CTL, ATL float64 // after the day
	TSB      float64 // before the day: yesterday's CTL − ATL
	Monotony float64 // of the 7 days up to it; NaN when all are alike or before the 7th day
	Strain   float64 // their sum × Monotony; NaN
	Settled  bool    // CTL has had 42 days of data to settle
}

// LoadSeries is the load of the season, day by day.
type LoadSeries struct {
	Days     []Form // From to To
	Missing  int    // sessions without any TSS, counted as 0
	ByPace   int    // sessions whose TSS is RTSS
	ByHeart  int    // sessions whose TSS is HRTSS
	NoRestHR int    // sessions with heart rate, without resting heart rate: no TRIMP, no hrTSS
}
