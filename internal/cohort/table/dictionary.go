package table

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// Column describes a column of a table.
type Column struct {
	Name     string
	Type     string // name of the type in Parquet
	Nullable bool
	About    string
}

// ColumnsOf lists the columns of the rows of type R in order.
func ColumnsOf[R any]() []Column {
	row := reflect.TypeFor[R]()
	fields := parquet.SchemaOf(new(R)).Fields()
	out := make([]Column, row.NumField())
	for i := range out {
		out[i] = Column{
			Name: fields[i].Name(), Type: fields[i].Type().String(), Nullable: fields[i].Optional(),
			About: row.Field(i).Tag.Get("doc"),
		}
	}
	return out
}

// Dictionary returns the data dictionary of the tables in Markdown. It is generated
// from the types of the rows.
func Dictionary() string {
	return dictionary("", ColumnsOf[Run](), ColumnsOf[LongRun](), ColumnsOf[Runner]())
}

// PublishedDictionary returns the data dictionary of the published tables.
func PublishedDictionary() string {
	return dictionary(publishedAbout, ColumnsOf[PublishedRun](), ColumnsOf[PublishedLongRun](), ColumnsOf[PublishedRunner]())
}

// publishedAbout says what the published tables leave out.
const publishedAbout = `
The tables list the runners who were judged, if they are 10 or more; otherwise the tables have no rows. The table
runners and cohort.json leave out counts from 1 to 9, and counts from which these would follow. The tables runs and
long_runs hold one row for each activity, so that whoever counts their rows finds small numbers again: give these two
tables only to those who may see single runs.
`

func dictionary(about string, runs, longRuns, runners []Column) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Data dictionary\n\nSchema: %s. The footer of each Parquet file names it under %s. An unknown value is null.\n", Schema(), schemaKey)
	b.WriteString(about)
	for _, t := range []struct {
		name, about string
		columns     []Column
	}{
		{"runs", "One row for each activity; in tables that are not published, also for each input without an activity.", runs},
		{"long_runs", "One row for each long run, with what followed.", longRuns},
		{"runners", "One row for each runner of the manifest; in published tables, for each runner who was judged.", runners},
	} {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| column | type | null | meaning |\n|---|---|---|---|\n", t.name, t.about)
		for _, c := range t.columns {
			fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", c.Name, c.Type, map[bool]string{true: "yes", false: "no"}[c.Nullable], c.About)
		}
	}
	return b.String()
}
