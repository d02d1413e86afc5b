package season

import (
	"math"

	"dayafter/internal/classify"
	"dayafter/internal/stat"
)

// Values holds a value of each measure; NaN if unknown.
type Values [numMeasures]float64

// Outcome holds the day after one hard run and its next key workout.
type Outcome struct {
	Long int           // the hard run, a long run in NextKeys
	Arm  Arm           // arm of its day +1
	Run  int           // the run that decided day +1; -1 if there is none
	Key  int           // the first key workout or race after day +1, as a run; -1 if none came
	Days int           // days from the hard run to Key; 0 if none came
	Kind classify.Kind // kind of Key
	// Compared reports whether Key can be compared: no other long run came before it.
	Compared bool
	Values   Values
	Next     Punctuality

	following following
}

// NextKeys describes the next key workouts by kind of day after.
type NextKeys struct {
	Schedule    Schedule
	Outcomes    []Outcome    // one for each long run, in order
	Arms        []ArmSummary // summaries of the arms that occur, in order of Arms
	Comparisons []Comparison // each arm against the same other arm, by measure
	Dose        []Dose       // counts all hard runs of all years
	DoseLine    DoseLine
	Gap         KeyGap

	Swings     float64 // %, standard deviation of the runner's form, from the early heart rate; NaN if unknown
	AlwaysSame Arm     // the arm of nearly all hard runs, so that there is nothing to compare; NoArm otherwise
}

// ArmSummary describes the next key workouts of one arm.
type ArmSummary struct {
	Arm       Arm
	Long      int              // long runs in the arm
	N         [numMeasures]int // values by Measure
	Median    Values
	Low, High Values // 95 % week-block bootstrap interval of Median; NaN below MinArm

	// Other differences between the arms: medians, NaN where not known.
	Load  float64 // TSS of the long runs
	Fresh float64 // TSB on the days of the long runs
	Heat  float64 // °C at the key workouts, by the watch's sensor
}

// nextKeys finds the next key workout after each long run, and summarises them by arm.
func (s *Season) nextKeys(resamples int) {
	n := &s.Next
	for _, a := range s.LongRuns {
		n.Outcomes = append(n.Outcomes, s.outcome(a))
	}
	for _, arm := range Arms {
		if sum := s.summarise(arm, resamples); sum.Long > 0 {
			n.Arms = append(n.Arms, sum)
		}
	}
}

// outcome returns the outcome of the hard run of a.
func (s *Season) outcome(a Aftermath) Outcome {
	o := Outcome{Long: a.Run, Arm: armOf(a.Group), Run: a.Days[0].Run, Key: a.Key, Days: s.DaysToKey(&a), Next: a.Next}
	for m := range o.Values {
		o.Values[m] = math.NaN()
	}
	o.following = s.following(a.Run)
	o.Values[EarlyHeart] = o.following.early
	s.setWaking(&o)
	if o.Key < 0 {
		return o
	}
	key := &s.Runs[o.Key]
	o.Kind = key.Verdict.Kind
	o.Values[DaysUntil], o.Values[Efficiency], o.Values[WorkPace] = float64(o.Days), key.Work.EFTrend, key.Work.PaceTrend
	o.Values[Decoupling], o.Values[Effort], o.Values[Feel] = key.Work.Drift, key.Sum.Rating.RPE, key.Sum.Rating.Feel
	o.Compared = true
	for k := o.Long + 1; k < o.Key; k++ {
		o.Compared = o.Compared && !isLong(&s.Runs[k])
	}
	return o
}

// lastFollowing is the last day after a hard run whose runs are compared. Ours: a later run
// depends more on other days than on the day after.
const lastFollowing = 4

// following holds means over the runs on days +2 to +4 after a hard run, up to and
// including the next hard run.
type following struct {
	early float64 // see Run.Early; NaN
	days  float64 // from the hard run
	key   float64 // share of key workouts among them
	heat  float64 // °C; NaN
}

func (s *Season) following(hard int) following {
	f := following{heat: math.NaN()}
	n, temps := 0.0, []float64(nil)
	for i := hard + 1; i < len(s.Runs); i++ {
		r := &s.Runs[i]
		days := int(r.Day - s.Runs[hard].Day)
		if days > lastFollowing {
			break
		}
		if days > 1 && !math.IsNaN(r.Early) {
			n++
			f.early, f.days, f.key = f.early+r.Early, f.days+float64(days), f.key+float64(count(r.IsKey()))
			temps = append(temps, r.Sum.AvgTemp)
		}
		if days > 1 && r.Stresses() {
			break
		}
	}
	f.early, f.days, f.key, f.heat = f.early/n, f.days/n, f.key/n, stat.Median(temps)
	return f
}

// summarise returns the summary of one arm.
func (s *Season) summarise(arm Arm, resamples int) ArmSummary {
	sum := ArmSummary{Arm: arm}
	for k := range s.Next.Outcomes {
		sum.Long += count(s.Next.Outcomes[k].Arm == arm)
	}
	sum.Load, sum.Fresh, sum.Heat = s.confounders(arm)
	for _, m := range Measures {
		values, weeks := s.valuesOf(arm, m)
		sum.N[m], sum.Median[m] = len(values), stat.Median(values)
		sum.Low[m], sum.High[m] = medianInterval(values, weeks, resamples)
	}
	return sum
}

// confounders returns the medians of other differences between the arms.
func (s *Season) confounders(arm Arm) (load, fresh, heat float64) {
	var loads, forms, temps []float64
	for _, o := range s.Next.Outcomes {
		if o.Arm != arm {
			continue
		}
		long := &s.Runs[o.Long]
		loads, forms = append(loads, long.Stress.TSS), append(forms, long.Form.TSB)
		if o.Compared {
			temps = append(temps, s.Runs[o.Key].Sum.AvgTemp)
		}
	}
	return stat.Median(loads), stat.Median(forms), stat.Median(temps)
}

// valuesOf returns an arm's values of one measure, and the week of each long run.
func (s *Season) valuesOf(arm Arm, m Measure) (values []float64, weeks []int) {
	for _, o := range s.Next.Outcomes {
		if o.Arm == arm && (o.Compared || !m.needsKey()) && !math.IsNaN(o.Values[m]) {
			values, weeks = append(values, o.Values[m]), append(weeks, s.week(o.Long))
		}
	}
	return values, weeks
}

// week returns the number of a run's calendar week.
func (s *Season) week(run int) int { return int(s.Runs[run].Day.WeekStart(s.WeekStart)) / 7 }

func medianInterval(values []float64, weeks []int, resamples int) (low, high float64) {
	if len(values) < MinArm {
		return math.NaN(), math.NaN()
	}
	i := stat.MedianInterval(values, stat.ByKey(weeks), resamples)
	return i.Low, i.High
}
