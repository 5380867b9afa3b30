package goalspec

import (
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// numeral is what may be one number, well written or not. It ends in a digit,
// so that the sentence's own comma or stop is not taken in.
const numeral = `(?:[-−]?\d(?:[\d.,_'’]*\d)?(?:[eE][+-]?\d+)?)`

var (
	plainNumber   = regexp.MustCompile(`^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$`)
	eitherNumber  = regexp.MustCompile(`^-?[1-9]\d{0,2}\.\d{3}$`)
	groupedNumber = regexp.MustCompile(`^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^-?\d+(?:_\d+)+(?:\.\d+)?$`)
)

// eitherWay reports a number such as 1.000, a thousand to many people. Percentages
// and times are measured to the third place.
func eitherWay(s, unit string) bool {
	return eitherNumber.MatchString(s) && unit != "%" && !strings.EqualFold(unit, "percent") && !isTime(unit)
}

// ungrouped leaves out what groups the digits of a number.
var ungrouped = strings.NewReplacer(",", "", "_", "")

// readNumber reads a number that has one meaning only: "1,000" and "1_000" are
// a thousand, while "1,50" and "1.000.000" mean different things to different
// people and are refused. So is what is too small to be told from nothing.
func readNumber(s string) (float64, bool) {
	s = strings.Replace(s, "−", "-", 1)
	if !plainNumber.MatchString(s) && !groupedNumber.MatchString(s) {
		return 0, false
	}
	v, err := strconv.ParseFloat(ungrouped.Replace(s), 64)
	digits, _, _ := strings.Cut(strings.ToLower(s), "e")
	return v, err == nil && (v != 0 || !strings.ContainsAny(digits, "123456789"))
}
