// Package output writes a season to its files: the workbook and the page beside it. It
// reads the runner's own cells from the earlier workbook, and replaces each file completely
// or not at all. An edit that the runner saves meanwhile is never overwritten. It computes
// nothing.
package output

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"dayafter/internal/disk"
	"dayafter/internal/ingest"
	"dayafter/internal/render/html"
	"dayafter/internal/render/xlsx"
	"dayafter/internal/report"
)

// Paths holds the paths of a season's files.
type Paths struct {
	Book string // the workbook; "" for none
	Page string // the page; "" for none
}

// Stdout is the path that stands for standard output.
const Stdout = "-"

// Parse parses the path of the workbook or the page. An extension other than .xlsx and
// .html is a mistake, because no program would open the file. If bare, it leaves out the
// page beside a workbook.
func Parse(path string, bare bool) (Paths, error) {
	switch ext := strings.ToLower(filepath.Ext(path)); {
	case path == "":
		return Paths{}, fmt.Errorf("-o needs the name of a file: -o season.xlsx")
	case path == Stdout, ext == ".xlsx" && bare:
		return Paths{Book: path}, nil
	case ext == ".xlsx":
		return Paths{Book: path, Page: path[:len(path)-len(ext)] + ".html"}, nil
	case ext == ".html" && bare:
		return Paths{}, fmt.Errorf("-o %s and --no-html leave nothing to write", ingest.Printable(path))
	case ext == ".html":
		return Paths{Page: path}, nil
	}
	return Paths{}, fmt.Errorf("-o %s: season writes a workbook or a page, which need a name that ends in .xlsx or .html", ingest.Printable(path))
}

// Streams reports whether the workbook is written to standard output.
func (p Paths) Streams() bool { return p.Book == Stdout }

// Name returns the path by which messages name the files.
func (p Paths) Name() string {
	if p.Book == "" {
		return ingest.Printable(p.Page)
	}
	return ingest.Printable(p.Book)
}

// Open checks that the files can be written, and reads the earlier workbook. It refuses a
// file that this program did not write.
func (p Paths) Open() (*Earlier, error) {
	if p.Page != "" {
		if err := checkPage(p.Page); err != nil {
			return nil, err
		}
	}
	if p.Book == "" || p.Streams() {
		return &Earlier{}, nil
	}
	return open(p.Book)
}

// Files holds the finished files.
type Files struct{ book, page bytes.Buffer }

// Render converts the report to the files. earlier supplies the runner's own sheets.
func (p Paths) Render(r *report.Report, earlier *Earlier) (*Files, error) {
	var out Files
	if p.Book != "" {
		if err := xlsx.Write(&out.book, r, xlsx.Options{Kept: earlier.Kept}); err != nil {
			return nil, fmt.Errorf("%s: %w", ingest.Printable(p.Book), err)
		}
	}
	if p.Page != "" {
		if err := html.Write(&out.page, r); err != nil {
			return nil, fmt.Errorf("%s: %w", ingest.Printable(p.Page), err)
		}
	}
	return &out, nil
}

// Write writes the files and returns a line that names them. The error wraps ErrSaved if
// the runner saved the workbook after earlier was read. If the workbook has no path, Write
// writes it to stdout.
func (p Paths) Write(stdout io.Writer, earlier *Earlier, files *Files) (line string, err error) {
	if p.Streams() {
		_, err := stdout.Write(files.book.Bytes())
		return "", err
	}
	var names []string
	remark := ""
	if p.Book != "" {
		if remark, err = earlier.replace(p.Book, files.book.Bytes()); err != nil {
			return "", err
		}
		names = append(names, ingest.Printable(p.Book))
	}
	if p.Page != "" {
		if err := disk.Write(p.Page, files.page.Bytes()); err != nil {
			return "", err
		}
		names = append(names, ingest.Printable(p.Page))
	}
	return fmt.Sprintf("wrote %s%s\n", strings.Join(names, " and "), remark), nil
}

// beside returns paths beside those of p, for a workbook that cannot be replaced.
func (p Paths) beside() Paths {
	const word = ".new"
	if p.Book != "" {
		p.Book = disk.Beside(p.Book, word)
	}
	if p.Page != "" {
		p.Page = disk.Beside(p.Page, word)
	}
	return p
}
