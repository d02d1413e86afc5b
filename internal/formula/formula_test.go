package formula

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// shelf is a Book for tests.
type shelf map[string]*Column

func (s shelf) Column(table, column string) *Column { return s[table+"."+column] }

func numbers(xs ...float64) *Column {
	c := &Column{}
	for _, x := range xs {
		c.Values = append(c.Values, Num(x))
	}
	return c
}

func texts(xs ...string) *Column {
	c := &Column{}
	for _, x := range xs {
		v := Str(x)
		if x == "-" {
			v = Value{}
		}
		c.Values = append(c.Values, v)
	}
	return c
}

// runs returns a small table with an empty cell and an empty text.
func runs() shelf {
	return shelf{
		"Runs.Class": texts("long", "Easy", "-", "", "long"),
		"Runs.Km":    numbers(21, 10, 5.5, 0, 32),
		"Runs.No":    numbers(5, 4, 3, 2, 1),
		"One.X":      numbers(42),
	}
}

func TestEval(t *testing.T) {
	for _, c := range []struct {
		source string
		row    int
		want   string
	}{
		{`1+2*3`, 0, "7"},
		{`(1+2)*3`, 0, "9"},
		{`2^3-1`, 0, "7"},
		{`-2+5`, 0, "3"},
		{`10-3-2`, 0, "5"},
		{`1/0`, 0, "#DIV/0!"},
		{`"a"&1/4&"b"`, 0, "a0.25b"},
		{`"say ""no"""`, 0, `say "no"`},
		{`1/3&""`, 0, "0.333333333333333"},
		{`"A"="a"`, 0, "TRUE"},
		{`"10"=10`, 0, "FALSE"},
		{`1<2`, 0, "TRUE"},
		{`"x"+1`, 0, "#VALUE!"},
		{`IF([Km]>20,"far","near")`, 0, "far"},
		{`IF([Km]>20,"far","near")`, 1, "near"},
		{`IF([Class]="","empty","full")`, 2, "empty"},
		{`IF(TRUE,1,1/0)`, 0, "1"},
		{`IFERROR(1/0,"none")`, 0, "none"},
		{`IFERROR(7,"none")`, 0, "7"},
		{`AND(1<2,2<3)`, 0, "TRUE"},
		{`OR(1>2,2>3)`, 0, "FALSE"},
		{`NOT(1>2)`, 0, "TRUE"},
		{`COUNTIFS(Runs[Class],"LONG")`, 0, "2"},
		{`COUNTIFS(Runs[Class],"long",Runs[Km],">25")`, 0, "1"},
		{`COUNTIFS(Runs[Km],"<>10")`, 0, "4"},
		{`COUNTIFS(Runs[Km],">="&[Km])`, 1, "3"},
		{`COUNTIFS(Runs[Class],"*")`, 0, "3"},
		{`COUNTIFS(Runs[Km],[Km])`, 4, "1"},
		{`SUMIFS(Runs[Km],Runs[Class],"long")`, 0, "53"},
		{`SUMIFS(Runs[Km],Runs[Class],"easy",Runs[Km],"<5")`, 0, "0"},
		{`SUM(Runs[Km])`, 0, "68.5"},
		{`COUNT(Runs[Class])`, 0, "0"},
		{`MAX(Runs[Km])-MIN(Runs[Km])`, 0, "32"},
		{`SMALL(Runs[No],2)`, 0, "2"},
		{`SMALL(Runs[No],6)`, 0, "#NUM!"},
		{`MATCH(3,Runs[No],0)`, 0, "3"},
		{`MATCH(9,Runs[No],0)`, 0, "#N/A"},
		{`INDEX(Runs[Class],MATCH(4,Runs[No],0))`, 0, "Easy"},
		{`INDEX(Runs[Class],9)`, 0, "#REF!"},
		{`INDEX(Runs[Class],3)`, 0, "#EMPTY"},
		{`One[X]/2`, 0, "21"},
		{`above[Km]+below[Km]`, 1, "26.5"},
		{`ROUND(2.675,2)`, 0, "2.68"},
		{`ROUND(-2.5,0)`, 0, "-3"},
		{`INT(-1.5)`, 0, "-2"},
		{`MOD(-1,7)`, 0, "6"},
		{`ABS(-3)&SQRT(16)`, 0, "34"},
		{`MID("recovery",3,3)`, 0, "cov"},
		{`MID("ab",5,3)`, 0, ""},
		{`RIGHT("0"&7,2)`, 0, "07"},
		{`REPT("█",3)`, 0, "███"},
	} {
		f, err := Parse(c.source, "Runs")
		if err != nil {
			t.Errorf("%s: %v", c.source, err)
			continue
		}
		if got := f.Eval(runs(), c.row).String(); got != c.want {
			t.Errorf("%s in row %d is %q, want %q", c.source, c.row, got, c.want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for source, words := range map[string]string{
		`1+`:            "ends too soon",
		`(1`:            "want )",
		`"open`:         "closing quote",
		`[open`:         "without ]",
		`XLOOKUP(1,2)`:  `no function "XLOOKUP"`,
		`IF(1)`:         "IF with 1 arguments",
		`SUM(1 2)`:      "want , or )",
		`1 1`:           "unexpected",
		`1.2.3`:         "number",
		`FILTER`:        `no function "FILTER"`,
		`ROUND 1`:       "want (",
		`#`:             "unexpected",
		`COUNTIFS([A])`: "COUNTIFS with 1 arguments",
	} {
		if _, err := Parse(source, ""); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%s: error %v, want one that says %q", source, err, words)
		}
	}
}

func TestSplit(t *testing.T) {
	texts, refs := MustParse(`IF([Km]>1,"[Km] stays",SUM(Runs[Km])+above[Km])`, "Runs").Split()
	wantTexts := []string{"IF(", `>1,"[Km] stays",SUM(`, ")+", ")"}
	wantRefs := []Ref{
		{Table: "Runs", Column: "Km", Own: true}, {Table: "Runs", Column: "Km"}, {Table: "Runs", Column: "Km", Own: true, Offset: -1},
	}
	if !slices.Equal(texts, wantTexts) || !slices.Equal(refs, wantRefs) {
		t.Errorf("split into %q and %v", texts, refs)
	}
}

func TestCheckFindsUnknownColumns(t *testing.T) {
	if err := MustParse(`[Km]+Runs[No]`, "Runs").Check(runs()); err != nil {
		t.Error(err)
	}
	if err := MustParse(`[Nothing]`, "Runs").Check(runs()); err == nil {
		t.Error("an unknown column was not found")
	}
}

// TestCellsAreComputedOnce checks that each cell of a column is computed once, when it is
// first needed.
func TestCellsAreComputedOnce(t *testing.T) {
	asked := 0
	s := shelf{"T.A": {Values: make([]Value, 3), Cell: func(row int) Value { asked++; return Num(float64(row)) }}}
	f := MustParse(`SUM(T[A])+COUNTIFS(T[A],">0")+SMALL(T[A],3)`, "T")
	if got := f.Eval(s, 0).String(); got != "7" {
		t.Errorf("got %s, want 7", got)
	}
	if asked > 6 {
		t.Errorf("cells were computed %d times", asked)
	}
}

// TestFilter compares the rows that the indexes find with a check of every row.
func TestFilter(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	values := []Value{{}, Num(1), Num(2), Num(2.5), Num(-3), Str("a"), Str("A"), Str(""), Truth(true)}
	wanted := append(values, Str(">1"), Str("<=2"), Str(">=2.5"), Str("<2.5"), Str("<>2"), Str("<>a"), Str("*"), Str("=2"))
	for range 20_000 {
		columns := []*Column{{}, {}}
		for range random.IntN(12) {
			for _, c := range columns {
				c.Values = append(c.Values, values[random.IntN(len(values))])
			}
		}
		var cs []criterion
		for range 1 + random.IntN(4) {
			cs = append(cs, newCriterion(columns[random.IntN(2)], wanted[random.IntN(len(wanted))]))
		}
		var want []int
		for row := range columns[0].Values {
			if !slices.ContainsFunc(cs, func(c criterion) bool { return !c.met(row) }) {
				want = append(want, row)
			}
		}
		if got := filter(cs); !slices.Equal(got, want) {
			t.Fatalf("rows %v, want %v, of %v by %v", got, want, columns[0].Values, cs)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{`IF([A]="","x",SUM(T[B]))`, `1+2*-3^2&"a""b"`, `above[A]<=below[B]`, `((((`, `[`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		p, err := Parse(source, "T")
		if err != nil {
			return
		}
		if texts, refs := p.Split(); len(texts) != len(refs)+1 || len(strings.Join(texts, "")) > len(source) {
			t.Errorf("split into %q and %v", texts, refs)
		}
		p.Eval(shelf{}, 0) // must not panic without any column
	})
}
