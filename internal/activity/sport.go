package activity

// Sport is what was done. Only Run is judged; the others are active recovery or load.
type Sport uint8

// Sports. Unknown is a recording whose file names no sport.
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

// String is the lower-case English name.
func (s Sport) String() string {
	if int(s) < len(sportNames) {
		return sportNames[s]
	}
	return "other"
}

// ParseSport reads what String writes; ok is false for any other word.
func ParseSport(name string) (s Sport, ok bool) {
	for i, n := range sportNames {
		if n == name {
			return Sport(i), true
		}
	}
	return Unknown, false
}
