package fit

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"

	tormoder "github.com/tormoder/fit"
)

// device returns the maker and product of the recording device, as far as known.
func (r *recording) device() string {
	maker, product, name := r.id.Manufacturer, r.id.GetProduct(), r.id.ProductName
	for _, d := range r.summary.DeviceInfos {
		if maker == tormoder.ManufacturerInvalid {
			maker, product = d.Manufacturer, d.GetProduct()
		}
		if name == "" {
			name = d.ProductName
		}
	}
	brand := words(maker.String())
	if maker == tormoder.ManufacturerInvalid || strings.Contains(brand, "(") || maker == tormoder.ManufacturerDevelopment {
		brand = ""
	}
	if p, ok := product.(tormoder.GarminProduct); ok && name == "" {
		name = garmin(p)
	}
	if strings.HasPrefix(strings.ToLower(name), strings.ToLower(brand)) {
		return name
	}
	return strings.TrimSpace(brand + " " + name)
}

// serialField is the number of the serial number in file_id.
const serialField = 3

// serialIn returns a hash of the serial number in a file_id message, so that files of
// the same device can be recognised without storing the number; "" if it is missing.
func serialIn(id *message) string {
	v, ok := id.number(serialField)
	if !ok || v == 0 {
		return ""
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%v %v", id.value(1), v)) // numbers are unique within a maker
	return hex.EncodeToString(sum[:8])
}

// garmin returns the name of a Garmin product; "" if tormoder does not know it.
func garmin(p tormoder.GarminProduct) string {
	name := p.String()
	if strings.Contains(name, "(") || p == tormoder.GarminProductInvalid {
		return ""
	}
	if model, ok := strings.CutPrefix(name, "Fr"); ok && model != "" && unicode.IsDigit(rune(model[0])) {
		return "Forerunner " + model
	}
	return words(name)
}

// words puts spaces between the words and numbers of a Go name: "Fenix7ProSolar"
// becomes "Fenix 7 Pro Solar".
func words(name string) string {
	var b strings.Builder
	var last rune
	for _, r := range name {
		if unicode.IsLower(last) && !unicode.IsLower(r) || unicode.IsDigit(last) && unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}
