package fit

import (
	tormoder "github.com/tormoder/fit"

	"dayafter/internal/activity"
)

// sportOf translates FIT's sport and sub-sport. The sub-sport decides if the sport is too
// general: older Garmin watches call a treadmill run "fitness equipment, treadmill", and
// apps call a run "generic, street".
func sportOf(s tormoder.Sport, sub tormoder.SubSport) activity.Sport {
	switch s {
	case tormoder.SportRunning:
		return activity.Run
	case tormoder.SportCycling, tormoder.SportEBiking:
		return activity.Ride
	case tormoder.SportSwimming:
		return activity.Swim
	case tormoder.SportWalking:
		return activity.Walk
	case tormoder.SportHiking, tormoder.SportMountaineering, tormoder.SportSnowshoeing:
		return activity.Hike
	case tormoder.SportGeneric, tormoder.SportInvalid:
		return sportOfSub(sub, activity.Unknown)
	case tormoder.SportFitnessEquipment, tormoder.SportTraining:
		return sportOfSub(sub, activity.Other)
	}
	return activity.Other
}

// sportOfSub returns the sport that a sub-sport implies, or open if it implies none.
func sportOfSub(sub tormoder.SubSport, open activity.Sport) activity.Sport {
	switch sub {
	case tormoder.SubSportTreadmill, tormoder.SubSportStreet, tormoder.SubSportTrail,
		tormoder.SubSportTrack, tormoder.SubSportIndoorRunning, tormoder.SubSportUltra:
		return activity.Run
	case tormoder.SubSportIndoorWalking, tormoder.SubSportCasualWalking, tormoder.SubSportSpeedWalking:
		return activity.Walk
	case tormoder.SubSportSpin, tormoder.SubSportIndoorCycling, tormoder.SubSportRoad, tormoder.SubSportMountain,
		tormoder.SubSportDownhill, tormoder.SubSportRecumbent, tormoder.SubSportCyclocross, tormoder.SubSportHandCycling,
		tormoder.SubSportTrackCycling, tormoder.SubSportEBikeFitness, tormoder.SubSportEBikeMountain, tormoder.SubSportBmx,
		tormoder.SubSportGravelCycling, tormoder.SubSportCommuting, tormoder.SubSportMixedSurface:
		return activity.Ride
	case tormoder.SubSportLapSwimming, tormoder.SubSportOpenWater:
		return activity.Swim
	case tormoder.SubSportYoga:
		return activity.Yoga
	case tormoder.SubSportStrengthTraining:
		return activity.Strength
	case tormoder.SubSportGeneric, tormoder.SubSportInvalid, tormoder.SubSportAll:
		return open
	}
	return activity.Other
}

// indoor reports whether positions and GPS speeds are meaningless in the sub-sport.
func indoor(sub tormoder.SubSport) bool {
	switch sub {
	case tormoder.SubSportTreadmill, tormoder.SubSportIndoorRunning, tormoder.SubSportIndoorWalking,
		tormoder.SubSportVirtualActivity, tormoder.SubSportSpin, tormoder.SubSportIndoorCycling,
		tormoder.SubSportIndoorRowing, tormoder.SubSportElliptical, tormoder.SubSportStairClimbing,
		tormoder.SubSportIndoorSkiing, tormoder.SubSportIndoorClimbing, tormoder.SubSportLapSwimming:
		return true
	}
	return false
}
