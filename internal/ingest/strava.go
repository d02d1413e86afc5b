package ingest

import (
	"math"
	"regexp"
	"strings"

	"dayafter/internal/activity"
	"dayafter/internal/summary"
)

// The names of Strava's columns in the languages in which exports were seen:
// English (since 2019, and before), German, French, Spanish, Dutch, Japanese,
// Chinese. Exports in other languages are read by the place of their columns,
// which is the same in all.
var (
	stravaFile = []string{
		"filename", "dateiname", "nom du fichier", "nombre del archivo", "nombre de archivo", "nome do arquivo",
		"nome do ficheiro", "nome file", "nome del file", "bestandsnaam", "ファイル名", "文件名", "檔案名稱",
	}
	stravaTitle = []string{
		"activity name", "name der aktivität", "nom de l'activité", "nombre de la actividad", "nome da atividade",
		"nome dell'attività", "nome attività", "naam activiteit", "naam van activiteit", "アクティビティ名", "活动名称", "活動名稱",
	}
	stravaType = []string{
		"activity type", "aktivitätsart", "type d'activité", "tipo de actividad", "tipo de atividade", "tipo di attività",
		"tipo attività", "activiteitstype", "アクティビティタイプ", "活动类型", "活動類型",
	}
	stravaNotes = []string{
		"activity description", "aktivitätsbeschreibung", "description de l'activité", "descripción de la actividad",
		"descrição da atividade", "descrizione dell'attività", "descrizione attività", "beschrijving activiteit",
		"beschrijving van activiteit", "アクティビティの説明", "活动描述", "活動描述",
	}
	stravaLong     = []string{"long run", "langer lauf", "sortie longue", "tirada larga", "longão", "lungo", "lange duurloop", "ロング走", "长跑", "長跑"}
	stravaWorkout  = []string{"workout", "training", "entraînement", "entrenamiento", "treino", "allenamento", "ワークアウト", "训练", "訓練"}
	stravaRace     = []string{"competition", "race", "wettkampf", "compétition", "competición", "competição", "competizione", "gara", "wedstrijd", "レース", "比赛", "比賽"}
	stravaRecovery = []string{"recovery", "erholung", "récupération", "recuperación", "recuperação", "recupero", "herstel", "リカバリー", "恢复", "恢復"}
)

// stravaPath is what the column of file names holds in every language.
var stravaPath = regexp.MustCompile(`^activities/[^/]+\.(?i:fit|gpx|tcx)(\.gz)?$`)

// stravaColumns are the columns of an activities.csv; -1 where it has none.
type stravaColumns struct {
	file, date, title, kind, notes, elapsed, moving, metres int
	long, workout, race, recovery                           int
}

// stravaRows reads Strava's activities.csv. row.line is the number of the record.
func stravaRows(table [][]string) ([]row, bool) {
	c, ok := findStrava(table)
	if !ok {
		return nil, false
	}
	var rows []row
	for i, record := range table[1:] {
		if len(record) <= c.title { // the rest of a broken record
			continue
		}
		rows = append(rows, row{line: i + 1, file: cell(record, c.file), stated: c.stated(record), told: c.told(record)})
	}
	return rows, true
}

func (c *stravaColumns) stated(record []string) summary.Stated {
	return summary.Stated{
		Title:    cell(record, c.title),
		Notes:    cell(record, c.notes),
		Sport:    sportOf(cell(record, c.kind)),
		Long:     set(record, c.long),
		Workout:  set(record, c.workout),
		Race:     set(record, c.race),
		Recovery: set(record, c.recovery),
	}
}

// told is what stands in for a recording. Strava's dates are in UTC.
func (c *stravaColumns) told(record []string) *summary.Told {
	at, ok := exportTime(cell(record, c.date))
	if !ok {
		return nil
	}
	t := &summary.Told{Start: at, Distance: quantity(record, c.metres), Moving: quantity(record, c.moving)}
	if math.IsNaN(t.Moving) {
		t.Moving = quantity(record, c.elapsed)
	}
	return t
}

func sportOf(word string) activity.Sport {
	w, _ := activity.SportOf(word)
	return w.Sport
}

// findStrava recognises the table by the names of its columns or, in a language
// not known, by the paths in one of them.
func findStrava(table [][]string) (c stravaColumns, ok bool) {
	if len(table) == 0 {
		return c, false
	}
	at := columnsOf(table[0])
	c = stravaColumns{
		file: at.find(stravaFile...), title: at.find(stravaTitle...), kind: at.find(stravaType...), notes: at.find(stravaNotes...),
		long: at.find(stravaLong...), workout: at.find(stravaWorkout...), race: at.find(stravaRace...), recovery: at.find(stravaRecovery...),
	}
	if c.file < 0 {
		c.file = pathColumn(table)
	}
	if c.file < 0 || len(table[0]) < 4 {
		return c, false
	}
	named := c.title >= 0 && c.kind >= 0
	if !named && pathColumn(table) < 0 {
		return c, false
	}
	c.byPlace(table[0])
	return c, true
}

// byPlace fills in the columns without a known name: all exports since 2014 begin
// with number, date, name, type, description, elapsed time (s) and distance in the
// runner's unit. Since 2019 elapsed time comes a second time, before moving time, and
// distance in metres.
func (c *stravaColumns) byPlace(header []string) {
	for i, at := range []*int{&c.title, &c.kind, &c.notes} {
		if *at < 0 {
			*at = i + 2
		}
	}
	c.date, c.elapsed, c.moving, c.metres = 1, 5, -1, again(header, 6)
	if i := again(header, c.elapsed); i > 0 {
		c.moving = i + 1
	}
}

// pathColumn is the column in which most filled cells are paths of recordings;
// -1 without one.
func pathColumn(table [][]string) int {
	paths, filled := map[int]int{}, map[int]int{}
	for _, record := range table[1:] {
		for i, v := range record {
			if v = strings.TrimSpace(v); v != "" {
				filled[i]++
			}
			if stravaPath.MatchString(v) {
				paths[i]++
			}
		}
	}
	for i := range table[0] {
		if paths[i] > 0 && 2*paths[i] > filled[i] {
			return i
		}
	}
	return -1
}
