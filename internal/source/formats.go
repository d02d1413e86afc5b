package source

import "dayafter/internal/gpx"

// formats are the decoders by kind.
func formats() map[Kind]decoder {
	return map[Kind]decoder{GPX: gpx.Decode}
}
