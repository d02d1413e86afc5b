package polar

import (
	"bytes"
	"math"
	"strconv"

	"dayafter/internal/instant"
)

// stamp is a time as written.
type stamp struct {
	at    instant.Instant
	ok    bool
	zoned bool // it names its zone and is in UTC; otherwise it is a local time
}

func parse(raw []byte) stamp {
	at, ok := instant.Parse(raw)
	return stamp{at, ok, at.Zone != instant.None}
}

// since returns the time from b to s in s, whatever their zones.
func (s stamp) since(b stamp) float64 {
	return s.at.Since(b.at.Sec) - float64(b.at.Nano)/1e9
}

// nearStart is the longest time in s between the starts of a session and its series. Ours:
// time zones differ by 15 minutes or more.
const nearStart = 600

// shift returns the time in s by which to move a series that begins first seconds after the
// session. It is offset or −offset if one of these moves the series to the session's start;
// otherwise it is 0.
func shift(first, offset float64) float64 {
	if math.Abs(first) <= nearStart {
		return 0
	}
	for _, by := range [...]float64{offset, -offset} {
		if math.Abs(first+by) <= nearStart {
			return by
		}
	}
	return 0
}

// seconds reads an ISO 8601 duration of at most days, such as PT1H2M3.5S; NaN for any
// other text.
func seconds(raw []byte) float64 {
	rest, ok := bytes.CutPrefix(raw, []byte("P"))
	sum := 0.0
	for ok && len(rest) > 0 {
		if rest[0] == 'T' {
			rest = rest[1:]
			continue
		}
		n := bytes.IndexAny(rest, "DHMS")
		if n < 0 {
			return math.NaN()
		}
		v, err := strconv.ParseFloat(string(rest[:n]), 64)
		if err != nil || !(v >= 0) {
			return math.NaN()
		}
		sum += v * unitSeconds(rest[n])
		rest = rest[n+1:]
	}
	if !ok || len(raw) < len("PT0S") || math.IsInf(sum, 0) {
		return math.NaN()
	}
	return sum
}

// unitSeconds returns the length of a unit of a duration in s.
func unitSeconds(letter byte) float64 {
	switch letter {
	case 'D':
		return 86400
	case 'H':
		return 3600
	case 'M':
		return 60
	}
	return 1
}
