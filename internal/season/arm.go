package season

// Arm groups the days after. Next workouts are compared by arm.
type Arm uint8

// Arms.
const (
	NoArm       Arm = iota // unknown, not judged, in a base week, or away
	ArmNoRecord            // no file
	ArmEasy                // a recovery run or an easy run
	ArmActive              // active recovery in another sport
	ArmHard                // a hard or long run, or hard training in another sport
	ArmRest                // no file, and the user says that such a day is a day of rest
)

// Arms lists the arms that are compared, in the order in which they are shown.
var Arms = []Arm{ArmEasy, ArmActive, ArmRest, ArmNoRecord, ArmHard}

// String returns the name shown to the runner; "" for NoArm.
func (a Arm) String() string {
	return [...]string{"", "no record", "easy running", "active recovery", "hard or long", "rest"}[a]
}

// armOf returns the arm of a group of next days.
func armOf(g Group) Arm {
	switch g {
	case NoRecordGroup:
		return ArmNoRecord
	case RestGroup:
		return ArmRest
	case EasyRunning:
		return ArmEasy
	case ActiveGroup:
		return ArmActive
	case HardRunning, OtherLoadGroup:
		return ArmHard
	}
	return NoArm
}
