package fit

import (
	"strings"

	tormoder "github.com/tormoder/fit"
)

// developers are the developer fields that are read, by developer index and
// field number.
type developers map[[2]uint8]developerTarget

// developerTarget says which column a developer field of record messages fills
// where the watch's own field has no value: value = raw/scale - offset.
type developerTarget struct {
	column        column
	base          base
	scale, offset float64
}

func (f developerField) key() [2]uint8 { return [2]uint8{f.developer, f.num} }

// Fields of field_description, FIT profile, message 206.
const (
	describedDeveloper = 0
	describedField     = 1
	describedBase      = 2
	describedName      = 3
	describedScale     = 6
	describedOffset    = 7
	describedUnits     = 8
	describedMessage   = 14 // native_mesg_num
	describedNative    = 15 // native_field_num
)

// describe takes in a field_description when it names a quantity we have a column for.
func (dev developers) describe(m *message) {
	developer, ok1 := m.number(describedDeveloper)
	num, ok2 := m.number(describedField)
	kind := m.bytes(describedBase)
	if !ok1 || !ok2 || len(kind) == 0 {
		return
	}
	t := developerTarget{column: described(m), base: min(base(kind[0]&baseMask), unknownT), scale: 1}
	if t.column == noColumn || t.base == unknownT {
		return
	}
	if v, ok := m.number(describedScale); ok && v > 0 {
		t.scale = v
	}
	if v, ok := m.number(describedOffset); ok {
		t.offset = v
	}
	dev[[2]uint8{uint8(developer), uint8(num)}] = t
}

// developerNames are the names that running-power meters and core-temperature
// sensors give their fields, in lower case: Stryd "Power", Garmin Running Power
// "RP_Power", COROS and Polar "Run Power", CORE "core_temperature".
var developerNames = map[string]struct {
	column column
	unit   string // prefix of the unit, lower case
}{
	"power":                 {power, "w"},
	"rp_power":              {power, "w"},
	"run power":             {power, "w"},
	"running power":         {power, "w"},
	"stryd power":           {power, "w"},
	"core_temperature":      {coreTemperature, "°c"},
	"core temperature":      {coreTemperature, "°c"},
	"core body temperature": {coreTemperature, "°c"},
}

// described is the column of a field_description: by the native field it stands
// for, else by its name and unit.
func described(m *message) column {
	unit := strings.ToLower(m.text(describedUnits))
	native, ok := m.number(describedNative)
	message, named := m.number(describedMessage)
	if ok && (!named || message == float64(tormoder.MesgNumRecord)) {
		if c := overridden(uint8(native)); c != noColumn {
			return c
		}
	}
	known, ok := developerNames[strings.ToLower(m.text(describedName))]
	if !ok || !strings.HasPrefix(degrees(unit), known.unit) {
		return noColumn
	}
	return known.column
}

// degrees spells every way in which °C is written as "°c".
func degrees(unit string) string {
	switch unit {
	case "c", "degc", "deg c", "celsius", "degrees c", "degrees celsius", "º c", "ºc", "° c":
		return "°c"
	}
	return unit
}

// overridden is the column of the native record field that a developer field
// stands for. Position is never taken from one.
func overridden(num uint8) column {
	for _, n := range natives {
		if n.num == num && n.column > longitude && n.column < fraction {
			return n.column
		}
	}
	return noColumn
}
