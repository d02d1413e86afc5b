package export

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTablesOfSpreadsheets(t *testing.T) {
	want := Table{Header: []string{"a", "b", "c"}, Records: []Record{{2, []string{"1", "ä,x", "2"}}}}
	for name, text := range map[string]string{
		"semicolons": "a;b;c\r\n1;ä,x;2\r\n",
		"tabs":       "a\tb\tc\n1\tä,x\t2\n",
		"UTF-16":     utf16le("a,b,c\n1,\"ä,x\",2\n"),
	} {
		got := ParseTable([]byte(text))
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func utf16le(s string) string {
	b := []byte("\xff\xfe")
	for _, r := range s {
		b = append(b, byte(r), byte(r>>8))
	}
	return string(b)
}
