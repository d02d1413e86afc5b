package season

import (
	"math"

	"dayafter/internal/unit"
	"dayafter/internal/zone"
)

// Stress is the training load of one session by four formulas; NaN if it cannot be
// computed.
type Stress struct {
	TRIMP   float64 // Banister; needs resting and maximal heart rate
	Edwards float64 // minutes × 1..5 by tenths of HRmax from 50 %; needs maximal heart rate
	RTSS    float64 // by pace: needs threshold speed; runs outdoors only
	HRTSS   float64 // by heart rate: needs resting, maximal and threshold heart rate
	TSS     float64 // the load used for CTL and ATL: RTSS, or else HRTSS
}

// Fatigue describes the last stressor before a session.
type Fatigue struct {
	Run   int     // the last stressor that had ended; -1 when none, or before From
	Hours float64 // from the end of that stressor to the start of the session; NaN when none
	TSS   float64 // TSS of that stressor; NaN if there is none or it is unknown
	Same  bool    // within 24 h, or on the calendar day before
}

// Form is a day's load, with the fitness and fatigue of the evening before. Fitness and
// fatigue are 0 until a session has a load.
type Form struct {
	Day      unit.Day
	Load     float64 // TSS of the day; 0 without a session
	CTL, ATL float64 // values before the day's sessions
	TSB      float64 // CTL − ATL
	Monotony float64 // monotony of the 7 days up to it; NaN if all are equal, and before the 7th day
	Strain   float64 // sum of these 7 loads × Monotony; NaN
}

// LoadSeries is the load of the season, day by day.
type LoadSeries struct {
	Days     []Form // From to To
	Missing  int    // sessions without any TSS, counted as 0
	ByPace   int    // sessions whose TSS is RTSS
	ByHeart  int    // sessions whose TSS is HRTSS
	NoRestHR int    // sessions with heart rate, without resting heart rate: no TRIMP, no hrTSS
}

// Banister's weight of heart-rate reserve h is a·e^(b·h) (Morton, Fitz-Clarke &
// Banister, J. Appl. Physiol. 69, 1990), for men and for women.
type banister struct{ a, b float64 }

var (
	banisterMen   = banister{0.64, 1.92}
	banisterWomen = banister{0.86, 1.67}
)

// perMinute returns the TRIMP of one minute at reserve h, which is cut to 0..1.
func (w banister) perMinute(h float64) float64 {
	h = min(1, max(0, h))
	return h * w.a * math.Exp(w.b*h)
}

// stressOf returns the load of a session by four formulas. If at least half of the seconds
// have a heart rate, the other seconds count as their mean.
func stressOf(r *Run, w banister) Stress {
	if n := math.NaN(); r.Verdict.Ignored {
		return Stress{n, n, n, n, n}
	}
	x, z := r.Sum, &r.Zones
	rest, top := z.RestHR.Value, z.MaxHR.Value
	reserve := func(hr float64) float64 { return (hr - rest) / (top - rest) }
	trimp, edwards, seconds := 0.0, 0.0, 0.0
	for beat, n := range x.HRSeconds {
		if n > 0 {
			minutes := float64(n) / 60
			trimp += minutes * w.perMinute(reserve(float64(beat)))
			edwards += minutes * edwardsZone(float64(beat)/top)
			seconds += float64(n)
		}
	}
	whole := x.Timer / seconds
	if !x.HasHR() || seconds == 0 {
		whole = math.NaN()
	}
	t := Stress{TRIMP: trimp * whole, Edwards: edwards * whole, RTSS: rtss(r)}
	if !(top > rest) {
		t.TRIMP = math.NaN()
	}
	if !(top > 0) {
		t.Edwards = math.NaN()
	}
	t.HRTSS = 100 * t.TRIMP / (60 * w.perMinute(reserve(z.LTHR.Value)))
	t.TSS = t.RTSS
	if math.IsNaN(t.TSS) {
		t.TSS = t.HRTSS
	}
	return t
}

// edwardsZone returns the weight of a heart rate, given as a share of the maximum: 1 from
// 50 %, 2 from 60 %, up to 5 from 90 % (Edwards, The Heart Rate Monitor Book, 1993).
func edwardsZone(share float64) float64 {
	return min(5, max(0, math.Floor(share*10+1e-9)-4))
}

// rtss returns running stress by pace: hours · IF² · 100, IF = grade-adjusted speed /
// threshold speed (McGregor, after Coggan's TSS). NaN indoors, where speed means
// little, and for other sports.
func rtss(r *Run) float64 {
	if !r.IsRun() || r.Sum.Indoor {
		return math.NaN()
	}
	intensity := r.Sum.GAPSpeed / r.Zones.ThresholdSpeed.Value
	return r.Sum.Moving / 3600 * intensity * intensity * 100
}

// Time constants of fitness and fatigue, days (Coggan's performance manager,
// after Banister 1975), and of monotony (Foster, Med. Sci. Sports Exerc. 30, 1998).
const (
	chronicDays  = 42
	acuteDays    = 7
	monotonyDays = 7
)

// WarmUpDays is the number of days before a season whose loads count in its fitness. A load
// has decayed to 1.4 % after that many days.
const WarmUpDays = 180

// load computes the load of each session and the form of each day. Sessions of the
// WarmUpDays before the season count in it.
func (s *Season) load(female bool) {
	w := banisterMen
	if female {
		w = banisterWomen
	}
	if len(s.Runs) == 0 {
		return
	}
	days := map[unit.Day]float64{}
	start := s.From
	for i := range s.earlier {
		if r := &s.earlier[i]; r.Day >= s.From-WarmUpDays {
			days[r.Day] += unit.OrZero(stressOf(r, w).TSS)
			start = min(start, r.Day)
		}
	}
	for i := range s.Runs {
		r := &s.Runs[i]
		r.Stress = stressOf(r, w)
		days[r.Day] += unit.OrZero(r.Stress.TSS)
		s.Load.count(r)
	}
	s.Load.series(days, start, s.From, s.LastKnown)
	for i := range s.Runs {
		s.Runs[i].Form = s.Load.Days[s.Runs[i].Day-s.From]
	}
}

func (l *LoadSeries) count(r *Run) {
	switch {
	case r.Verdict.Ignored:
		return
	case !math.IsNaN(r.Stress.RTSS):
		l.ByPace++
	case !math.IsNaN(r.Stress.HRTSS):
		l.ByHeart++
	default:
		l.Missing++
	}
	l.NoRestHR += count(r.NoRestHR())
}

// NoRestHR reports whether the session has a heart rate but no TRIMP, because the resting
// heart rate is unknown.
func (r *Run) NoRestHR() bool {
	return r.Sum.HasHR() && r.Zones.RestHR.Standing == zone.Missing
}

// series computes the form of each day from start, the first day of data, and keeps the
// days from..to.
func (l *LoadSeries) series(days map[unit.Day]float64, start, from, to unit.Day) {
	week := make([]float64, 0, monotonyDays)
	ctl, atl := 0.0, 0.0
	for day := start; day <= to; day++ {
		f := Form{Day: day, Load: days[day], CTL: ctl, ATL: atl, TSB: ctl - atl}
		ctl += (1 - math.Exp(-1.0/chronicDays)) * (f.Load - ctl)
		atl += (1 - math.Exp(-1.0/acuteDays)) * (f.Load - atl)
		if len(week) == monotonyDays {
			week = append(week[:0], week[1:]...)
		}
		week = append(week, f.Load)
		f.Monotony, f.Strain = monotony(week)
		if day >= from {
			l.Days = append(l.Days, f)
		}
	}
}

// monotony returns mean / SD of seven days, and strain, which is their sum times monotony.
// Both are NaN before the seventh day and if all days are equal.
func monotony(week []float64) (m, strain float64) {
	sum := 0.0
	for _, v := range week {
		sum += v
	}
	mean, squares := sum/monotonyDays, 0.0
	for _, v := range week {
		squares += (v - mean) * (v - mean)
	}
	if len(week) < monotonyDays || squares == 0 {
		return math.NaN(), math.NaN()
	}
	m = mean / math.Sqrt(squares/monotonyDays)
	return m, sum * m
}

// fatigue finds for each session the last stressor that had ended.
func (s *Season) fatigue() {
	for i := range s.Runs {
		r := &s.Runs[i]
		r.Before = Fatigue{Run: -1, Hours: math.NaN(), TSS: math.NaN()}
		for k := i - 1; k >= 0; k-- {
			x := &s.Runs[k]
			if hours := r.Sum.Start.Sub(x.Sum.End()).Hours(); x.Stresses() && hours >= 0 {
				r.Before = Fatigue{k, hours, x.Stress.TSS, hours <= freshAfter.Hours() || r.Day-x.Day == 1}
				break
			}
		}
	}
}
