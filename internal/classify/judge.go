package classify

import (
	"dayafter/internal/history"
	"dayafter/internal/zone"
)

// judge judges sessions that fit into memory at once.
func judge(sessions []history.Session, book *zone.Book, o Options) []judging {
	cases := open(sessions, book, &o)
	runs := prepare(sessions, &o)
	habits(runs, o.PastOnly)
	readSigns(runs, o.PastOnly)
	habitShift(runs, o.PastOnly)
	inParallel(len(runs), func(from, to int) {
		for i, r := range runs[from:to] {
			c := &cases[r.index]
			c.run, r.repeater = r, isRepeater(runs, from+i, o.PastOnly)
			c.effort = effortOf(runs, from+i, c.lthr(), o.PastOnly)
			c.length = lengthOf(runs, from+i, o.PastOnly)
			c.length.set, c.length.share = o.LongFrom, o.LongShare
		}
	})
	for i := range cases {
		cases[i].stress()
		cases[i].intensity()
	}
	inContext(cases)
	for i := range cases {
		cases[i].explain()
		cases[i].mark()
		cases[i].listMissing()
	}
	return cases
}

// open returns a judging for each session, with the thresholds that hold for the session.
func open(sessions []history.Session, book *zone.Book, o *Options) []judging {
	cases := make([]judging, len(sessions))
	inParallel(len(sessions), func(from, to int) {
		for i := from; i < to; i++ {
			c := &cases[i]
			*c = judging{Session: &sessions[i], options: o, Verdict: Verdict{Stressor: -1, HoursSince: nan}}
			if i > from && !o.PastOnly && sessions[i].Day == sessions[i-1].Day {
				c.zones = cases[i-1].zones
				continue
			}
			c.zones = o.zones(book, c.Session)
		}
	})
	return cases
}

// judging is one session while it is judged.
type judging struct {
	*history.Session
	Verdict
	zones   zone.Set
	options *Options

	run    *run   // nil for other sports
	after  string // rule that names the stressor
	effort effort
	length length
}

// lthr returns the lactate-threshold heart rate that holds, beats/min; NaN if it is
// unknown, or a guess from so few runs that a run would be compared with itself.
func (c *judging) lthr() float64 {
	if c.zones.LTHR.Standing <= zone.Provisional {
		return nan
	}
	return c.zones.LTHR.Value * c.options.ThresholdShift
}

// stress makes the first pass: it decides whether the run is long or key, from the run
// itself and the runner's other runs. A run without speed and heart rate can still be long.
// A run of a few minutes is too short to judge, unless it has the pace of a race.
func (c *judging) stress() {
	if c.run == nil {
		c.override()
		return
	}
	c.LongFrom, c.AsLong = c.length.limit(), c.length.reached()
	c.byItself()
	c.override()
}

// byItself sets class and kind by effort and length. For a race, it also sets the class and
// kind that the run would have if it were no race.
func (c *judging) byItself() {
	c.setClass()
	if c.Kind == Race {
		c.effort.byRace = false
		c.setClass()
		c.Raceless, c.RacelessKind = c.Class, c.Kind
		c.effort.byRace = true
		c.setClass()
	}
}

// setClass sets class and kind by effort and length.
func (c *judging) setClass() {
	key := c.effort.key(c.run.score - c.options.KeyShift)
	c.Class, c.Kind = Easy, NoKind
	switch {
	case c.effort.byRace:
		c.Class, c.Kind = Key, Race
	case c.tooShort():
		c.Class = Unknown
	case c.length.long(c.run.score):
		c.Class = Long
		if key {
			c.Kind = LongWithQuality
		}
	case key:
		c.Class, c.Kind = Key, c.kind()
	case c.run.blank():
		c.Class = Unknown
	}
}

// shortestJudged is the moving time in s below which a run is not judged, because the first
// minutes of all runs look alike. Ours.
const shortestJudged = 300

// tooShort reports whether the run is too short to judge. A short run at race pace is
// a race on the track, recorded by itself.
func (c *judging) tooShort() bool {
	return c.run.alone.moving < shortestJudged && !(c.run.Sum.GAPSpeed >= wholeRatio*c.run.usual.gap && c.run.usual.runs > 0)
}

// zones returns the thresholds that hold for a session: those of its day or, if PastOnly,
// those that could be known at its end.
func (o *Options) zones(book *zone.Book, s *history.Session) zone.Set {
	if o.PastOnly {
		return book.Before(s.Sum.End())
	}
	return book.On(s.Day)
}
