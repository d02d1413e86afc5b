package history

import (
	"regexp"
	"strings"

	"dayafter/internal/activity"
)

// intentWords match the words that runners use, in the languages of most exports, in
// lower case and at the start of a word.
var intentWords = struct{ long, race, key, easy, recovery *regexp.Regexp }{
	recovery: words("recover", "regen", "récup", "recup", "herstel", "riposo", "回復", "リカバリー", "恢复"),
	long: words("long run", "longrun", "long slow", "sunday long", "lsd", "langer lauf", "lange lauf", "langlauf",
		"sortie longue", "footing long", "tirada larga", "rodaje largo", "longão", "longao", "lungo", "lange duurloop", "ロング", "长距离"),
	race: words("race", "marathon", "half marathon", "parkrun", "wettkampf", "course à pied officielle", "carrera popular",
		"gara", "wedstrijd", "prova", "大会", "比赛", "10k pb", "5k pb", "time trial"),
	key: words("interval", "tempo", "threshold", "schwelle", "fartlek", "fahrtspiel", "track", "bahn", "piste", "hill rep", "hills",
		"bergläufe", "côtes", "cuestas", "salite", "repetition", "reps", "vo2", "fraction", "seuil", "umbral", "series",
		"ripetute", "speed", "progress", "workout", "steigerung", "cruise", "インターバル", "间歇", "ペース走"),
	easy: words("easy", "jog", "locker", "ruhig", "footing", "facile", "suave", "rodaje", "lento", "rustig", "leve", "ez ", "ジョグ", "慢跑", "轻松"),
}

// repeats matches "6x800", "5 × 1 km", "3*10min".
var repeats = regexp.MustCompile(`\d+\s*[x×*]\s*\d+`)

// paceWords are words in which the name of a race means a pace.
var paceWords = []string{
	"half marathon pace", "half-marathon pace", "marathon pace", "race pace", "marathontempo", "marathon tempo",
	"allure marathon", "ritmo maratón", "ritmo maratona",
}

func words(list ...string) *regexp.Regexp {
	for i, w := range list {
		list[i] = regexp.QuoteMeta(w)
	}
	return regexp.MustCompile(`(?:^|[^\p{L}])(?:` + strings.Join(list, "|") + `)`)
}

// intentOf returns the intent of a session from the titles of its parts and copies, the
// flags of an export's index, and the steps of a planned workout.
func intentOf(s *session) Intent {
	var in Intent
	for i, p := range s.parts {
		in.addTitle(s.Parts[i].Title)
		in.addFlags(p)
		if isWorkout(p.sum.Steps) {
			in.Key = true
		}
	}
	for _, c := range s.copies {
		in.addFlags(c)
	}
	return in
}

func (in *Intent) addTitle(title string) {
	if title == "" || in.Title == title {
		return
	}
	in.Title = strings.TrimPrefix(in.Title+" + "+title, " + ")
	t := strings.ToLower(title)
	for _, p := range paceWords {
		t = strings.ReplaceAll(t, p, "tempo")
	}
	in.Long = in.Long || t == "long" || intentWords.long.MatchString(t)
	in.Race = in.Race || intentWords.race.MatchString(t)
	in.Key = in.Key || intentWords.key.MatchString(t) || repeats.MatchString(t)
	in.Easy = in.Easy || intentWords.easy.MatchString(t)
	in.Recovery = in.Recovery || intentWords.recovery.MatchString(t)
}

func (in *Intent) addFlags(r *record) {
	in.Long = in.Long || r.stated.Long
	in.Race = in.Race || r.stated.Race
	in.Key = in.Key || r.stated.Workout
	in.Recovery = in.Recovery || r.stated.Recovery
}

// isWorkout reports whether steps alternate work and rest. A planned easy hour does not.
func isWorkout(steps []activity.Step) bool {
	for _, s := range steps {
		if s.Kind == activity.LapInterval || s.Kind == activity.LapRecovery || s.Kind == activity.LapRest {
			return true
		}
	}
	return false
}

// Words returns the named kinds in lower case: "long", "race", "key", "easy", "recovery".
func (in Intent) Words() []string {
	var out []string
	for _, w := range []struct {
		set  bool
		name string
	}{{in.Long, "long"}, {in.Race, "race"}, {in.Key, "key"}, {in.Easy, "easy"}, {in.Recovery, "recovery"}} {
		if w.set {
			out = append(out, w.name)
		}
	}
	return out
}
