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

// packer writes the parts of a workbook in the order of their names, so that equal
// workbooks give equal bytes, because excelize passes the parts in random order. It also
// adds the rows, because excelize writes the sheets without rows.
type packer struct {
	out     io.Writer
	repairs map[string]func([]byte) []byte
	pages   map[string]*page // by the part of their sheet
	jobs    int
	parts   []*part
}

// part holds one part as excelize wrote it.
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

// AddFS returns an error. excelize's interface requires the method, but does not call it.
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

// pieces cuts the repaired parts into pieces.
func (k *packer) pieces() [][]piece {
	all := make([][]piece, len(k.parts))
	for i, p := range k.parts {
		xml := p.xml.Bytes()
		if repair := k.repairs[p.name]; repair != nil {
			xml = repair(xml)
		}
		if page := k.pages[p.name]; page != nil {
			all[i] = page.pieces(xml)
			continue
		}
		all[i] = []piece{func(out []byte) []byte { return append(out, xml...) }}
	}
	return all
}

// blockRows is the number of rows drawn and compressed at a time: about 1 MB of Runs.
// Smaller blocks compress worse, because the compressor starts again with each block.
const blockRows = 256

// The tags around a sheet's rows.
const (
	rowsBegin = "<sheetData>"
	rowsEnd   = "</sheetData>"
)

// pieces returns the sheet in pieces, with the page's rows in place of those that excelize wrote.
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
