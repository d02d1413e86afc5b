package xlsx

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// contentTypes must be the first part of a package.
const contentTypes = "[Content_Types].xml"

// packer writes the parts of a workbook in the order of their names, so that
// equal workbooks are equal bytes: excelize hands them over in the order of a map.
// The rows of the pages are drawn now, into the sheets that came without them.
type packer struct {
	out   io.Writer
	mends map[string]func([]byte) []byte
	pages map[string]*page // by the part of their sheet
	jobs  int
	parts []*part
}

// part is one part as excelize wrote it.
type part struct {
	name string
	xml  bytes.Buffer
}

// Create begins a part.
func (k *packer) Create(name string) (io.Writer, error) {
	p := &part{name: name}
	k.parts = append(k.parts, p)
	return &p.xml, nil
}

// AddFS is part of excelize's interface; workbooks do not use it.
func (k *packer) AddFS(fs.FS) error { return fs.ErrInvalid }

// Close writes the archive.
func (k *packer) Close() error {
	slices.SortFunc(k.parts, func(a, b *part) int {
		if (a.name == contentTypes) != (b.name == contentTypes) {
			if a.name == contentTypes {
				return -1
			}
			return 1
		}
		return strings.Compare(a.name, b.name)
	})
	zw := zip.NewWriter(k.out)
	for i, c := range compress(k.pieces(), k.jobs) {
		if err := c.writeTo(zw, k.parts[i].name); err != nil {
			return err
		}
	}
	return zw.Close()
}

// pieces are the parts, mended, in pieces.
func (k *packer) pieces() [][]piece {
	all := make([][]piece, len(k.parts))
	for i, p := range k.parts {
		xml := p.xml.Bytes()
		if mend := k.mends[p.name]; mend != nil {
			xml = mend(xml)
		}
		if page := k.pages[p.name]; page != nil {
			all[i] = page.pieces(xml)
			continue
		}
		all[i] = []piece{func(out []byte) []byte { return append(out, xml...) }}
	}
	return all
}

// blockRows is how many rows are drawn and compressed at a time: about 1 MB of Runs.
// Fewer would compress worse, since each block begins without what was before it.
const blockRows = 256

// The tags between which a sheet's rows stand.
const (
	rowsBegin = "<sheetData>"
	rowsEnd   = "</sheetData>"
)

// pieces are the sheet with the page's rows in place of those that excelize wrote.
func (p *page) pieces(sheet []byte) []piece {
	before, rest, _ := bytes.Cut(sheet, []byte(rowsBegin))
	_, after, _ := bytes.Cut(rest, []byte(rowsEnd))
	var all []piece
	for first := 1; first <= p.bottom; first += blockRows {
		last := min(first+blockRows-1, p.bottom)
		all = append(all, func(xml []byte) []byte {
			if first == 1 {
				xml = append(append(xml, before...), rowsBegin...)
			}
			xml = p.rows(xml, first, last)
			if last == p.bottom {
				xml = append(append(xml, rowsEnd...), after...)
			}
			return xml
		})
	}
	return all
}
