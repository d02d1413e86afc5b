package synth

import (
	"math/rand/v2"

	"dayafter/internal/activity"
)

// week plans one week. Monday is day 0.
type week struct {
	rng   *rand.Rand
	c     courses
	h     Habits
	n     int
	taper int
	add   func(day, hour, min int, p Plan)
}

const (
	mon, tue, wed, thu, fri, sat, sun = 0, 1, 2, 3, 4, 5, 6
)

// plan plans the week: key sessions on Tuesday and Thursday, the long run on Sunday,
// the habit after the long run on Monday, and easy runs on other days.
func (w week) plan() {
	runs := 1
	w.sunday()
	if w.n > 0 && w.dayAfter(w.h.after(w.n-1)) {
		runs++
	}
	keys := w.keys()
	for i, p := range keys {
		if runs < w.h.Runs {
			w.add([]int{tue, thu}[i], 18, 5+w.rng.IntN(20), p)
			runs++
		}
	}
	afterKey := len(keys) > 0
	for _, day := range []int{sat, wed, fri, thu, tue} {
		if runs >= w.h.Runs || (day == tue || day == thu) && w.keyOn(day, len(keys)) {
			continue
		}
		w.easy(day, afterKey && (day == wed || day == fri && len(keys) > 1))
		runs++
	}
	if w.n%3 == 1 {
		w.add(fri, 19, 30, other(activity.Strength, nil, 35, effortStrength).titled("Core and strength"))
	}
}

// keyOn reports whether one of n key sessions lies on a day.
func (w week) keyOn(day, n int) bool { return day == tue && n > 0 || day == thu && n > 1 }

// after returns the habit for the day after the long run of a week.
func (h Habits) after(week int) string {
	if len(h.DayAfter) == 0 {
		return ""
	}
	return h.DayAfter[week%len(h.DayAfter)]
}

// dayAfter plans the Monday and reports whether it is a run.
func (w week) dayAfter(habit string) bool {
	jitter := w.rng.IntN(25)
	switch habit {
	case "recovery":
		w.add(mon, 18, jitter, recoveryRun(w.c.park, 28+float64(w.rng.IntN(9))))
	case "easy":
		w.add(mon, 18, jitter, easyRun(w.c.shore, 46+float64(w.rng.IntN(8)), EffortEasy))
	case "hard":
		p := easyRun(w.c.shore, 52, EffortSteady).titled("Felt good, pushed on")
		p.Truth = Truth{Class: "easy", Alt: "key", Kind: "steady"}
		w.add(mon, 12, jitter, p)
	case "ride":
		w.add(mon, 17, jitter, other(activity.Ride, w.c.ridge, 50, effortRide).titled("Spin out the legs"))
	case "walk":
		w.add(mon, 12, jitter, other(activity.Walk, w.c.park, 45, effortWalk))
	case "swim":
		w.add(mon, 7, jitter, other(activity.Swim, nil, 32, effortSwim))
	case "yoga":
		w.add(mon, 19, jitter, other(activity.Yoga, nil, 40, effortYoga))
	}
	return habit == "recovery" || habit == "easy" || habit == "hard"
}

// easy plans an easy run. tired marks the day after a key session, on which every other run
// is a recovery run.
func (w week) easy(day int, tired bool) {
	hour, min := 6, 10+w.rng.IntN(30)
	if day == sat {
		hour = 9
	}
	if tired && (w.n+day)%2 == 0 {
		w.add(day, hour, min, recoveryRun(w.c.park, 30+float64(w.rng.IntN(8))))
		return
	}
	length := 42 + float64(w.rng.IntN(16)) - 5*float64(w.taper)
	course := []*Course{w.c.shore, w.c.river, w.c.ridge, w.c.park}[w.rng.IntN(4)]
	p := easyRun(course, length, EffortEasy)
	if day == sat && w.n%3 == 2 {
		p = easyWithStrides(course, length-12)
	}
	w.spoil(&p)
	if day == sat && w.n%5 == 3 {
		p.Course, p.Lights = nil, 0
		p.Title = "Treadmill"
	}
	w.add(day, hour, min, p)
}

// spoil sometimes gives a run a fault that watches have.
func (w week) spoil(p *Plan) {
	p.TimerRuns = w.rng.IntN(4) == 0
	switch w.rng.IntN(24) {
	case 0:
		p.NoHR = true
	case 1:
		p.HRLock = 420
	case 2:
		p.FixJump = 260
	}
}

// keys returns the key sessions of the week.
func (w week) keys() []Plan {
	c := w.c
	switch {
	case w.n < w.h.Base:
		return nil
	case w.taper == 3:
		return []Plan{intervals(c.track, 5, 400, EffortInterval, 75)}
	case w.halfWeek():
		return []Plan{intervals(c.shore, 5, 1000, EffortInterval-0.03, 120)}
	}
	first := []Plan{
		hillRepeats(c.hill, 8), intervals(c.track, 10, 400, EffortRep, 75), fartlek(c.shore),
		intervals(c.track, 6, 800, EffortInterval+0.02, 120), intervals(c.shore, 5, 1000, EffortInterval, 120), hillRepeats(c.hill, 6),
	}[w.n%6]
	second := []Plan{
		tempo(c.shore, 22, 1), progression(c.river, 54), tempo(c.shore, 12, 2), tempo(c.river, 28, 1),
	}[w.n%4]
	if w.n%4 == 3 || w.taper == 2 {
		return []Plan{first}
	}
	return []Plan{first, second}
}

// halfWeek reports whether the week has the half marathon.
func (w week) halfWeek() bool { return w.h.Race && w.n == w.h.Weeks-6 }

// longMinutes returns the length of the long run, which rises for three weeks, falls for
// one, and tapers before a race.
func (w week) longMinutes() float64 {
	grown := 88 + 6.5*float64(min(w.n, 11))
	switch {
	case w.taper == 1:
		return 110
	case w.taper == 2:
		return 84
	case w.n%4 == 3:
		return grown - 26
	}
	return grown + float64(w.rng.IntN(7))
}

// sunday plans the long run or the race.
func (w week) sunday() {
	next := map[string]string{"ride": "active", "walk": "active", "swim": "active", "yoga": "active"}
	habit := w.h.after(w.n)
	if kind, ok := next[habit]; ok {
		habit = kind
	}
	p := longRun([]*Course{w.c.ridge, w.c.shore, w.c.city, w.c.river}[w.n%4], w.longMinutes())
	switch {
	case w.h.Race && w.n == w.h.Weeks-1:
		p = race(w.c.city, 42195, EffortMarathon, 0.06, "Lake Marathon")
	case w.halfWeek():
		p = race(w.c.city, 21097.5, EffortHalf, 0.01, "Half marathon tune-up")
	case w.n%3 == 0 && w.n > w.h.Base+2 && w.taper == 0:
		p = longWithQuality(p.Course, w.longMinutes()-35, 28)
		p.Title = "Long run, last 28 min at marathon effort"
	}
	p.Truth.NextDay = habit
	hour := 8
	if p.Truth.Kind == "race" {
		hour = 10
	}
	w.add(sun, hour, 10+w.rng.IntN(20), p)
}
