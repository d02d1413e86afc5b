package polar

import (
	"strings"

	"dayafter/internal/activity"
)

// sportsByNumber holds Polar's sports by the numbers in exports since 2026 (from the source
// of flow.polar.com/settings/sports; pcolby/bipolar, wiki "Polar Sport Types"). For another
// number, the session's name decides.
var sportsByNumber = map[string]string{
	"1": "RUNNING", "2": "CYCLING", "3": "WALKING", "4": "JOGGING", "5": "MOUNTAIN_BIKING", "6": "SKIING", "7": "DOWNHILL_SKIING",
	"8": "ROWING", "9": "NORDIC_WALKING", "10": "SKATING", "11": "HIKING", "12": "TENNIS", "13": "SQUASH", "14": "BADMINTON",
	"15": "STRENGTH_TRAINING", "16": "OTHER_OUTDOOR", "17": "TREADMILL_RUNNING", "18": "INDOOR_CYCLING", "19": "ROAD_RUNNING",
	"20": "CIRCUIT_TRAINING", "22": "SNOWBOARDING", "23": "SWIMMING", "24": "FREESTYLE_XC_SKIING", "25": "CLASSIC_XC_SKIING",
	"27": "TRAIL_RUNNING", "28": "ICE_SKATING", "29": "INLINE_SKATING", "30": "ROLLER_SKATING", "32": "GROUP_EXERCISE", "33": "YOGA",
	"34": "CROSSFIT", "35": "GOLF", "36": "TRACK_AND_FIELD_RUNNING", "38": "ROAD_CYCLING", "39": "SOCCER", "40": "CRICKET",
	"41": "BASKETBALL", "42": "BASEBALL", "43": "RUGBY", "44": "FIELD_HOCKEY", "45": "VOLLEYBALL", "46": "ICE_HOCKEY", "47": "FOOTBALL",
	"48": "HANDBALL", "49": "BEACH_VOLLEY", "50": "FUTSAL", "51": "FLOORBALL", "52": "DANCING", "53": "TROTTING", "54": horseRiding,
	"55": "CROSS-TRAINER", "56": "FITNESS_MARTIAL_ARTS", "57": "FUNCTIONAL_TRAINING", "58": "BOOTCAMP", "59": "FREESTYLE_ROLLER_SKIING",
	"60": "CLASSIC_ROLLER_SKIING", "61": "AEROBICS", "62": "AQUA_FITNESS", "63": "STEP_WORKOUT", "64": "BODY_AND_MIND", "65": "PILATES",
	"66": "STRETCHING", "67": "FITNESS_DANCING", "68": "TRIATHLON", "69": "DUATHLON", "70": "OFFROAD_TRIATHLON", "71": "OFFROAD_DUATHLON",
	"83": "OTHER_INDOOR", "84": "ORIENTEERING", "85": "SKI_ORIENTEERING", "86": "MOUNTAIN_BIKE_ORIENTEERING",
	"RIDING": horseRiding, // the word that Polar writes for horse riding
}

const horseRiding = "HORSE_RIDING"

// named returns the name of a sport that is written as a number or as a misleading word. It
// returns other names unchanged.
func named(sport string) string {
	if name, ok := sportsByNumber[sport]; ok {
		return name
	}
	return sport
}

// setSport sets the sport. It sets Other for a sport in Polar's list that is not one of
// ours.
func (r *reader) setSport(a *activity.Activity, e *exercise) {
	name := named(e.sport)
	if name == "" && len(r.exercises) == 1 {
		name = named(r.session.sport)
	}
	word, ok := activity.SportOf(name)
	number := strings.Trim(name, "0123456789") == ""
	if !ok && number && len(r.exercises) == 1 {
		word, ok = activity.SportOf(r.name)
	}
	a.Sport, a.Indoor, a.Track = word.Sport, word.Indoor, word.Track
	switch {
	case ok:
	case !number:
		a.Sport = activity.Other
	case name != "":
		a.Issues.Add(activity.Note, "polar-sport", "the file names a sport that is not known: number %.8s", name)
	default:
		a.Issues.Add(activity.Note, "polar-sport", "the file names no sport")
	}
}

// title returns the name of the session; "" if it is only the name of the sport, which
// Polar writes automatically.
func (r *reader) title(e *exercise) string {
	plain := func(s string) string { return strings.ToLower(strings.NewReplacer("_", " ", "-", " ").Replace(s)) }
	for _, s := range []string{e.sport, r.session.sport} {
		if plain(r.name) == plain(named(s)) {
			return ""
		}
	}
	return r.name
}
