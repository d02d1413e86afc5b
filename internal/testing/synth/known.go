package synth

import (
	"math/rand/v2"
	"time"
)

// KnownSeason is a short season whose answer is known before it is read.
type KnownSeason struct {
	Name       string
	Long, Easy int // long runs the answer counts, and those with easy running the next day
	Recovery   int // of Easy, those with a recovery run
	Within24   int // long runs with easy running within 24 hours of their end
	sunday     func(c courses) Plan
	hour       int    // at which the long run starts
	after      []step // what follows each long run
}

// step is a session some days after the Monday of a long run.
type step struct {
	day, hour int
	plan      func(c courses) Plan
}

// knownWeeks is the length of a known season. The day after the last long run lies
// beyond it.
const knownWeeks = 5

// KnownSeasons returns seasons that differ in what follows the long run.
func KnownSeasons() []KnownSeason {
	long := func(c courses) Plan { return longRun(c.ridge, 105) }
	recovery := func(c courses) Plan { return recoveryRun(c.park, 30) }
	all := knownWeeks - 1
	return []KnownSeason{
		{Name: "a recovery run on Monday", Long: all, Easy: all, Recovery: all, Within24: all, sunday: long, hour: 8, after: []step{{7, 7, recovery}}},
		{
			Name: "a recovery run on Monday morning, track in the evening", Long: all, Easy: all, Recovery: all, Within24: all, sunday: long, hour: 8,
			after: []step{{7, 6, recovery}, {7, 18, func(c courses) Plan { return intervals(c.track, 8, 400, EffortRep, 90) }}},
		},
		{
			Name: "75 very slow minutes on Monday", Long: all, Easy: all, Recovery: all, Within24: all, sunday: long, hour: 8,
			after: []step{{7, 7, func(c courses) Plan { return recoveryRun(c.park, 75) }}},
		},
		{
			Name: "30 minutes at the usual easy pace on Monday", Long: all, Easy: all, Within24: all, sunday: long, hour: 8,
			after: []step{{7, 7, func(c courses) Plan { return easyRun(c.park, 30, EffortEasy) }}},
		},
		{Name: "a jog on Sunday evening, nothing on Monday", Long: all, Within24: all, sunday: long, hour: 8, after: []step{{6, 18, recovery}}},
		{
			Name: "seven hours across midnight, a recovery run on the day after its end", Long: all, Easy: all, Recovery: all, Within24: all, hour: 23,
			sunday: func(c courses) Plan { return easyRun(c.ridge, 420, EffortRecovery) }, after: []step{{8, 5, recovery}},
		},
	}
}

// Sessions simulates the season: track on Tuesday, easy on Wednesday and Saturday, tempo
// on Thursday, long on Sunday.
func (k KnownSeason) Sessions(r Runner) (out []Session) {
	rng := rand.New(rand.NewPCG(27, 4))
	c := newCourses()
	for w := range knownWeeks {
		monday := time.Date(2025, 3, 3+7*w, 0, 0, 0, 0, r.Zone)
		add := func(s step) {
			p := s.plan(c).at(monday, s.day, s.hour, 5)
			out = append(out, Session{p, Simulate(rng, r, p, 1)})
		}
		add(step{1, 18, func(c courses) Plan { return intervals(c.track, 6, 800, EffortInterval, 120) }})
		add(step{2, 18, func(c courses) Plan { return easyRun(c.shore, 45, EffortEasy) }})
		add(step{3, 18, func(c courses) Plan { return tempo(c.shore, 20, 1) }})
		add(step{5, 9, func(c courses) Plan { return easyRun(c.shore, 45, EffortEasy) }})
		add(step{6, k.hour, k.sunday})
		if w < knownWeeks-1 {
			for _, s := range k.after {
				add(s)
			}
		}
	}
	return out
}
