package season

// Arm groups the days after. Next workouts are compared by arm.
type Arm uint8

// Arms.
const (
	NoArm       Arm = iota // not known, a race, or not judged
	ArmNoRecord            // no file
	ArmEasy                // a recovery run or an easy run
	ArmActive              // active recovery in another sport
	ArmHard                // a hard or long run, or hard training in another sport
)

// Arms lists the arms that are compared, in the order in which they are shown.
var Arms = []Arm{ArmEasy, ArmActive, ArmNoRecord, ArmHard}

// String returns the name shown to the runner; "" for NoArm.
func (a Arm) String() string {
	return [...]string{"", "no record", "easy running", "active recovery", "hard or long"}[a]
}

// armOf returns the arm of a kind of day after.
func armOf(f Followed) Arm {
	switch f {
	case NoRecord:
		return ArmNoRecord
	case RecoveryRun, EasyRun:
		return ArmEasy
	case ActiveRecovery:
		return ArmActive
	case HardRun, LongAgain, OtherLoad:
		return ArmHard
	}
	return NoArm
}
