package classify

import (
	"fmt"
	"math"
	"strconv"

	"dayafter/internal/unit"
)

// Names of rules, besides those of the signs. JSON and documents use the same names.
const (
	ruleLong        = "long-duration"
	ruleWeek        = "longest-of-week"
	ruleThreshold   = "threshold-bout"
	ruleHeartInBout = "threshold-heart"
	ruleHills       = "hill-repeats"
	ruleHeart       = "mean-heart"
	ruleHeartBound  = "mean-heart-bound"
	rulePace        = "mean-pace"
	ruleAfterLong   = "after-long"
	ruleAfterKey    = "after-key"
	ruleOverride    = "override"
	ruleRace        = "near-best"
	ruleLaps        = "repetition-laps"
	ruleShort       = "short"
	ruleAlike       = "alike-repetitions"
	ruleWhole       = "whole-run-fast"
	ruleBlocks      = "blocks"
	ruleFelt        = "felt"
)

// Sentence returns one reason as a sentence in the runner's units, without a full stop.
func Sentence(e Evidence, u unit.System) string {
	if word, ok := words[e.Rule]; ok {
		return word(e, u)
	}
	return fmt.Sprintf("%s: %.3g", e.Rule, e.Got)
}

// words holds a function for each rule that puts the evidence into words.
var words = map[string]func(Evidence, unit.System) string{
	"fast-time": func(e Evidence, _ unit.System) string {
		return minutes(e.Got) + " at least 30 % faster than " + easyPace(e) + usually(e, minutes)
	},
	"fast-bouts": func(e Evidence, _ unit.System) string {
		return plural(e.Got, "bout") + " at least 30 % faster than " + easyPace(e) + usually(e, whole)
	},
	"own-fast-time": func(e Evidence, _ unit.System) string {
		return minutes(e.Got) + " at the pace of your fastest tenth of running" + usually(e, minutes)
	},
	"best-30s": func(e Evidence, _ unit.System) string {
		return "fastest 30 s quicker than in " + percent(e.Got) + " of your other runs"
	},
	"rested-repetitions": func(e Evidence, _ unit.System) string {
		return plural(e.Got, "fast repetition") + " with a walk or a stop after it" + usually(e, whole)
	},
	"sustained": func(e Evidence, _ unit.System) string {
		return minutes(e.Got) + " in one stretch at least 10 % faster than " + easyPace(e) + ", adjusted for hills" + usually(e, minutes)
	},
	"heart-spread": func(e Evidence, _ unit.System) string {
		return fmt.Sprintf("heart rate swings by %s bpm; an even run stays below %s", whole(e.Got), whole(e.Limit))
	},
	ruleLong: func(e Evidence, _ unit.System) string {
		if math.IsNaN(e.Usual) {
			return unit.Clock(e.Got) + " of running; " + longBegins(e.Limit, e.Usual)
		}
		return unit.Clock(e.Got) + " of running; " + unit.Clock(e.Limit) + " is long for you" + usually(e, unit.Clock)
	},
	ruleWeek: func(e Evidence, _ unit.System) string {
		return "the longest other run within 3½ days took " + unit.Clock(e.Usual)
	},
	ruleThreshold: func(e Evidence, _ unit.System) string {
		return minutes(e.Got) + " without dropping back to " + easyPace(e) + ", once 10 % faster than it; a tempo run has " + minutes(e.Limit)
	},
	ruleHeartInBout: func(e Evidence, _ unit.System) string {
		return fmt.Sprintf("mean heart rate in it %s bpm; hard from %s bpm", whole(e.Got), whole(e.Limit))
	},
	ruleHills: func(e Evidence, _ unit.System) string {
		return fmt.Sprintf("the same hill climbed %s times", whole(e.Got))
	},
	ruleRace: func(e Evidence, _ unit.System) string {
		return "run from start to end at " + percent(e.Got) + " of your best speed over that time in any other run within half a year"
	},
	ruleLaps: func(e Evidence, _ unit.System) string {
		return plural(e.Got, "lap") + " pressed or planned as repetitions, each faster than the laps around it"
	},
	ruleAlike: func(e Evidence, _ unit.System) string {
		return plural(e.Got, "repetition") + " of similar length, each clearly faster than before and after it"
	},
	ruleBlocks: func(e Evidence, _ unit.System) string {
		return minutes(e.Got) + " in steady blocks, clearly faster and at a higher heart rate than the rest of this run"
	},
	ruleWhole: func(e Evidence, _ unit.System) string {
		return "the whole run at " + percent(e.Got) + " of your easy speed"
	},
	ruleShort: func(e Evidence, _ unit.System) string {
		return unit.Clock(e.Got) + " of moving" + usually(e, unit.Clock)
	},
	ruleHeart: func(e Evidence, _ unit.System) string {
		return fmt.Sprintf("mean heart rate %s bpm; your easy ceiling is %s bpm", whole(e.Got), whole(e.Limit))
	},
	ruleHeartBound: func(e Evidence, _ unit.System) string {
		return fmt.Sprintf("mean heart rate %s bpm; your easy ceiling is %s bpm or higher", whole(e.Got), whole(e.Limit))
	},
	rulePace: func(e Evidence, u unit.System) string {
		return "typical pace " + u.Pace(e.Got) + ", adjusted for hills; your easy pace is " + u.Pace(e.Usual)
	},
	ruleAfterLong: func(e Evidence, _ unit.System) string {
		return fmt.Sprintf("started %s h after the end of a long run", whole(e.Got))
	},
	ruleAfterKey: func(e Evidence, _ unit.System) string {
		return fmt.Sprintf("started %s h after the end of a key run", whole(e.Got))
	},
	ruleFelt: func(e Evidence, _ unit.System) string {
		return fmt.Sprintf("you rated the effort %s of 10; hard from %s", strconv.FormatFloat(e.Got, 'f', -1, 64), whole(e.Limit))
	},
	ruleOverride: func(Evidence, unit.System) string { return "you said so" },
}

// easyPace returns the words for the pace that a run is compared with.
func easyPace(e Evidence) string {
	if e.Alone {
		return "its own usual pace"
	}
	return "your easy pace"
}

func usually(e Evidence, format func(float64) string) string {
	if math.IsNaN(e.Usual) || e.Usual <= 0 {
		return ""
	}
	return "; " + format(e.Usual) + " is usual for you"
}

func minutes(s float64) string {
	if s < 90 {
		return whole(s) + " s"
	}
	return whole(s/60) + " min"
}

func whole(v float64) string { return fmt.Sprintf("%.0f", v) }

func percent(share float64) string { return fmt.Sprintf("%.0f %%", 100*share) }

func plural(n float64, word string) string {
	if math.Round(n) == 1 {
		return "1 " + word
	}
	return whole(n) + " " + word + "s"
}
