package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"dayafter/internal/disk"
	"dayafter/internal/ingest"
	"dayafter/internal/render/html"
	"dayafter/internal/render/xlsx"
	"dayafter/internal/report"
)

// output is where season writes.
type output struct {
	book string // the workbook; "" for none
	page string // the page; "" for none
}

// stdout is the path that stands for standard output.
const stdout = "-"

// parseOutput parses --output and --no-html. An extension other than .xlsx and .html
// is a mistake, because no program would open the file.
func parseOutput(c *cli.Context) (output, error) {
	path, bare := c.String("output"), c.Bool("no-html")
	switch ext := strings.ToLower(filepath.Ext(path)); {
	case path == "":
		return output{}, usagef("-o needs the name of a file: -o season.xlsx")
	case path == stdout && depthOf(c) != jsonNone:
		return output{}, usagef("--json and -o - both write to standard output: name a file with -o")
	case path == stdout, ext == ".xlsx" && bare:
		return output{book: path}, nil
	case ext == ".xlsx":
		return output{book: path, page: path[:len(path)-len(ext)] + ".html"}, nil
	case ext == ".html" && bare:
		return output{}, usagef("-o %s and --no-html leave nothing to write", path)
	case ext == ".html":
		return output{page: path}, nil
	}
	return output{}, usagef("-o %s: season writes a workbook or a page, which need a name that ends in .xlsx or .html", path)
}

// streams reports whether the workbook goes to standard output.
func (o output) streams() bool { return o.book == stdout }

// name returns the path that stands for the output in messages.
func (o output) name() string {
	if o.book == "" {
		return o.page
	}
	return o.book
}

// readBack reads the runner's own cells in the workbook at the path. It returns
// nil if there is no workbook. A page that the program did not write is an error.
func (o output) readBack() (*xlsx.Kept, error) {
	if err := checkPage(o.page); err != nil || o.book == "" || o.streams() {
		return nil, err
	}
	return readBack(o.book)
}

// checkPage returns an error if the file at the path is not a page of this program,
// because it must not be overwritten.
func checkPage(path string) error {
	if path == "" {
		return nil
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && !info.Mode().IsRegular() { // opening a pipe would wait for ever
		return fmt.Errorf("cannot write %s: it is no regular file", path)
	}
	if err != nil {
		return fmt.Errorf("cannot read %s: %w", path, ingest.Cause(err))
	}
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("cannot read %s: %w", path, ingest.Cause(err))
	}
	defer f.Close()
	start, err := io.ReadAll(io.LimitReader(f, html.Start))
	if err != nil {
		return fmt.Errorf("cannot read %s: %w", path, ingest.Cause(err))
	}
	if !bytes.Contains(start, []byte(html.Generator)) {
		return fmt.Errorf("%s is there and dayafter did not write it: nothing was written; name another file with -o, or leave the page out with --no-html", path)
	}
	return nil
}

// rendered holds the finished files.
type rendered struct{ book, page bytes.Buffer }

// render converts the report to the files.
func (o output) render(r *report.Report, earlier *xlsx.Kept) (*rendered, error) {
	var out rendered
	if o.book != "" {
		if err := xlsx.Write(&out.book, r, xlsx.Options{Kept: earlier}); err != nil {
			return nil, fmt.Errorf("%s: %w", o.book, err)
		}
	}
	if o.page != "" {
		if err := html.Write(&out.page, r); err != nil {
			return nil, fmt.Errorf("%s: %w", o.page, err)
		}
	}
	return &out, nil
}

// write writes the files and returns a line that names them.
func (o output) write(w io.Writer, replaces bool, files *rendered) (line string, err error) {
	if o.streams() {
		_, err := w.Write(files.book.Bytes())
		return "", err
	}
	var names []string
	remark := ""
	if o.book != "" {
		if remark, err = replaceWorkbook(o.book, replaces, files.book.Bytes()); err != nil {
			return "", err
		}
		names = append(names, o.book)
	}
	if o.page != "" {
		if err := disk.Write(o.page, files.page.Bytes()); err != nil {
			return "", err
		}
		names = append(names, o.page)
	}
	return fmt.Sprintf("wrote %s%s\n", strings.Join(names, " and "), remark), nil
}
