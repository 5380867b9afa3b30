package verify

import (
	"regexp"
	"strconv"
	"strings"
)

var numbers = regexp.MustCompile(`(-?\d+(?:\.\d+)?)[ \t]?(%|[A-Za-zµ]+)?`)

// Measure reads the number a predicate is about: the last one in the output
// that carries the unit, or the last number at all when the predicate has none.
func Measure(log, unit string) (value float64, ok bool) {
	for _, m := range numbers.FindAllStringSubmatch(log, -1) {
		if unit != "" && !strings.EqualFold(m[2], unit) {
			continue
		}
		if v, err := strconv.ParseFloat(m[1], 64); err == nil {
			value, ok = v, true
		}
	}
	return value, ok
}
