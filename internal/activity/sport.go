package activity

// Sport is the sport of an activity. Only runs are judged; other sports are active
// recovery or load.
type Sport uint8

// Sports. Unknown marks a recording whose file names no sport.
const (
	Unknown Sport = iota
	Run
	Walk
	Hike
	Ride
	Swim
	Yoga
	Strength
	Other
)

var sportNames = [...]string{"unknown", "run", "walk", "hike", "ride", "swim", "yoga", "strength", "other"}

// String returns the sport's name in lower-case English.
func (s Sport) String() string {
	if int(s) < len(sportNames) {
		return sportNames[s]
	}
	return "other"
}

// OnFoot reports whether the sport is done on foot, or unknown.
func (s Sport) OnFoot() bool { return s == Run || s == Walk || s == Hike || s == Unknown }

// ParseSport parses a name that String writes; ok is false for any other word.
func ParseSport(name string) (s Sport, ok bool) {
	for i, n := range sportNames {
		if n == name {
			return Sport(i), true
		}
	}
	return Unknown, false
}
