package html_test

import (
	"bytes"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dayafter/internal/render/html"
	"dayafter/internal/report"
	"dayafter/internal/testing/golden"
	"dayafter/internal/testing/reporttest"
	"dayafter/internal/unit"
)

// write returns the page of a case.
func write(t testing.TB, c *reporttest.Case, o report.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := html.Write(&b, report.Build(c.History, c.Analyse(), o)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// hostile returns a season whose texts try to inject markup into the page.
func hostile(weeks int) *reporttest.Case {
	c := reporttest.Season(weeks)
	for i := range c.History.Sessions {
		s := &c.History.Sessions[i]
		s.Intent.Title = `</title><script>alert(1)</script>" onload="alert(2)" x='{{.}}`
		s.Files = []string{`"><img src=x onerror=alert(3)>.fit`}
	}
	c.History.Entries[0].File = `"><img src=x onerror=alert(3)>.fit`
	return c
}

// masked matches style and card, which change often and which other tests check.
var masked = []*regexp.Regexp{regexp.MustCompile(`(?s)<style>.*?</style>`), regexp.MustCompile(`data:image/svg\+xml;base64,[A-Za-z0-9+/=]+`)}

func TestGolden(t *testing.T) {
	got := string(write(t, reporttest.Season(2), report.Defaults()))
	for _, m := range masked {
		got = m.ReplaceAllString(got, "…")
	}
	golden.Check(t, filepath.Join("testdata", "season.html"), got)
}

func TestEveryKindHasAStyleClass(t *testing.T) {
	if page := write(t, reporttest.Season(2), report.Defaults()); bytes.Contains(page, []byte(".f-{")) {
		t.Error("a kind has a colour but no name in kindNames")
	}
}

func TestEqualReportsGiveEqualBytes(t *testing.T) {
	if a, b := write(t, reporttest.Season(4), report.Defaults()), write(t, reporttest.Season(4), report.Defaults()); !bytes.Equal(a, b) {
		t.Error("two pages of the same season differ")
	}
}

func TestSeasonOf300RunsStaysBelowOneMegabyte(t *testing.T) {
	c := reporttest.Season(60)
	if n := len(c.History.Sessions); n < 300 {
		t.Fatalf("the season has %d sessions, want 300 or more", n)
	}
	if size := len(write(t, c, report.Defaults())); size > 1<<20 {
		t.Errorf("the page has %d bytes", size)
	}
}

func TestHostileTextsStayTexts(t *testing.T) {
	page := string(write(t, hostile(3), report.Defaults()))
	for _, tag := range []string{"<script", "<img src=x", `" onload="`} {
		if strings.Contains(page, tag) {
			t.Errorf("the page contains %s", tag)
		}
	}
	if !strings.Contains(page, "&lt;script&gt;alert(1)") {
		t.Error("the page does not show the title")
	}
}

func TestPageNeedsNothingElse(t *testing.T) {
	page := write(t, reporttest.Season(3), report.Defaults())
	if policy := `content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`; !bytes.Contains(page, []byte(policy)) {
		t.Errorf("the page has no %s", policy)
	}
	if !bytes.Contains(page[:html.Start], []byte(html.Generator)) {
		t.Errorf("the first %d bytes lack %s", html.Start, html.Generator)
	}
	for _, outside := range regexp.MustCompile(`(?:src|href)="(?:[^d"]|d[^a])[^"]*|@import|url\([^#)][^)]*`).FindAllString(string(page), -1) {
		t.Errorf("the page refers to %s", outside)
	}
}

// The page of an empty season must say that it is empty, and draw nothing.
func TestSeasonsWithLittleData(t *testing.T) {
	for weeks, want := range map[int]string{0: "There is no long run", 1: "1 long run"} {
		if page := string(write(t, reporttest.Season(weeks), report.Options{Units: unit.Imperial})); !strings.Contains(page, want) {
			t.Errorf("%d weeks: the page does not say %q", weeks, want)
		}
	}
}
