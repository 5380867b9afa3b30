package prose

import (
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// TimeUnits are the units of time, in nanoseconds.
var TimeUnits = map[string]float64{
	"ns": 1, "us": 1e3, "µs": 1e3, "ms": 1e6, "millisecond": 1e6, "milliseconds": 1e6,
	"s": 1e9, "sec": 1e9, "secs": 1e9, "second": 1e9, "seconds": 1e9,
	"m": 60e9, "min": 60e9, "mins": 60e9, "minute": 60e9, "minutes": 60e9, "h": 3600e9, "hour": 3600e9, "hours": 3600e9,
}

// IsTime reports a unit of time.
func IsTime(unit string) bool { return TimeUnits[strings.ToLower(unit)] != 0 }

// Numeral is what may be one number, well written or not. It ends in a digit,
// so that the sentence's own comma or stop is not taken in.
const Numeral = `(?:[-−]?\d(?:[\d.,_'’]*\d)?(?:[eE][+-]?\d+)?)`

var (
	// PlainNumber is one that stands alone, written with a point.
	PlainNumber   = regexp.MustCompile(`^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$`)
	eitherNumber  = regexp.MustCompile(`^-?[1-9]\d{0,2}\.\d{3}$`)
	groupedNumber = regexp.MustCompile(`^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^-?\d+(?:_\d+)+(?:\.\d+)?$`)
)

// EitherWay reports a number such as 1.000, a thousand to many people. Percentages
// and times are measured to the third place.
func EitherWay(s, unit string) bool {
	return eitherNumber.MatchString(s) && unit != "%" && !strings.EqualFold(unit, "percent") && !IsTime(unit)
}

// ungrouped leaves out what groups the digits of a number.
var ungrouped = strings.NewReplacer(",", "", "_", "")

// ReadNumber reads a number that has one meaning only: "1,000" and "1_000" are
// a thousand, while "1,50" and "1.000.000" mean different things to different
// people and are refused. So is what is too small to be told from nothing.
func ReadNumber(s string) (float64, bool) {
	s = strings.Replace(s, "−", "-", 1)
	if !PlainNumber.MatchString(s) && !groupedNumber.MatchString(s) {
		return 0, false
	}
	v, err := strconv.ParseFloat(ungrouped.Replace(s), 64)
	digits, _, _ := strings.Cut(strings.ToLower(s), "e")
	return v, err == nil && (v != 0 || !strings.ContainsAny(digits, "123456789"))
}
