package ingest

import (
	"bytes"
	"io"

	"dayafter/internal/format"
	"dayafter/internal/summary"
)

// officeContents is the member with which each spreadsheet and document of an office
// program begins (ECMA-376, part 2). Such a file is a single input and not an archive.
const officeContents = "[Content_Types].xml"

// officeProperties are the members that name the program and the author.
var officeProperties = []string{"docProps/app.xml", "docProps/core.xml"}

// maxProperties limits the bytes read of officeProperties.
const maxProperties = 16 << 10

// officeDocument returns the File of an archive that is an office document. It recognises a
// workbook of this program even after an office program saved it again.
func (t *tree) officeDocument() (f summary.File, ok bool) {
	members := map[string]*input{}
	for _, in := range t.inputs {
		members[in.path] = in
	}
	if members[officeContents] == nil {
		return f, false
	}
	f = summary.File{Format: string(Zip), Outcome: summary.NotActivity, Reason: "an office document, not a recording"}
	for _, name := range officeProperties {
		if in := members[name]; in != nil && bytes.Contains(in.beginning(maxProperties), []byte(">"+format.Own+"<")) {
			f.Format, f.Reason = format.Own, "a workbook that dayafter wrote"
		}
	}
	return f, true
}

// beginning returns up to n bytes of an input, or none if it cannot be read.
func (in *input) beginning(n int64) []byte {
	if in.failed != "" {
		return nil
	}
	src, err := in.src.Open()
	if err != nil {
		return nil
	}
	defer src.Close()
	b, _ := io.ReadAll(io.LimitReader(src, n))
	return b
}
