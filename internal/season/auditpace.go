package season

import (
	"math"

	"dayafter/internal/zone"
)

// byPace judges by the two pace limits if they agree. An estimate of threshold speed without
// hard running is too low, so its zones call no run too fast.
func (a *Audit) byPace(r *Run) Easiness {
	own, friel := a.ownPace(), a.zonePace()
	if friel == TooFast && r.Zones.ThresholdSpeed.Standing == zone.Provisional {
		friel = CannotTell
	}
	if friel != CannotTell {
		a.reason("pace-zone", a.Speed, a.PaceLimit, friel)
	}
	if own != CannotTell {
		a.reason("own-pace", a.Speed, ownLimit*a.Usual, own)
	}
	if own == friel {
		return own
	}
	return CannotTell
}

// FastLimit returns the speed in m/s above which a run is too fast by both limits; NaN if
// either is unknown.
func (a *Audit) FastLimit() float64 { return math.Max(a.PaceLimit, ownLimit*a.Usual) }

// zonePace judges the speed by the top of Friel's pace zone 2.
func (a *Audit) zonePace() Easiness { return slowerThan(a.Speed, a.PaceLimit) }

// ownPace judges the speed by the runner's own easy runs.
func (a *Audit) ownPace() Easiness { return slowerThan(a.Speed, ownLimit*a.Usual) }

func slowerThan(speed, limit float64) Easiness {
	switch {
	case math.IsNaN(speed) || math.IsNaN(limit):
		return CannotTell
	case speed > limit:
		return TooFast
	}
	return TrulyEasy
}
