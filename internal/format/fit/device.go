package fit

import (
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
