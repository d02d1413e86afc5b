package activity

import "strings"

// Word is the meaning of a sport's name in a file.
type Word struct {
	Sport  Sport
	Indoor bool // treadmill, trainer, virtual, pool
	Track  bool // athletics track
	// Virtual reports that the positions lie in a virtual place.
	Virtual bool
}

// SportOf parses the name of a sport as apps and watches write it: FIT and Garmin
// names ("trail_running", "lap_swimming"), Strava's names ("VirtualRun") and numbers
// ("9"), everyday words of several languages ("Laufen", "course à pied"). ok is
// false for a word that names no known sport; Unknown is never returned with true.
func SportOf(name string) (w Word, ok bool) {
	if w, ok = stravaNumbers[strings.TrimSpace(name)]; ok {
		return w, true
	}
	name = normalise(name)
	if name == "" || strings.ContainsAny(name, "0123456789") {
		return Word{}, false
	}
	for _, entry := range sportWords {
		if strings.Contains(name, entry.part) {
			w.Sport, ok = entry.sport, true
			break
		}
	}
	if !ok {
		w.Sport, ok = exactWords[name]
	}
	w.Indoor = ok && containsAny(name, indoorWords)
	w.Virtual = ok && strings.Contains(name, "virtual")
	w.Track = w.Sport == Run && strings.HasPrefix(name, "track")
	return w, ok
}

// virtualWorlds are programs that place indoor activities on virtual roads: on invented
// islands, or on courses filmed elsewhere.
var virtualWorlds = []string{
	"zwift", "rouvy", "mywhoosh", "rgt", "indievelo", "trainingpeaks virtual", "kinomap", "bkool", "fulgaz", "tacx",
	"trainerroad", "systm", "sufferfest", "onelap", "qdomyos", "ifit", "peloton",
}

// IsVirtualWorld reports whether a device's name is that of a program that places
// indoor activities on virtual roads.
func IsVirtualWorld(device string) bool { return containsAny(strings.ToLower(device), virtualWorlds) }

// normalise returns name in lower case with a single blank for every separator, so that a
// search finds both "Trail_Running" and "trail running".
func normalise(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	return strings.Join(strings.FieldsFunc(name, func(r rune) bool {
		return r == '_' || r == '-' || r == ' ' || r == '.' || r == '/'
	}), " ")
}

func containsAny(name string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(name, p) {
			return true
		}
	}
	return false
}

// indoorWords are parts of names of indoor sports, whose positions are meaningless.
var indoorWords = []string{
	"treadmill", "indoor", "virtual", "laufband", "tapis", "cinta", "esteira", "loopband", "löpband", "juoksumatto",
	"室内", "跑步机", "lap swim", "pool", "trainer",
}

// stravaNumbers are the activity types that Strava writes as numbers into its GPX. 1, 9, 16
// and 17 were seen in files; the others follow Strava's alphabetical list.
var stravaNumbers = map[string]Word{
	"1": {Sport: Ride}, "2": {Sport: Other}, "3": {Sport: Other}, "4": {Sport: Hike},
	"5": {Sport: Other}, "6": {Sport: Other}, "7": {Sport: Other}, "8": {Sport: Other},
	"9": {Sport: Run}, "10": {Sport: Walk}, "11": {Sport: Other}, "16": {Sport: Swim},
	"17": {Sport: Ride, Indoor: true, Virtual: true},
}

// sportWords are parts of names in order of precedence: a part stands before a shorter one
// that it contains or rules out ("snowshoe run", "horse riding").
var sportWords = []struct {
	part  string
	sport Sport
}{
	{"triathlon", Other},
	{"multisport", Other},
	{"transition", Other},
	{"horse", Other},
	{"motor", Other},
	{"driv", Other},
	{"sail", Other},
	{"kayak", Other},
	{"canoe", Other},
	{"row", Other},
	{"paddl", Other},
	{"ski", Other},
	{"snow", Other},
	{"skat", Other},
	{"surf", Other},
	{"crosstrain", Other},
	{"elliptical", Other},
	{"stair", Other},
	{"wheelchair", Other},
	{"swim", Swim},
	{"schwimm", Swim},
	{"natation", Swim},
	{"natación", Swim},
	{"natacion", Swim},
	{"nuoto", Swim},
	{"natação", Swim},
	{"zwemmen", Swim},
	{"simning", Swim},
	{"svømning", Swim},
	{"uinti", Swim},
	{"pływanie", Swim},
	{"плаван", Swim},
	{"游泳", Swim},
	{"水泳", Swim},
	{"수영", Swim},
	{"cycl", Ride},
	{"bik", Ride},
	{"ride", Ride},
	{"riding", Ride},
	{"radfahr", Ride},
	{"rennrad", Ride},
	{"fahrrad", Ride},
	{"vélo", Ride},
	{"velo", Ride},
	{"vtt", Ride},
	{"bici", Ride},
	{"ciclismo", Ride},
	{"wielrennen", Ride},
	{"fietsen", Ride},
	{"cykling", Ride},
	{"sykling", Ride},
	{"pyöräily", Ride},
	{"велос", Ride},
	{"骑行", Ride},
	{"サイクリング", Ride},
	{"자전거", Ride},
	{"hik", Hike},
	{"wander", Hike},
	{"randonn", Hike},
	{"senderis", Hike},
	{"escursion", Hike},
	{"trekking", Hike},
	{"mountaineer", Hike},
	{"vandring", Hike},
	{"徒步", Hike},
	{"登山", Hike},
	{"ハイキング", Hike},
	{"등산", Hike},
	{"walk", Walk},
	{"gehen", Walk},
	{"spazier", Walk},
	{"marche", Walk},
	{"caminata", Walk},
	{"caminar", Walk},
	{"caminhada", Walk},
	{"camminata", Walk},
	{"wandelen", Walk},
	{"promenad", Walk},
	{"kävely", Walk},
	{"spacer", Walk},
	{"ходьба", Walk},
	{"健走", Walk},
	{"步行", Walk},
	{"ウォーキング", Walk},
	{"걷기", Walk},
	{"run", Run},
	{"jog", Run},
	{"treadmill", Run},
	{"laufen", Run},
	{"laufband", Run},
	{"dauerlauf", Run},
	{"course à pied", Run},
	{"course a pied", Run},
	{"footing", Run},
	{"correr", Run},
	{"carrera", Run},
	{"corrida", Run},
	{"corsa", Run},
	{"correre", Run},
	{"hardlopen", Run},
	{"hardloop", Run},
	{"löpning", Run},
	{"løping", Run},
	{"løb", Run},
	{"juoksu", Run},
	{"bieg", Run},
	{"běh", Run},
	{"futás", Run},
	{"koşu", Run},
	{"бег", Run},
	{"跑", Run},
	{"ランニング", Run},
	{"달리기", Run},
	{"러닝", Run},
	{"yoga", Yoga},
	{"pilates", Yoga},
	{"瑜伽", Yoga},
	{"ヨガ", Yoga},
	{"strength", Strength},
	{"weight", Strength},
	{"kraft", Strength},
	{"musculation", Strength},
	{"fuerza", Strength},
}

// exactWords are names too short or too common to search for inside other names.
var exactWords = map[string]Sport{
	"lauf": Run, "ラン": Run, "gym": Strength, "rad": Ride, "mtb": Ride, "ebike": Ride,
	"workout": Other, "training": Other, "other": Other, "generic": Other, "fitness": Other, "cardio": Other,
	"hiit": Other, "indoor cardio": Other, "golf": Other, "tennis": Other, "soccer": Other, "football": Other, "climbing": Other,
}
