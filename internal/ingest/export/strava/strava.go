// Package strava reads the list of activities in Strava's bulk export.
package strava

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"dayafter/internal/ingest/export"
	"dayafter/internal/summary"
)

// Folder holds the recordings of the export. Index lies beside the folder.
const (
	Folder = "activities"
	Index  = "activities.csv"
)

// The names of the columns in the languages of the exports that we have seen: English
// (since 2019, and before), German, French, Spanish, Dutch, Japanese, Chinese. Exports in
// other languages are read by the places of their columns, which are the same in all.
var (
	fileNames = []string{
		"filename", "dateiname", "nom du fichier", "nombre del archivo", "nombre de archivo", "nome do arquivo",
		"nome do ficheiro", "nome file", "nome del file", "bestandsnaam", "ファイル名", "文件名", "檔案名稱",
	}
	titleNames = []string{
		"activity name", "name der aktivität", "nom de l'activité", "nombre de la actividad", "nome da atividade",
		"nome dell'attività", "nome attività", "naam activiteit", "naam van activiteit", "アクティビティ名", "活动名称", "活動名稱",
	}
	typeNames = []string{
		"activity type", "aktivitätsart", "type d'activité", "tipo de actividad", "tipo de atividade", "tipo di attività",
		"tipo attività", "activiteitstype", "アクティビティタイプ", "活动类型", "活動類型",
	}
	longNames        = []string{"long run", "langer lauf", "sortie longue", "tirada larga", "longão", "lungo", "lange duurloop", "ロング走", "长跑", "長跑"}
	workoutNames     = []string{"workout", "training", "entraînement", "entrenamiento", "treino", "allenamento", "ワークアウト", "训练", "訓練"}
	raceNames        = []string{"competition", "race", "wettkampf", "compétition", "competición", "competição", "competizione", "gara", "wedstrijd", "レース", "比赛", "比賽"}
	exertionNames    = []string{"perceived exertion", "gefühlte anstrengung", "wahrgenommene anstrengung", "effort perçu", "esfuerzo percibido", "ervaren inspanning"}
	temperatureNames = []string{"average temperature", "durchschnittliche temperatur", "température moyenne", "temperatura media", "gemiddelde temperatuur"}
	timerNames       = []string{"timer time"}
	recoveryNames    = []string{"recovery", "erholung", "récupération", "recuperación", "recuperação", "recupero", "herstel", "リカバリー", "恢复", "恢復"}
)

// recordingPath matches the cells of the column of file names in every language.
var recordingPath = regexp.MustCompile(`^activities/[^/]+\.(?i:fit|gpx|tcx)(\.gz)?$`)

// columns are the places of the columns; -1 if the table lacks one.
type columns struct {
	file, date, title, kind, elapsed, moving, timer, metres, displayed int
	exertion, temperature                                              int
	long, workout, race, recovery                                      int
}

// Rows returns the activities of an activities.csv. ok is false for any other table.
func Rows(t *export.Table) (rows []export.Row, ok bool) {
	c, ok := findColumns(t)
	if !ok {
		return nil, false
	}
	return t.Rows(c.title, c.row), true
}

// row returns the activity of a record. Strava's dates are in UTC. A cell such as
// "#error#", which is no path of a recording, means that Strava could not export the file.
func (c *columns) row(r *export.Record) export.Row {
	row := export.NewRow()
	row.Line, row.Stated = r.Line, c.stated(r)
	if name := r.Cell(c.file); strings.ContainsAny(name, "./") {
		row.File = name
	}
	e := &row.Entry
	e.ByHand = r.Cell(c.file) == ""
	e.Elapsed, e.Moving, e.Timer = r.Quantity(c.elapsed), r.Quantity(c.moving), r.Quantity(c.timer)
	if e.Distance = r.Quantity(c.metres); c.metres < 0 {
		row.Displayed = parseDisplayed(r.Cell(c.displayed))
	}
	e.RPE, e.Temp = r.Quantity(c.exertion), r.Number(c.temperature)
	e.Start, _ = export.ParseTime(r.Cell(c.date))
	return row
}

func (c *columns) stated(r *export.Record) summary.Stated {
	return summary.Stated{
		Title:    r.Cell(c.title),
		Sport:    export.Sport(r.Cell(c.kind)),
		Long:     r.Flag(c.long),
		Workout:  r.Flag(c.workout),
		Race:     r.Flag(c.race),
		Recovery: r.Flag(c.recovery),
	}
}

// findColumns recognises the table by the names of its columns or, in an unknown
// language, by the paths in one of them.
func findColumns(t *export.Table) (c columns, ok bool) {
	at := t.Columns()
	c = columns{
		file: at.Find(fileNames...), title: at.Find(titleNames...), kind: at.Find(typeNames...),
		long: at.Find(longNames...), workout: at.Find(workoutNames...), race: at.Find(raceNames...), recovery: at.Find(recoveryNames...),
		exertion: at.Find(exertionNames...), temperature: at.Find(temperatureNames...), timer: at.Find(timerNames...),
	}
	named := c.file >= 0 && c.title >= 0 && c.kind >= 0
	paths := -1
	if !named {
		paths = pathColumn(t)
	}
	if c.file < 0 {
		c.file = paths
	}
	if c.file < 0 || len(t.Header) < 4 || !named && paths < 0 {
		return c, false
	}
	c.fillByPlace(t)
	return c, true
}

// fillByPlace finds the columns without a known name. All exports since 2014 begin with
// number, date, name, type, description, elapsed time (s) and distance in the runner's
// unit. Since 2019, a second elapsed time precedes the moving time, and a second distance
// is in metres.
func (c *columns) fillByPlace(t *export.Table) {
	for i, at := range []*int{&c.title, &c.kind} {
		if *at < 0 {
			*at = i + 2
		}
	}
	c.date, c.elapsed, c.moving, c.displayed, c.metres = 1, 5, -1, 6, t.Repeated(6)
	if i := t.Repeated(c.elapsed); i > 0 {
		c.moving = i + 1
	}
}

// parseDisplayed parses a distance as Strava displays it: "8.35", "8,35", "1,073". It
// returns NaN for any other text.
func parseDisplayed(s string) float64 {
	if whole, part, ok := strings.Cut(s, ","); ok && len(part) == 3 {
		s = whole + part // thousands
	}
	v, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	if err != nil {
		return math.NaN()
	}
	return export.Positive(v)
}

// pathColumn returns the column in which most filled cells are paths of recordings,
// or -1.
func pathColumn(t *export.Table) int {
	paths, filled := map[int]int{}, map[int]int{}
	for _, r := range t.Records {
		for i, v := range r.Cells {
			if v = strings.TrimSpace(v); v != "" {
				filled[i]++
			}
			if recordingPath.MatchString(v) {
				paths[i]++
			}
		}
	}
	for i := range t.Header {
		if paths[i] > 0 && 2*paths[i] > filled[i] {
			return i
		}
	}
	return -1
}
