package strava

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dayafter/internal/activity"
	"dayafter/internal/ingest/export"
	"dayafter/internal/summary"
)

func TestLanguages(t *testing.T) {
	const record = `7,"20.09.2026, 14:12:12",Morgenrunde,%s,mit Pausen,3600,"10,2",activities/7.gpx` + "\n"
	for _, c := range []struct{ language, header, kind string }{
		{"English before 2019", "id,date,name,type,description,elapsed_time,distance,filename", "Run"},
		{"German", "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Aktivitätsbeschreibung,Verstrichene Zeit,Distanz,Dateiname", "Lauf"},
		{"French", "ID de l'activité,Date de l'activité,Nom de l'activité,Type d'activité,Description de l'activité,Temps écoulé,Distance,Nom du fichier", "Course à pied"},
		{"Spanish", "ID de actividad,Fecha de la actividad,Nombre de la actividad,Tipo de actividad,Descripción de la actividad,Tiempo transcurrido,Distancia,Nombre del archivo", "Carrera"},
		{"Dutch", "Activiteits-ID,Datum van activiteit,Naam activiteit,Activiteitstype,Beschrijving activiteit,Verstreken tijd,Afstand,Bestandsnaam", "Hardloopsessie"},
		{"Japanese", "アクティビティID,アクティビティ実行日,アクティビティ名,アクティビティタイプ,アクティビティの説明,経過時間,距離,ファイル名", "ランニング"},
		{"Chinese", "活动 ID,活动日期,活动名称,活动类型,活动描述,全程耗时,距离,文件名", "跑步"},
		{"unknown", "a,b,c,d,e,f,g,h", "Run"},
	} {
		table := export.ParseTable([]byte(c.header + "\n" + fmt.Sprintf(record, c.kind)))
		rows, ok := Rows(&table)
		if !ok || len(rows) != 1 {
			t.Errorf("%s: not recognised", c.language)
			continue
		}
		got := rows[0]
		want := export.NewRow()
		want.Line, want.File = 2, "activities/7.gpx"
		want.Stated = summary.Stated{Title: "Morgenrunde", Sport: activity.Run}
		want.Entry.Start, want.Entry.Elapsed = time.Date(2026, 9, 20, 14, 12, 12, 0, time.UTC), 3600
		want.Displayed = 10.2 // in an unknown unit
		if d := cmp.Diff(want, got, cmpopts.EquateNaNs()); d != "" {
			t.Errorf("%s: %s", c.language, d)
		}
	}
}

// Columns that an export repeats are recognised by their repetition in any language.
func TestRepeatedColumns(t *testing.T) {
	table := export.ParseTable([]byte("Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Aktivitätsbeschreibung,Verstrichene Zeit,Distanz,Dateiname,Verstrichene Zeit,Bewegungszeit,Distanz\n" +
		`7,"20.09.2026, 14:12:12",Vereinstraining,Lauf,,3700,"10,25",,3700.0,3500.0,10250.5` + "\n"))
	rows, ok := Rows(&table)
	want := export.NewRow().Entry
	want.Start, want.ByHand = time.Date(2026, 9, 20, 14, 12, 12, 0, time.UTC), true
	want.Elapsed, want.Moving, want.Distance = 3700, 3500, 10250.5
	if !ok || len(rows) != 1 {
		t.Fatalf("want one row: %+v", rows)
	}
	if d := cmp.Diff(want, rows[0].Entry, cmpopts.EquateNaNs()); d != "" {
		t.Error(d)
	}
}

func TestOtherTablesAreNoList(t *testing.T) {
	for _, text := range []string{
		"file,label,alt\na.gpx,long,\n",
		"Activity ID,Activity Date,Activity Name\n1,x,y\n",
		"filename,size,date,owner\nx,1,2,3\n",
		"a,b,c,d\n1,2,3,4\n",
		"",
	} {
		table := export.ParseTable([]byte(text))
		if _, ok := Rows(&table); ok {
			t.Errorf("taken for Strava's index: %q", text)
		}
	}
}

// TestNumbersThatAPersonStates checks that values which the runner entered are read, and
// that a file which Strava could not export is left out.
func TestNumbersThatAPersonStates(t *testing.T) {
	table := export.ParseTable([]byte("Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,Filename,Average Temperature,Perceived Exertion,Competition\n" +
		`1,"Mar 1, 2024, 6:30:00 AM",Town race,Run,,2400,10,activities/1.fit.gz,-3.0,9.0,1.0` + "\n" +
		`2,"Mar 2, 2024, 6:30:00 AM",Broken,Run,,2400,10,#error#,,,` + "\n"))
	rows, _ := Rows(&table)
	if len(rows) != 2 {
		t.Fatalf("%d rows", len(rows))
	}
	if r := rows[0]; r.Entry.Temp != -3 || r.Entry.RPE != 9 || !r.Stated.Race || r.Entry.ByHand {
		t.Errorf("the values that the runner entered: %+v", r)
	}
	if r := rows[1]; r.File != "" || r.Entry.ByHand || r.Entry.RPE == r.Entry.RPE {
		t.Errorf("a row whose file Strava could not export: %+v", r)
	}
}
