package fit

import (
	"slices"

	tormoder "github.com/tormoder/fit"

	"dayafter/internal/activity"
)

// survey is the result of the first walk over a FIT file: how far it can be read, and
// how much memory it needs.
type survey struct {
	body       []byte
	layouts    layouts
	jumps      map[int]int // see cursor
	developers developers
	records    int
	end        int // offset in body up to which it can be read
	lost       int // bytes skipped at damaged places
	stop       stop
	id         *message // the file_id; nil without one
	idAt       int      // number of data messages before the file_id
}

// takeSurvey walks over body once without reading values.
func takeSurvey(body []byte, room *room) *survey {
	s := &survey{body: body, layouts: layouts{}, jumps: map[int]int{}, developers: developers{}}
	c := cursor{body: body, layouts: s.layouts, jumps: s.jumps, resumes: &room.resumes}
	var m message
	for n := 0; c.next(&m); n++ {
		switch m.global {
		case tormoder.MesgNumRecord:
			s.records++
		case tormoder.MesgNumFieldDescription:
			s.developers.describe(&m)
		case tormoder.MesgNumFileId:
			if s.id == nil {
				id := m
				s.id, s.idAt = &id, n
			}
		}
	}
	s.end, s.stop, s.lost = c.pos, c.stop, c.lost
	return s
}

// report adds issues for unusual layouts, and for the reason why the walk stopped unless
// there is one already.
func (s *survey) report(issues *activity.Issues) {
	s.reportLayouts(issues)
	switch {
	case s.id == nil && s.records == 0: // the memory of a chest strap has none
	case s.id == nil:
		issues.Add(activity.Note, "fit-no-id", "the file does not state its type; it was judged by its content")
	case s.idAt > 0:
		issues.Add(activity.Repaired, "fit-id-order", "the message with the file's type is not the first; it was moved to the front")
	case kindIn(s.id) != fileKind(tormoder.FileTypeActivity) && kindIn(s.id) != fileKind(tormoder.FileTypeActivitySummary):
		issues.Add(activity.Repaired, "fit-kind", "the file states a type that does not exist; it was read as an activity")
	}
	if s.lost > 0 {
		issues.Add(activity.Partial, "fit-damaged", "the file is damaged; %d of %d bytes were skipped", s.lost, len(s.body))
	}
	switch s.stop {
	case damaged:
		issues.Add(activity.Partial, "fit-damaged", "the file is damaged at byte %d of %d; the rest could not be read", s.end, len(s.body))
	case overLimit:
		issues.Add(activity.Partial, "fit-too-many", "the file holds more messages than a watch can write; the rest was left out")
	}
}

// reportLayouts adds an issue for each kind of unusual layout.
func (s *survey) reportLayouts(issues *activity.Issues) {
	var unflagged, odd, arrays int
	for _, d := range s.layouts {
		unflagged += count(d.unflagged)
		odd += count(d.odd)
		arrays += count(d.hasArrays())
	}
	for range unflagged {
		issues.Add(activity.Repaired, "fit-base-type", "values are stored with a type that lacks its flag; they were read by the type's number")
	}
	for range odd {
		issues.Add(activity.Repaired, "fit-field-size", "values are stored in a size that does not match their type; they were read in the stored size")
	}
	for range arrays {
		issues.Add(activity.Repaired, "fit-field-array", "single values are stored as lists; the first value of each list was read")
	}
}

// count returns 1 for true.
func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// hasArrays reports whether a field that is read is stored as a list of values where
// FIT has a single value.
func (d *definition) hasArrays() bool {
	single := func(num uint8) bool {
		f, ok := d.field(num)
		return ok && f.base != stringT && f.base != byteT && f.base != unknownT && f.size >= 2*f.base.width()
	}
	if d.global == tormoder.MesgNumRecord {
		return slices.ContainsFunc(natives[:], func(n native) bool { return single(n.num) })
	}
	for _, h := range libraryMessages {
		if h.global == d.global {
			return slices.ContainsFunc(h.fields, func(f libraryField) bool { return f.base != stringT && single(f.num) })
		}
	}
	return false
}
