package activity

import "regexp"

// placeForms match the forms in which people and programs write a place: decimal degrees,
// degrees with minutes, plus codes (Open Location Code) and links to maps. A pair of
// numbers is a place if both have three decimals (110 m) or more, a single number if it has
// five or more: "half marathon 21.0975 km" is no place.
var placeForms = regexp.MustCompile(`(?i)` +
	`(?:https?://|www\.)\S*(?:map|geo|osm)\S*` +
	`|\bgeo:\S+` +
	`|[-+−]?\d{1,3}[.,]\d{3,}(?:\s*°)?(?:\s*[NSEWO])?\s*[,;/|]?\s*[-+−]?\d{1,3}[.,]\d{3,}(?:\s*°)?(?:\s*[NSEWO]\b)?` +
	`|[-+−]?\d{1,3}[.,]\d{5,}(?:\s*°)?` +
	`|(?:\b[NSEWO]\s*)?\d{1,3}\s*[°º]\s*\d{1,2}(?:[.,]\d+)?\s*['′’](?:\s*\d{1,2}(?:[.,]\d+)?\s*(?:["″”]|''))?\s*[NSEWO]?` +
	`|\b[NSEWO]\s*\d{1,3}[°º]?\s+\d{1,2}[.,]\d{2,}` +
	`|\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b`)

// noPlace stands where WithoutPlaces took a place out.
const noPlace = "(place)"

// WithoutPlaces returns a title with every place in it replaced, because no output and
// no store holds where somebody ran.
func WithoutPlaces(title string) string { return placeForms.ReplaceAllString(title, noPlace) }
