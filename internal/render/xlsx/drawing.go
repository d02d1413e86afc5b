package xlsx

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strings"
)

// uncarried lists the parts of a sheet that are not carried over, by the last word of
// their relationship type.
var uncarried = map[string]string{
	"drawing": "charts or pictures", "pivotTable": "pivot tables", "comments": "comments", "table": "tables",
}

// warnOfDrawings adds a warning for each of the runner's own sheets that loses a part.
func (k *Kept) warnOfDrawings(r io.ReaderAt, size int64) {
	archive, err := zip.NewReader(r, size)
	if err != nil {
		return // excelize opened it before
	}
	for _, c := range k.sheets {
		for _, rel := range relationships(archive, relsOf(sheetPart(archive, c.name))) {
			if what, ok := uncarried[path.Base(rel.Type)]; ok {
				k.Warnings = append(k.Warnings, fmt.Sprintf(
					"sheet %q is carried over without its %s: they stay in the backup of the old workbook", c.name, what))
			}
		}
	}
}

// relationship is a link from one part of the workbook to another.
type relationship struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

// relsOf returns the name of the part that holds a part's relationships.
func relsOf(part string) string {
	return path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
}

// relationships reads a part of relationships; nil when there is none.
func relationships(archive *zip.Reader, name string) []relationship {
	var doc struct {
		All []relationship `xml:"Relationship"`
	}
	readPart(archive, name, &doc)
	return doc.All
}

// sheetPart returns the name of the part that holds a sheet.
func sheetPart(archive *zip.Reader, sheet string) string {
	var doc struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	readPart(archive, "xl/workbook.xml", &doc)
	for _, s := range doc.Sheets {
		for _, rel := range relationships(archive, "xl/_rels/workbook.xml.rels") {
			if s.Name == sheet && rel.ID == s.ID {
				return strings.TrimPrefix(path.Join("xl", rel.Target), "xl/xl/")
			}
		}
	}
	return ""
}

// readPart decodes a part into v. It leaves v unchanged if the part cannot be read.
func readPart(archive *zip.Reader, name string, v any) {
	f, err := archive.Open(name)
	if err != nil {
		return
	}
	defer f.Close()
	_ = xml.NewDecoder(f).Decode(v)
}
