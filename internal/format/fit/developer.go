package fit

import (
	"slices"
	"strings"

	tormoder "github.com/tormoder/fit"
)

// developers holds the developer fields to read, by developer index and field number.
type developers map[[2]uint8]developerTarget

// developerTarget says which column a developer field of record messages fills if the
// watch's own field has no value: value = raw/scale - offset.
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

// describe adds a field_description if it names a quantity that has a column.
func (dev developers) describe(m *message) {
	developer, ok1 := m.number(describedDeveloper)
	num, ok2 := m.number(describedField)
	kind := m.bytes(describedBase)
	if !ok1 || !ok2 || len(kind) == 0 {
		return
	}
	t := developerTarget{column: columnDescribed(m), base: min(base(kind[0]&baseMask), unknownT), scale: 1}
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
// "RP_Power", CORE "core_temperature".
var developerNames = map[string]column{
	"power":                 power,
	"rp_power":              power,
	"run power":             power,
	"running power":         power,
	"stryd power":           power,
	"core_temperature":      coreTemperature,
	"core temperature":      coreTemperature,
	"core body temperature": coreTemperature,
}

// developerUnits holds, in lower case, the units in which a developer field can fill a
// column. A field with another unit, or without one, is ignored.
var developerUnits = map[column][]string{
	distance:        {"m", "meter", "meters", "metres"},
	speed:           {"m/s"},
	heartRate:       {"bpm"},
	cadence:         {"rpm", "spm", "strides/min"},
	power:           {"w", "watt", "watts"},
	coreTemperature: {"c", "°c", "ºc", "degc", "deg c", "celsius", "degrees celsius"},
}

// columnDescribed returns the column of a field_description: the column of the native
// field that it replaces, or else the column that its name implies.
func columnDescribed(m *message) column {
	c := noColumn
	on, said := m.number(describedMessage)
	if native, ok := m.number(describedNative); ok && (!said || on == float64(tormoder.MesgNumRecord)) {
		c = columnOfNative(uint8(native))
	}
	if named, ok := developerNames[strings.ToLower(m.text(describedName))]; ok && c == noColumn {
		c = named
	}
	if !slices.Contains(developerUnits[c], strings.ToLower(m.text(describedUnits))) {
		return noColumn
	}
	return c
}

// columnOfNative returns the column of the native record field num.
func columnOfNative(num uint8) column {
	for _, n := range natives {
		if n.num == num {
			return n.column
		}
	}
	return noColumn
}
