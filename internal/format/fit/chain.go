package fit

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"dayafter/internal/activity"
)

// Lengths of a FIT file's frame, FIT protocol, "File Header".
const (
	headerMin  = 12 // without a checksum of its own
	headerFull = 14
	crcSize    = 2
)

const signature = ".FIT"

// isHeader reports whether a FIT file begins at the start of b.
func isHeader(b []byte) bool {
	return len(b) >= headerMin && b[0] >= headerMin && len(b) >= int(b[0]) && string(b[8:headerMin]) == signature
}

// findHeader returns the offset of the first FIT header in b; len(b) if there is
// none.
func findHeader(b []byte) int {
	for at := 0; ; {
		k := bytes.Index(b[at:], []byte(signature))
		if k < 0 {
			return len(b)
		}
		at += k
		if at >= 8 && isHeader(b[at-8:]) {
			return at - 8
		}
		at += len(signature)
	}
}

// open surveys the FIT file whose header is at the start of data. It also returns the
// offset of the bytes after the file.
func (c *chain) open(data []byte) (s *survey, next int) {
	checkHeader(data, &c.issues)
	head := int(data[0])
	rest := data[head:]
	declared := int(binary.LittleEndian.Uint32(data[4:]))
	if declared > 0 && declared+crcSize <= len(rest) {
		return c.openComplete(data, head+declared+crcSize)
	}
	rest = rest[:findHeader(rest)]
	s = takeSurvey(rest, &c.room)
	left := len(rest) - s.end
	if left == crcSize && (declared == 0 || checksum(data[:head+len(rest)]) == 0) {
		s.stop, left = atEnd, 0 // the remaining bytes are the checksum
	}
	switch {
	case declared == 0 && left == 0:
		c.issues.Add(activity.Repaired, "fit-not-closed", "the watch did not close the file: its length was found by reading it")
	case left == 0 && s.end < len(rest):
		c.issues.Add(activity.Repaired, "fit-length", "the length in the file's header is wrong; the file is complete")
	case declared <= len(rest) && s.end == declared:
		c.issues.Add(activity.Repaired, "fit-no-crc", "the file ends without its checksum")
	case declared == 0 || s.end == len(rest) || s.stop == cutShort:
		c.issues.Add(activity.Partial, "fit-truncated", "the file ends early: %s", missingPart(declared, len(rest)))
	}
	return s, head + len(rest)
}

// closedLength returns the length that the header of the FIT file at the start of data
// declares, or the length of data if that is less.
func closedLength(data []byte) int {
	n := uint64(data[0]) + uint64(binary.LittleEndian.Uint32(data[4:])) + crcSize
	return int(min(n, uint64(len(data))))
}

// missingPart describes how much of a truncated file is present.
func missingPart(declared, there int) string {
	if declared == 0 {
		return "the watch did not close it"
	}
	return fmt.Sprintf("%d of %d bytes are there", there, declared)
}

// openComplete surveys the FIT file data[:end], whose header declares that length. If
// the checksum is wrong, no header follows, and the messages go on to the end of
// data, the declared length is wrong and the whole of data is surveyed.
func (c *chain) openComplete(data []byte, end int) (s *survey, next int) {
	head := int(data[0])
	s = takeSurvey(data[head:end-crcSize], &c.room)
	sound := checksum(data[:end]) == 0
	if !sound && end < len(data) && !isHeader(data[end:]) {
		all := data[:end+findHeader(data[end:])]
		longer := takeSurvey(all[head:], &c.room)
		if left := len(all) - head - longer.end; longer.end > s.end && (left == 0 || left == crcSize) {
			longer.stop = atEnd
			c.issues.Add(activity.Repaired, "fit-length", "the length in the file's header is wrong; the file was read to its end")
			return longer, len(all)
		}
	}
	if s.stop == cutShort {
		c.issues.Add(activity.Partial, "fit-truncated", "the file ends in the middle of a message")
	}
	if !sound {
		c.issues.Add(activity.Repaired, "fit-crc", "the file's checksum is wrong; its content was read")
	}
	return s, end
}

// checkHeader reports departures of the header at the start of data from the
// protocol.
func checkHeader(data []byte, issues *activity.Issues) {
	if major := data[1] >> 4; major > 2 {
		issues.Add(activity.Note, "fit-protocol", "written to FIT protocol %d.%d; read as 2.0", major, data[1]&0xF)
	}
	if data[0] < headerFull {
		return
	}
	crc := binary.LittleEndian.Uint16(data[headerMin:])
	if crc != 0 && crc != checksum(data[:headerMin]) {
		issues.Add(activity.Repaired, "fit-header-crc", "the checksum of the file's header is wrong; the file was read")
	}
}
