package xmlscan

import (
	"bytes"
	"math"
	"strconv"

	"dayafter/internal/activity"
)

// Float returns the number in raw; NaN if raw holds no finite number. It accepts a decimal
// comma, blanks and entities, and records them as issues. An empty text is a missing value
// without an issue.
func (s *Scanner) Float(raw []byte) float64 {
	if v, ok := parseCommon(raw); ok {
		return v
	}
	return s.parseRare(raw)
}

// pow10 holds the powers of ten that a float64 represents exactly.
var pow10 = [...]float64{
	1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
	1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
}

// parseCommon parses -123.456 exactly: if the digits are at most 2^53 and the power of ten
// is exact, only one rounding occurs (Clinger 1990, PLDI). It returns false for every other
// form.
func parseCommon(raw []byte) (v float64, ok bool) {
	digits, negative := raw, false
	if len(digits) > 0 && digits[0] == '-' {
		digits, negative = digits[1:], true
	}
	if len(digits) == 0 || len(digits) > 18 || digits[0] == '.' {
		return 0, false
	}
	var mantissa uint64
	point := -1
	for i, c := range digits {
		if d := c - '0'; d < 10 {
			mantissa = mantissa*10 + uint64(d)
			continue
		}
		if c != '.' || point >= 0 {
			return 0, false
		}
		point = i
	}
	if mantissa > 1<<53 {
		return 0, false
	}
	v = float64(mantissa)
	if point >= 0 {
		v /= pow10[len(digits)-1-point]
	}
	if negative {
		v = -v
	}
	return v, true
}

// parseRare parses the forms that parseCommon does not.
func (s *Scanner) parseRare(raw []byte) float64 {
	text := trim(raw)
	if len(text) == 0 {
		return math.NaN()
	}
	if bytes.IndexByte(text, '&') >= 0 {
		text = trim([]byte(s.String(text)))
	}
	if comma := bytes.IndexByte(text, ','); comma >= 0 && bytes.IndexByte(text, '.') < 0 && bytes.Count(text, []byte(",")) == 1 {
		s.issues.Add(activity.Repaired, "xml-decimal-comma", "numbers were written with a decimal comma: the comma was read as a point")
		text = bytes.Replace(text, []byte(","), []byte("."), 1)
	}
	v, err := strconv.ParseFloat(string(text), 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		s.issues.Add(activity.Partial, "xml-number", "a value was not a number: left out")
		return math.NaN()
	}
	return v
}
