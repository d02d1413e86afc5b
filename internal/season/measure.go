package season

// Measure is a measure by which next workouts are compared.
type Measure uint8

// Measures. More is better, except for days, decoupling, effort and resting heart rate.
const (
	DaysUntil   Measure = iota // days
	EarlyHeart                 // %, by which the early heart rate of the following runs lies below the usual one at that speed
	Efficiency                 // % of EF
	WorkPace                   // % of work-bout speed
	Decoupling                 // percentage points
	Effort                     // points of RPE, 0 to 10, as the runner rated the workout
	Feel                       // points, 0 to 100, as the runner felt in the workout
	WakingHR                   // beats/min, resting heart rate on the second morning above the usual one
	WakingHRV                  // %, heart rate variability of that morning above the usual one
	WakingSleep                // min, sleep before that morning beyond the usual one
	numMeasures
)

// Primary is the only measure that can support a claim. We chose it before we saw any
// value, because most runs have a heart rate, and because it varies least. The other
// measures are only shown: among many measures, one would often differ by chance.
const Primary = EarlyHeart

// Measures lists all measures in the order in which they are shown.
var Measures = []Measure{DaysUntil, EarlyHeart, Efficiency, WorkPace, Decoupling, Effort, Feel, WakingHR, WakingHRV, WakingSleep}

// String returns the name shown to the runner.
func (m Measure) String() string {
	return [...]string{
		"days until", "heart rate at a given speed", "efficiency", "work pace", "decoupling", "effort", "feel",
		"resting heart rate", "heart rate variability", "sleep",
	}[m]
}

// waking reports whether the measure comes from the second morning after the hard run,
// which is the first morning that can show the effect of the day after.
func (m Measure) waking() bool { return m == WakingHR || m == WakingHRV || m == WakingSleep }

// needsKey reports whether the measure comes from the next key workout.
func (m Measure) needsKey() bool { return m != EarlyHeart && !m.waking() }

// ratio reports whether the measure is a share of the usual value.
func (m Measure) ratio() bool { return m == EarlyHeart || m == Efficiency || m == WorkPace }

// followsForm reports whether better form moves the measure per cent by per cent. The
// form on the hard run itself is then subtracted.
func (m Measure) followsForm() bool { return m.ratio() }
